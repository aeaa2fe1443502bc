/** What policies amount to over their rules: every type, odd rules, and rules that could not be read. */
import { expectValid } from '../../../test/conversion/dataModel';
import { makeOf } from '../../../test/conversion/defined';
import type { JsonObject, JsonValue } from '../../json';
import { declare } from '../engine/declare';
import { policies } from './resource';
import { hasPriorityGap } from './rules';

const ID = 'rst1abcdEFGH3ijkl0x7';

const { root, nodes } = declare(policies);
const RULES = nodes.find(({ definition }) => definition.id === 'policy-rules') ?? root;

/** The properties of a policy; its rules are undefined where they could not be read. */
function policy(type: string, rules?: readonly JsonValue[], more: JsonObject = {}) {
  const embedded = rules === undefined ? {} : { _embedded: { rules } };
  const made = makeOf(root, { id: ID, type, name: 'A policy', ...more, ...embedded });
  if (made === undefined) throw new Error('The policy was refused');
  expectValid(made.entity, made.declaration);
  return made.entity;
}

function rule(json: JsonObject) {
  const made = makeOf(RULES, { id: '0pr1abcdEFGH3ijkl0x7', ...json });
  if (made === undefined) throw new Error('The rule was refused');
  expectValid(made.entity, made.declaration);
  return made.entity;
}

const active = (actions: JsonObject, more: JsonObject = {}): JsonObject => ({
  status: 'ACTIVE',
  actions,
  ...more,
});
const inactive = (actions: JsonObject): JsonObject => ({ status: 'INACTIVE', actions });

const opens = (factorMode: string, constraints: JsonValue = [], access = 'ALLOW'): JsonObject => ({
  appSignOn: { access, verificationMethod: { type: 'ASSURANCE', factorMode, constraints } },
});

const RESISTANT: JsonValue = [{ possession: { phishingResistant: 'REQUIRED' } }];
const ONE = opens('1FA');
const TWO = opens('2FA');
const KEY = opens('2FA', RESISTANT);
const NOBODY = opens('1FA', [], 'DENY');

test.each([
  ['ACCESS_POLICY', 'okta_access_policy'],
  ['OKTA_SIGN_ON', 'okta_sign_on_policy'],
  ['PASSWORD', 'okta_password_policy'],
  ['MFA_ENROLL', 'okta_mfa_enroll_policy'],
  ['IDP_DISCOVERY', 'okta_idp_discovery_policy'],
  ['PROFILE_ENROLLMENT', 'okta_policy'],
  ['A_TYPE_OF_TOMORROW', 'okta_policy'],
])('%s becomes %s', (type, expected) => {
  expect(policy(type)).toMatchObject({ _type: expected, policyType: type });
});

type Expected = boolean | undefined;

/** One factor is enough; a password alone is; every rule resists phishing. */
test.each<[string, readonly JsonValue[] | undefined, Expected, Expected, Expected]>([
  ['rules that could not be read', undefined, undefined, undefined, undefined],
  ['no rules', [], false, false, undefined],
  ['one factor', [active(ONE)], true, true, false],
  ['two factors', [active(TWO)], false, false, false],
  ['a key', [active(KEY)], false, false, true],
  ['a key, or one factor by an inactive rule', [active(KEY), inactive(ONE)], false, false, true],
  ['a key, or nobody', [active(KEY), active(NOBODY)], false, false, true],
  ['nobody', [active(NOBODY)], false, false, true],
  ['inactive rules only', [inactive(ONE)], false, false, undefined],
  ['a key, or proof of identity', [active(KEY), active(proof())], undefined, undefined, undefined],
  ['proof of identity, or one factor', [active(proof()), active(ONE)], true, true, false],
  ['a rule without status', [{ actions: ONE }], undefined, undefined, undefined],
  ['… beside one factor', [{ actions: ONE }, active(ONE)], true, true, false],
  ['a rule without access', [active({})], undefined, undefined, undefined],
  ['a rule that is none', [null, active(KEY)], undefined, undefined, undefined],
])('an app sign-in policy with %s', (_, rules, single, alone, resistant) => {
  const made = policy('ACCESS_POLICY', rules);
  expect(made.allowsSingleFactor).toBe(single);
  expect(made.passwordAloneSuffices).toBe(alone);
  expect(made.phishingResistantEverywhere).toBe(resistant);
});

