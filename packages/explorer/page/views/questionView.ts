/** One managed question: what it found, why that matters, what to do. */
import { isJsonArray, list as jsonList, type JsonValue } from '../../../../src/json';
import { countText, counted } from '../../../cli/terminal/format';
import type { PackedFinding, PackedQuery } from '../../model/format';
import type { Graph } from '../../model/graph';
import { valueText } from '../../model/values';
import type { ExplorerContext, View } from '../context';
import { el, shortened, type Child } from '../dom';
import { severityTag, stateWords } from '../findingRow';
import { nodeButton } from '../links';
import type { ListColumn } from '../listOrder';
import { listPanel } from '../listPanel';
import { missingView } from './missingView';

type Row = readonly JsonValue[];

/** Things by what a row may call them: the key, a user's login or display name. */
function nodesByName(graph: Graph): (name: string) => number | undefined {
  const users = new Map<string, number>();
  for (const { kind, first, count } of graph.types) {
    if (kind !== 'user') continue;
    for (let user = first; user < first + count; user += 1) {
      const displayName = graph.value(user, 'displayName');
      if (typeof displayName === 'string') users.set(displayName, user);
      users.set(graph.login(user), user);
    }
  }
  return (name) => users.get(name) ?? graph.nodeOf(name);
}

function columnsOf(context: ExplorerContext, { columns }: PackedQuery): readonly ListColumn<Row>[] {
  const nodeNamed = nodesByName(context.graph);
  return columns.map((name, at) => {
    const valueOf = (row: Row): JsonValue => row[at] ?? null;
    const cell = (row: Row): Child => {
      const value = valueOf(row);
      const node = typeof value === 'string' ? nodeNamed(value) : undefined;
      if (node === undefined) return el('bdi', {}, shortened(valueText(name, value), 160));
      return nodeButton(context, node, shortened(text(row), 120));
    };
    const text = (row: Row): string => valueText(name, valueOf(row));
    return {
      id: `${at}`,
      heading: name,
      cell,
      text,
      order: (row) => {
        const value = valueOf(row);
        return typeof value === 'number' ? value : text(row);
      },
    };
  });
}

async function answerList(
  context: ExplorerContext,
  query: PackedQuery,
  title: string,
): Promise<HTMLElement> {
  const rows = jsonList(await context.graph.json(query.rows)).filter(isJsonArray);
  const isCut = rows.length < query.count;
  const cut = isCut ? `, the first ${countText(rows.length)} of ${countText(query.count)}` : '';
  const columns = columnsOf(context, query);
  return listPanel<Row>(context, {
    caption: `${title}${cut}`,
    items: rows,
    noun: ['row', 'rows'],
    columns,
    textOf: (row) => columns.map(({ text }) => text(row)).join('\n'),
    empty: 'No rows.',
  });
}

function facts(finding: PackedFinding): HTMLElement {
  const { severity, state, why, remedy, controls, gaps, suppressedCount } = finding;
  const suppressed = suppressedCount === 0 ? '' : counted(suppressedCount, 'row');
  const fact = (name: string, value: Child): readonly HTMLElement[] =>
    value === '' ? [] : [el('dt', {}, name), el('dd', {}, value)];
  return el(
    'dl',
    { class: 'facts' },
    ...fact('Severity', severityTag(severity)),
    ...fact('State', stateWords(state)),
    ...fact('Why it matters', why),
    ...fact('Remedy', remedy),
    ...fact('Controls', controls.join('; ')),
    ...fact('Suppressed', suppressed),
    ...gaps.flatMap((gap) => fact('Not fully known', gap)),
  );
}

function j1qlOf({ j1ql }: PackedQuery): HTMLElement {
  const summary = el('summary', {}, 'Query for JupiterOne');
  return el('details', {}, summary, el('pre', { tabindex: 0 }, j1ql));
}

/** Draws the question. */
export async function questionView(context: ExplorerContext): Promise<View> {
  const { graph, address } = context;
  const finding = graph.manifest.findings.find(({ id }) => id === address.subject);
  if (!finding) return missingView('There is no managed question with this id in this page.');
  const { queries } = finding;
  // Two lists on one page: only the first is sorted and narrowed by the address.
  const others = { ...context, address: { ...address, text: '', sort: '', columns: [], page: 1 } };
  const parts: Child[] = [];
  for (const [at, query] of queries.entries()) {
    const title = query.name === '' ? finding.title : `${finding.title}: ${query.name}`;
    parts.push(await answerList(at === 0 ? context : others, query, title), j1qlOf(query));
  }
  return {
    title: finding.title,
    lead: `${finding.description} (${counted(finding.count, 'row')})`,
    body: [facts(finding), ...parts],
  };
}
