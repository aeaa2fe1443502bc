/** The page opens on it: how the org stands in numbers, charts and findings, each a way to the list behind it. */
import type { Manifest, PackedFinding } from '../../model/format';
import type { Graph } from '../../model/graph';
import { counted } from '../../../cli/terminal/format';
import { timeText } from '../../model/values';
import type { ExplorerContext, View } from '../context';
import { el } from '../dom';
import { findingLink, resultCell, severityTag } from '../findingRow';
import { viewLink } from '../links';
import { charts } from '../overview/charts';
import { numberCards } from '../overview/cards';
import { startCards } from '../overview/startCards';
import { table } from '../table';

const MOST_FINDINGS = 12;

function findingsTable(findings: readonly PackedFinding[]): HTMLElement | undefined {
  const worst = findings.filter(({ state }) => state === 'found').slice(0, MOST_FINDINGS);
  if (worst.length === 0) return undefined;
  const rows = worst.map((finding) => [
    findingLink(finding),
    severityTag(finding.severity),
    resultCell(finding),
    finding.why,
  ]);
  return table('Findings, the worst first', ['Finding', 'Severity', 'Rows', 'Why'], rows);
}

/** What the questions say as a whole, with a link to all of them; never silent on what is not known. */
function findingsNote(findings: readonly PackedFinding[]): HTMLElement {
  if (findings.length === 0) {
    return el('p', { class: 'quiet' }, 'The managed questions were not evaluated for this page.');
  }
  const number = (state: PackedFinding['state']): number =>
    findings.filter((finding) => finding.state === state).length;
  const words =
    `${counted(number('passed'), 'question')} found nothing, ` +
    `${counted(number('notFullyKnown'), 'question')} cannot be answered fully. `;
  const all = viewLink(`All ${findings.length} questions`, { view: 'questions' });
  return el('p', {}, words, all);
}

function leadOf({ collectedOn, types }: Manifest): string {
  const items = types.reduce((sum, { count }) => sum + count, 0);
  return `${counted(items, 'item')} collected ${timeText(collectedOn)} UTC`;
}

function titleOf({ manifest }: Graph): string {
  return manifest.org === '' ? 'How this org stands' : `How ${manifest.org} stands`;
}

/** Draws the overview. */
export async function overviewView(context: ExplorerContext): Promise<View> {
  const { graph } = context;
  const { findings } = graph.manifest;
  return {
    title: titleOf(graph),
    lead: leadOf(graph.manifest),
    body: [
      await numberCards(graph),
      findingsTable(findings),
      findingsNote(findings),
      await charts(graph),
      startCards(context),
    ],
  };
}
