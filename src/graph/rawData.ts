/**
 * Decides what of Okta's answers may be kept as `_rawData`. Two ways are used together: where Okta
 * or a customer can put anything into an object, a list of allowed keys (`picked`); everywhere, the
 * names of secrets (`cleaned`).
 *
 * `_links` and `_embedded` never pass: links can be rebuilt from ids, are a third of the size of a
 * user, and carry one-time tokens (the QR code of a factor); embedded objects carry shared secrets,
 * activation data and other people's profiles, and what is wanted of them are properties.
 */
import { isJsonArray, isJsonObject, record, type JsonObject, type JsonValue } from '../json';
import { isSecretName } from './secretNames';

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

/** The names under which an object has a value, and its cleaned copy has none. */
export function droppedNames(json: JsonObject, copy: JsonValue | undefined): readonly string[] {
  const kept = record(copy);
  const names = Object.keys(json);
  if (names.length === Object.keys(kept).length) return [];
  return names.filter(
    (name) => !NEVER.has(name) && !Object.hasOwn(kept, name) && (json[name] ?? null) !== null,
  );
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

function mayPass(key: string, value: JsonValue): boolean {
  if (NEVER.has(key)) return false;
  if (!isSecretName(key)) return true;
  return typeof value === 'boolean' || (typeof value === 'string' && TIME.test(value));
}

/** A phone number of which the last two characters are left: enough to distinguish two. */
export function maskedPhone(value: JsonValue): string | undefined {
  return typeof value === 'string' && value !== '' ? `***${value.slice(-2)}` : undefined;
}

/** An e-mail address of which the first character and the domain are left. */
export function maskedEmail(value: JsonValue): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const at = value.lastIndexOf('@');
  return at > 0 ? `${value.charAt(0)}***${value.slice(at)}` : '***';
}
