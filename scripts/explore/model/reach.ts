/**
 * Access and its reasons: what a user or group reaches and through what, and who reaches an application or
 * role and through what. A route is direct, or leads through a group, which a rule may fill.
 */
import { text } from '../../../src/json';
import type { Graph } from './graph';
import { otherEnd } from './neighbours';

/** One reason for an access. */
export interface Route {
  /**
   * `direct`: assigned to the principal itself. `group`: the principal is a member of a group that is assigned.
   * `unseen`: Okta says that the access comes through a group, but no such group is in the collection.
   */
  readonly kind: 'direct' | 'group' | 'unseen';
  /** The edge that grants the access, from the principal or from the group. */
  readonly grant: number;
  /** Of a `group` route: the group, the edge from it to the member, the rules that manage it. */
  readonly group?: number;
  readonly membership?: number;
  readonly rules: readonly number[];
}

export interface Reached {
  readonly target: number;
  readonly routes: readonly Route[];
}

/** What is assigned to a target, and whom that lets in. */
export interface GroupAccess {
  readonly group: number;
  readonly grant: number;
  readonly members: readonly number[];
  readonly rules: readonly number[];
}

export interface Reachers {
  readonly target: number;
  readonly groups: readonly GroupAccess[];
  /** Users with an edge of their own, whatever it says about its reason. */
  readonly ownEdges: ReadonlyMap<number, number>;
  /** Every user that reaches the target, once, by name. */
  readonly users: readonly number[];
}

const GRANT_FACTS = ['scope', 'via', 'groupId', 'role', 'roles', 'status', 'priority'];

/** Unpacks what the grants of a graph say of themselves; the other functions here need it. */
export async function loadGrantFacts(graph: Graph): Promise<void> {
  for (const relation of graph.relations) {
    if (relation.relationClass !== 'ASSIGNED') continue;
    for (const name of GRANT_FACTS) await graph.column(relation, name);
  }
}

/** True where Okta says of a user's own edge that a group is its reason. */
function isThroughGroup(graph: Graph, grant: number): boolean {
  const via = text(graph.edgeValue(grant, 'via'));
  if (via !== undefined) return via !== 'direct';
  return text(graph.edgeValue(grant, 'scope')) === 'GROUP';
}

/** The rules that manage a group. */
export function rulesOf(graph: Graph, group: number): readonly number[] {
  return Array.from(graph.adjacency.into(group))
    .filter((edge) => graph.accessOf(edge) === 'management')
    .map((edge) => graph.fromOf(edge));
}

/** The edges that assign something to a user or group. */
function grantsOf(graph: Graph, principal: number): readonly number[] {
  return Array.from(graph.adjacency.out(principal)).filter(
    (edge) => graph.accessOf(edge) === 'grant',
  );
}

/** The edges that make a user a member of groups. */
function membershipsOf(graph: Graph, user: number): readonly number[] {
  return Array.from(graph.adjacency.into(user)).filter(
    (edge) => graph.accessOf(edge) === 'membership',
  );
}

/** Direct routes stand for themselves; an edge that a group explains is not told twice. */
function joinOwn(graph: Graph, own: number | undefined, throughGroups: readonly Route[]): Route[] {
  if (own === undefined) return [...throughGroups];
  if (!isThroughGroup(graph, own))
    return [{ kind: 'direct', grant: own, rules: [] }, ...throughGroups];
  if (throughGroups.length > 0) return [...throughGroups];
  return [{ kind: 'unseen', grant: own, rules: [] }];
}

