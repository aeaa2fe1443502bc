/** Property values in the words of a person. */
import type { JsonValue } from '../../../src/json';

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The values of a property: none where it is absent, several where it is an array. */
export function itemsOf(value: JsonValue): readonly JsonValue[] {
  if (value === null) return [];
  return isList(value) ? value : [value];
}

/** A value as it is written in JSON, without the quotes of a string. */
export function plainText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Times are numbers in the graph; a plausible number of milliseconds (after 1985) under such a name is one. */
const TIME_NAME =
  /(On|At|Date|Time|Login|Changed)$|^(created|activated|lastUpdated|lastMembershipUpdated)$/;
const EARLIEST_MS = 473_385_600_000;

export function isTime(property: string, value: number): boolean {
  return isTimeName(property) && value > EARLIEST_MS;
}

/** Whether a property of this name holds a time, if it holds a number. */
export function isTimeName(property: string): boolean {
  return TIME_NAME.test(property);
}

/** Minutes are enough for a person: `2026-11-23 14:15` (UTC, as Okta's own System Log export). */
export function timeText(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  return date.toISOString().slice(0, 16).replace('T', ' ');
}

/**
 * A time that a person typed, in the form of `timeText` and as exact as typed: `2026-11`, `2026-11-23`,
 * `2026-11-23 14:15`; also an ISO time or milliseconds. Undefined if it is no time. UTC, as shown.
 */
export function typedTime(typed: string): string | undefined {
  if (/^\d{12,14}$/.test(typed)) return timeText(Number(typed));
  const form = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[ T](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)? ?(?:Z|UTC)?$/i;
  const [, day, minute] = form.exec(typed) ?? [];
  if (day === undefined || (minute !== undefined && day.length < 10)) return undefined;
  const ms = Date.parse(minute === undefined ? day : `${day}T${minute}Z`);
  const text = minute === undefined ? day : `${day} ${minute}`;
  return !Number.isNaN(ms) && timeText(ms).startsWith(text) ? text : undefined;
}

/** A value as one line of text; an absent one is empty. */
export function valueText(property: string, value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return isTime(property, value) ? timeText(value) : String(value);
  if (typeof value === 'string') return value;
  if (isList(value)) return value.map((item) => valueText(property, item)).join(', ');
  return JSON.stringify(value);
}
