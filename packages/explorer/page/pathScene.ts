/** Routes as a picture, in the order in which access flows: rule and user, group, what they reach. */
import type { Graph } from '../model/graph';
import type { Route } from '../model/reach';
import { lineId, nodeCard, nodeCardId, SceneBuilder, type Scene } from './scene';

const GROUP_COLUMN = 1;
const TARGET_COLUMN = 2;
/** A group may be managed by hundreds of rules; the details of the group have them all. */
const MOST_RULES = 4;

export interface PathEnds {
  readonly principal: number;
  readonly target: number;
  /** The column in which the target stands. */
  readonly targetColumn: number;
}

/** Draws a group that grants something, with the rules that manage it. */
export function drawGroup(
  graph: Graph,
  builder: SceneBuilder,
  group: number,
  rules: readonly number[],
): string {
  const card = builder.card(GROUP_COLUMN, nodeCard(graph, group));
  for (const rule of rules.slice(0, MOST_RULES)) {
    builder.line(builder.card(0, nodeCard(graph, rule)), card, 'manages');
  }
  return card;
}

function grantLabel({ kind }: Route): string {
  return kind === 'unseen' ? 'through a group' : 'assigned';
}

/** Draws one route between cards that stand already, but for its group and rules. */
export function drawRoute(graph: Graph, builder: SceneBuilder, ends: PathEnds, route: Route): void {
  const principal = nodeCardId(ends.principal);
  const target = builder.card(ends.targetColumn, nodeCard(graph, ends.target));
  const granted = { edge: route.grant, isMapped: graph.relationOf(route.grant).mapped };
  const label = grantLabel(route);
  if (route.group === undefined) {
    builder.line(principal, target, label, { ...granted, isBypass: true });
    return;
  }
  const group = drawGroup(graph, builder, route.group, route.rules);
  const { membership } = route;
  const member = membership === undefined ? {} : { edge: membership };
  builder.line(principal, group, 'member of', member);
  builder.line(group, target, label, granted);
}

/** The ids of a route's cards and lines, as drawRoute names them, to let it stand out. */
export function routeIds(principal: number, target: number, route: Route): readonly string[] {
  const [start, end] = [nodeCardId(principal), nodeCardId(target)];
  const label = grantLabel(route);
  if (route.group === undefined) return [start, end, lineId(start, end, label)];
  const group = nodeCardId(route.group);
  const rules = route.rules
    .slice(0, MOST_RULES)
    .flatMap((rule) => [nodeCardId(rule), lineId(nodeCardId(rule), group, 'manages')]);
  const lines = [lineId(start, group, 'member of'), lineId(group, end, label)];
  return [start, group, end, ...lines, ...rules];
}

/** A picture of one route alone, for what a larger picture leaves out. */
export function pathScene(graph: Graph, principal: number, target: number, route: Route): Scene {
  const builder = new SceneBuilder();
  builder.card(0, nodeCard(graph, principal));
  drawRoute(graph, builder, { principal, target, targetColumn: TARGET_COLUMN }, route);
  return builder.inColumns();
}
