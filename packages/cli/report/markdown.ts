/** The report as Markdown, for a ticket or a wiki. */
import { asMarkdown, escapedMarkdown } from '../ask/written';
import type { Answer } from '../ask/answer';
import type { Finding, QueryFindings } from '../findings/model';
import { byRequirement, bySeverity, titleOf, type ReportInput } from './groups';
import {
  cautionsOf,
  countOf,
  cutText,
  foundText,
  metricText,
  outcomeOf,
  STATE_TITLES,
  timesText,
} from '../findings/words';

export function asMarkdownReport({ findings, framework }: ReportInput): string {
  const all = findings.findings;
  const blocks = [
    `# Okta security report: ${escapedMarkdown(findings.org ?? 'unknown org')}`,
    `Found: ${foundText(all)}. Passed: ${countOf('passed', all)}. ` +
      `Not fully known: ${countOf('notFullyKnown', all)}.`,
    timesText(findings),
    ...cautionsOf(findings).map((text) => `> ${escapedMarkdown(text)}`),
    asMarkdown({
      columns: ['Number', 'Value'],
      rows: findings.metrics.map((metric) => [metric.title, metricText(metric)]),
    }).trimEnd(),
    ...(framework === undefined ? [] : requirements({ findings, framework })),
    ...bySeverity(all).flatMap(({ severity, findings: of }) => [
      `## ${severity[0]?.toUpperCase() ?? ''}${severity.slice(1)}`,
      ...of.flatMap(section),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function requirements({ findings, framework }: ReportInput): readonly string[] {
  if (framework === undefined) return [];
  const rows = byRequirement(framework, findings.findings).map(({ id, state, findings: of }) => [
    id,
    STATE_TITLES[state],
    of.map((finding) => `${finding.title} ${outcomeOf(finding)}`).join('; '),
  ]);
  const table: Answer = { columns: ['Requirement', 'Outcome', 'Questions'], rows };
  return [`## ${titleOf(framework)}`, asMarkdown(table).trimEnd()];
}

function section(finding: Finding): readonly string[] {
  const { title, why, remedy, gaps, controls, queries } = finding;
  const standards = controls.map((control) => {
    return `${control.standard} ${control.requirements.join(', ')}`;
  });
  return [
    `### ${escapedMarkdown(title)}`,
    `**${outcomeOf(finding)}** (\`${finding.id}\`)`,
    `Why it matters: ${escapedMarkdown(why)}`,
    `Remedy: ${escapedMarkdown(remedy)}`,
    ...gaps.map(({ text }) => `> ${escapedMarkdown(text)}`),
    ...queries.flatMap(answer),
    ...(standards.length === 0 ? [] : [`Evidence for ${standards.join('; ')}.`]),
  ];
}

function answer(query: QueryFindings): readonly string[] {
  const { name, j1ql, columns, rows, suppressed } = query;
  const cut = cutText(query);
  const accepted = suppressed.map(({ row, reason, expires }) => [expires, reason, ...row]);
  return [
    ...(name === null ? [] : [`#### ${name}`]),
    ...(rows.length === 0 ? [] : [asMarkdown({ columns, rows }).trimEnd()]),
    ...(cut === undefined ? [] : [cut]),
    ...(accepted.length === 0
      ? []
      : [
          asMarkdown({
            columns: ['Suppressed until', 'Reason', ...columns],
            rows: accepted,
          }).trimEnd(),
        ]),
    `\`\`\`j1ql\n${j1ql}\n\`\`\``,
  ];
}
