/** What matters most about the access of an item: the first block of its details. */
import type { ActionName } from '../../../src/adminRights';
import {
  administratorsOf,
  hasAssignments,
  loadAdminFacts,
  type AdminWay,
} from '../model/administrators';
import { hasPolicies, loadProtectionFacts, policiesOf, Protections } from '../model/effective';
import { factorsOf, loadFactorFacts, strengthOf, unusableFactorsText } from '../model/factors';
import { canSignIn, loadGrantFacts, stateOf } from '../model/grants';
import type { Graph } from '../model/graph';
import { canBeReached, canReach, type Kind } from '../model/kinds';
import { stepsText } from '../model/protectionWords';
import { reachersOf, reachOf, type Reached } from '../model/reach';
import { tallyText, wayOf } from '../model/routeWords';
import { dormantSince } from '../model/traits';
import { timeText, valueText } from '../model/values';
import { counted } from '../../cli/terminal/format';
import { el, isolated, type Child } from './dom';
import { nameText, viewLink } from './links';

type Fact = readonly [name: string, value: Child];

const READ = ['status', 'lastLoginOn', 'mfaEnabled', 'signOnMode', 'type', 'lastUpdatedOn'];
const MOST_ROLES = 8;
const MOST_WAYS = 100;
const HAS_PROTECTION: ReadonlySet<Kind> = new Set<Kind>(['user', 'application']);

function flag(words: string, isBad: boolean): HTMLElement {
  return el('span', { class: isBad ? 'flag flag-bad' : 'flag' }, words);
}

function statusFact(graph: Graph, node: number): readonly Fact[] {
  const status = graph.value(node, 'status');
  if (typeof status !== 'string') return [];
  const state = stateOf(graph, node);
  const words = status.toLowerCase().replaceAll('_', ' ');
  if (state === '') return [['Status', words]];
  const isUnable = graph.typeOf(node).kind === 'user' && !canSignIn(graph, node);
  return [['Status', flag(isUnable ? `${words}: cannot sign in` : words, false)]];
}

function signInFact(graph: Graph, user: number): readonly Fact[] {
  const { columns } = graph.typeOf(user);
  if (!columns.some(({ name }) => name === 'lastLoginOn')) return [];
  const value = graph.value(user, 'lastLoginOn');
  if (typeof value !== 'number') return [['Last sign-in', flag('never', false)]];
  const text = timeText(value);
  const time = el('time', { datetime: new Date(value).toISOString() }, `${text} UTC`);
  const isLongAgo = text.slice(0, 10) < dormantSince(graph.manifest);
  return [['Last sign-in', isLongAgo ? el('span', { class: 'flag flag-bad' }, time) : time]];
}

/** Absent where factors were not collected: that is not the same as none. */
function factorFact(graph: Graph, user: number): readonly Fact[] {
  const strength = strengthOf(graph, user);
  if (graph.value(user, 'mfaEnabled') === false) {
    const unusable = unusableFactorsText(graph, user);
    return [['Second factor', flag(unusable === '' ? 'none' : `none active (${unusable})`, true)]];
  }
  const names = factorsOf(graph, user).join(', ');
  if (strength === undefined && names === '') return [];
  const words = strength === undefined ? names : `${names} (${strength})`;
  return [['Second factor', words]];
}

function roleItem(graph: Graph, { target, routes }: Reached): HTMLElement {
  const ways = [...new Set(routes.map((route) => wayOf(graph, route)))].join(', ');
  const link = viewLink(nameText(graph, target), { view: 'who', subject: graph.key(target) });
  return el('li', {}, link, el('span', { class: 'quiet' }, ` ${ways}`));
}

function holderFacts(graph: Graph, holder: number): readonly Fact[] {
  const reached = reachOf(graph, holder);
  const roles = reached.filter(({ target }) => graph.typeOf(target).kind === 'role');
  const rest = roles.length - MOST_ROLES;
  const list = el('ul', { class: 'plain' });
  list.append(...roles.slice(0, MOST_ROLES).map((role) => roleItem(graph, role)));
  if (rest > 0) list.append(el('li', {}, `and ${counted(rest, 'more', 'more')}`));
  const words = reached.length === 0 ? 'nothing' : tallyText(graph, reached);
  const reach = viewLink(words, { view: 'reach', subject: graph.key(holder) });
  const isAble = graph.typeOf(holder).kind !== 'user' || canSignIn(graph, holder);
  return [
    ['Admin roles', roles.length === 0 ? 'none' : list],
    [isAble ? 'Reaches' : 'Assigned, but not in force', reach],
  ];
}

