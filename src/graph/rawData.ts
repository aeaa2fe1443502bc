/**
 * Decides what of Okta's answers may be kept as `_rawData`. Two ways are used together: where Okta
 * or a customer can put anything into an object, a list of allowed keys (`picked`); everywhere, a
 * list of names that never pass (`cleaned`).
 *
 * `_links` and `_embedded` never pass: links can be rebuilt from ids, are a third of the size of a
 * user, and carry one-time tokens (the QR code of a factor); embedded objects carry shared secrets,
 * activation data and other people's profiles, and what is wanted of them are properties.
 */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json';

/** Names of what must not leave Okta, wherever they stand in an object. */
const SECRET_NAME =
  /secret|passw|passphrase|passcode|pwd|token|bearer|(?:private|access|api|app|shared|signing|encryption|decryption|master|session|auth|ssh|gpg|pgp|hmac|ssl|tls)[-_. ]?key|connection[-_. ]?string|web[-_. ]?hook|activation|recovery|answer|credential/i;

/**
 * The HTTP header, whose value is a credential, and not `workAuthorization`, which says whether somebody
 * may work in a country.
 */
const AUTHORIZATION_HEADER =
  /^(?:(?:http|proxy|api|basic)[-_. ]?)?authorization(?:[-_. ]?(?:header|value))?$/i;

/**
 * Names that mean a secret as a word of their own only: `pin`, `userPIN` and `otp_seed`, but not
 * `shipping`, `pinned` or `optOut`. Each is looked for as `pin`, `Pin` and `PIN`, and ends where
 * no letter goes on with it.
 */
const SECRET_WORD = wholeWords(['pin', 'otp', 'totp', 'hotp', 'puk', 'cvv', 'cvc', 'x5c']);

/**
 * Likewise, but only as the last word: `pass` and `adminPass`, but not `passport`, `passNumber`, `bypass`
 * or `hashtag`.
 */
const SECRET_LAST_WORD = wholeWords(['pass', 'salt', 'hash', 'signature'], '[^A-Za-z]*$');

/** @param end what has to follow the word, as a regular expression. */
function wholeWords(words: readonly string[], end = ''): RegExp {
  const forms = words.flatMap((word) => {
    const upper = word.toUpperCase();
    const capital = `${upper.charAt(0)}${word.slice(1)}`;
    return [
      `(?<![A-Za-z])${word}s?(?![a-z])`,
      `${capital}s?(?![a-z])`,
      `(?<![A-Z])${upper}s?(?![a-z]|[A-Z](?![a-z]))`,
    ];
  });
  return new RegExp(`(?:${forms.join('|')})${end}`);
}

/** Names that look so: identifiers, the fingerprint of a device's public key, and what ends an e-mail. */
const HARMLESS_NAMES: ReadonlySet<string> = new Set([
  'credentialId',
  'tpmPublicKeyHash',
  'emailSignature',
]);

/** HAL, and the one name that would not become a key of the copy but its prototype. */
const NEVER: ReadonlySet<string> = new Set(['_links', '_embedded', '__proto__']);

const TIME = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** Deeper objects are cut off: no answer of Okta's is so deep, and the recursion stays bounded. */
const MAX_DEPTH = 24;

/** Which keys of an object to keep: `true` for all of a (cleaned) value, or what to make of it. */
export interface Shape {
  readonly [key: string]: true | Shape | ((value: JsonValue) => JsonValue | undefined);
}

/**
 * A copy without secrets. Under a secret-looking name only what cannot be one survives: true, false
 * and times (`passwordChanged`).
 */
export function cleaned(json: JsonObject): JsonObject {
  return cleanedObject(json, 0);
}

/** A copy of the keys that `shape` names, cleaned as by `cleaned`. */
export function picked(json: JsonObject, shape: Shape): JsonObject {
  const copy: Record<string, JsonValue> = {};
  for (const [key, keep] of Object.entries(shape)) {
    const value = Object.hasOwn(json, key) ? json[key] : undefined;
    const kept = value === undefined || !mayPass(key, value) ? undefined : pickedValue(value, keep);
    if (kept !== undefined) copy[key] = kept;
  }
  return copy;
}

/**
 * A copy of exactly what `shape` names, under names that look like a secret's too (`settings.password`,
 * `tokenWindow`): who writes the shape says that they are none. In a list the shape holds for each of its
 * objects. A whole value (`true`) is cleaned as by `cleaned`.
 */
export function allowed(json: JsonObject, shape: Shape): JsonObject {
  const copy: Record<string, JsonValue> = {};
  for (const [key, keep] of Object.entries(shape)) {
    const value = Object.hasOwn(json, key) ? json[key] : undefined;
    const kept = value === undefined ? undefined : allowedValue(value, keep);
    if (kept !== undefined) copy[key] = kept;
  }
  return copy;
}

function allowedValue(value: JsonValue, keep: Shape[string]): JsonValue | undefined {
  if (keep === true) return cleanedValue(value, 0);
  if (typeof keep === 'function') return keep(value);
  if (isJsonObject(value)) return allowed(value, keep);
  return isJsonArray(value)
    ? value.filter(isJsonObject).map((item) => allowed(item, keep))
    : undefined;
}

function pickedValue(value: JsonValue, keep: Shape[string]): JsonValue | undefined {
  if (keep === true) return cleanedValue(value, 0);
  if (typeof keep === 'function') return keep(value);
  return isJsonObject(value) ? picked(value, keep) : undefined;
}

function cleanedObject(json: JsonObject, depth: number): JsonObject {
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(json)) {
    const value = json[key];
    if (value === undefined || !mayPass(key, value)) continue;
    const kept = cleanedValue(value, depth);
    if (kept !== undefined) copy[key] = kept;
  }
  return copy;
}

function cleanedValue(value: JsonValue, depth: number): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return undefined;
  if (isJsonObject(value)) return cleanedObject(value, depth + 1);
  const items: JsonValue[] = [];
  for (const item of value) {
    const kept = cleanedValue(item, depth + 1);
    if (kept !== undefined) items.push(kept);
  }
  return items;
}

function isSecretName(key: string): boolean {
  return [SECRET_NAME, SECRET_WORD, SECRET_LAST_WORD, AUTHORIZATION_HEADER].some((names) =>
    names.test(key),
  );
}

function mayPass(key: string, value: JsonValue): boolean {
  if (NEVER.has(key)) return false;
  if (!isSecretName(key) || HARMLESS_NAMES.has(key)) return true;
  return typeof value === 'boolean' || (typeof value === 'string' && TIME.test(value));
}

/** A phone number of which the last two characters are left: enough to tell two apart. */
export function maskedPhone(value: JsonValue): string | undefined {
  return typeof value === 'string' && value !== '' ? `***${value.slice(-2)}` : undefined;
}

/** An e-mail address of which the first character and the domain are left. */
export function maskedEmail(value: JsonValue): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const at = value.lastIndexOf('@');
  return at > 0 ? `${value.charAt(0)}***${value.slice(at)}` : '***';
}
