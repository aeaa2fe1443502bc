/** The look of the HTML report: light and dark as the reader's system has it, and on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --canvas: #f4f6f9; --surface: #ffffff; --sunken: #eef1f5; --ink: #17202c; --muted: #566375;
  --line: #dde3ea; --accent: #2b57d9;
  --critical: #8c1d18; --high: #b3261e; --medium: #8a5a00; --low: #2b57d9; --info: #566375;
  --passed: #2e7d32; --unknown: #7a3ec8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #0d1219; --surface: #161d27; --sunken: #1c2531; --ink: #e7ecf3; --muted: #9dabbd;
    --line: #273242; --accent: #8fb0ff;
    --critical: #ffb4ab; --high: #ff9c94; --medium: #f0c060; --low: #8fb0ff; --info: #9dabbd;
    --passed: #7fd18b; --unknown: #c9a2ff;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0; background: var(--canvas); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
main, header { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 32px; }
main { padding-bottom: 64px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; }
h2 { margin: 40px 0 12px; font-size: 20px; }
h3 { margin: 0 0 4px; font-size: 16px; }
h4 { margin: 12px 0 4px; font-size: 14px; }
p { margin: 6px 0; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, .rows:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.muted { color: var(--muted); }
.cautions { margin: 20px 0 0; padding: 12px 16px 12px 36px; border-left: 4px solid var(--medium); background: var(--surface); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 12px; margin: 20px 0 0; padding: 0; }
.card { margin: 0; padding: 12px 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
.card dt { color: var(--muted); }
.card dd { margin: 0; font-size: 20px; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; background: var(--surface); }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--muted); font-weight: 600; overflow-wrap: normal; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.finding { margin: 12px 0; padding: 16px 20px; border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 10px; background: var(--surface); }
.finding.critical { border-left-color: var(--critical); }
.finding.high { border-left-color: var(--high); }
.finding.medium { border-left-color: var(--medium); }
.finding.low { border-left-color: var(--low); }
.finding.passed { border-left-color: var(--passed); }
.badge { display: inline-block; padding: 0 8px; border: 1px solid currentColor; border-radius: 999px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.badge.critical { color: var(--critical); } .badge.high { color: var(--high); }
.badge.medium { color: var(--medium); } .badge.low { color: var(--low); }
.badge.info { color: var(--info); } .badge.passed { color: var(--passed); }
.badge.notFullyKnown { color: var(--unknown); }
.gap { padding-left: 12px; border-left: 3px solid var(--unknown); }
.rows { margin-top: 8px; overflow-x: auto; }
.rows table { font-size: 14px; }
pre { margin: 6px 0 0; padding: 10px 12px; border-radius: 8px; background: var(--sunken); overflow-x: auto; font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { width: fit-content; padding: 4px 0; cursor: pointer; color: var(--accent); }
@media print {
  @page { margin: 16mm 14mm; }
  :root {
    color-scheme: light;
    --canvas: #ffffff; --surface: #ffffff; --sunken: #f4f4f4; --ink: #000000; --muted: #444444; --line: #bbbbbb;
    --accent: #000000; --critical: #8c1d18; --high: #b3261e; --medium: #8a5a00; --low: #2b57d9; --info: #444444;
    --passed: #2e7d32; --unknown: #7a3ec8;
  }
  body { font-size: 10pt; }
  main, header { max-width: none; padding: 0; }
  h2, h3, h4 { break-after: avoid; }
  tr, .card, .keep { break-inside: avoid; }
  thead { display: table-header-group; }
  .finding { border-radius: 0; }
  .rows { overflow: visible; }
  .rows table { font-size: 9pt; }
  a { text-decoration: none; }
  .j1ql { display: none; }
  details.answer::details-content { content-visibility: visible; display: block; }
}
`;
