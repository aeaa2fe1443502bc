/** What every rule says of itself, of whom it is for, and from where. */
import { isJsonArray, list, record, text, type JsonObject } from '../../json';
import { at, boolean, count, ids, json, string, strings, type Fields } from '../fields';
import type { Item } from '../item';
import { RULE_ACTIONS } from './raw';
import { hasPriorityGap, rulesOf } from './rules';
import { signInConditionsOf } from './signInConditions';

/** The literal that stands for all zones in place of ids. */
export const ALL_ZONES = 'ALL_ZONES';

function gapOf(rule: JsonObject, { parent }: Item): boolean | undefined {
  return hasPriorityGap(rule, parent && rulesOf(parent.record));
}

function coversAllZones(rule: JsonObject): boolean | undefined {
  const include = at(rule, 'conditions.network.include');
  return isJsonArray(include) ? include.includes(ALL_ZONES) : undefined;
}

/** The operating systems that a rule is for. */
function platformsOf(rule: JsonObject): string[] | undefined {
  const include = at(rule, 'conditions.platform.include');
  if (!isJsonArray(include)) return undefined;
  return include.flatMap((each) => text(at(record(each), 'os.type')) ?? []);
}

/** Ids of applications; a condition may name a kind of application instead. */
export function appIdsOf(rule: JsonObject): string[] | undefined {
  const include = at(rule, 'conditions.app.include');
  if (!isJsonArray(include)) return undefined;
  return list(include)
    .map(record)
    .flatMap(({ type, id }) => (type === 'APP' ? (text(id) ?? []) : []));
}

const ITSELF: Fields = {
  policyId: string((_, { parent }) => parent?.id, 'Okta id of the policy'),
  policyType: string((_, { parent }) => parent?.record.type, 'As Okta names it'),
  ruleType: string('type', 'As policyType; SIGN_ON for rules of OKTA_SIGN_ON policies'),
  priority: count('priority', 'The lowest is looked at first'),
  priorityGap: boolean(gapOf, 'Whether no rule of the policy has the priority before its own'),
  isCatchAll: boolean(
    'system',
    'Whether it is the default of Okta, for users to whom no other rule applies',
  ),
  content: json(({ conditions, actions }) => ({ conditions, actions }), 'Conditions and actions', {
    conditions: true,
    actions: RULE_ACTIONS,
  }),
};

const WHO: Fields = {
  ...ids('group', 'conditions.people.groups.include'),
  ...ids('user', 'conditions.people.users.include'),
  ...ids('excludedGroup', 'conditions.people.groups.exclude'),
  ...ids('excludedUser', 'conditions.people.users.exclude'),
  ...ids('userType', 'conditions.userType.include'),
  ...ids('excludedUserType', 'conditions.userType.exclude'),
  ...ids('app', (rule) => appIdsOf(rule)),
};

const FROM_WHERE: Fields = {
  signInConditions: strings(
    (rule) => signInConditionsOf(rule),
    'Conditions that the sign-in itself decides, as Okta names them; empty: it applies to all whom it is for',
  ),
  networkConnection: string('conditions.network.connection', 'ANYWHERE, ZONE'),
  ...ids('networkIncludeZone', 'conditions.network.include'),
  ...ids('networkExcludeZone', 'conditions.network.exclude'),
  allZones: boolean(coversAllZones, 'Whether it is for addresses in any zone'),
  platforms: strings((rule) => platformsOf(rule), 'Operating systems'),
  riskLevel: string(
    (rule) =>
      text(at(rule, 'conditions.riskScore.level')) ??
      text(at(rule, 'conditions.riskScore.minRiskLevel')),
    'ANY, LOW, MEDIUM, HIGH',
  ),
  expression: string('conditions.elCondition.condition', 'In Okta expression language'),
  deviceRegistered: boolean('conditions.device.registered'),
  deviceManaged: boolean('conditions.device.managed'),
  ...ids('deviceAssurance', 'conditions.device.assurance.include'),
};

export const RULE_FIELDS: Fields = { ...ITSELF, ...WHO, ...FROM_WHERE };