function memberFacts(graph: Graph, group: number): readonly Fact[] {
  const { adjacency } = graph;
  const members = adjacency.out(group).filter((edge) => graph.accessOf(edge) === 'membership');
  const rules = Array.from(adjacency.into(group))
    .filter((edge) => graph.accessOf(edge) === 'management')
    .map((edge) => graph.fromOf(edge));
  const names = rules.slice(0, MOST_ROLES).map((rule) => {
    const state = stateOf(graph, rule);
    return state === '' ? graph.name(rule) : `${graph.name(rule)} (${state})`;
  });
  return [
    ['Members', counted(members.length, 'user')],
    ['Filled by', rules.length === 0 ? 'no rule' : isolated(names.join(', '))],
  ];
}

function targetFacts(graph: Graph, target: number): readonly Fact[] {
  const { users } = reachersOf(graph, target);
  const signOn = valueText('signOnMode', graph.value(target, 'signOnMode'));
  const link = viewLink(counted(users.length, 'user'), { view: 'who', subject: graph.key(target) });
  const isIdle = stateOf(graph, target) !== '';
  return [
    [isIdle ? 'Assigned, but not in force' : 'Who can reach it', link],
    ...(signOn === '' ? [] : ([['Sign-on', signOn]] as const)),
  ];
}

/** What a session of a user takes; absent where no policies were collected. */
function sessionFact(graph: Graph, user: number): readonly Fact[] {
  if (!hasPolicies(graph)) return [];
  const words = stepsText(graph, new Protections(graph).ofSession(user));
  return [['A session takes', isolated(words)]];
}

function policyFact(graph: Graph, application: number): readonly Fact[] {
  if (!hasPolicies(graph)) return [];
  const links = policiesOf(graph, application).map((policy) =>
    viewLink(nameText(graph, policy), { view: 'near', subject: graph.key(policy) }),
  );
  return [
    ['Protected by', links.length === 0 ? 'no policy that is known' : el('span', {}, ...links)],
  ];
}

/** What can be done to a thing, and how the list of those who can is called. */
const ACTED_ON: readonly (readonly [type: string, action: ActionName, words: string])[] = [
  ['okta_user', 'reset password', 'Password reset by'],
  ['okta_user_group', 'change membership', 'Members changed by'],
  ['okta_application', 'change application', 'Changed by'],
];

function wayItem(graph: Graph, { holder, role, reach }: AdminWay): HTMLElement {
  const link = viewLink(nameText(graph, holder), { view: 'near', subject: graph.key(holder) });
  const isGroup = graph.typeOf(holder).kind === 'group';
  const state = stateOf(graph, holder);
  const words = `${isGroup ? ' (members)' : ''}${state === '' ? '' : ` (${state})`}, ${role}: ${reach}`;
  return el('li', {}, link, el('span', { class: 'quiet' }, words));
}

/** Those who can act on it as administrators, the first few at once; absent where no role assignments are. */
function administratorFact(graph: Graph, node: number): readonly Fact[] {
  const acted = ACTED_ON.find(([type]) => type === graph.typeOf(node).name);
  if (!acted || !hasAssignments(graph)) return [];
  const ways = administratorsOf(graph, node, acted[1]);
  const item = (way: AdminWay): HTMLElement => wayItem(graph, way);
  const list = el('ul', { class: 'plain' }, ...ways.slice(0, MOST_ROLES).map(item));
  const rest = ways.slice(MOST_ROLES);
  if (rest.length === 0) return [[acted[2], ways.length === 0 ? 'nobody' : list]];
  const more = el('details', {}, el('summary', {}, counted(rest.length, 'more way')));
  more.append(el('ul', { class: 'plain' }, ...rest.slice(0, MOST_WAYS).map(item)));
  return [[acted[2], el('div', {}, list, more)]];
}

function factsOf(graph: Graph, node: number): readonly Fact[] {
  const { kind } = graph.typeOf(node);
  const facts = [...statusFact(graph, node)];
  if (kind === 'user') facts.push(...signInFact(graph, node), ...factorFact(graph, node));
  if (kind === 'user') facts.push(...sessionFact(graph, node));
  if (kind === 'application') facts.push(...policyFact(graph, node));
  if (kind === 'group') facts.push(...memberFacts(graph, node));
  if (canReach(kind)) facts.push(...holderFacts(graph, node));
  if (canBeReached(kind)) facts.push(...targetFacts(graph, node));
  facts.push(...administratorFact(graph, node));
  return facts;
}

/** The block; undefined for a thing of which it would say nothing. */
export async function securityBlock(graph: Graph, node: number): Promise<HTMLElement | undefined> {
  await loadGrantFacts(graph);
  await loadFactorFacts(graph);
  await loadAdminFacts(graph);
  if (HAS_PROTECTION.has(graph.typeOf(node).kind)) await loadProtectionFacts(graph);
  for (const name of READ) await graph.column(graph.typeOf(node), name);
  const facts = factsOf(graph, node);
  if (facts.length === 0) return undefined;
  const list = el('dl', { class: 'facts' });
  for (const [name, value] of facts) list.append(el('dt', {}, name), el('dd', {}, value));
  return list;
}
