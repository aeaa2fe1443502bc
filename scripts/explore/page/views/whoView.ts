/** Who can reach an application, an admin role or an AWS role, and through what. */
import { loadGrantFacts } from '../../model/grants';
import type { Graph } from '../../model/graph';
import { reachersOf, routesOfUser, type Reachers } from '../../model/reach';
import { plural, valueText } from '../../model/values';
import type { ExplorerContext, View } from '../context';
import { el } from '../dom';
import { nodeButton, stateFlag, stateNote, subjectRow, viewLink } from '../links';
import { listPanel, table } from '../listPanel';
import { routeList } from '../routeList';
import { missingView } from './missingView';
import { whoScene } from './whoScene';

const DIRECT = 'direct';
const USER_FACTS = ['email', 'status', 'mfaEnabled'];

/** The users that an address asks for: all, those with an assignment of their own, those of one group. */
function chosenUsers(context: ExplorerContext, reachers: Reachers): readonly number[] {
  const { only } = context.address;
  if (only === '') return reachers.users;
  if (only === DIRECT) return reachers.direct;
  const group = context.graph.nodeOf(only);
  return reachers.groups.find((access) => access.group === group)?.members ?? [];
}

function wayLink(
  context: ExplorerContext,
  count: number,
  only: string,
  words: string,
): HTMLElement {
  const { view, subject } = context.address;
  const link = viewLink(plural(count, 'user'), { view, subject, only });
  link.setAttribute('aria-label', `${plural(count, 'user')} ${words}`);
  if (context.address.only === only) link.setAttribute('aria-current', 'true');
  return link;
}

function waysTable(context: ExplorerContext, reachers: Reachers): HTMLElement {
  const { graph } = context;
  const { direct } = reachers;
  const rows = reachers.groups.map(({ group, members, rules }) => [
    nodeButton(context, group),
    wayLink(context, members.length, graph.key(group), `through ${graph.name(group)}`),
    rules.length === 0
      ? el('span', { class: 'quiet' }, 'no rule')
      : el(
          'span',
          {},
          ...rules.flatMap((rule) => [nodeButton(context, rule), stateFlag(graph, rule)]),
        ),
  ]);
  const directly = [
    'Directly assigned',
    wayLink(context, direct.length, DIRECT, 'directly assigned'),
    '',
  ];
  const all = ['All ways', wayLink(context, reachers.users.length, '', 'by any way'), ''];
  return table(
    'Ways in',
    ['Way', 'Whom it lets in', 'Rule that manages it'],
    [all, directly, ...rows],
  );
}

function mfaTag(graph: Graph, user: number): HTMLElement | string {
  const value = graph.value(user, 'mfaEnabled');
  if (value === false) return el('span', { class: 'flag flag-bad' }, 'no factor');
  return value === true ? 'enrolled' : '';
}

function peopleList(context: ExplorerContext, reachers: Reachers): HTMLElement {
  const { graph } = context;
  return listPanel(context, {
    caption: `Users who can reach ${graph.name(reachers.target)}`,
    items: chosenUsers(context, reachers),
    noun: ['user', 'users'],
    headings: ['User', 'E-mail', 'Status', 'Factor', 'Through what'],
    cells: (user) => [
      nodeButton(context, user),
      el('bdi', {}, valueText('email', graph.value(user, 'email'))),
      stateFlag(graph, user) ?? valueText('status', graph.value(user, 'status')),
      mfaTag(graph, user),
      routeList(context, user, reachers.target, routesOfUser(graph, reachers, user)),
    ],
    textOf: (user) => `${graph.name(user)}\n${valueText('email', graph.value(user, 'email'))}`,
    empty: 'Nobody.',
  });
}

/** `123 users: 2 groups, 4 direct assignments`. */
function leadOf(users: number, groups: number, direct: number): string {
  if (users === 0) return 'Nobody in this graph';
  const ways = [
    groups > 0 ? plural(groups, 'group') : undefined,
    direct > 0 ? plural(direct, 'direct assignment') : undefined,
  ].filter((way) => way !== undefined);
  return [plural(users, 'user'), ...(ways.length > 0 ? [ways.join(', ')] : [])].join(': ');
}

/** Draws who reaches a target. */
export async function whoView(context: ExplorerContext): Promise<View> {
  const { graph, address } = context;
  const target = graph.nodeOf(address.subject);
  if (target === undefined)
    return missingView('No application or role with this id is in this graph.');
  await loadGrantFacts(graph);
  const users = graph.types.filter((type) => type.kind === 'user');
  for (const type of users) for (const fact of USER_FACTS) await graph.column(type, fact);
  const reachers = reachersOf(graph, target);
  const { groups, direct } = reachers;
  return {
    title: `Who can reach ${graph.name(target)}`,
    lead: leadOf(reachers.users.length, groups.length, direct.length),
    scene: whoScene(context, reachers, chosenUsers(context, reachers)),
    body: [
      subjectRow(context, target, 'who'),
      stateNote(graph, target),
      waysTable(context, reachers),
      peopleList(context, reachers),
    ],
    subject: target,
  };
}
