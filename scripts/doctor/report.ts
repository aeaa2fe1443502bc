/** What the doctor says: the table of checks, the forecast, the verdict. Pure. */
import type { CheckStatus, Examined, Prediction } from '../../src/preflight';
import { count, counted, roughly } from '../terminal/format';
import { wrap, type Style } from '../terminal/style';
import { renderTable } from '../terminal/table';

interface Page {
  readonly columns: number;
  readonly style: Style;
}

const WORDS: Readonly<Record<CheckStatus, string>> = {
  ok: '✔ ok',
  warn: '! note',
  fail: '✖ FAIL',
  skipped: '– skipped',
};

function painted(status: CheckStatus, style: Style): (cell: string) => string {
  const paints = { ok: style.green, warn: style.yellow, fail: style.red, skipped: style.dim };
  return paints[status];
}

/** A narrower page has no room for four columns side by side. */
const WIDE = 110;

export function renderChecks(checks: readonly Examined[], page: Page): string[] {
  return page.columns >= WIDE ? asTable(checks, page) : asList(checks, page);
}

function asTable(checks: readonly Examined[], { columns, style }: Page): string[] {
  const paintOf = new Map(
    checks.map(({ result: { status } }) => [WORDS[status], painted(status, style)]),
  );
  return renderTable(
    [
      { title: 'Check' },
      { title: '', paint: (cell) => paintOf.get(cell)?.(cell) ?? cell },
      { title: 'Result', flexible: true },
      { title: 'For the graph', flexible: true },
      { title: 'Remedy', flexible: true },
    ],
    checks.map(({ title, result }) => [
      title,
      WORDS[result.status],
      result.finding,
      result.meaning ?? '',
      result.remedy ?? '',
    ]),
    columns,
    style,
  );
}

function asList(checks: readonly Examined[], { columns, style }: Page): string[] {
  return checks.flatMap(({ title, result }) => {
    const symbol = painted(result.status, style)(WORDS[result.status].slice(0, 1));
    const [first = '', ...more] = wrap(`${title}: ${result.finding}`, columns - 2);
    const indented = (text: string): string[] =>
      wrap(text, columns - 4).map((line) => `    ${line}`);
    return [
      `${symbol} ${first}`,
      ...more.map((line) => `  ${line}`),
      ...(result.meaning === undefined ? [] : indented(`For the graph: ${result.meaning}`)),
      ...(result.remedy === undefined ? [] : indented(`Remedy: ${result.remedy}`)),
    ];
  });
}

export function renderPrediction(prediction: Prediction, { columns, style }: Page): string[] {
  const right = { align: 'right' } as const;
  const table = renderTable(
    [
      { title: 'Forecast' },
      { title: 'Calls', ...right },
      { title: 'A minute', ...right },
      { title: 'Time', ...right },
    ],
    prediction.buckets.map(({ bucket, calls, atLeast, perMinute, durationMs }) => [
      bucket,
      `${atLeast ? '≥ ' : ''}${count(calls)}`,
      perMinute === undefined ? '?' : count(perMinute),
      roughly(durationMs),
    ]),
    columns,
    style,
  );
  const takes = prediction.atLeast ? 'takes at least' : 'takes';
  const total = `A full run ${takes} ${roughly(prediction.durationMs)} at a threshold of ${prediction.threshold}.`;
  const ways = prediction.shortenings.flatMap(({ advice, durationMs }) =>
    wrap(`${roughly(durationMs)} instead: ${advice}.`, columns - 4).map((line, i) =>
      i === 0 ? `  • ${line}` : `    ${line}`,
    ),
  );
  return [...table, '', ...wrap(total, columns), ...ways];
}

export function renderVerdict(checks: readonly Examined[], { style }: Page): string[] {
  const failed = checks.filter(({ result }) => result.status === 'fail').length;
  const left = checks.some(({ result }) => /^the source .* is switched off$/.test(result.finding));
  if (failed > 0) {
    return [
      style.bold(
        style.red(`A full run would not be complete: ${counted(failed, 'check')} failed.`),
      ),
    ];
  }
  const what = left ? 'A run of all sources that are switched on' : 'A full run';
  return [style.bold(style.green(`${what} would be complete.`))];
}

/** Nothing failed, and the checks got as far as the org's data. */
export function isHealthy(checks: readonly Examined[]): boolean {
  return checks.every(({ result }) => result.status !== 'fail');
}
