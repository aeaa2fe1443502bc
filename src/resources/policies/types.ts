/** The types of policies, and what they become in the graph. */

/** Of Identity Engine; an org without a licence for one answers 400. */
export const IDX_POLICY_TYPES = [
  'ACCESS_POLICY',
  'OKTA_SIGN_ON',
  'PASSWORD',
  'MFA_ENROLL',
  'IDP_DISCOVERY',
  'PROFILE_ENROLLMENT',
  'ENTITY_RISK',
  'POST_AUTH_SESSION',
  'SESSION_VIOLATION_DETECTION',
  'IDENTITY_CLAIM_SOURCING',
  'DEVICE_SIGNAL_COLLECTION',
  'USER_LIFECYCLE',
] as const;

/** Of Classic Engine. */
export const CLASSIC_POLICY_TYPES = [
  'OKTA_SIGN_ON',
  'PASSWORD',
  'MFA_ENROLL',
  'IDP_DISCOVERY',
  'USER_LIFECYCLE',
] as const;
