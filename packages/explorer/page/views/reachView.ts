/** What a user or group can reach, and through what. */
import type { Graph } from '../../model/graph';
import { canSignIn, loadGrantFacts, stateOf } from '../../model/grants';
import { notInForceOf, reachOf, type Reached } from '../../model/reach';
import { byPower, routesText, tallyText } from '../../model/routeWords';
import { countText } from '../../../cli/terminal/format';
import type { ExplorerContext, View } from '../context';
import { el } from '../dom';
import { cutLink, stateFlag, stateNote, subjectRow, typeTag } from '../links';
import type { ListColumn } from '../listOrder';
import { listPanel } from '../listPanel';
import { nodeColumn } from '../nameColumn';
import { drawRoute } from '../pathScene';
import { notInForceTable } from '../notInForce';
import { protectionColumn } from '../protection';
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

function reachColumns(context: ExplorerContext, principal: number): readonly ListColumn<Reached>[] {
  const { graph } = context;
  const columns: readonly ListColumn<Reached>[] = [
    nodeColumn(context, 'reaches', 'Reaches', ({ target }: Reached) => target),
    {
      id: 'type',
      heading: 'Type',
      cell: ({ target }) => el('span', {}, typeTag(graph, target), stateFlag(graph, target)),
      text: ({ target }) => graph.typeOf(target).one,
    },
    {
      id: 'through',
      heading: 'Through what',
      cell: ({ target, routes }) => routeList(context, principal, target, routes),
      text: ({ routes }) => routesText(graph, routes),
    },
  ];
  return graph.typeOf(principal).kind === 'user'
    ? [...columns, ...columnsOfUser(graph, principal)]
    : columns;
}

function columnsOfUser(graph: Graph, user: number): readonly ListColumn<Reached>[] {
  return [
    ...protectionColumn(
      graph,
      () => user,
      (reached: Reached) => reached,
    ),
    {
      id: 'end',
      heading: 'To remove it',
      cell: ({ target }) => cutLink(graph, user, target),
      text: () => '',
    },
  ];
}

function reachList(
  context: ExplorerContext,
  principal: number,
  { caption, items, empty }: { caption: string; items: readonly Reached[]; empty: string },
): Promise<HTMLElement> {
  const { graph } = context;
  return listPanel<Reached>(context, {
    caption,
    items,
    noun: ['item', 'items'],
    columns: reachColumns(context, principal),
    textOf: ({ target, routes }) => `${graph.name(target)}\n${routesText(graph, routes)}`,
    empty,
  });
}

/** The lists of what is reached now, and of what would be if the user could sign in or the target were active. */
async function reachLists(
  context: ExplorerContext,
  principal: number,
  { now, idle }: Standing,
): Promise<readonly (HTMLElement | undefined)[]> {
  const name = context.graph.name(principal);
  const ofNow = await reachList(context, principal, {
    caption: `What ${name} can reach`,
    items: now,
    empty: 'No assignment is in force, neither its own nor through a group.',
  });
  if (idle.length === 0) return [ofNow];
  const plain = { ...context, address: { ...context.address, text: '', page: 1 } };
  const ofIdle = await reachList(plain, principal, {
    caption: `Assigned to ${name}, but not in force now`,
    items: idle,
    empty: '',
  });
  return now.length === 0 ? [ofIdle] : [ofNow, ofIdle];
}

interface Standing {
  readonly now: readonly Reached[];
  /** Not in force: the account cannot sign in, or the target is not active. */
  readonly idle: readonly Reached[];
}

function standingOf(graph: Graph, principal: number, reached: readonly Reached[]): Standing {
  const isAble = graph.typeOf(principal).kind !== 'user' || canSignIn(graph, principal);
  const isNow = ({ target }: Reached): boolean => isAble && stateOf(graph, target) === '';
  return { now: reached.filter(isNow), idle: reached.filter((each) => !isNow(each)) };
}

function leadOf(graph: Graph, { now, idle }: Standing): string {
  const counts = now.length === 0 ? 'Nothing in this graph' : tallyText(graph, now);
  if (idle.length === 0) return counts;
  const start = now.length === 0 ? 'Nothing now' : counts;
  return `${start} (assigned, but not in force: ${tallyText(graph, idle)})`;
}

/** Draws what a principal reaches. */
export async function reachView(context: ExplorerContext): Promise<View> {
  const { graph, address, hidden } = context;
  const principal = graph.nodeOf(address.subject);
  if (principal === undefined)
    return missingView('No user or group with this id is in this graph.');
  await loadGrantFacts(graph);
  const reached = byPower(graph, reachOf(graph, principal)).filter(
    ({ target }) => !hidden.has(graph.typeOf(target).name),
  );
  const notInForce = notInForceOf(graph, principal).filter(
    (grant) => !hidden.has(graph.typeOf(graph.toOf(grant)).name),
  );
  const name = graph.name(principal);
  const standing = standingOf(graph, principal, reached);
  return {
    title: `What ${name} can reach`,
    lead: leadOf(graph, standing),
    scene: reachScene(graph, principal, reached),
    body: [
      subjectRow(context, principal, 'reach'),
      stateNote(graph, principal),
      ...(await reachLists(context, principal, standing)),
      notInForceTable(context, notInForce),
    ],
    subject: principal,
  };
}