function proof(): JsonObject {
  return { appSignOn: { access: 'ALLOW', verificationMethod: { type: 'ID_PROOFING' } } };
}

test.each<[string, JsonObject | undefined, string | undefined, Expected]>([
  ['one factor', ONE, 'ALLOW', true],
  ['two factors', TWO, 'ALLOW', false],
  ['nobody', NOBODY, 'DENY', false],
  ['proof of identity', proof(), 'ALLOW', undefined],
  ['no such rule', undefined, undefined, undefined],
])('the catch-all rule lets in with %s', (_, actions, access, single) => {
  const rules = actions === undefined ? [active(KEY)] : [active(KEY), active(actions, SYSTEM)];
  const made = policy('ACCESS_POLICY', rules);
  expect(made.catchAllAccess).toBe(access);
  expect(made.catchAllAllowsSingleFactor).toBe(single);
});

const SYSTEM: JsonObject = { system: true, priority: 99, conditions: null };

test.each<[string, JsonValue, Expected]>([
  ['no conditions', null, false],
  ['a registered device', { device: { registered: true } }, true],
  ['a device that is not managed', { device: { managed: false } }, true],
  ['an assurance policy', { device: { assurance: { include: ['dae1'] } } }, true],
  ['an empty list of them', { device: { assurance: { include: [] } } }, false],
])('device conditions: %s', (_, conditions, expected) => {
  const made = policy('ACCESS_POLICY', [active(TWO, { conditions })]);
  expect(made.usesDeviceConditions).toBe(expected);
});

test.each<[string, readonly JsonValue[] | undefined, JsonObject]>([
  ['rules that could not be read', undefined, {}],
  [
    'no rules',
    [],
    { ruleCount: 0, activeRuleCount: 0, neverApplies: true, usesNetworkZones: false },
  ],
  ['an inactive rule', [inactive({})], { ruleCount: 1, activeRuleCount: 0, neverApplies: true }],
  ['an active one', [active({})], { ruleCount: 1, activeRuleCount: 1, neverApplies: false }],
  ['one without status', [{}], { ruleCount: 1 }],
  [
    'a zone',
    [active({}, { conditions: { network: { connection: 'ZONE' } } })],
    { usesNetworkZones: true },
  ],
  [
    'anywhere',
    [active({}, { conditions: { network: { connection: 'ANYWHERE' } } })],
    { usesNetworkZones: false },
  ],
])('what follows from %s', (_, rules, expected) => {
  const made = policy('OKTA_SIGN_ON', rules);
  expect(made).toMatchObject(expected);
  if (rules === undefined) expect(made).not.toHaveProperty('neverApplies');
  if (rules?.length === 1 && Object.keys(rules[0] ?? {}).length === 0) {
    expect(made).not.toHaveProperty('activeRuleCount');
    expect(made).not.toHaveProperty('neverApplies');
  }
});

const session = (
  requireFactor: boolean,
  maxSessionLifetimeMinutes: JsonValue,
  more: JsonObject = {},
): JsonObject => ({
  signon: {
    access: 'ALLOW',
    requireFactor,
    session: {
      maxSessionLifetimeMinutes,
      maxSessionIdleMinutes: 30,
      usePersistentCookie: false,
      ...more,
    },
  },
});

