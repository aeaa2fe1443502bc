/** Changes as a table for a terminal, and as Markdown. */
import { visible } from '../../../src/visible';
import { asMarkdown, escapedMarkdown } from '../ask/written';
import { SEVERITIES, type Severity } from '../ask/questions';
import { timeText } from '../findings/words';
import { countText } from '../terminal/format';
import { wrap, type Page, type Style } from '../terminal/style';
import { renderTable } from '../terminal/table';
import type { Change, Changes, ChangeState, Side, SubjectChanges } from './model';

const MARKS: Readonly<Record<ChangeState, string>> = { new: '+', changed: '~', lost: '-' };

function severityPaint({ red, yellow, dim }: Style): (severity: string) => string {
  return (severity) => {
    if (severity === 'critical' || severity === 'high') return red(severity);
    return severity === 'medium' ? yellow(severity) : dim(severity);
  };
}

/** `2 critical, 5 high` of all changes; undefined if there are none. */
export function severitiesText({ subjects }: Changes): string | undefined {
  const all = subjects.flatMap(({ changes }) => changes);
  const counts = SEVERITIES.flatMap((severity: Severity) => {
    const count = all.filter((change) => change.severity === severity).length;
    return count === 0 ? [] : [`${countText(count)} ${severity}`];
  });
  return counts.length === 0 ? undefined : counts.join(', ');
}

function sideText({ collectedOn, directory }: Side): string {
  return collectedOn === null ? directory : timeText(collectedOn);
}

function headingOf(changes: Changes): string {
  const { org, older, newer } = changes;
  return `${org ?? 'Okta'}: what changed from ${sideText(older)} to ${sideText(newer)}`;
}

function countsText({ counts }: SubjectChanges): string {
  return (['new', 'changed', 'lost'] as const)
    .flatMap((state) => (counts[state] === 0 ? [] : [`${countText(counts[state])} ${state}`]))
    .join(', ');
}

/** What happened and by which way, in one sentence without its end. */
export function sentenceOf({ what, through }: Change): string {
  return through.length === 0 ? what : `${what}, ${through.join('; ')}`;
}

function cutText({ counts, changes }: SubjectChanges): string | undefined {
  const all = counts.new + counts.changed + counts.lost;
  if (changes.length >= all) return undefined;
  return `The first ${countText(changes.length)} of ${countText(all)}; --rows shows more.`;
}

/**
 * @param changes cut to what is to be shown
 * @param severities what all changes come to
 */
export function asChangesTable(
  changes: Changes,
  severities: string | undefined,
  { columns, style }: Page,
): string {
  const lines = [
    ...wrap(headingOf(changes), columns).map(style.bold),
    severities === undefined ? 'Nothing changed.' : `${severities}.`,
    ...changes.subjects.flatMap((subject) => ['', ...subjectLines(subject, { columns, style })]),
    ...(changes.gaps.length === 0 ? [] : ['', style.bold('Not known')]),
    ...changes.gaps.flatMap(({ text }) => wrap(text, columns).map(style.yellow)),
  ];
  return `${lines.join('\n')}\n`;
}

function subjectLines(subject: SubjectChanges, { columns, style }: Page): string[] {
  const cut = cutText(subject);
  const rows = subject.changes.map((change) => [
    change.severity,
    MARKS[change.state],
    change.who,
    sentenceOf(change),
  ]);
  const layout = [
    { title: 'Severity', paint: severityPaint(style) },
    { title: '' },
    { title: 'Who or what', flexible: true },
    { title: 'Change', flexible: true },
  ];
  return [
    style.bold(`${subject.title}: ${countsText(subject)}`),
    ...renderTable(layout, rows, columns, style),
    ...(cut === undefined ? [] : [style.dim(cut)]),
  ];
}

/** For a ticket or a wiki. */
export function asChangesMarkdown(changes: Changes, severities: string | undefined): string {
  const blocks = [
    `# ${escapedMarkdown(headingOf(changes))}`,
    severities === undefined ? 'Nothing changed.' : `${severities}.`,
    ...changes.gaps.map(({ text }) => `> ${escapedMarkdown(visible(text))}`),
    ...changes.subjects.flatMap((subject) => {
      const cut = cutText(subject);
      const rows = subject.changes.map((change) => [
        change.severity,
        change.state,
        change.who,
        sentenceOf(change),
      ]);
      const table = asMarkdown({ columns: ['Severity', 'State', 'Who or what', 'Change'], rows });
      return [
        `## ${subject.title}: ${countsText(subject)}`,
        table.trimEnd(),
        ...(cut === undefined ? [] : [cut]),
      ];
    }),
  ];
  return `${blocks.join('\n\n')}\n`;
}
