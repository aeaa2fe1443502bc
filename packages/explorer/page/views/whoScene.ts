/** The picture of who reaches a target: users one by one while they are few, else a card for each crowd. */
import { routesOfUser, type GroupAccess, type Reachers } from '../../model/reach';
import { unableText } from '../../model/grants';
import { counted } from '../../../cli/terminal/format';
import type { ExplorerContext } from '../context';
import { hrefOf } from '../links';
import { drawGroup, drawRoute } from '../pathScene';
import { nodeCard, nodeCardId, SceneBuilder, type Scene } from '../scene';

const FEW_USERS = 14;
const MOST_GROUPS = 14;
/** Of one user; a path beyond them is drawn when it is asked for. */
const MOST_ROUTES = 4;
const TARGET_COLUMN = 2;

function drawCrowd(
  context: ExplorerContext,
  builder: SceneBuilder,
  { group, members, unableMembers, rules, grant }: GroupAccess,
  target: number,
): void {
  const { graph, address } = context;
  const card = drawGroup(graph, builder, group, rules);
  const isMapped = graph.relationOf(grant).mapped;
  builder.line(card, nodeCardId(target), 'assigned', { edge: grant, isMapped });
  if (members.length === 0) return;
  const only = graph.key(group);
  const rest = unableText(graph, unableMembers);
  const crowd = builder.card(0, {
    id: `crowd ${only}`,
    label: `${counted(members.length, 'member')}${rest === '' ? '' : ` ${rest}`}`,
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
  const { target, direct } = reachers;
  const builder = new SceneBuilder();
  const ends = { target, targetColumn: TARGET_COLUMN };
  builder.card(TARGET_COLUMN, nodeCard(graph, target, true));
  const few = users.length <= FEW_USERS ? users : [];
  const isDirect = new Set(direct);
  // Those assigned directly stand on top, beside the lane of their lines.
  const ordered = few.toSorted((a, b) => Number(isDirect.has(b)) - Number(isDirect.has(a)));
  for (const principal of ordered) {
    builder.card(0, nodeCard(graph, principal));
    const routes = routesOfUser(graph, reachers, principal).slice(0, MOST_ROUTES);
    for (const route of routes) drawRoute(graph, builder, { principal, ...ends }, route);
  }
  if (users.length > FEW_USERS) {
    if (direct.length > 0) {
      const label = `${counted(direct.length, 'user')} directly`;
      const href = hrefOf({ view: 'who', subject: address.subject, only: 'direct' });
      const crowd = builder.card(0, { id: 'direct', label, kind: 'user', isBundle: true, href });
      builder.line(crowd, nodeCardId(target), 'assigned', { isBypass: true });
    }
    for (const access of reachers.groups.slice(0, MOST_GROUPS)) {
      drawCrowd(context, builder, access, target);
    }
  }
  return builder.inColumns();
}
