/**
 * The picture of who reaches a target: users one by one while they are few, else a card for each crowd.
 */
import { routesOfUser, type GroupAccess, type Reachers } from '../../model/reach';
import { plural } from '../../model/values';
import type { ExplorerContext } from '../context';
import { hrefOf } from '../links';
import { drawGroup, drawRoute } from '../pathScene';
import { nodeCard, nodeCardId, SceneBuilder, type Scene } from '../scene';

const FEW_USERS = 14;
const MOST_GROUPS = 14;
const TARGET_COLUMN = 2;

function drawCrowd(
  context: ExplorerContext,
  builder: SceneBuilder,
  { group, members, rules, grant }: GroupAccess,
  target: number,
): void {
  const { graph, address } = context;
  const card = drawGroup(graph, builder, group, rules);
  const isMapped = graph.relationOf(grant).mapped;
  builder.line(card, nodeCardId(target), 'assigned', { edge: grant, isMapped });
  if (members.length === 0) return;
  const only = graph.key(group);
  const crowd = builder.card(0, {
    id: `crowd ${only}`,
    label: plural(members.length, 'member'),
    kind: 'user',
    isBundle: true,
    href: hrefOf({ view: 'who', subject: address.subject, only }),
  });
  builder.line(crowd, card, 'member of');
}

/** Draws `users` of those who reach the target, or its crowds where they are too many. */
export function whoScene(
  context: ExplorerContext,
  reachers: Reachers,
  users: readonly number[],
): Scene {
  const { graph, address } = context;
  const { target } = reachers;
  const builder = new SceneBuilder();
  const ends = { target, targetColumn: TARGET_COLUMN };
  builder.card(TARGET_COLUMN, nodeCard(graph, target, true));
  const few = users.length <= FEW_USERS ? users : [];
  for (const principal of few) {
    builder.card(0, nodeCard(graph, principal));
    const routes = routesOfUser(graph, reachers, principal);
    for (const route of routes) drawRoute(graph, builder, { principal, ...ends }, route);
  }
  if (users.length > FEW_USERS) {
    for (const access of reachers.groups.slice(0, MOST_GROUPS))
      drawCrowd(context, builder, access, target);
    const own = reachers.ownEdges.size;
    const label = `${plural(own, 'assignment')} of their own`;
    const href = hrefOf({ view: 'who', subject: address.subject, only: 'direct' });
    if (own > 0) {
      const crowd = builder.card(0, { id: 'own', label, kind: 'user', isBundle: true, href });
      builder.line(crowd, nodeCardId(target), 'assigned');
    }
  }
  return builder.inColumns();
}
