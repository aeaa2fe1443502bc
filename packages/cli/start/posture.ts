/** How the org stands, at the end of a run: the numbers that matter, and the worst findings. Pure. */
import type { Severity } from '../ask/questions';
import type { Findings } from '../findings/model';
import { countOf, metricText, numberOf } from '../findings/words';
import { counted } from '../terminal/format';
import { padEnd, widthOf, wrap, type Page, type Style } from '../terminal/style';
import { renderTable } from '../terminal/table';

/** What the managed questions found, or why they could not be asked. */
export type Posture = Findings | { readonly problem: string };

/** Findings that are listed; the report has all. */
const SHOWN = 8;

export function renderPosture(posture: Posture, page: Page): string[] {
  if ('problem' in posture) {
    const sentence =
      `The findings could not be evaluated: ${posture.problem} This does not affect the graph. ` +
      'To try again: npm run report';
    return [...wrap(sentence, page.columns).map(page.style.yellow), ''];
  }
  return [...renderMetrics(posture, page), ...renderFindings(posture, page)];
}

function renderMetrics({ metrics }: Findings, { columns, style }: Page): string[] {
  const texts = metrics.map(metricText);
  const titles = Math.max(0, ...metrics.map(({ title }) => widthOf(title)));
  const isNarrow = titles + 2 + Math.max(0, ...texts.map(widthOf)) > columns;
  const lines = metrics.flatMap(({ id, title, value }, i) => {
    const text = texts[i] ?? '';
    const isBad = id === 'administratorsWithoutMfa' && (value ?? 0) > 0;
    const paint = isBad ? style.red : (plain: string): string => plain;
    return isNarrow
      ? wrap(`${title}: ${text}`, columns).map(paint)
      : [`${padEnd(title, titles)}  ${paint(text)}`];
  });
  return [...lines, ''];
}

function paintOf(severity: string, style: Style): (text: string) => string {
  const paints: Readonly<Record<Severity, (text: string) => string>> = {
    critical: (text) => style.bold(style.red(text)),
    high: style.red,
    medium: style.yellow,
    low: style.cyan,
    info: style.dim,
  };
  return Object.entries(paints).find(([name]) => name === severity.trim())?.[1] ?? style.dim;
}

function renderFindings({ findings }: Findings, page: Page): string[] {
  const { style, columns } = page;
  const found = findings.filter(({ state }) => state === 'found');
  const hidden = found.length - SHOWN;
  const rows = found
    .slice(0, SHOWN)
    .map((finding) => [finding.severity, numberOf(finding), finding.title]);
  const titles = [
    { title: 'Severity', paint: (cell: string) => paintOf(cell, style)(cell) },
    { title: 'Found', align: 'right' as const },
    { title: 'Worst findings', flexible: true },
  ];
  const open = countOf('notFullyKnown', findings);
  const others = [
    ...(hidden > 0 ? [`${counted(hidden, 'more finding')}.`] : []),
    `${counted(countOf('passed', findings), 'question')} passed.`,
    ...(open === 0
      ? []
      : [
          `${counted(open, 'question is', 'questions are')} not fully known, because the data that they need was not ` +
            'collected or not completely.',
        ]),
  ].join(' ');
  return [
    ...(found.length === 0 ? [] : renderTable(titles, rows, columns, style)),
    ...wrap(others, columns).map(style.dim),
    '',
  ];
}
