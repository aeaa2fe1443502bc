/** The findings that every report shows, as the explorer's page is given them. */
import { withRowsCut, type Finding, type Findings } from '../../cli/findings/model';
import type { EvaluatedFinding, Evaluation } from './packFinding';

/** Rows of one query that the page holds: more would serve nobody, and `npm run ask` has them all. */
const MOST_ROWS = 20_000;

function textsOf(gaps: Finding['gaps']): readonly string[] {
  return gaps.map(({ text }) => text);
}

function findingOf({ queries, gaps, controls, ...finding }: Finding): EvaluatedFinding {
  const { id, title, description, severity, why, remedy, state, count, suppressedCount } = finding;
  return {
    ...{ id, title, description, severity, why, remedy, state, count, suppressedCount },
    gaps: textsOf(gaps),
    controls: controls.map(
      ({ standard, requirements }) => `${standard} ${requirements.join(', ')}`,
    ),
    queries: queries.map(({ name, j1ql, columns, rows, count: rowCount }) => ({
      name: name ?? '',
      j1ql,
      columns,
      rows,
      count: rowCount,
    })),
  };
}

export function evaluationOf(findings: Findings): Evaluation {
  const { findings: all, metrics, evaluatedOn } = withRowsCut(findings, MOST_ROWS);
  return {
    findings: all.map(findingOf),
    metrics: metrics.map(({ id, title, value, of, gaps }) => ({
      ...{ id, title, value, of },
      gaps: textsOf(gaps),
    })),
    evaluatedOn: Date.parse(evaluatedOn),
  };
}
