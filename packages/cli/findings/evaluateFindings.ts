/** Evaluates the managed questions over one load of a graph: the one place from which findings are shown. */
import { text } from '../../../src/json';
import type { RunSummary } from '../collected/summary';
import { evaluate, type QueryAnswer } from '../ask/evaluate';
import { gapsIn, type Gap } from '../ask/gaps';
import type { GraphDatabase } from '../ask/graphDatabase';
import { SEVERITIES, type ManagedQuestion } from '../ask/questions';
import { counted } from '../terminal/format';
import { metricsOf } from './metrics';
import type { Finding, Findings, FindingState, QueryFindings, SuppressedRow } from './model';
import { PropertyGaps } from './propertyGaps';
import { Suppressions, type Suppression } from './suppressions';

export interface EvaluateOptions {
  readonly database: GraphDatabase;
  readonly summary: RunSummary;
  readonly questions: readonly ManagedQuestion[];
  /** The moment from which ages are counted, ms since the epoch: the one that the database was opened with. */
  readonly now: number;
  readonly suppressions?: readonly Suppression[];
}

/** @throws {AskError} if an SQL twin is missing or wrong */
export async function evaluateFindings(options: EvaluateOptions): Promise<Findings> {
  const { database, summary, questions, now } = options;
  const suppressions = new Suppressions(options.suppressions ?? [], now);
  const properties = await PropertyGaps.open(database);
  const findings: Finding[] = [];
  for (const question of questions) {
    const { answers, used } = await evaluate(database, { question, queries: question.queries });
    const queries = answers.map((answer) => findingsOf(answer, question.shortId, suppressions));
    const gaps = [...gapsIn(used, summary), ...(await gapsOfRows(queries, properties))];
    findings.push(findingOf(question, queries, gaps));
  }
  const account = await database.query('SELECT min(displayName) FROM okta_account');
  return {
    org: text(account.rows[0]?.[0]) ?? null,
    collectedOn: summary.endedOn === undefined ? null : new Date(summary.endedOn).toISOString(),
    evaluatedOn: new Date(now).toISOString(),
    incompleteTypes: summary.incomplete,
    leftOutTypes: summary.leftOut,
    metrics: await metricsOf(database, summary),
    findings: findings.sort(byRank),
    suppressionProblems: suppressions.problems(questions),
  };
}

function findingsOf(
  { query, answer }: QueryAnswer,
  id: string,
  suppressions: Suppressions,
): QueryFindings {
  const { columns } = answer;
  const suppressed: SuppressedRow[] = [];
  const rows = answer.rows.filter((row) => {
    const found = suppressions.of(id, columns, row);
    if (found === undefined) return true;
    suppressed.push({ row, reason: found.reason, expires: found.expires });
    return false;
  });
  return {
    name: query.name ?? null,
    resultsAre: query.resultsAre ?? null,
    j1ql: query.j1ql,
    columns,
    rows,
    count: rows.length,
    suppressed,
  };
}

/** What the rows themselves leave open: properties that no entity has, and rows that a person has to judge. */
async function gapsOfRows(
  queries: readonly QueryFindings[],
  properties: PropertyGaps,
): Promise<readonly Gap[]> {
  const gaps = new Map<string, Gap>();
  for (const { name, resultsAre, j1ql, count, suppressed } of queries) {
    if (resultsAre === 'BAD' && count + suppressed.length === 0) {
      for (const gap of await properties.in(j1ql)) gaps.set(gap.text, gap);
    }
    if (resultsAre === 'UNKNOWN' && count > 0) {
      const rows = counted(count, 'row');
      const sentence = `A person has to judge ${rows}${name === null ? '' : ` of "${name}"`}.`;
      gaps.set(sentence, { kind: 'toJudge', text: sentence });
    }
  }
  return [...gaps.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function findingOf(
  question: ManagedQuestion,
  queries: readonly QueryFindings[],
  gaps: readonly Gap[],
): Finding {
  const checks = queries.filter(({ resultsAre }) => resultsAre === 'BAD');
  const isCheck = checks.length > 0;
  const counting = isCheck ? checks : queries;
  const count = sum(counting.map((query) => query.count));
  const subjects = new Set(counting.flatMap(({ rows }) => rows.map(([first]) => first)));
  const { shortId: id, title, description, severity, why, remedy, controls } = question;
  return {
    ...{ id, title, description, severity, why, remedy, controls },
    state: stateOf(isCheck, count, gaps),
    count,
    subjects: subjects.size,
    suppressedCount: sum(queries.map(({ suppressed }) => suppressed.length)),
    gaps,
    queries,
  };
}

function stateOf(isCheck: boolean, count: number, gaps: readonly Gap[]): FindingState {
  if (!isCheck) return 'informative';
  if (count > 0) return 'found';
  return gaps.length > 0 ? 'notFullyKnown' : 'passed';
}

const STATES: readonly FindingState[] = ['found', 'notFullyKnown', 'passed', 'informative'];

/** The worst first: by severity, then what was found before what was not, then by number. */
function byRank(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    b.count - a.count ||
    (a.id < b.id ? -1 : 1)
  );
}
