/** What the types of policies have in common, and what each has besides. */
import { record } from '../../json';
import { boolean, constant, count, ids, string, strings, type Fields } from '../fields';
import {
  allowsSingleFactor,
  catchAllAccess,
  catchAllAllowsSingleFactor,
  passwordAloneSuffices,
  phishingResistantEverywhere,
  usesDeviceConditions,
} from './accessPolicy';
import {
  allowsWeakAuthenticators,
  gracePeriodCount,
  keysWith,
  requiresPossession,
} from './enrollment';
import {
  enforced,
  inactivityDays,
  lifecycleAction,
  reauthenticatesAtIdp,
  selfRegistration,
} from './otherPolicies';
import { PASSWORD_FIELDS } from './passwordFields';
import { activeRuleCount, hasPriorityGap, neverApplies, rulesOf, usesNetworkZones } from './rules';
import {
  allowsPersistentCookie,
  longestIdle,
  longestSession,
  mfaRequiredEverywhere,
  sessionUnlimited,
} from './signOnPolicy';
import { isWord } from './threeValued';

/** Of every policy. Those that rest on its rules are absent if the rules could not be read. */
const POLICY_FIELDS: Fields = {
  policyType: string('type', 'As Okta names it: ACCESS_POLICY, OKTA_SIGN_ON, PASSWORD, …'),
  priority: count('priority', '1 is looked at first'),
  isDefault: boolean(
    'system',
    'Whether it is the default of Okta, for users to whom no other policy applies',
  ),
  description: string('description'),
  resourceType: string('_embedded.resourceType', 'APP, END_USER_ACCOUNT_MANAGEMENT'),
  ruleCount: count((policy) => rulesOf(policy)?.length),
  activeRuleCount: count((policy) => activeRuleCount(policy)),
  neverApplies: boolean(neverApplies, 'Whether it has no active rule: then Okta passes over it'),
  usesNetworkZones: boolean(usesNetworkZones, 'Whether an active rule looks at network zones'),
  priorityGap: boolean(
    (policy, { siblings }) => hasPriorityGap(policy, siblings),
    'Whether no policy of its type has the priority before its own',
  ),
};

/** Of policies that can be for some groups only. Okta has no such condition for those of applications. */
const FOR_GROUPS: Fields = ids(
  'group',
  'conditions.people.groups.include',
  'Okta ids of the groups that it is for',
);

/** App sign-in policies. */
export const ACCESS_POLICY_FIELDS: Fields = {
  ...POLICY_FIELDS,
  allowsSingleFactor: boolean(
    allowsSingleFactor,
    'Whether one factor is enough by one of its active rules',
  ),
  passwordAloneSuffices: boolean(passwordAloneSuffices),
  phishingResistantEverywhere: boolean(
    phishingResistantEverywhere,
    'Whether every active rule that lets somebody in demands a factor that withstands phishing',
  ),
  catchAllAccess: string(catchAllAccess, 'ALLOW or DENY for users to whom no other rule applies'),
  catchAllAllowsSingleFactor: boolean(catchAllAllowsSingleFactor),
  usesDeviceConditions: boolean(usesDeviceConditions, 'Whether an active rule looks at the device'),
  isAccountManagement: boolean(
    ({ _embedded }) => isAccountManagement(_embedded),
    'Whether it is for recovery and enrolment rather than for applications',
  ),
};

function isAccountManagement(embedded: unknown) {
  const { resourceType } = record(embedded);
  return isWord(resourceType, 'END_USER_ACCOUNT_MANAGEMENT');
}

/** Global session policies. */
export const SIGN_ON_POLICY_FIELDS: Fields = {
  ...POLICY_FIELDS,
  ...FOR_GROUPS,
  mfaRequiredEverywhere: boolean(
    mfaRequiredEverywhere,
    'Whether every active rule that lets somebody in demands a second factor',
  ),
  longestSessionMinutes: count(
    (policy) => longestSession(policy),
    'Absent if a session has no end: see sessionUnlimited',
  ),
  sessionUnlimited: boolean(sessionUnlimited, 'Whether sessions have no end by an active rule'),
  longestIdleMinutes: count((policy) => longestIdle(policy)),
  allowsPersistentCookie: boolean(
    allowsPersistentCookie,
    'Whether sessions outlive the browser by an active rule',
  ),
};

/** Enrollment policies. */
export const ENROLLMENT_FIELDS: Fields = {
  ...POLICY_FIELDS,
  ...FOR_GROUPS,
  category: constant('config'),
  settingsType: string('settings.type', 'AUTHENTICATORS; on Classic Engine FACTORS'),
  requiredAuthenticators: strings((policy) => keysWith(policy, 'REQUIRED')),
  optionalAuthenticators: strings((policy) => keysWith(policy, 'OPTIONAL')),
  disallowedAuthenticators: strings((policy) => keysWith(policy, 'NOT_ALLOWED')),
  allowsWeakAuthenticators: boolean(
    allowsWeakAuthenticators,
    'Whether users may enrol phone, e-mail or a security question',
  ),
  requiresPossession: boolean(
    requiresPossession,
    'Whether users have to enrol something other than a password and a question',
  ),
  gracePeriodCount: count(
    (policy) => gracePeriodCount(policy),
    'Authenticators whose enrolment users may put off',
  ),
};

/** Password policies. */
export const PASSWORD_POLICY_FIELDS: Fields = {
  ...POLICY_FIELDS,
  ...FOR_GROUPS,
  ...PASSWORD_FIELDS,
};

/** Policies that route users to identity providers. */
export const ROUTING_FIELDS: Fields = { ...POLICY_FIELDS, category: constant('config') };

/** Policies of all other types. */
export const OTHER_POLICY_FIELDS: Fields = {
  ...POLICY_FIELDS,
  ...FOR_GROUPS,
  category: constant('config'),
  selfRegistration: boolean(
    selfRegistration,
    'Of PROFILE_ENROLLMENT: whether anybody may register',
  ),
  enforced: boolean(
    enforced,
    'Of SESSION_VIOLATION_DETECTION: whether policies are evaluated during sessions',
  ),
  reauthenticatesAtIdp: boolean(
    reauthenticatesAtIdp,
    'Of IDENTITY_CLAIM_SOURCING: whether users authenticate again at their identity provider',
  ),
  inactivityDays: count(
    (policy) => inactivityDays(policy),
    'Of USER_LIFECYCLE: after how many days without activity it applies',
  ),
  lifecycleAction: string(
    (policy) => lifecycleAction(policy),
    'Of USER_LIFECYCLE: the status that users then get',
  ),
};
