/** What a user or group can reach, and through what. */
import type { Graph } from '../../model/graph';
import { loadGrantFacts } from '../../model/grants';
import type { Kind } from '../../model/kinds';
import { notInForceOf, reachOf, type Reached } from '../../model/reach';
import { routeText } from '../../model/routeWords';
import { countText, counted } from '../../../cli/terminal/format';
import type { ExplorerContext, View } from '../context';
import { el } from '../dom';
import { nodeButton, stateFlag, stateNote, subjectRow, typeTag } from '../links';
import { listPanel } from '../listPanel';
import { drawRoute } from '../pathScene';
import { notInForceTable } from '../notInForce';
import { routeList } from '../routeList';
import { nodeCard, SceneBuilder, type Scene } from '../scene';
import { missingView } from './missingView';

const MOST_TARGETS = 11;
/** Of one target; a path beyond them is drawn when it is asked for. */
const MOST_ROUTES = 4;
const TARGET_COLUMN = 2;

function reachScene(graph: Graph, principal: number, reached: readonly Reached[]): Scene {
  const builder = new SceneBuilder();
  builder.card(0, nodeCard(graph, principal, true));
  for (const { target, routes } of reached.slice(0, MOST_TARGETS)) {
    const ends = { principal, target, targetColumn: TARGET_COLUMN };
    for (const route of routes.slice(0, MOST_ROUTES)) drawRoute(graph, builder, ends, route);
  }
  const rest = reached.length - MOST_TARGETS;
  if (rest > 0) {
    const label = `${countText(rest)} more in the list`;
    builder.card(TARGET_COLUMN, { id: 'rest', label, kind: 'other', isBundle: true });
  }
  return builder.inColumns();
}

/** What gives most power stands first: a picture and a page of a list have room for some only. */
const RANKS: readonly Kind[] = ['role', 'awsRole', 'application'];

function rankOf(graph: Graph, { target }: Reached): number {
  return RANKS.indexOf(graph.typeOf(target).kind);
}

/** `1 admin role, 2 AWS roles, 7 applications`: the reach in one line. */
function tally(graph: Graph, reached: readonly Reached[]): string {
  const counts = new Map<string, number>();
  for (const { target } of reached) {
    const { one } = graph.typeOf(target);
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return [...counts].map(([one, count]) => counted(count, one)).join(', ');
}

function reachList(
  context: ExplorerContext,
  principal: number,
  reached: readonly Reached[],
): HTMLElement {
  const { graph } = context;
  return listPanel(context, {
    caption: `What ${graph.name(principal)} can reach`,
    items: reached,
    noun: ['thing', 'things'],
    headings: ['Reaches', 'Type', 'Through what'],
    cells: (item) => [
      nodeButton(context, item.target),
      el('span', {}, typeTag(graph, item.target), stateFlag(graph, item.target)),
      routeList(context, principal, item.target, item.routes),
    ],
    textOf: ({ target, routes }) =>
      [graph.name(target), ...routes.map((route) => routeText(graph, route))].join('\n'),
    empty: 'No assignment is in force, neither its own nor through a group.',
  });
}

/** Draws what a principal reaches. */
export async function reachView(context: ExplorerContext): Promise<View> {
  const { graph, address, hidden } = context;
  const principal = graph.nodeOf(address.subject);
  if (principal === undefined)
    return missingView('No user or group with this id is in this graph.');
  await loadGrantFacts(graph);
  const reached = reachOf(graph, principal)
    .filter(({ target }) => !hidden.has(graph.typeOf(target).name))
    .sort((a, b) => rankOf(graph, a) - rankOf(graph, b));
  const notInForce = notInForceOf(graph, principal).filter(
    (grant) => !hidden.has(graph.typeOf(graph.toOf(grant)).name),
  );
  const name = graph.name(principal);
  return {
    title: `What ${name} can reach`,
    lead: reached.length === 0 ? 'Nothing in this graph' : tally(graph, reached),
    scene: reachScene(graph, principal, reached),
    body: [
      subjectRow(context, principal, 'reach'),
      stateNote(graph, principal),
      reachList(context, principal, reached),
      notInForceTable(context, notInForce),
    ],
    subject: principal,
  };
}
