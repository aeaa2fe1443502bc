/**
 * The report as JUnit XML: a suite for each severity or requirement, a case for each question that is a check.
 * Questions for information are no checks, and left out. What is not fully known is skipped, which no reader of JUnit
 * counts as passed.
 */
import { cellText } from '../ask/answer';
import type { Finding } from '../findings/model';
import { byRequirement, bySeverity, type ReportInput } from './groups';
import { markup, type Markup } from './markup';
import { cutText, outcomeOf } from '../findings/words';

interface Suite {
  readonly name: string;
  readonly findings: readonly Finding[];
}

function suitesOf({ findings, framework }: ReportInput): readonly Suite[] {
  const checks = findings.findings.filter(({ state }) => state !== 'informative');
  return framework === undefined
    ? bySeverity(checks).map((group) => ({ name: group.severity, findings: group.findings }))
    : byRequirement(framework, checks).map(({ id, findings: of }) => ({
        name: `${framework} ${id}`,
        findings: of,
      }));
}

function counts(findings: readonly Finding[]): Markup {
  const of = (state: Finding['state']): number =>
    findings.filter((finding) => finding.state === state).length;
  return markup`tests="${findings.length}" failures="${of('found')}" skipped="${of('notFullyKnown')}" errors="0"`;
}

export function asJunit(input: ReportInput): string {
  const { org, evaluatedOn } = input.findings;
  const suites = suitesOf(input);
  const all = suites.flatMap(({ findings }) => findings);
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${`Okta: ${org ?? 'unknown org'}`}" ${counts(all)} time="0">
${suites.map(
  ({
    name,
    findings,
  }) => markup`<testsuite name="${name}" ${counts(findings)} time="0" timestamp="${evaluatedOn}">
${findings.map((finding) => testCase(finding, name))}</testsuite>
`,
)}</testsuites>
`.text;
}

function testCase(finding: Finding, suite: string): Markup {
  const { id, title, state, severity } = finding;
  const head = markup`<testcase classname="${`okta.${suite}`}" name="${`${id}: ${title}`}" time="0"`;
  if (state === 'passed') return markup`${head} />\n`;
  if (state === 'notFullyKnown') {
    const reasons = finding.gaps.map(({ text }) => text).join(' ');
    return markup`${head}><skipped message="${`Not fully known. ${reasons}`}" /></testcase>\n`;
  }
  return markup`${head}><failure type="${severity}" message="${outcomeOf(finding)}">${detailsOf(finding).map((line) => markup`${line}\n`)}</failure></testcase>\n`;
}

function detailsOf({ why, remedy, gaps, queries }: Finding): readonly string[] {
  return [
    why,
    `Remedy: ${remedy}`,
    ...gaps.map(({ text }) => text),
    ...queries
      .filter(({ resultsAre }) => resultsAre === 'BAD')
      .flatMap((query) => [
        ...query.rows.map((row) =>
          query.columns.map((column, i) => `${column}=${cellText(row[i] ?? null)}`).join(', '),
        ),
        ...[cutText(query) ?? []].flat(),
      ]),
  ];
}
