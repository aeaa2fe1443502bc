/** The managed questions of `jupiterone/questions/questions.yaml` and their SQL twins. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { list, record, text, texts } from '../../../src/json';
import { AskError } from './askError';

export interface ManagedQuery {
  /** Only where the question has several queries. */
  readonly name: string | undefined;
  readonly j1ql: string;
  readonly resultsAre: string | undefined;
  /** The twin: answers the same question, with the same columns, from the local tables. */
  readonly sqlFile: string;
}

/** From worst to harmless. `info`: the rows are for information, none of them is a fault. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a question is evidence for, in one standard. */
export interface Control {
  readonly standard: string;
  readonly requirements: readonly string[];
}

export interface ManagedQuestion {
  readonly id: string;
  /** The id without {@link ID_PREFIX}. */
  readonly shortId: string;
  readonly title: string;
  readonly description: string;
  readonly queries: readonly ManagedQuery[];
  /** How bad a row of a query is whose results are BAD. */
  readonly severity: Severity;
  /** Why it matters, in one sentence. */
  readonly why: string;
  readonly remedy: string;
  readonly controls: readonly Control[];
}

/** Ids share one name space with all other integrations in a JupiterOne account. */
export const ID_PREFIX = 'integration-question-okta-';

function parseQuery(value: unknown, shortId: string, sqlDirectory: string): ManagedQuery {
  const { name, query, resultsAre } = record(value);
  const file = [shortId, text(name), 'sql'].filter((part) => part !== undefined).join('.');
  return {
    name: text(name),
    j1ql: text(query)?.trim() ?? '',
    resultsAre: text(resultsAre),
    sqlFile: path.join(sqlDirectory, file),
  };
}

function severityOf(value: unknown, id: string): Severity {
  const known = SEVERITIES.find((severity) => severity === value);
  if (known !== undefined) return known;
  const found = value === undefined ? 'none' : JSON.stringify(value);
  throw new AskError(
    `The question ${id} needs a severity (${SEVERITIES.join(', ')}), and has ${found}`,
  );
}

/** A text that the question cannot do without, on one line. */
function needed(value: unknown, name: string, id: string): string {
  const found = text(value)?.trim().replace(/\s+/g, ' ') ?? '';
  if (found === '') throw new AskError(`The question ${id} needs a text under "${name}"`);
  return found;
}

function controlOf(value: unknown): Control {
  const { standard, requirements } = record(value);
  return { standard: text(standard) ?? '', requirements: texts(requirements) };
}

function parseQuestion(value: unknown, sqlDirectory: string): ManagedQuestion {
  const { id, title, description, queries, severity, why, remedy, compliance } = record(value);
  const fullId = needed(id, 'id', '(without id)');
  const shortId = fullId.startsWith(ID_PREFIX) ? fullId.slice(ID_PREFIX.length) : fullId;
  return {
    id: fullId,
    shortId,
    title: needed(title, 'title', fullId),
    description: text(description)?.trim() ?? '',
    queries: list(queries).map((query) => parseQuery(query, shortId, sqlDirectory)),
    severity: severityOf(severity, fullId),
    why: needed(why, 'why', fullId),
    remedy: needed(remedy, 'remedy', fullId),
    controls: list(compliance).map(controlOf),
  };
}

/**
 * @param directory `jupiterone/questions`: holds `questions.yaml`, and below `sql/` one statement per
 *   query, in `<short id>.sql` or, where a question has named queries, `<short id>.<name>.sql`
 * @throws {AskError} naming the question and what it lacks
 */
export function loadQuestions(directory: string): readonly ManagedQuestion[] {
  const file: unknown = parse(readFileSync(path.join(directory, 'questions.yaml'), 'utf8'));
  return list(record(file).questions).map((question) =>
    parseQuestion(question, path.join(directory, 'sql')),
  );
}

/** @throws {AskError} when the twin is missing */
export function readSql(query: ManagedQuery): string {
  if (!existsSync(query.sqlFile)) throw new AskError(`There is no ${query.sqlFile}`);
  return readFileSync(query.sqlFile, 'utf8');
}

/** Number of single-character edits between two texts (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** Smaller is closer: words in common count more than the spelling as a whole. */
function strangeness(asked: string, id: string): number {
  const words = new Set(id.split('-'));
  const common = asked.split('-').filter((word) => words.has(word)).length;
  return distance(asked, id) - 8 * common - (id.includes(asked) ? 20 : 0);
}

export interface Choice {
  readonly question: ManagedQuestion;
  readonly queries: readonly ManagedQuery[];
}

/**
 * The question with this id (with or without prefix), or one query of it: `<id>.<query name>`.
 * @throws {AskError} naming the closest ids when there is none
 */
export function chooseQuestion(questions: readonly ManagedQuestion[], asked: string): Choice {
  const wanted = asked.startsWith(ID_PREFIX) ? asked.slice(ID_PREFIX.length) : asked;
  const [id = '', queryName] = wanted.split('.', 2);
  const question = questions.find(({ shortId }) => shortId === id);
  if (question === undefined) {
    const closest = [...questions].sort(
      (a, b) => strangeness(id, a.shortId) - strangeness(id, b.shortId),
    );
    const ids = closest.slice(0, 3).map(({ shortId }) => `  ${shortId}`);
    throw new AskError(`There is no question "${asked}". The closest ids are:\n${ids.join('\n')}`);
  }
  if (queryName === undefined) return { question, queries: question.queries };
  const queries = question.queries.filter(({ name }) => name === queryName);
  if (queries.length > 0) return { question, queries };
  const names = question.queries.flatMap(({ name }) => (name === undefined ? [] : [name]));
  throw new AskError(`The question "${id}" has no query "${queryName}", only: ${names.join(', ')}`);
}
