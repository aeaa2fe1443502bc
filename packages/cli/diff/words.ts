/** Changes in words. What names hold is made harmless where it is written, not here. */
import type { JsonValue } from '../../../src/json';
import { meaningOf } from '../../explorer/model/kinds';
import { valueText } from '../../explorer/model/values';
import type { Severity } from '../ask/questions';
import type { ChangeState, PropertyChange } from './model';

/** `API token` of `okta_api_token`. */
export function typeText(type: string): string {
  return meaningOf(type, []).one;
}

/** `password policy Default Policy`; of an account, which its login tells, the login alone. */
export function titled(type: string, name: string): string {
  return type === 'okta_user' ? name : `${typeText(type)} ${name}`;
}

/** `of application GitHub`, of `okta_application GitHub`. */
export function ownerText(owner: string): string {
  const [type = ''] = owner.split(' ', 1);
  return `of ${titled(type, owner.slice(type.length + 1))}`;
}

/** After the name of a new or lost item: `is a new network zone (active)`. */
export function itemText(type: string, state: ChangeState, status: string | undefined): string {
  const what = type === 'okta_user' ? 'account' : typeText(type);
  const how = status === undefined || status === '' ? '' : ` (${status})`;
  if (state === 'new') return `is a new ${what}${how}`;
  return `is no longer there: ${what}${how}`;
}

/** Characters of a value in a sentence. */
const LONGEST_VALUE = 80;

function shortValue(property: string, value: JsonValue): string {
  const all = value === null ? 'nothing' : valueText(property, value) || '""';
  const characters = Array.from(all.slice(0, 2 * LONGEST_VALUE));
  return characters.length > LONGEST_VALUE
    ? `${characters.slice(0, LONGEST_VALUE).join('')}…`
    : all;
}

/** `status: active → inactive; minLength: 12 → 8` */
export function changedText(properties: readonly PropertyChange[]): string {
  return properties
    .map(({ property, before, after }) => {
      if (Array.isArray(before) && Array.isArray(after)) return listText(property, before, after);
      return `${property}: ${shortValue(property, before)} → ${shortValue(property, after)}`;
    })
    .join('; ');
}

/** What has come to a list, and what has left it. */
function listText(
  property: string,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): string {
  const has = (all: readonly JsonValue[], one: JsonValue): boolean =>
    all.some((other) => JSON.stringify(other) === JSON.stringify(one));
  const come = after.filter((one) => !has(before, one));
  const gone = before.filter((one) => !has(after, one));
  if (come.length + gone.length === 0) return `${property}: another order`;
  const parts = [
    ...(come.length === 0 ? [] : [`+ ${shortValue(property, come)}`]),
    ...(gone.length === 0 ? [] : [`- ${shortValue(property, gone)}`]),
  ];
  return `${property}: ${parts.join(', ')}`;
}

/** An account that is active again can sign in again. */
export function accountSeverity(
  type: string,
  properties: readonly PropertyChange[],
): { readonly severity?: Severity } {
  const isReopened = properties.some(
    ({ property, before, after }) => property === 'isActive' && before === false && after === true,
  );
  return type === 'okta_user' && isReopened ? { severity: 'medium' } : {};
}

const VERBS: Readonly<Record<string, string>> = { ASSIGNED: 'assigned to', IS: 'the same as' };

/** Between two names: `is now assigned to`, `no longer uses`. */
export function edgeText(relationClass: string, state: ChangeState): string {
  const participle = VERBS[relationClass];
  const verb = relationClass.toLowerCase().replaceAll('_', ' ');
  if (state === 'new') return participle === undefined ? `now ${verb}` : `is now ${participle}`;
  return participle === undefined ? `no longer ${verb}` : `is no longer ${participle}`;
}
