/** What rules do, by the type of their policy. What a rule does not have is absent. */
import {
  isJsonArray,
  list,
  record,
  text,
  texts,
  type JsonObject,
  type JsonValue,
} from '../../json';
import { at, boolean, count, eachOf, ids, minutes, string, strings, type Fields } from '../fields';
import { labelOf, type NamedMethod } from './methods';
import { REDIRECT, REEVALUATION } from './otherPolicies';
import { accessOf } from './rules';
import { isUnlimited } from './signOnPolicy';
import {
  allowedMethods,
  chainLengthOf,
  excludedMethods,
  methodOf,
  verificationOf,
} from './verification';
import { isWord } from './threeValued';
import type { Demand } from './way';

const METHOD = 'actions.appSignOn.verificationMethod';

function labels(methods: readonly NamedMethod[]): readonly string[] | undefined {
  return methods.length === 0 ? undefined : [...new Set(methods.map(labelOf))];
}

const demanded = (demand: Demand) => boolean((rule) => verificationOf(rule).demands[demand]);

const APP_SIGN_ON: Fields = {
  access: string((rule) => accessOf(rule), 'ALLOW, DENY'),
  verificationType: string(`${METHOD}.type`, 'ASSURANCE, AUTH_METHOD_CHAIN, ID_PROOFING'),
  factorMode: string(`${METHOD}.factorMode`, '1FA, 2FA'),
  reauthenticateIn: string(`${METHOD}.reauthenticateIn`, 'Duration'),
  reauthenticateMinutes: minutes(`${METHOD}.reauthenticateIn`, '0: every time'),
  inactivityMinutes: minutes(`${METHOD}.inactivityPeriod`),
  phishingResistantRequired: demanded('phishingResistant'),
  hardwareProtectionRequired: demanded('hardwareProtection'),
  deviceBoundRequired: demanded('deviceBound'),
  userPresenceRequired: demanded('userPresence'),
  userVerificationRequired: demanded('userVerification'),
  passwordRequired: boolean((rule) => verificationOf(rule).passwordRequired),
  allowedMethods: strings((rule) => labels(allowedMethods(rule)), 'As okta_verify:push'),
  excludedMethods: strings((rule) => labels(excludedMethods(rule)), 'As phone_number:sms'),
  chainLength: count((rule) => chainLengthOf(rule), 'Steps of the shortest chain'),
  idProofingId: string((rule) =>
    methodOf(rule).type === 'ID_PROOFING' ? methodOf(rule).id : undefined,
  ),
  allowsSingleFactor: boolean((rule) => verificationOf(rule).allowsSingleFactor),
  passwordAloneSuffices: boolean((rule) => verificationOf(rule).passwordAloneSuffices),
  keepMeSignedIn: string('actions.appSignOn.keepMeSignedIn.postAuth', 'ALLOWED, NOT_ALLOWED'),
};

const SIGN_ON = 'actions.signon';

const GLOBAL_SESSION: Fields = {
  requireFactor: boolean(`${SIGN_ON}.requireFactor`),
  factorPromptMode: string(`${SIGN_ON}.factorPromptMode`, 'ALWAYS, DEVICE, SESSION'),
  factorLifetimeMinutes: count(`${SIGN_ON}.factorLifetime`),
  primaryFactor: string(`${SIGN_ON}.primaryFactor`, 'PASSWORD_IDP, PASSWORD_IDP_ANY_FACTOR'),
  rememberDeviceByDefault: boolean(`${SIGN_ON}.rememberDeviceByDefault`),
  maxSessionIdleMinutes: count(`${SIGN_ON}.session.maxSessionIdleMinutes`),
  maxSessionLifetimeMinutes: count(`${SIGN_ON}.session.maxSessionLifetimeMinutes`, '0: no end'),
  usePersistentCookie: boolean(`${SIGN_ON}.session.usePersistentCookie`),
  sessionUnlimited: boolean(isUnlimited),
  authType: string('conditions.authContext.authType', 'ANY, RADIUS, LDAP_INTERFACE'),
  ...ids('behavior', 'conditions.risk.behaviors'),
  idpProvider: string('conditions.identityProvider.provider', 'ANY, OKTA, SPECIFIC_IDP'),
};

const RESET = 'actions.selfServicePasswordReset.requirement';