/** Everything that a user (or a group, for its members) reaches, ordered by type and name of the target. */
export function reachOf(graph: Graph, principal: number): readonly Reached[] {
  const own = new Map<number, number>();
  const throughGroups = new Map<number, Route[]>();
  for (const grant of grantsOf(graph, principal)) own.set(graph.toOf(grant), grant);
  for (const membership of membershipsOf(graph, principal)) {
    const group = graph.fromOf(membership);
    const rules = rulesOf(graph, group);
    for (const grant of grantsOf(graph, group)) {
      const target = graph.toOf(grant);
      const routes = throughGroups.get(target) ?? [];
      routes.push({ kind: 'group', grant, group, membership, rules });
      throughGroups.set(target, routes);
    }
  }
  return [...new Set([...own.keys(), ...throughGroups.keys()])]
    .sort((a, b) => a - b)
    .map((target) => ({
      target,
      routes: joinOwn(graph, own.get(target), throughGroups.get(target) ?? []),
    }));
}

function membersOf(graph: Graph, group: number): readonly number[] {
  return Array.from(graph.adjacency.out(group))
    .filter((edge) => graph.accessOf(edge) === 'membership')
    .map((edge) => graph.toOf(edge))
    .sort((a, b) => a - b);
}

/** Everyone who reaches an application or role. */
export function reachersOf(graph: Graph, target: number): Reachers {
  const groups: GroupAccess[] = [];
  const ownEdges = new Map<number, number>();
  for (const grant of graph.adjacency.into(target)) {
    if (graph.accessOf(grant) !== 'grant') continue;
    const principal = otherEnd(graph, grant, target);
    if (graph.typeOf(principal).kind === 'user') ownEdges.set(principal, grant);
    else {
      const members = membersOf(graph, principal);
      groups.push({ group: principal, grant, members, rules: rulesOf(graph, principal) });
    }
  }
  groups.sort((a, b) => b.members.length - a.members.length || a.group - b.group);
  const users = new Set<number>(ownEdges.keys());
  for (const { members } of groups) for (const user of members) users.add(user);
  return { target, groups, ownEdges, users: [...users].sort((a, b) => a - b) };
}

/** Why one user reaches the target. */
export function routesOfUser(graph: Graph, reachers: Reachers, user: number): readonly Route[] {
  const grantOfGroup = new Map(
    reachers.groups.map(({ group, grant, rules }) => [group, { grant, rules }]),
  );
  const throughGroups: Route[] = [];
  for (const membership of membershipsOf(graph, user)) {
    const group = graph.fromOf(membership);
    const access = grantOfGroup.get(group);
    if (access) throughGroups.push({ kind: 'group', group, membership, ...access });
  }
  return joinOwn(graph, reachers.ownEdges.get(user), throughGroups);
}

/** Users whose own assignment is a reason of its own, not the shadow of a group's. */
export function directUsers(graph: Graph, reachers: Reachers): readonly number[] {
  return [...reachers.ownEdges.keys()]
    .filter((user) => routesOfUser(graph, reachers, user).some((route) => route.kind === 'direct'))
    .sort((a, b) => a - b);
}

/** What the grant says beyond its existence: the roles it gives, its state. */
export function grantNote(graph: Graph, grant: number): string {
  const role = text(graph.edgeValue(grant, 'role')) ?? text(graph.edgeValue(grant, 'roles'));
  const status = text(graph.edgeValue(grant, 'status'));
  return [role && `role ${role}`, status && status !== 'ACTIVE' && `status ${status.toLowerCase()}`]
    .filter((part) => typeof part === 'string')
    .join(', ');
}

function namesOf(graph: Graph, nodes: readonly number[]): string {
  return nodes.map((node) => graph.name(node)).join(' and ');
}

/** A route as a sentence without its subject: `through the group Sales, which the rule All sales manages`. */
export function routeText(graph: Graph, route: Route): string {
  if (route.kind === 'direct') return 'directly assigned';
  if (route.kind === 'unseen' || route.group === undefined)
    return 'through a group that is not in this collection';
  const group = `through the ${graph.typeOf(route.group).one} ${graph.name(route.group)}`;
  if (route.rules.length === 0) return group;
  const manages = route.rules.length === 1 ? 'rule' : 'rules';
  const verb = route.rules.length === 1 ? 'manages' : 'manage';
  return `${group}, which the ${manages} ${namesOf(graph, route.rules)} ${verb}`;
}
