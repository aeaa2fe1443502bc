/** What the doctor says: the table of checks, the forecast, the verdict. Pure. */
import type { CheckStatus, Examined, Prediction } from '../../../src/preflight';
import { inEnvironmentNames } from '../start/environmentNames';
import { roughly } from '../terminal/durations';
import { countText, counted } from '../terminal/format';
import { wrap, type Page, type Style } from '../terminal/style';
import { renderTable, type Column } from '../terminal/table';

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

/** A check in the words of a command line: settings by their names in the environment. */
function translated({ id, title, result }: Examined): Examined {
  const { finding, meaning, remedy } = result;
  return {
    id,
    title,
    result: {
      ...result,
      finding: inEnvironmentNames(finding),
      ...(meaning !== undefined && { meaning: inEnvironmentNames(meaning) }),
      ...(remedy !== undefined && { remedy: inEnvironmentNames(remedy) }),
    },
  };
}

export function renderChecks(checks: readonly Examined[], page: Page): string[] {
  const told = checks.map(translated);
  return page.columns >= WIDE ? asTable(told, page) : asList(told, page);
}

/** Of the columns, those that say something in at least one row: most orgs need no remedy. */
function asTable(checks: readonly Examined[], { columns, style }: Page): string[] {
  const paintOf = new Map(
    checks.map(({ result: { status } }) => [WORDS[status], painted(status, style)]),
  );
  const all: readonly (Column & { readonly cellOf: (check: Examined) => string })[] = [
    { title: 'Check', cellOf: ({ title }) => title },
    {
      title: '',
      paint: (cell) => paintOf.get(cell)?.(cell) ?? cell,
      cellOf: ({ result }) => WORDS[result.status],
    },
    { title: 'Result', flexible: true, cellOf: ({ result }) => result.finding },
    { title: 'For the graph', flexible: true, cellOf: ({ result }) => result.meaning ?? '' },
    { title: 'Remedy', flexible: true, cellOf: ({ result }) => result.remedy ?? '' },
  ];
  const used = all.filter(({ cellOf }) => checks.some((check) => cellOf(check) !== ''));
  const rows = checks.map((check) => used.map(({ cellOf }) => cellOf(check)));
  return renderTable(used, rows, columns, style);
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
      `${atLeast ? '≥ ' : ''}${countText(calls)}`,
      perMinute === undefined ? '?' : countText(perMinute),
      roughly(durationMs),
    ]),
    columns,
    style,
  );
  const takes = prediction.atLeast ? 'takes at least' : 'takes';
  const total = `A full run ${takes} ${roughly(prediction.durationMs)} at a threshold of ${prediction.threshold}.`;
  const ways = prediction.shortenings.flatMap(({ advice, durationMs }) =>
    wrap(`${roughly(durationMs)} instead: ${inEnvironmentNames(advice)}.`, columns - 4).map(
      (line, i) => (i === 0 ? `  • ${line}` : `    ${line}`),
    ),
  );
  const later = laterRuns(prediction).flatMap((sentence) => wrap(sentence, columns));
  return [...table, '', ...wrap(total, columns), ...later, ...ways];
}

function laterRuns({ laterRunMs }: Prediction): string[] {
  if (laterRunMs === undefined) return [];
  return [
    `With MFA_COLLECTION_MODE=changes, later runs of the same day (UTC) take ${roughly(laterRunMs)} ` +
      "and a call for each user with factor events, on JupiterOne's own schedule only: no run that " +
      'you start yourself knows when the last one succeeded, so each asks for the factors of all users.',
  ];
}

/** What a failure of a check means that all later ones build on. */
const ENDS: Readonly<Record<string, string>> = {
  configuration: 'The configuration cannot be used.',
  org: 'The Okta org was not reached.',
  credential: 'Okta refuses the credential.',
};

/** The checks that were not made are named as what they are: unknown, and not passed. */
function renderEnd(checks: readonly Examined[], { columns, style }: Page): string[] {
  const failed = checks.find(({ id, result }) => result.status === 'fail' && id in ENDS);
  const why = ENDS[failed?.id ?? ''] ?? 'The examination ended early.';
  const rest =
    'No run can begin, so nothing else was checked. Fix this, then run npm run doctor again.';
  return wrap(`${why} ${rest}`, columns).map((line) => style.bold(style.red(line)));
}

/**
 * @param isCutShort whether a failure kept the examination from looking at the org's data
 */
export function renderVerdict(
  checks: readonly Examined[],
  isCutShort: boolean,
  page: Page,
): string[] {
  if (isCutShort) return renderEnd(checks, page);
  const { style } = page;
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

/** Nothing failed. */
export function isHealthy(checks: readonly Examined[]): boolean {
  return checks.every(({ result }) => result.status !== 'fail');
}
