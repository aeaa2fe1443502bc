/**
 * Reading JSON that an API sent, without trusting its shape: every reader answers `undefined` for a
 * value that is absent, null or of another type, so that odd data costs one property and not a run.
 */

/** Whatever JSON.parse can give. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

const NOTHING: JsonObject = {};

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonArray(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * The value that a JSON text stands for; undefined where it is no JSON. A number that a double cannot
 * hold (`9007199254740993`, `1e400`) becomes a text of its digits: as a number it would be another one.
 * The parser's own error is kept back: its message quotes the text, which may be a secret.
 */
export function parseJson(written: string): JsonValue | undefined {
  try {
    let parsed: unknown = JSON.parse(written);
    if (LONG_NUMBER.test(written)) parsed = JSON.parse(withLongNumbersQuoted(written));
    return isJsonValue(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A number of 16 characters or more, or with an exponent: every other one fits a double. */
const LONG_NUMBER = /(?:^|[:,[\s])-?\d(?:[\d.]{15}|[\d.]*[eE][+-]?\d)/;

/** The parts of a JSON text by which numbers are distinguished from digits in strings. */
const TOKEN = /\\.|"|-?\d[\d.]*(?:[eE][+-]?\d+)?/gs;

/** The same JSON with those numbers as strings that a double cannot hold. */
function withLongNumbersQuoted(written: string): string {
  let isString = false;
  return written.replace(TOKEN, (token) => {
    if (token === '"') isString = !isString;
    else if (!isString && !token.startsWith('\\') && !fitsDouble(token)) return `"${token}"`;
    return token;
  });
}

/** Whether the number survives `Number` digit by digit. Of whole numbers only safe ones count. */
function fitsDouble(token: string): boolean {
  const value = Number(token);
  const isPrecise = !Number.isInteger(value) || Number.isSafeInteger(value);
  return isPrecise && decimalOf(token) === decimalOf(String(value));
}

/** One spelling for each number (`1.50` and `15e-1` are one); undefined for what is not finite. */
function decimalOf(token: string): string | undefined {
  const parts = /^(-?)(\d{1,400})(?:\.(\d{1,400}))?(?:e([+-]?\d{1,4}))?$/i.exec(token);
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const shift = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign}${significant}e${shift}`;
}

/** Of what `JSON.parse` answers, which it declares as `any`. */
function isJsonValue(value: unknown): value is JsonValue {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    isJsonArray(value) ||
    isJsonObject(value)
  );
}

/** The object itself, or an empty one: `record(user.profile).login` needs no further check. */
export function record(value: unknown): JsonObject {
  return isJsonObject(value) ? value : NOTHING;
}

/** A string that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A finite number. Strings are not converted: Okta sends numbers as numbers. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function list(value: unknown): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

/** The non-empty strings of an array; whatever else stands in it is passed over. */
export function texts(value: unknown): string[] {
  return list(value).filter((item): item is string => typeof item === 'string' && item !== '');
}

/** `2025-08-25 07:55:06.0`, as Okta writes times of behaviors and group owners: it names no zone. */
const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/;

/**
 * An ISO 8601 time as milliseconds since the epoch. A time without a zone is UTC, and not the time of the
 * place where this program happens to run.
 */
export function timestamp(value: unknown): number | undefined {
  const written = text(value);
  if (written === undefined) return undefined;
  const ms = Date.parse(written.replace(WITHOUT_ZONE, '$1T$2Z'));
  return Number.isNaN(ms) ? undefined : ms;
}

/** Escapes of a JSON text in their order, so that an escaped backslash is not taken for the begin of one. */
const ESCAPES = /\\(?:u(?:d[89ab]..\\ud[c-f]..|(?<half>d[89a-f]..))|.)/gis;

/**
 * The same JSON with U+FFFD in place of escapes that stand for half a character (a surrogate without its
 * other one): such a text has no UTF-8, and readers of the graph refuse the whole file for it.
 */
export function withWholeCharacters(written: string): string {
  if (!/\\ud[89a-f]/i.test(written)) return written;
  return written.replace(ESCAPES, (escape, half: string | undefined) =>
    half === undefined ? escape : '\\ufffd',
  );
}

const DURATION =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Minutes in a week, a day, an hour, a minute and a second. */
const MINUTES = [10_080, 1_440, 60, 1, 1 / 60] as const;

/** An ISO 8601 duration (`PT2H`, `P30D`) in minutes. Months and years have no fixed length: undefined. */
export function minutesOf(value: unknown): number | undefined {
  const parts = DURATION.exec(text(value) ?? '')?.slice(1) ?? [];
  const known = parts.map((part: string | undefined, at) => Number(part) * (MINUTES[at] ?? 0));
  const summands = known.filter((minutes) => !Number.isNaN(minutes));
  return summands.length === 0 ? undefined : summands.reduce((sum, minutes) => sum + minutes, 0);
}