test.each<[string, readonly JsonObject[], JsonObject, readonly string[]]>([
  [
    'two rules',
    [active(session(true, 60)), active(session(false, 720, { maxSessionIdleMinutes: 15 }))],
    {
      mfaRequiredEverywhere: false,
      longestSessionMinutes: 720,
      sessionUnlimited: false,
      longestIdleMinutes: 30,
      allowsPersistentCookie: false,
    },
    [],
  ],
  [
    'one without end',
    [active(session(true, 0)), active(session(true, 60, { usePersistentCookie: true }))],
    { mfaRequiredEverywhere: true, sessionUnlimited: true, allowsPersistentCookie: true },
    ['longestSessionMinutes'],
  ],
  [
    'an inactive one without end',
    [inactive(session(false, 0)), active(session(true, 60))],
    { mfaRequiredEverywhere: true, sessionUnlimited: false, longestSessionMinutes: 60 },
    [],
  ],
  [
    'an unknown length',
    [active(session(true, null)), active(session(true, 60))],
    { mfaRequiredEverywhere: true },
    ['longestSessionMinutes', 'sessionUnlimited'],
  ],
  [
    'nobody let in',
    [active({ signon: { access: 'DENY' } })],
    { mfaRequiredEverywhere: true, sessionUnlimited: false },
    ['longestSessionMinutes', 'longestIdleMinutes'],
  ],
  ['no rules', [], { sessionUnlimited: false }, ['mfaRequiredEverywhere', 'longestIdleMinutes']],
])('a global session policy with %s', (_, rules, expected, absent) => {
  const made = policy('OKTA_SIGN_ON', rules);
  expect(made).toMatchObject(expected);
  for (const name of absent) expect(made).not.toHaveProperty(name);
});

const enrolls = (self: JsonValue, more: JsonObject = {}): JsonObject => ({
  enroll: { self, ...more },
});

test.each<[string, JsonObject, JsonObject, readonly string[]]>([
  [
    'authenticators',
    {
      authenticators: [
        { key: 'okta_password', ...enrolls('REQUIRED') },
        { key: 'phone_number', ...enrolls('NOT_ALLOWED') },
        { key: 'webauthn', ...enrolls('OPTIONAL', { gracePeriod: { type: 'BY_SKIP_COUNT' } }) },
        {},
      ],
    },
    {
      requiredAuthenticators: ['okta_password'],
      optionalAuthenticators: ['webauthn'],
      disallowedAuthenticators: ['phone_number'],
      allowsWeakAuthenticators: false,
      requiresPossession: false,
      gracePeriodCount: 1,
    },
    [],
  ],
  [
    'a question and a key',
    {
      authenticators: [
        { key: 'security_question', ...enrolls('OPTIONAL') },
        { key: 'webauthn', ...enrolls('REQUIRED') },
      ],
    },
    { allowsWeakAuthenticators: true, requiresPossession: true },
    [],
  ],
  [
    'factors of Classic Engine',
    { factors: { okta_sms: enrolls('REQUIRED'), okta_question: enrolls('NOT_ALLOWED') } },
    {
      requiredAuthenticators: ['okta_sms'],
      disallowedAuthenticators: ['okta_question'],
      allowsWeakAuthenticators: true,
      requiresPossession: true,
    },
    [],
  ],
  [
    'one that says nothing',
    { authenticators: [{ key: 'phone_number' }] },
    { requiredAuthenticators: [] },
    ['allowsWeakAuthenticators', 'requiresPossession'],
  ],
  ['neither', {}, {}, ['requiredAuthenticators', 'allowsWeakAuthenticators', 'gracePeriodCount']],
])('an enrollment policy with %s', (_, settings, expected, absent) => {
  const made = policy('MFA_ENROLL', [], { settings });
  expect(made).toMatchObject(expected);
  for (const name of absent) expect(made).not.toHaveProperty(name);
});

test('a password policy without settings claims nothing', () => {
  const names = Object.keys(policy('PASSWORD', [], { settings: { password: {} } }));
  expect(names.filter((name) => /^(require|exclude|recovery|lockout|min|max)/.test(name))).toEqual(
    [],
  );
});

const inactivity = (number: number, unit: string): JsonObject => ({
  conditions: { people: { users: { inactivity: { number, unit } } } },
});
const becomes = (targetStatus: string): JsonObject => ({ updateUserLifecycle: { targetStatus } });

