/** Who can reach an application, an admin role or an AWS role, and through what. */
import { factorsOf, loadFactorFacts, unusableFactorsText } from '../../model/factors';
import { filterAmong, type Condition } from '../../model/filter';
import { loadGrantFacts, stateOf, unableText } from '../../model/grants';
import type { Graph } from '../../model/graph';
import {
  reachersOf,
  routesOfUser,
  type Reached,
  type Reachers,
  type Route,
} from '../../model/reach';
import { routesText } from '../../model/routeWords';
import { dormantSince, traitsOf } from '../../model/traits';
import { countText, counted } from '../../../cli/terminal/format';
import { timeText, valueText } from '../../model/values';
import type { ExplorerContext, View } from '../context';
import { el, isolated, type Child } from '../dom';
import { cutLink, nodeButton, stateFlag, stateNote, subjectRow, viewLink } from '../links';
import type { ListColumn } from '../listOrder';
import { listPanel } from '../listPanel';
import { textColumn } from '../nameColumn';
import { table } from '../table';
import { notInForceTable } from '../notInForce';
import { policyTable, protectionColumn } from '../protection';
import { routeList } from '../routeList';
import { missingView } from './missingView';
import { whoScene } from './whoScene';

const DIRECT = 'direct';
const UNABLE = 'unable';
const USER_FACTS = ['login', 'status', 'mfaEnabled', 'lastLoginOn'];
/** Ways and rules that are listed; the neighbourhood of the target has all. */
const MOST_WAYS = 20;
const MOST_RULES = 3;

/** The users that an address asks for: all who can sign in, those who cannot, those with an own assignment, one group's. */
function chosenUsers(context: ExplorerContext, reachers: Reachers): readonly number[] {
  const { only } = context.address;
  if (only === '') return reachers.users;
  if (only === DIRECT) return reachers.direct;
  if (only === UNABLE) return reachers.unable;
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
  const link = viewLink(counted(count, 'user'), { view, subject, only });
  link.setAttribute('aria-label', `${counted(count, 'user')} ${words}`);
  if (context.address.only === only) link.setAttribute('aria-current', 'true');
  return link;
}

/** A link to those who can sign in, and beside it how many cannot. */
function wayCell(
  context: ExplorerContext,
  able: readonly number[],
  unable: readonly number[],
  [only, words]: readonly [only: string, words: string],
): Child {
  const link = wayLink(context, able.length, only, words);
  if (unable.length === 0) return link;
  const rest = unableText(context.graph, unable);
  if (only !== '') return el('span', {}, link, ' ', el('span', { class: 'quiet' }, rest));
  const { view, subject } = context.address;
  const list = viewLink(rest, { view, subject, only: UNABLE });
  if (context.address.only === UNABLE) list.setAttribute('aria-current', 'true');
  return el('span', {}, link, ' ', list);
}

function rulesCell(context: ExplorerContext, rules: readonly number[]): HTMLElement {
  if (rules.length === 0) return el('span', { class: 'quiet' }, 'no rule');
  const shown = rules
    .slice(0, MOST_RULES)
    .flatMap((rule) => [nodeButton(context, rule), stateFlag(context.graph, rule)]);
  const rest = rules.length - MOST_RULES;
  const more = rest > 0 ? el('span', { class: 'quiet' }, ` and ${counted(rest, 'more rule')}`) : '';
  return el('span', {}, ...shown, more);
}

function waysTable(context: ExplorerContext, reachers: Reachers): HTMLElement {
  const { graph, address } = context;
  const { direct, unableDirect, groups, users, unable } = reachers;
  const rows: Child[][] = groups
    .slice(0, MOST_WAYS)
    .map(({ group, members, unableMembers, rules }) => [
      nodeButton(context, group),
      wayCell(context, members, unableMembers, [graph.key(group), `through ${graph.name(group)}`]),
      rulesCell(context, rules),
    ]);
  const rest = groups.length - MOST_WAYS;
  if (rest > 0) {
    const words = `${counted(rest, 'smaller group')}, in the neighbourhood`;
    rows.push([viewLink(words, { view: 'near', subject: address.subject }), '', '']);
  }
  const ofDirect = wayCell(context, direct, unableDirect, [DIRECT, 'directly assigned']);
  const directly = ['Directly assigned', ofDirect, ''];
  const all = ['All ways', wayCell(context, users, unable, ['', 'by any way']), ''];
  return table(
    'Ways in',
    ['Way', 'Whom it lets in', 'Rule that manages it'],
    [all, directly, ...rows],
  );
}

/** Narrows the users to those with a trait, or back to all. */
async function traitChips(
  context: ExplorerContext,
  users: readonly number[],
): Promise<HTMLElement | undefined> {
  const { graph, address } = context;
  const { view, subject, only } = address;
  const chip = (words: string, count: number, conditions: readonly Condition[]): HTMLElement => {
    const link = viewLink(`${words} `, { view, subject, only, conditions }, 'chip');
    link.append(el('span', { class: 'chip-count' }, countText(count)));
    const isChosen = JSON.stringify(conditions) === JSON.stringify(address.conditions);
    if (isChosen) link.setAttribute('aria-current', 'true');
    return el('li', {}, link);
  };
  const chips: HTMLElement[] = [];
  for (const { words, conditions } of traitsOf(graph)) {
    const { length } = await filterAmong(graph, users, conditions);
    if (length > 0) chips.push(chip(words, length, conditions));
  }
  if (chips.length === 0 && address.conditions.length === 0) return undefined;
  const all = chip('all of them', users.length, []);
  return el('ul', { class: 'chips', 'aria-label': 'Narrow to users' }, all, ...chips);
}

