/** The parts of policies and rules that are kept as raw data. Names that look like a secret's hold none here. */
import type { Shape } from '../../graph/rawData';

const ENROLL: Shape = { self: true, autoEnroll: true, gracePeriod: true };

const FACTOR: Shape = { enroll: { self: true }, consent: { type: true } };

/** Factors of Classic Engine. */
const FACTORS: Shape = Object.fromEntries(
  [
    'duo',
    'fido_u2f',
    'fido_webauthn',
    'google_otp',
    'okta_call',
    'okta_email',
    'okta_otp',
    'okta_password',
    'okta_push',
    'okta_question',
    'okta_sms',
    'rsa_token',
    'symantec_vip',
    'yubikey_token',
  ].map((name) => [name, FACTOR]),
);

const SETTINGS: Shape = {
  type: true,
  authenticators: { id: true, key: true, enroll: ENROLL, constraints: true },
  factors: FACTORS,
  delegation: true,
  password: { age: true, breachedProtection: true, complexity: true, lockout: true },
  recovery: {
    factors: {
      okta_call: { status: true },
      okta_email: { status: true, properties: { recoveryToken: { tokenLifetimeMinutes: true } } },
      okta_sms: { status: true },
      recovery_question: { status: true, properties: { complexity: true } },
    },
  },
};

const BOTH: Shape = {
  id: true,
  name: true,
  type: true,
  status: true,
  priority: true,
  system: true,
  created: true,
  lastUpdated: true,
  conditions: true,
};

export const POLICY_SHAPE: Shape = { ...BOTH, description: true, settings: SETTINGS };

const ACCESS: Shape = { access: true };

/** What rules of every type do. */
export const RULE_ACTIONS: Shape = {
  appSignOn: true,
  signon: true,
  passwordChange: ACCESS,
  selfServicePasswordReset: { access: true, type: true, requirement: true },
  selfServiceUnlock: ACCESS,
  enroll: true,
  idp: true,
  profileEnrollment: true,
  entityRisk: true,
  postAuthSession: true,
  sessionViolationDetection: true,
  claimSourcing: true,
  deviceSignalCollection: true,
  updateUserLifecycle: true,
};

export const RULE_SHAPE: Shape = { ...BOTH, actions: RULE_ACTIONS };