test.each<[string, string, readonly JsonObject[], JsonObject, JsonObject, readonly string[]]>([
  [
    'anybody may register',
    'PROFILE_ENROLLMENT',
    [active({ profileEnrollment: { unknownUserAction: 'REGISTER' } })],
    {},
    { selfRegistration: true },
    ['enforced', 'reauthenticatesAtIdp', 'inactivityDays'],
  ],
  [
    'nobody may',
    'PROFILE_ENROLLMENT',
    [active({ profileEnrollment: { unknownUserAction: 'DENY' } })],
    {},
    { selfRegistration: false },
    [],
  ],
  [
    'sessions are watched',
    'SESSION_VIOLATION_DETECTION',
    [active({ sessionViolationDetection: { policyEvaluation: { enabled: true } } })],
    {},
    { enforced: true },
    ['selfRegistration'],
  ],
  [
    'claims are refreshed',
    'IDENTITY_CLAIM_SOURCING',
    [active({ claimSourcing: { refresh: { redirectType: 'FIXED' } } })],
    {},
    { reauthenticatesAtIdp: true },
    [],
  ],
  [
    'the inactive are suspended',
    'USER_LIFECYCLE',
    [active(becomes('SUSPENDED')), inactive(becomes('DELETED'))],
    inactivity(35, 'DAYS'),
    { inactivityDays: 35, lifecycleAction: 'SUSPENDED' },
    [],
  ],
  [
    'in another unit, by rules that differ',
    'USER_LIFECYCLE',
    [active(becomes('SUSPENDED')), active(becomes('DEPROVISIONED'))],
    inactivity(5, 'WEEKS'),
    {},
    ['inactivityDays', 'lifecycleAction'],
  ],
])('other policies: %s', (_, type, rules, more, expected, absent) => {
  const made = policy(type, rules, more);
  expect(made).toMatchObject(expected);
  for (const name of absent) expect(made).not.toHaveProperty(name);
});

const places = (...priorities: readonly JsonValue[]): JsonObject[] =>
  priorities.map((priority) => ({ priority }));

test.each<[string, JsonObject, readonly JsonObject[] | undefined, Expected]>([
  ['the first, from 0', { priority: 0 }, places(0, 1), false],
  ['the first, from 1', { priority: 1 }, places(1, 2), false],
  ['one behind another', { priority: 2 }, places(1, 2), false],
  ['one behind a free place', { priority: 3 }, places(1, 3), true],
  ['the catch-all rule', { priority: 99, system: true }, places(0, 99), false],
  ['an ordinary rule at its place', { priority: 99 }, places(0, 99), true],
  ['no priority', { priority: null }, places(0), undefined],
  ['others that are not known', { priority: 3 }, undefined, undefined],
])('a gap before %s', (_, one, siblings, expected) => {
  expect(hasPriorityGap(one, siblings)).toBe(expected);
});

test('a rule names each thing where the rules of its type have it', () => {
  expect(
    rule({
      conditions: {
        network: { include: ['ALL_ZONES'] },
        riskScore: { minRiskLevel: 'HIGH' },
        app: { include: [{ type: 'APP', id: 'app1' }, { type: 'APP_TYPE', name: 'x' }, null] },
      },
      actions: {
        signon: { access: 'DENY', session: { maxSessionLifetimeMinutes: 0 } },
        idp: { providers: [{ type: 'OKTA' }, { type: 'OIDC', id: 'idp1' }] },
        profileEnrollment: { progressiveProfilingAction: 'ENABLED' },
      },
    }),
  ).toMatchObject({
    allZones: true,
    riskLevel: 'HIGH',
    appIds: ['app1'],
    access: 'DENY',
    sessionUnlimited: true,
    idpIds: ['idp1'],
    idpTypes: ['OKTA', 'OIDC'],
    progressiveProfiling: true,
  });
  const bare = rule({ conditions: null, actions: null });
  const computed = ['allZones', 'appIds', 'sessionUnlimited', 'idpIds', 'allowsSingleFactor'];
  for (const name of computed) expect(bare).not.toHaveProperty(name);
});
