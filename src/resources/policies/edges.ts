/** What policies and rules lead to. */
import { texts, type JsonObject } from '../../json';
import type { EdgeDefinition, End } from '../defineResource';
import { at, idsAt, named } from '../fields';
import { enrollmentsOf } from './enrollment';
import type { NamedMethod } from './methods';
import { idpsOf, inlineHookIdsOf } from './ruleActions';
import { ALL_ZONES, appIdsOf } from './ruleFields';
import { allowedMethods, excludedMethods } from './verification';

/** The two types of groups. */
const GROUPS = ['okta_user_group', 'okta_app_user_group'];

type Ends = EdgeDefinition['ends'];

/** Ids in a list that a record may rightly not have; what is no id in it makes the edges partial. */
const idsIfAny =
  (path: string): Ends =>
  (json) => {
    const value = at(json, path);
    return value === undefined || value === null ? [] : idsAt(path)(json);
  };

const zonesWith = (rule: JsonObject, condition: string): readonly End[] =>
  named(
    texts(at(rule, `conditions.network.${condition}`)).filter((id) => id !== ALL_ZONES),
    { condition },
  );

/** One end for each authenticator, with the methods that the rule names of it. */
function authenticatorsOf(methods: readonly NamedMethod[]): readonly End[] {
  const byId = new Map<string, string[]>();
  for (const { id, key, method } of methods) {
    const own = byId.get(id ?? key) ?? [];
    byId.set(id ?? key, method === undefined ? own : [...own, method]);
  }
  return [...byId].map(([id, own]) => ({
    id,
    ...(own.length > 0 && { methods: own.join(', ') }),
  }));
}

/** Okta leaves out the id of authenticators of which there is one: their key names them. */
const enrolled =
  (word: string): Ends =>
  (policy) =>
    enrollmentsOf(policy)?.flatMap(({ id, key, self }) => (self === word ? [id ?? key] : [])) ?? [];

const ENROLLMENT = { to: 'okta_authenticator', ofTypes: ['okta_mfa_enroll_policy'] } as const;

/** Of policies. */
export const POLICY_EDGES: readonly EdgeDefinition[] = [
  {
    class: 'ASSIGNED',
    to: GROUPS,
    type: 'okta_policy_assigned_group',
    // Okta has no conditions for whole policies of the two other types: their rules name the groups.
    ofTypes: [
      'okta_sign_on_policy',
      'okta_password_policy',
      'okta_mfa_enroll_policy',
      'okta_policy',
    ],
    ends: idsIfAny('conditions.people.groups.include'),
  },
  { class: 'ENFORCES', ...ENROLLMENT, ends: enrolled('REQUIRED') },
  { class: 'ALLOWS', ...ENROLLMENT, ends: enrolled('OPTIONAL') },
  { class: 'DENIES', ...ENROLLMENT, ends: enrolled('NOT_ALLOWED') },
];

/** Whom a rule is for, and who is exempt from it. */
const PEOPLE: readonly EdgeDefinition[] = [
  {
    class: 'ASSIGNED',
    to: GROUPS,
    type: 'okta_policy_rule_assigned_group',
    ends: idsIfAny('conditions.people.groups.include'),
  },
  { class: 'ASSIGNED', to: 'okta_user', ends: idsIfAny('conditions.people.users.include') },
  { class: 'ASSIGNED', to: 'okta_user_type', ends: idsIfAny('conditions.userType.include') },
  { class: 'ASSIGNED', to: 'okta_application', ends: (rule) => appIdsOf(rule) ?? [] },
  {
    class: 'LIMITS',
    from: GROUPS,
    type: 'okta_group_limits_policy_rule',
    ends: idsIfAny('conditions.people.groups.exclude'),
  },
  { class: 'LIMITS', from: 'okta_user', ends: idsIfAny('conditions.people.users.exclude') },
  {
    class: 'MANAGES',
    to: 'okta_user_group',
    type: 'okta_policy_rule_manages_group',
    ends: idsIfAny('actions.profileEnrollment.targetGroupIds'),
  },
];

/** Of rules. */
export const RULE_EDGES: readonly EdgeDefinition[] = [
  ...PEOPLE,
  {
    class: 'USES',
    to: 'okta_network_zone',
    properties: { condition: 'string' },
    keyedBy: 'condition',
    ends: (rule) => [...zonesWith(rule, 'include'), ...zonesWith(rule, 'exclude')],
  },
  {
    class: 'USES',
    to: 'okta_device_assurance_policy',
    ends: idsIfAny('conditions.device.assurance.include'),
  },
  { class: 'EVALUATES', to: 'okta_behavior', ends: idsIfAny('conditions.risk.behaviors') },
  {
    class: 'ALLOWS',
    to: 'okta_authenticator',
    properties: { methods: 'string' },
    ends: (rule) => authenticatorsOf(allowedMethods(rule)),
  },
  {
    class: 'DENIES',
    to: 'okta_authenticator',
    properties: { methods: 'string' },
    ends: (rule) => authenticatorsOf(excludedMethods(rule)),
  },
  { class: 'USES', to: 'okta_identity_provider', ends: idpsOf },
  { class: 'TRIGGERS', to: 'okta_inline_hook', ends: (rule) => inlineHookIdsOf(rule) ?? [] },
];
