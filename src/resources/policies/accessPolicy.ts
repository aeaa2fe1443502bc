/** What an app sign-in policy amounts to: over all of its active rules that let somebody in. Pure. */
import { flag, list, type JsonObject } from '../../json';
import { at } from '../fields';
import { accessOf, everyAllowing, rulesOf, someActive, someAllowing } from './rules';
import { every, isWord, type Known } from './threeValued';
import { verificationOf } from './verification';

export function allowsSingleFactor(policy: JsonObject): Known {
  return someAllowing(policy, (rule) => verificationOf(rule).allowsSingleFactor);
}

export function passwordAloneSuffices(policy: JsonObject): Known {
  return someAllowing(policy, (rule) => verificationOf(rule).passwordAloneSuffices);
}

export function phishingResistantEverywhere(policy: JsonObject): Known {
  return everyAllowing(policy, (rule) => verificationOf(rule).demands.phishingResistant);
}

/** The rule that Okta made, for everybody whom no other rule takes. */
function catchAllOf(policy: JsonObject): JsonObject | undefined {
  return rulesOf(policy)?.find(({ system }) => system === true);
}

export function catchAllAccess(policy: JsonObject): string | undefined {
  const rule = catchAllOf(policy);
  return rule && accessOf(rule);
}

export function catchAllAllowsSingleFactor(policy: JsonObject): Known {
  const rule = catchAllOf(policy);
  if (rule === undefined) return undefined;
  return every([isWord(accessOf(rule), 'ALLOW'), verificationOf(rule).allowsSingleFactor]);
}

/** Whether an active rule looks at the device: registered, managed, or what it has to fulfil. */
export function usesDeviceConditions(policy: JsonObject): Known {
  return someActive(policy, (rule) => {
    const isNamed = ['registered', 'managed'].some(
      (name) => flag(at(rule, `conditions.device.${name}`)) !== undefined,
    );
    return isNamed || list(at(rule, 'conditions.device.assurance.include')).length > 0;
  });
}