const PASSWORD: Fields = {
  passwordChange: string('actions.passwordChange.access', 'ALLOW, DENY'),
  selfServicePasswordReset: string('actions.selfServicePasswordReset.access', 'ALLOW, DENY'),
  selfServiceUnlock: string('actions.selfServiceUnlock.access', 'ALLOW, DENY'),
  resetMethods: strings(`${RESET}.primary.methods`, 'push, sms, voice, email, otp'),
  resetStepUpRequired: boolean(`${RESET}.stepUp.required`),
  resetStepUpMethods: strings(`${RESET}.stepUp.methods`, 'security_question'),
  resetAccessControl: string(`${RESET}.accessControl`, 'LEGACY, AUTH_POLICY'),
};

const CLAIM_SOURCES = 'actions.claimSourcing.refresh.filter.include';

/** The identity providers to which a rule sends users. Okta itself is one without an id. */
export function idpsOf(rule: JsonObject): readonly string[] {
  return [at(rule, 'actions.idp.providers'), at(rule, CLAIM_SOURCES)].flatMap(idsIn);
}

function idsIn(value: JsonValue | undefined): readonly string[] {
  return list(value).flatMap((each) => text(record(each).id) ?? []);
}

/** Those that it looks at besides: global session rules. */
function idpIdsOf(rule: JsonObject): readonly string[] | undefined {
  const names = ['conditions.identityProvider.idpIds', 'actions.idp.providers', CLAIM_SOURCES];
  const isNamed = names.some((path) => isJsonArray(at(rule, path)));
  const lookedAt = texts(at(rule, 'conditions.identityProvider.idpIds'));
  return isNamed ? [...lookedAt, ...idpsOf(rule)] : undefined;
}

const ROUTING: Fields = {
  ...ids('idp', (rule) => idpIdsOf(rule), 'Of identity providers that it looks at or leads to'),
  idpTypes: eachOf('actions.idp.providers', 'type', 'OKTA, SAML2, OIDC, …'),
  idpSelectionType: string('actions.idp.idpSelectionType', 'SPECIFIC, DYNAMIC'),
  matchExpression: string((rule) => {
    const criteria = at(rule, 'actions.idp.matchCriteria');
    const [first] = isJsonArray(criteria) ? criteria : [];
    return record(first).providerExpression;
  }, 'How the identity provider is found, in Okta expression language'),
  userIdentifierPatterns: eachOf('conditions.userIdentifier.patterns', 'value'),
};

const ENROLLMENT = 'actions.profileEnrollment';

const PROFILE_ENROLLMENT: Fields = {
  enrollWhen: string('actions.enroll.self', 'CHALLENGE, LOGIN, NEVER, NEVER_INCLUDING_RECOVERY'),
  unknownUserAction: string(`${ENROLLMENT}.unknownUserAction`, 'REGISTER, DENY'),
  emailVerificationRequired: boolean(`${ENROLLMENT}.activationRequirements.emailVerification`),
  ...ids('targetGroup', `${ENROLLMENT}.targetGroupIds`, 'Okta ids of groups that users join'),
  progressiveProfiling: boolean((rule) =>
    isWord(at(rule, `${ENROLLMENT}.progressiveProfilingAction`), 'ENABLED'),
  ),
  ...ids('inlineHook', (rule) => inlineHookIdsOf(rule)),
};

/** The hooks that are asked before somebody is registered. */
export function inlineHookIdsOf(rule: JsonObject): readonly string[] | undefined {
  const hooks = at(rule, `${ENROLLMENT}.preRegistrationInlineHooks`);
  return isJsonArray(hooks)
    ? hooks.flatMap((each) => text(record(each).inlineHookId) ?? [])
    : undefined;
}

const THREATS: Fields = {
  entityRiskLevel: string('conditions.entityRisk.level', 'ANY, LOW, MEDIUM, HIGH'),
  detectionTypes: strings('conditions.riskDetectionTypes.include'),
  responseActions: eachOf('actions.entityRisk.actions', 'action'),
  failureActions: eachOf('actions.postAuthSession.failureActions', 'action'),
  reevaluationEnabled: boolean(REEVALUATION),
  minRiskLevel: string('conditions.riskScore.minRiskLevel', 'LOW, MEDIUM, HIGH'),
  redirectType: string(REDIRECT, 'Claims are refreshed at the identity provider: NONE, FIXED'),
};

export const RULE_ACTION_FIELDS: Fields = {
  ...APP_SIGN_ON,
  ...GLOBAL_SESSION,
  ...PASSWORD,
  ...ROUTING,
  ...PROFILE_ENROLLMENT,
  ...THREATS,
};
