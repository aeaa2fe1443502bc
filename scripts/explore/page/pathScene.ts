/**
 * Routes as a picture, in the order in which access flows: rule and user, group, what they reach.
 */
import type { Graph } from '../model/graph';
import type { Route } from '../model/reach';
import { nodeCard, nodeCardId, type SceneBuilder } from './scene';

const GROUP_COLUMN = 1;

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
  for (const rule of rules) builder.line(builder.card(0, nodeCard(graph, rule)), card, 'manages');
  return card;
}

/** Draws one route between cards that stand already, but for its group and rules. */
export function drawRoute(graph: Graph, builder: SceneBuilder, ends: PathEnds, route: Route): void {
  const principal = nodeCardId(ends.principal);
  const target = builder.card(ends.targetColumn, nodeCard(graph, ends.target));
  const isMapped = graph.relationOf(route.grant).mapped;
  const granted = { edge: route.grant, isMapped };
  if (route.group === undefined) {
    const label = route.kind === 'unseen' ? 'through a group' : 'assigned';
    builder.line(principal, target, label, { ...granted, isBypass: true });
    return;
  }
  const group = drawGroup(graph, builder, route.group, route.rules);
  builder.line(principal, group, 'member of', {
    ...(route.membership !== undefined && { edge: route.membership }),
  });
  builder.line(group, target, 'assigned', granted);
}

/** The ids of a route's cards and lines, as drawRoute names them, to let it stand out. */
export function routeIds(principal: number, target: number, route: Route): readonly string[] {
  const [start, end] = [nodeCardId(principal), nodeCardId(target)];
  if (route.group === undefined) {
    const label = route.kind === 'unseen' ? 'through a group' : 'assigned';
    return [start, end, `${start}>${end}>${label}`];
  }
  const group = nodeCardId(route.group);
  const rules = route.rules.flatMap((rule) => [
    nodeCardId(rule),
    `${nodeCardId(rule)}>${group}>manages`,
  ]);
  return [start, group, end, `${start}>${group}>member of`, `${group}>${end}>assigned`, ...rules];
}
