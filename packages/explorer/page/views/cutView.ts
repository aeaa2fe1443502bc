/** What would have to be removed so that a user no longer reaches something. */
import { cutBetween, type Cut, type Removal } from '../../model/cut';
import { loadGrantFacts } from '../../model/grants';
import type { Graph } from '../../model/graph';
import { reachOf } from '../../model/reach';
import { counted } from '../../../cli/terminal/format';
import type { ExplorerContext, View } from '../context';
import { el, type Child } from '../dom';
import { nodeButton, subjectRow } from '../links';
import { drawRoute } from '../pathScene';
import { nodeCard, SceneBuilder, type Scene } from '../scene';
import { table } from '../table';
import { missingView } from './missingView';

const TARGET_COLUMN = 2;
const MOST_NAMED = 6;

function things(context: ExplorerContext, nodes: readonly number[]): HTMLElement {
  const rest = nodes.length - MOST_NAMED;
  const shown = nodes.slice(0, MOST_NAMED).map((node) => nodeButton(context, node));
  return el('span', {}, ...shown, rest > 0 ? ` and ${counted(rest, 'more', 'more')}` : '');
}

/** `The assignment of the group Engineering to AWS Production` */
function whatCell(
  context: ExplorerContext,
  user: number,
  target: number,
  { kind, group, application }: Removal,
): Child {
  const thing = (node: number): HTMLElement => nodeButton(context, node);
  const goal = [thing(target), ...(application === undefined ? [] : [' in ', thing(application)])];
  if (group === undefined || kind === 'assignment') {
    return el('span', {}, 'The assignment of ', thing(user), ' to ', ...goal);
  }
  return kind === 'membership'
    ? el('span', {}, 'The membership of ', thing(user), ' in ', thing(group))
    : el('span', {}, 'The assignment of the group ', thing(group), ' to ', ...goal);
}

/** What to know before removing it. */
function noteCell(context: ExplorerContext, { kind, obstacle, rules }: Removal): Child {
  const notes = {
    rule: 'A rule fills this group: exclude the user from the rule as well, or change what the rule looks at.',
    directory:
      'This group is filled by an application or directory: remove the user there, or the next import adds the user again.',
    everyone: 'Nobody can be removed from this group, so remove its assignment.',
  };
  const words = obstacle && notes[obstacle];
  const isUnnamed = kind === 'group assignment' && obstacle === undefined;
  const unnamed = 'The membership itself is not in this collection.';
  const ruleList = rules.length === 0 ? undefined : things(context, rules);
  return el('span', {}, words ?? (isUnnamed ? unnamed : ''), ' ', ruleList);
}

function alternativeText(graph: Graph, target: number, { alternative }: Removal): string {
  if (!alternative) return '';
  const { grants, otherMembers } = alternative;
  const what = counted(grants, 'assignment');
  const cost = otherMembers === 0 ? 'nobody else loses it' : '';
  const lost = cost || `${counted(otherMembers, 'other member')} would lose it too`;
  return `The group’s ${what} to ${graph.name(target)}: ${lost}`;
}

function removalTable(
  context: ExplorerContext,
  user: number,
  target: number,
  { removals }: Cut,
): HTMLElement {
  const rows = removals.map((removal) => [
    whatCell(context, user, target, removal),
    noteCell(context, removal),
    removal.alsoLost.length === 0 ? 'nothing else' : things(context, removal.alsoLost),
    alternativeText(context.graph, target, removal),
  ]);
  const headings = ['Remove', 'Check first', 'The user also loses', 'Alternative'];
  return table('Remove all of these', headings, rows);
}

function cutScene(graph: Graph, user: number, target: number): Scene {
  const builder = new SceneBuilder();
  builder.card(0, nodeCard(graph, user, true));
  const reached = reachOf(graph, user).find((each) => each.target === target);
  const ends = { principal: user, target, targetColumn: TARGET_COLUMN };
  for (const route of reached?.routes ?? []) drawRoute(graph, builder, ends, route);
  return builder.inColumns();
}

function leadOf({ removals, unseen }: Cut): string {
  if (removals.length === 0 && unseen === 0) return 'Nothing: no way is in force';
  const count = counted(removals.length, 'removal');
  if (unseen === 0) return `${count}, and no fewer`;
  return `${count}, and the way through a group that is not in this collection`;
}

/** Draws what to remove. */
export async function cutView(context: ExplorerContext): Promise<View> {
  const { graph, address } = context;
  const user = graph.nodeOf(address.subject);
  const target = graph.nodeOf(address.to);
  if (user === undefined || target === undefined || graph.typeOf(user).kind !== 'user') {
    return missingView('No such user, or no such application or role, is in this graph.');
  }
  await loadGrantFacts(graph);
  for (const type of graph.types) {
    if (type.kind === 'group') await graph.column(type, 'type');
  }
  const cut = cutBetween(graph, user, target);
  return {
    title: `What to remove so that ${graph.name(user)} no longer reaches ${graph.name(target)}`,
    lead: leadOf(cut),
    scene: cutScene(graph, user, target),
    body: [
      subjectRow(context, user, 'cut'),
      cut.removals.length === 0 ? undefined : removalTable(context, user, target, cut),
    ],
    subject: user,
  };
}