function factorCell(graph: Graph, user: number): Child {
  const enrolled = graph.value(user, 'mfaEnabled');
  if (enrolled === false) {
    const words = unusableFactorsText(graph, user) || 'no factor';
    return el('span', { class: 'flag flag-bad' }, words);
  }
  const names = factorsOf(graph, user).join(', ');
  return names === '' && enrolled === true ? 'enrolled' : names;
}

function signInCell(graph: Graph, user: number): Child {
  const value = graph.value(user, 'lastLoginOn');
  if (typeof value !== 'number') return el('span', { class: 'flag' }, 'never');
  const day = timeText(value).slice(0, 10);
  const isLongAgo = day < dormantSince(graph.manifest);
  return el('span', { class: isLongAgo ? 'day flag flag-bad' : 'day' }, day);
}

/** Name, login, and the state where it is not active: names are not unique in a large org. */
function userCell(context: ExplorerContext, user: number): Child {
  const { graph } = context;
  const login = el('small', {}, isolated(graph.login(user)));
  const under = el('span', { class: 'under' }, login, stateFlag(graph, user));
  return el('span', {}, nodeButton(context, user), under);
}

function peopleColumns(
  context: ExplorerContext,
  reachers: Reachers,
): readonly ListColumn<number>[] {
  const { graph } = context;
  const routesOf = (user: number): readonly Route[] => routesOfUser(graph, reachers, user);
  const lastSignIn = (user: number): string =>
    valueText('lastLoginOn', graph.value(user, 'lastLoginOn'));
  return [
    {
      id: 'user',
      heading: 'User',
      cell: (user) => userCell(context, user),
      text: (user) => graph.name(user),
    },
    { ...textColumn('login', 'Login', (user: number) => graph.login(user)), isExtra: true },
    {
      id: 'factor',
      heading: 'Second factor',
      cell: (user) => factorCell(graph, user),
      text: (user) => factorsOf(graph, user).join(', '),
    },
    {
      id: 'last-sign-in',
      heading: 'Last sign-in',
      cell: (user) => signInCell(graph, user),
      text: lastSignIn,
    },
    {
      id: 'through',
      heading: 'Through what',
      cell: (user) => routeList(context, user, reachers.target, routesOf(user)),
      text: (user) => routesText(graph, routesOf(user)),
    },
    ...takesColumn(graph, reachers.target, routesOf),
    { ...endColumn(graph, reachers.target), isExtra: true },
  ];
}

function takesColumn(
  graph: Graph,
  target: number,
  routesOf: (user: number) => readonly Route[],
): readonly ListColumn<number>[] {
  const reachedOf = (user: number): Reached => ({ target, routes: routesOf(user) });
  return protectionColumn(graph, (user: number) => user, reachedOf);
}

function endColumn(graph: Graph, target: number): ListColumn<number> {
  const cell = (user: number): Child => cutLink(graph, user, target);
  return { id: 'end', heading: 'To remove it', cell, text: () => '' };
}

function peopleList(
  context: ExplorerContext,
  reachers: Reachers,
  users: readonly number[],
): Promise<HTMLElement> {
  const { graph, address } = context;
  const target = graph.name(reachers.target);
  return listPanel(context, {
    caption:
      address.only === UNABLE
        ? `Users assigned to ${target} who cannot sign in`
        : `Users who can reach ${target}`,
    items: users,
    noun: ['user', 'users'],
    columns: peopleColumns(context, reachers),
    textOf: (user) => `${graph.name(user)}\n${graph.login(user)}`,
    empty: 'Nobody.',
  });
}

/** `123 users (+17 deactivated): 2 groups, 4 direct assignments`; the first count is of those who can sign in. */
function leadOf(graph: Graph, { target, users, unable, groups, direct }: Reachers): string {
  const state = stateOf(graph, target);
  if (state !== '') return `Nobody now: it is ${state} (${counted(users.length, 'user')} assigned)`;
  const rest = unable.length === 0 ? '' : ` (${unableText(graph, unable)})`;
  if (users.length === 0) return `Nobody in this graph${rest}`;
  const ways = [
    groups.length > 0 ? counted(groups.length, 'group') : undefined,
    direct.length > 0 ? counted(direct.length, 'direct assignment') : undefined,
  ].filter((way) => way !== undefined);
  const count = `${counted(users.length, 'user')}${rest}`;
  return [count, ...(ways.length > 0 ? [ways.join(', ')] : [])].join(': ');
}

async function loadUserFacts(graph: Graph): Promise<void> {
  await loadGrantFacts(graph);
  await loadFactorFacts(graph);
  const users = graph.types.filter((type) => type.kind === 'user');
  for (const type of users) for (const fact of USER_FACTS) await graph.column(type, fact);
}

/** Draws who reaches a target. */
export async function whoView(context: ExplorerContext): Promise<View> {
  const { graph, address } = context;
  const target = graph.nodeOf(address.subject);
  if (target === undefined)
    return missingView('No application or role with this id is in this graph.');
  await loadUserFacts(graph);
  const reachers = reachersOf(graph, target);
  const ofWay = chosenUsers(context, reachers);
  const chosen = await filterAmong(graph, ofWay, address.conditions);
  return {
    title: `Who can reach ${graph.name(target)}`,
    lead: leadOf(graph, reachers),
    scene: whoScene(context, reachers, chosen),
    body: [
      subjectRow(context, target, 'who'),
      stateNote(graph, target),
      waysTable(context, reachers),
      graph.typeOf(target).kind === 'application' ? await policyTable(context, target) : undefined,
      await traitChips(context, ofWay),
      await peopleList(context, reachers, chosen),
      notInForceTable(context, reachers.notInForce),
    ],
    subject: target,
  };
}
