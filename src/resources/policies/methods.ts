/** How constraints and chains write down a factor's method, and what follows from one alone. Pure. */
import { isJsonArray, list, record, text, type JsonObject, type JsonValue } from '../../json';
import type { Known } from './threeValued';

/** An authenticator with, where the rule names one, a method of it. */
export interface NamedMethod {
  /** Okta id of the authenticator; Okta sends it for those of which there can be several. */
  readonly id: string | undefined;
  readonly key: string;
  readonly method: string | undefined;
}

/** What withstands phishing by its nature, whatever a rule says. */
const RESISTANT: ReadonlySet<unknown> = new Set(['webauthn', 'smart_card_idp']);

/** The methods that a list names; what has no key is passed over. */
export function methodsIn(value: JsonValue | undefined): NamedMethod[] {
  return list(value)
    .map(record)
    .flatMap(({ id, key, method }) => {
      const name = text(key);
      return name === undefined ? [] : [{ id: text(id), key: name, method: text(method) }];
    });
}

/** `okta_verify:push`, or the key alone. */
export function labelOf({ key, method }: NamedMethod): string {
  return method === undefined ? key : `${key}:${method}`;
}

export function isResistant({ key }: JsonObject): boolean {
  return RESISTANT.has(key);
}

export function isPassword({ key }: JsonObject): boolean {
  return key === 'okta_password';
}

/**
 * Whether REQUIRED stands there. What is left out has its default; a word that Okta does not document says
 * nothing.
 */
export function isRequired(value: JsonValue | undefined, byDefault: Known): Known {
  if (value === undefined || value === null) return byDefault;
  if (value === 'REQUIRED') return true;
  return value === 'OPTIONAL' ? false : undefined;
}

/** Whether a list has something in it; an empty list, as none, sets no limit. */
export function isFilled(value: JsonValue | undefined): value is readonly JsonValue[] {
  return isJsonArray(value) && value.length > 0;
}
