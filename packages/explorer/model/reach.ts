/**
 * Access and its reasons: what a user or group reaches and through what, and who reaches an application or
 * role and through what. A route is direct, or leads through a group, which a rule may fill.
 */
import { isResolvedPerUser, reasonsOf, type Reason } from './grants';
import type { Graph } from './graph';

/** One reason for an access. */
export interface Route {
  /**
   * `direct`: assigned to the principal itself. `group`: the principal is a member of a group that is assigned.
   * `unseen`: Okta says that the access comes through a group, but no such group is in the collection.
   */
  readonly kind: 'direct' | 'group' | 'unseen';
  /** The edge that grants the access, from the principal or from the group. */
  readonly grant: number;
  /** Of a `group` route: the group, the edge from it to the member where there is one, the rules that manage it. */
  readonly group?: number;
  readonly membership?: number;
  readonly rules: readonly number[];
  /** The application in which an AWS role was given. */
  readonly application?: number;
}

export interface Reached {
  readonly target: number;
  readonly routes: readonly Route[];
}

/** A group that is assigned to a target, and whom that lets in. */
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
  /** Users whose own edge is a reason of its own, not the shadow of a group's, by name. */
  readonly direct: readonly number[];
  /** Every user that reaches the target, once, by name. */
  readonly users: readonly number[];
}

/** The rules that manage a group. */
function rulesOf(graph: Graph, group: number): readonly number[] {
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

/** The groups that a user is a member of, with the edge that says so. */
function membershipsOf(graph: Graph, user: number): ReadonlyMap<number, number> {
  const edges = Array.from(graph.adjacency.into(user));
  const memberships = edges.filter((edge) => graph.accessOf(edge) === 'membership');
  return new Map(memberships.map((edge) => [graph.fromOf(edge), edge]));
}

interface Own {
  readonly grant: number;
  readonly memberships: ReadonlyMap<number, number>;
}

function routeOfReason(graph: Graph, own: Own, reason: Reason): Route {
  const { group, application } = reason;
  const { grant, memberships } = own;
  const ofApplication = application === undefined ? {} : { application };
  if (reason.via === 'direct') return { kind: 'direct', grant, rules: [], ...ofApplication };
  if (group === undefined) return { kind: 'unseen', grant, rules: [], ...ofApplication };
  const membership = memberships.get(group);
  const member = membership === undefined ? {} : { membership };
  return { kind: 'group', grant, group, ...member, rules: rulesOf(graph, group), ...ofApplication };
}

/** The principal's own reasons, then the groups that they do not name; an unseen group only where none is seen. */
function joinRoutes(
  graph: Graph,
  own: Own | undefined,
  inherited: readonly Route[],
): readonly Route[] {
  if (!own) return inherited;
  const routes = reasonsOf(graph, own.grant).map((reason) => routeOfReason(graph, own, reason));
  const named = new Set(routes.map(({ group }) => group));
  const all = [...routes, ...inherited.filter(({ group }) => !named.has(group))];
  const isSeen = all.some(({ kind }) => kind !== 'unseen');
  return isSeen ? all.filter(({ kind }) => kind !== 'unseen') : all;
}

function inheritedRoutes(
  graph: Graph,
  memberships: ReadonlyMap<number, number>,
): ReadonlyMap<number, readonly Route[]> {
  const inherited = new Map<number, Route[]>();
  for (const [group, membership] of memberships) {
    const rules = rulesOf(graph, group);
    for (const grant of grantsOf(graph, group)) {
      const target = graph.toOf(grant);
      if (isResolvedPerUser(graph, target)) continue;
      const routes = inherited.get(target) ?? [];
      routes.push({ kind: 'group', grant, group, membership, rules });
      inherited.set(target, routes);
    }
  }
  return inherited;
}

/** Everything that a user (or a group, for its members) reaches, ordered by type and name of the target. */
export function reachOf(graph: Graph, principal: number): readonly Reached[] {
  const memberships = membershipsOf(graph, principal);
  const inherited = inheritedRoutes(graph, memberships);
  const isGroup = graph.typeOf(principal).kind === 'group';
  const own = new Map(grantsOf(graph, principal).map((grant) => [graph.toOf(grant), grant]));
  return [...new Set([...own.keys(), ...inherited.keys()])]
    .sort((a, b) => a - b)
    .map((target) => {
      const grant = own.get(target);
      // What a group is assigned is its own, whatever word the edge has for it.
      if (isGroup && grant !== undefined) {
        return { target, routes: [{ kind: 'direct', grant, rules: [] }] };
      }
      const ownRoute = grant === undefined ? undefined : { grant, memberships };
      return { target, routes: joinRoutes(graph, ownRoute, inherited.get(target) ?? []) };
    });
}

function membersOf(graph: Graph, group: number): readonly number[] {
  return Array.from(graph.adjacency.out(group))
    .filter((edge) => graph.accessOf(edge) === 'membership')
    .map((edge) => graph.toOf(edge))
    .sort((a, b) => a - b);
}

/** Users by what their own edges name as a reason: the groups, and `direct`. */
function usersByReason(
  graph: Graph,
  ownEdges: ReadonlyMap<number, number>,
): ReadonlyMap<number | 'direct', readonly number[]> {
  const byReason = new Map<number | 'direct', number[]>();
  for (const [user, edge] of ownEdges) {
    const reasons = reasonsOf(graph, edge).map(({ via, group }) =>
      via === 'direct' ? via : group,
    );
    for (const reason of new Set(reasons)) {
      if (reason === undefined) continue;
      const users = byReason.get(reason);
      if (users) users.push(user);
      else byReason.set(reason, [user]);
    }
  }
  return byReason;
}

function inOrder(users: Iterable<number>): readonly number[] {
  return [...users].sort((a, b) => a - b);
}

/** Everyone who reaches an application or role. */
export function reachersOf(graph: Graph, target: number): Reachers {
  const grants = Array.from(graph.adjacency.into(target)).filter(
    (edge) => graph.accessOf(edge) === 'grant',
  );
  const isOfUser = (edge: number): boolean => graph.typeOf(graph.fromOf(edge)).kind === 'user';
  const ownEdges = new Map(grants.filter(isOfUser).map((edge) => [graph.fromOf(edge), edge]));
  const byReason = usersByReason(graph, ownEdges);
  const isResolved = isResolvedPerUser(graph, target);
  const groups = grants
    .filter((edge) => !isOfUser(edge))
    .map((grant) => {
      const group = graph.fromOf(grant);
      const members = isResolved ? (byReason.get(group) ?? []) : membersOf(graph, group);
      return { group, grant, members, rules: rulesOf(graph, group) };
    })
    .sort((a, b) => b.members.length - a.members.length || a.group - b.group);
  const users = new Set(ownEdges.keys());
  for (const { members } of groups) for (const user of members) users.add(user);
  const direct = inOrder(byReason.get('direct') ?? []);
  return { target, groups, ownEdges, direct, users: inOrder(users) };
}

/** Why one user reaches the target. */
export function routesOfUser(graph: Graph, reachers: Reachers, user: number): readonly Route[] {
  const { groups, ownEdges, target } = reachers;
  const memberships = membershipsOf(graph, user);
  const inherited = isResolvedPerUser(graph, target)
    ? []
    : groups.flatMap(({ group, grant, rules }): readonly Route[] => {
        const membership = memberships.get(group);
        return membership === undefined ? [] : [{ kind: 'group', group, membership, grant, rules }];
      });
  const grant = ownEdges.get(user);
  return joinRoutes(graph, grant === undefined ? undefined : { grant, memberships }, inherited);
}
