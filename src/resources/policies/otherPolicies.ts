/** What policies of the other types amount to: over their active rules. Undefined for any other type. Pure. */
import { flag, number, text, type JsonObject } from '../../json';
import { at } from '../fields';
import { isActive, rulesOf, someActive } from './rules';
import { isWord, type Known } from './threeValued';

function ofType<T>(policy: JsonObject, type: string, value: () => T): T | undefined {
  return policy.type === type ? value() : undefined;
}

/** Whether somebody who is not known may register. */
export function selfRegistration(policy: JsonObject): Known {
  return ofType(policy, 'PROFILE_ENROLLMENT', () =>
    someActive(policy, (rule) =>
      isWord(at(rule, 'actions.profileEnrollment.unknownUserAction'), 'REGISTER'),
    ),
  );
}

/** Whether policies are evaluated again during a session. */
export function enforced(policy: JsonObject): Known {
  return ofType(policy, 'SESSION_VIOLATION_DETECTION', () =>
    someActive(policy, (rule) => flag(at(rule, REEVALUATION))),
  );
}

export const REEVALUATION = 'actions.sessionViolationDetection.policyEvaluation.enabled';

export const REDIRECT = 'actions.claimSourcing.refresh.redirectType';

/** Whether users are sent to their identity provider when they have to authenticate again. */
export function reauthenticatesAtIdp(policy: JsonObject): Known {
  return ofType(policy, 'IDENTITY_CLAIM_SOURCING', () =>
    someActive(policy, (rule) => isWord(at(rule, REDIRECT), 'FIXED')),
  );
}

/** After how many days without activity users are dealt with. Undefined for units other than days. */
export function inactivityDays(policy: JsonObject): number | undefined {
  const inactivity = 'conditions.people.users.inactivity';
  return ofType(policy, 'USER_LIFECYCLE', () =>
    at(policy, `${inactivity}.unit`) === 'DAYS'
      ? number(at(policy, `${inactivity}.number`))
      : undefined,
  );
}

/** What then becomes of them: SUSPENDED, DEPROVISIONED. Undefined where active rules differ. */
export function lifecycleAction(policy: JsonObject): string | undefined {
  return ofType(policy, 'USER_LIFECYCLE', () => {
    const statuses = rulesOf(policy)
      ?.filter((rule) => isActive(rule) !== false)
      .map((rule) => text(at(rule, 'actions.updateUserLifecycle.targetStatus')));
    const [first, ...others] = new Set(statuses);
    return others.length === 0 ? first : undefined;
  });
}
