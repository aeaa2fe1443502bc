/** The rules of a policy, and what follows from all of them. Pure. */
import { isJsonArray, number, record, text, type JsonObject } from '../../json';
import { at } from '../fields';
import { every, isWord, not, some, type Known } from './threeValued';

/** The rules that Okta listed; undefined where they could not be read to the end. */
export function rulesOf(policy: JsonObject): readonly JsonObject[] | undefined {
  const rules = at(policy, '_embedded.rules');
  return isJsonArray(rules) ? rules.map(record) : undefined;
}

export function isActive({ status }: JsonObject): Known {
  return isWord(status, 'ACTIVE');
}

/** Where a rule says whether somebody may go on: by the type of its policy. */
const ACCESS = [
  'actions.appSignOn.access',
  'actions.signon.access',
  'actions.profileEnrollment.access',
] as const;

/** ALLOW or DENY. */
export function accessOf(rule: JsonObject): string | undefined {
  return ACCESS.map((path) => text(at(rule, path))).find((access) => access !== undefined);
}

/** Whether the rule is active and lets somebody in. */
export function letsIn(rule: JsonObject): Known {
  return every([isActive(rule), isWord(accessOf(rule), 'ALLOW')]);
}

/** Whether some active rule has this. Undefined where the rules are not known. */
export function someActive(policy: JsonObject, has: (rule: JsonObject) => Known): Known {
  const rules = rulesOf(policy);
  return rules && some(rules.map((rule) => every([isActive(rule), has(rule)])));
}

/** Whether some active rule that lets somebody in has this. */
export function someAllowing(policy: JsonObject, has: (rule: JsonObject) => Known): Known {
  const rules = rulesOf(policy);
  return rules && some(rules.map((rule) => every([letsIn(rule), has(rule)])));
}

/**
 * Whether every active rule that lets somebody in has this. Of a policy that lets nobody in it is true; one
 * without an active rule does not apply, so nothing is said of it.
 */
export function everyAllowing(policy: JsonObject, has: (rule: JsonObject) => Known): Known {
  const rules = rulesOf(policy);
  if (rules === undefined || neverApplies(policy) !== false) return undefined;
  return every(rules.map((rule) => some([not(letsIn(rule)), has(rule)])));
}

/** Okta passes over a policy without an active rule. */
export function neverApplies(policy: JsonObject): Known {
  const rules = rulesOf(policy);
  return rules && not(some(rules.map(isActive)));
}

/** The number of active rules. */
export function activeRuleCount(policy: JsonObject): number | undefined {
  const rules = rulesOf(policy);
  if (rules === undefined || rules.some((rule) => isActive(rule) === undefined)) return undefined;
  return rules.filter(isActive).length;
}

/** Whether an active rule looks at network zones. */
export function usesNetworkZones(policy: JsonObject): Known {
  return someActive(policy, (rule) => {
    const connection = at(rule, 'conditions.network.connection');
    // A rule without the condition applies everywhere.
    return isWord(connection, 'ZONE') ?? (isAbsent(connection) ? false : undefined);
  });
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The priority of the rule that Okta made, which takes what no other rule takes. */
const CATCH_ALL = 99;

/**
 * Whether a place before this one is free, as after a deletion that Okta did not close. Lists begin with 0 or
 * with 1. Undefined where the others are not known.
 */
export function hasPriorityGap(
  one: JsonObject,
  siblings: readonly JsonObject[] | undefined,
): Known {
  const priority = number(one.priority);
  if (priority === undefined || siblings === undefined) return undefined;
  if (priority <= 1 || (priority === CATCH_ALL && one.system === true)) return false;
  return !siblings.some((sibling) => number(sibling.priority) === priority - 1);
}
