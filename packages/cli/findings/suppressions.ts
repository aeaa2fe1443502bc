/**
 * Rows that somebody has accepted: a file that is made to be committed, so that a review shows who accepted what,
 * why, and until when.
 */
import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { isJsonArray, isJsonObject, record, text, type JsonValue } from '../../../src/json';
import { named, quoted } from '../../../src/visible';
import { cellText } from '../ask/answer';
import { AskError, messageOf } from '../ask/askError';
import { ID_PREFIX, type ManagedQuestion } from '../ask/questions';

/** One entry of the file. */
export interface Suppression {
  /** The short id of the question. */
  readonly question: string;
  /** What stands in the first column, or in each of several columns by their names. */
  readonly key: string | ReadonlyMap<string, string>;
  readonly reason: string;
  /** The last day, in UTC: `2027-03-31`. */
  readonly expires: string;
}

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d\d-\d\d$/;

function isDay(value: string): boolean {
  return DAY.test(value) && new Date(value).toISOString().startsWith(value);
}

function keyOf(value: unknown): Suppression['key'] | undefined {
  if (!isJsonObject(value)) return text(value);
  const columns = Object.entries(value).flatMap(([name, cell]) =>
    cell === undefined ? [] : [[name, cellText(cell)] as const],
  );
  return columns.length === 0 ? undefined : new Map(columns);
}

function suppressionOf(value: unknown, number: number): Suppression {
  const { question, key, reason, expires, ...others } = record(value);
  const fail = (problem: string): never => {
    throw new AskError(`Suppression ${number} ${problem}`);
  };
  const [stray] = Object.keys(others);
  if (stray !== undefined) return fail(`has the unknown field ${quoted(stray)}`);
  const asked = text(question) ?? fail('names no question');
  const until = text(expires) ?? '';
  if (!isDay(until)) return fail('needs a day under "expires", as 2027-03-31');
  return {
    question: asked.startsWith(ID_PREFIX) ? asked.slice(ID_PREFIX.length) : asked,
    key: keyOf(key) ?? fail('needs a "key": a text, or columns with their texts'),
    reason: text(reason)?.trim() || fail('needs a "reason"'),
    expires: until,
  };
}

/**
 * @param file YAML (and so JSON): `suppressions`, a list
 * @throws {AskError} naming the file and what is wrong
 */
export function readSuppressions(file: string): readonly Suppression[] {
  try {
    const content: unknown = parse(readFileSync(file, 'utf8'));
    const { suppressions } = record(content);
    if (!isJsonArray(suppressions)) throw new AskError('It needs a list under "suppressions"');
    return suppressions.map((entry, i) => suppressionOf(entry, i + 1));
  } catch (error) {
    throw new AskError(`The suppressions in ${file} cannot be read. ${messageOf(error)}`);
  }
}

function matches(
  { key }: Suppression,
  columns: readonly string[],
  row: readonly JsonValue[],
): boolean {
  if (typeof key === 'string') return cellText(row[0] ?? null) === key;
  return [...key].every(([column, wanted]) => {
    const i = columns.indexOf(column);
    return i !== -1 && cellText(row[i] ?? null) === wanted;
  });
}

function nameOf({ question, key }: Suppression): string {
  const parts =
    typeof key === 'string'
      ? quoted(key)
      : [...key].map(([column, value]) => `${named(column)} ${quoted(value)}`).join(', ');
  return `The suppression of ${named(question)} for ${parts}`;
}

/** The suppressions of one evaluation, and which of them have met a row. */
export class Suppressions {
  private readonly met = new Set<Suppression>();

  /** @param now ms since the epoch */
  constructor(
    private readonly all: readonly Suppression[],
    private readonly now: number,
  ) {}

  /** The suppression that takes a row out of the count. */
  of(
    question: string,
    columns: readonly string[],
    row: readonly JsonValue[],
  ): Suppression | undefined {
    const found = this.all.filter((one) => one.question === question && matches(one, columns, row));
    for (const one of found) this.met.add(one);
    return found.find((one) => !this.isExpired(one));
  }

  /** One sentence for each entry that does not do what it was written for. */
  problems(questions: readonly ManagedQuestion[]): readonly string[] {
    const ids = new Set(questions.map(({ shortId }) => shortId));
    return this.all.flatMap((one) => {
      if (!ids.has(one.question)) return [`${nameOf(one)}: there is no such question.`];
      const expired = this.isExpired(one) ? ` expired on ${one.expires}` : '';
      if (!this.met.has(one)) {
        return [`${nameOf(one)}${expired && `${expired}, and`} matches no row.`];
      }
      return expired === '' ? [] : [`${nameOf(one)}${expired}: the row counts again.`];
    });
  }

  private isExpired({ expires }: Suppression): boolean {
    return this.now >= Date.parse(expires) + DAY_MS;
  }
}
