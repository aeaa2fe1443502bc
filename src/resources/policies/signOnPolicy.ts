/** What a global session policy amounts to: over all of its active rules that let somebody in. Pure. */
import { flag, number, type JsonObject } from '../../json';
import { at } from '../fields';
import { everyAllowing, letsIn, rulesOf, someAllowing } from './rules';
import type { Known } from './threeValued';

const LIFETIME = 'actions.signon.session.maxSessionLifetimeMinutes';
const IDLE = 'actions.signon.session.maxSessionIdleMinutes';

/** Whether the session has no end: Okta writes 0. */
export function isUnlimited(rule: JsonObject): Known {
  const minutes = number(at(rule, LIFETIME));
  return minutes === undefined ? undefined : minutes === 0;
}

export function mfaRequiredEverywhere(policy: JsonObject): Known {
  return everyAllowing(policy, (rule) => flag(at(rule, 'actions.signon.requireFactor')));
}

export function sessionUnlimited(policy: JsonObject): Known {
  return someAllowing(policy, isUnlimited);
}

export function allowsPersistentCookie(policy: JsonObject): Known {
  return someAllowing(policy, (rule) =>
    flag(at(rule, 'actions.signon.session.usePersistentCookie')),
  );
}

/** In minutes. Undefined where a session has no end, or the end of one is not known. */
export function longestSession(policy: JsonObject): number | undefined {
  return sessionUnlimited(policy) === false ? longest(policy, LIFETIME) : undefined;
}

/** In minutes. */
export function longestIdle(policy: JsonObject): number | undefined {
  return longest(policy, IDLE);
}

function longest(policy: JsonObject, path: string): number | undefined {
  const rules = rulesOf(policy)?.filter((rule) => letsIn(rule) !== false);
  if (rules === undefined || rules.length === 0) return undefined;
  const minutes = rules.map((rule) => (letsIn(rule) === true ? number(at(rule, path)) : undefined));
  const known = minutes.filter((each) => each !== undefined);
  return known.length === minutes.length ? Math.max(...known) : undefined;
}
