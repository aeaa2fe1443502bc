/** The report as one HTML page: no script, no network, and what names hold stays text. */
import { GENERATOR } from '../storage/ownPage';
import { cellText } from '../ask/answer';
import type { Finding, Findings, QueryFindings } from '../findings/model';
import { named } from '../../../src/visible';
import { countText } from '../terminal/format';
import { byRequirement, bySeverity, titleOf, type ReportInput } from './groups';
import { markup, Markup } from './markup';
import { STYLE } from './style';
import {
  cautionsOf,
  countOf,
  cutText,
  foundText,
  metricText,
  numberOf,
  outcomeOf,
  STATE_TITLES,
  timesText,
} from '../findings/words';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Characters of one cell. */
const LONGEST_CELL = 1000;

export function asHtml(input: ReportInput): string {
  const { findings, framework } = input;
  const title = `Okta security report: ${findings.org ?? 'unknown org'}`;
  const shown = findings.findings;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
${new Markup(GENERATOR)}
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="referrer" content="no-referrer" />
<meta name="robots" content="noindex" />
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>Found: ${foundText(shown)}. Passed: ${countOf('passed', shown)}. Not fully known: ${countOf('notFullyKnown', shown)}.</p>
<p class="muted">${timesText(findings)} It holds personal data of the org.</p>
${cautions(findings)}
${metrics(findings)}
</header>
<main>
${framework === undefined ? undefined : requirements(input)}
${contents(shown)}
${bySeverity(shown).map(
  ({ severity, findings: of }) => markup`<section aria-labelledby="severity-${severity}">
<h2 id="severity-${severity}">${severity[0]?.toUpperCase()}${severity.slice(1)}</h2>
${of.map(section)}
</section>
`,
)}
</main>
</body>
</html>
`;
  return page.text;
}

function cautions(findings: Findings): Markup | undefined {
  const all = cautionsOf(findings);
  if (all.length === 0) return undefined;
  return markup`<ul class="cautions">${all.map((text) => markup`<li>${text}</li>`)}</ul>`;
}

function metrics({ metrics: all }: Findings): Markup {
  const cards = all.map(
    (metric) =>
      markup`<div class="card"><dt>${metric.title}</dt><dd>${metricText(metric)}</dd></div>\n`,
  );
  return markup`<dl class="cards">${cards}</dl>`;
}

function badge(finding: Finding): Markup {
  const kind = finding.state === 'found' ? finding.severity : finding.state;
  const kindClass = kind === 'informative' ? 'info' : kind;
  return markup`<span class="badge ${kindClass}">${outcomeOf(finding)}</span>`;
}

function link({ id, title }: Finding): Markup {
  return markup`<a href="#${id}">${title}</a>`;
}

/** What stands out, on the first screen. */
function contents(findings: readonly Finding[]): Markup | undefined {
  const rows = findings.filter(({ state }) => state === 'found' || state === 'notFullyKnown');
  if (rows.length === 0) return undefined;
  return markup`<h2 id="ranked">Ranked findings</h2>
<table aria-labelledby="ranked">
<thead><tr><th scope="col">Severity</th><th scope="col">Question</th><th scope="col">Outcome</th></tr></thead>
<tbody>
${rows.map(
  (
    finding,
  ) => markup`<tr><td><span class="badge ${finding.severity}">${finding.severity}</span></td>
<td>${link(finding)}</td><td>${finding.state === 'found' ? numberOf(finding) : outcomeOf(finding)}</td></tr>
`,
)}</tbody>
</table>`;
}

function requirements({ findings, framework }: ReportInput): Markup | undefined {
  if (framework === undefined) return undefined;
  const rows = byRequirement(framework, findings.findings);
  return markup`<h2 id="requirements">${titleOf(framework)}</h2>
<table aria-labelledby="requirements">
<thead><tr><th scope="col">Requirement</th><th scope="col">Outcome</th><th scope="col">Questions</th></tr></thead>
<tbody>
${rows.map(
  ({
    id,
    state,
    findings: of,
  }) => markup`<tr><th scope="row">${id}</th><td>${STATE_TITLES[state]}</td>
<td>${of.map((finding) => markup`<p>${link(finding)}: ${outcomeOf(finding)}</p>`)}</td></tr>
`,
)}</tbody>
</table>`;
}

function section(finding: Finding): Markup {
  const { id, title, severity, state, description, why, remedy, controls, gaps } = finding;
  const standards = controls.map(
    ({ standard, requirements: of }) => `${standard} ${of.join(', ')}`,
  );
  return markup`<article class="finding ${state === 'passed' ? 'passed' : severity}" id="${id}" aria-labelledby="${id}-title">
<div class="keep"><h3 id="${id}-title">${title}</h3>
<p>${badge(finding)}</p>
<p>${description}</p>
<p><strong>Why it matters:</strong> ${why}</p>
<p><strong>Remedy:</strong> ${remedy}</p></div>
${gaps.map(({ text }) => markup`<p class="gap">${text}</p>`)}
${finding.queries.map((query) => answer(finding, query))}
<details class="j1ql"><summary>J1QL to paste into JupiterOne</summary>
${finding.queries.map(({ name, j1ql }) => markup`${name === null ? undefined : markup`<h4>${name}</h4>`}<pre>${lines(j1ql)}</pre>`)}
</details>
${standards.length === 0 ? undefined : markup`<p class="muted">${standards.join('; ')}</p>`}
</article>
`;
}

/** A text of ours whose line ends stay. */
function lines(text: string): readonly Markup[] {
  return text.split('\n').map((line) => markup`${line}\n`);
}

function answer({ state, title }: Finding, query: QueryFindings): Markup | undefined {
  const { name, count, suppressed } = query;
  if (count + suppressed.length === 0) return undefined;
  const heading = name === null ? undefined : markup`<h4>${name}: ${countText(count)}</h4>`;
  const label = name === null ? title : `${title} (${name})`;
  const tables = markup`${count === 0 ? undefined : table(label, query)}${accepted(label, query)}`;
  if (state !== 'informative') return markup`${heading}${tables}`;
  const summary = name === null ? countText(count) : `${name}: ${countText(count)}`;
  return markup`<details class="answer"><summary>Rows: ${summary}</summary>${tables}</details>`;
}

function cells(row: QueryFindings['rows'][number]): readonly Markup[] {
  return row.map((value) => markup`<td>${named(cellText(value), LONGEST_CELL)}</td>`);
}

function headings(columns: readonly string[]): readonly Markup[] {
  return columns.map((column) => markup`<th scope="col">${column}</th>`);
}

function table(label: string, query: QueryFindings): Markup {
  const cut = cutText(query);
  return markup`<div class="rows" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${headings(query.columns)}</tr></thead>
<tbody>${query.rows.map((row) => markup`<tr>${cells(row)}</tr>\n`)}</tbody>
</table></div>
${cut === undefined ? undefined : markup`<p class="muted">${cut}</p>`}`;
}

function accepted(label: string, { columns, suppressed }: QueryFindings): Markup | undefined {
  if (suppressed.length === 0) return undefined;
  return markup`<div class="rows" role="region" aria-label="Suppressed: ${label}" tabindex="0"><table>
<thead><tr><th scope="col">Suppressed until</th><th scope="col">Reason</th>${headings(columns)}</tr></thead>
<tbody>${suppressed.map(
    ({ row, reason, expires }) =>
      markup`<tr><td>${expires}</td><td>${reason}</td>${cells(row)}</tr>\n`,
  )}</tbody>
</table></div>`;
}
