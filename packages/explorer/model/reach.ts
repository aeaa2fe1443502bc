/**
 * Access and its reasons: what a user or group reaches and through what, and who reaches an application or
 * role and through what. A route is direct, or leads through a group, which a rule may fill. Only assignments
 * that are in force are routes; only users who can sign in count as reaching something.
 */
import { canSignIn, isInForce, isResolvedPerUser, reasonsOf, type Reason } from './grants';
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
  /** Those who can sign in, and those who cannot. */
  readonly members: readonly number[];
  readonly unableMembers: readonly number[];
  readonly rules: readonly number[];
}

export interface Reachers {
  readonly target: number;
  readonly groups: readonly GroupAccess[];
  /** Users with an edge of their own that is in force, whatever it says about its reason. */
  readonly ownEdges: ReadonlyMap<number, number>;
  /** Users whose own edge is a reason of its own, not the shadow of a group's, by name. */
  readonly direct: readonly number[];
  readonly unableDirect: readonly number[];
  /** Every user that reaches the target and can sign in, once, by name. */
  readonly users: readonly number[];
  /** Users who would reach it if they could sign in: deactivated, suspended, not yet activated. */
  readonly unable: readonly number[];
  /** Assignments to the target that are not in force, the edges. */
  readonly notInForce: readonly number[];
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

/**
 * The applications that a user's own assignments deny. A user has one assignment to an application, which Okta
 * makes for a group's assignment too: if it is not in force, the group does not let this user in.
 */
function deniedOf(graph: Graph, grants: readonly number[]): ReadonlySet<number> {
  const targets = grants
    .filter((grant) => !isInForce(graph, grant))
    .map((grant) => graph.toOf(grant))
    .filter((target) => graph.typeOf(target).kind === 'application');
  return new Set(targets);
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
      if (!isInForce(graph, grant)) continue;
      const target = graph.toOf(grant);
      if (isResolvedPerUser(graph, target)) continue;
      const routes = inherited.get(target) ?? [];
      routes.push({ kind: 'group', grant, group, membership, rules });
      inherited.set(target, routes);
    }
  }
  return inherited;
}

/** The assignments of a principal, and of the groups that it is in, that are not in force. */
export function notInForceOf(graph: Graph, principal: number): readonly number[] {
  return [principal, ...membershipsOf(graph, principal).keys()]
    .flatMap((holder) => grantsOf(graph, holder))
    .filter((grant) => !isInForce(graph, grant));
}

/** Everything that a user (or a group, for its members) reaches, ordered by type and name of the target. */
export function reachOf(graph: Graph, principal: number): readonly Reached[] {
  const memberships = membershipsOf(graph, principal);
  const inherited = inheritedRoutes(graph, memberships);
  const isGroup = graph.typeOf(principal).kind === 'group';
  const grants = grantsOf(graph, principal);
  const inForce = grants.filter((grant) => isInForce(graph, grant));
  const own = new Map(inForce.map((grant) => [graph.toOf(grant), grant]));
  const denied = deniedOf(graph, grants);
  const byGroup = [...inherited.keys()].filter((target) => !denied.has(target));
  return [...new Set([...own.keys(), ...byGroup])]
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

/** Those of `users` who can sign in, and those who cannot, by name. */
function byAbility(
  graph: Graph,
  users: Iterable<number>,
): { readonly able: readonly number[]; readonly unable: readonly number[] } {
  const all = inOrder(users);
  return {
    able: all.filter((user) => canSignIn(graph, user)),
    unable: all.filter((user) => !canSignIn(graph, user)),
  };
}

interface Grants {
  readonly ofGroups: readonly number[];
  /** By user. */
  readonly ownEdges: ReadonlyMap<number, number>;
  readonly notInForce: readonly number[];
}

function grantsTo(graph: Graph, target: number): Grants {
  const isOfUser = (edge: number): boolean => graph.typeOf(graph.fromOf(edge)).kind === 'user';
  const all = Array.from(graph.adjacency.into(target)).filter(
    (edge) => graph.accessOf(edge) === 'grant',
  );
  const inForce = all.filter((edge) => isInForce(graph, edge));
  const own = inForce.filter(isOfUser);
  return {
    ofGroups: inForce.filter((edge) => !isOfUser(edge)),
    ownEdges: new Map(own.map((edge) => [graph.fromOf(edge), edge])),
    notInForce: all.filter((edge) => !isInForce(graph, edge)),
  };
}

/** The groups that are assigned to a target, the largest first. */
function groupAccesses(graph: Graph, target: number, grants: Grants): readonly GroupAccess[] {
  const byReason = usersByReason(graph, grants.ownEdges);
  const isResolved = isResolvedPerUser(graph, target);
  const isApplication = graph.typeOf(target).kind === 'application';
  const notInForce = isApplication ? grants.notInForce : [];
  const denied = new Set(notInForce.map((edge) => graph.fromOf(edge)));
  const letIn = (user: number): boolean => grants.ownEdges.has(user) || !denied.has(user);
  return grants.ofGroups
    .map((grant) => {
      const group = graph.fromOf(grant);
      const all = isResolved ? (byReason.get(group) ?? []) : membersOf(graph, group).filter(letIn);
      const { able: members, unable: unableMembers } = byAbility(graph, all);
      return { group, grant, members, unableMembers, rules: rulesOf(graph, group) };
    })
    .sort((a, b) => b.members.length - a.members.length || a.group - b.group);
}

/** Everyone who reaches an application or role. `loadGrantFacts` must have run. */
export function reachersOf(graph: Graph, target: number): Reachers {
  const grants = grantsTo(graph, target);
  const { ownEdges, notInForce } = grants;
  const groups = groupAccesses(graph, target, grants);
  const all = new Set(ownEdges.keys());
  for (const { members, unableMembers } of groups) {
    for (const user of members) all.add(user);
    for (const user of unableMembers) all.add(user);
  }
  const { able: users, unable } = byAbility(graph, all);
  const reasons = usersByReason(graph, ownEdges).get('direct') ?? [];
  const { able: direct, unable: unableDirect } = byAbility(graph, reasons);
  return { target, groups, ownEdges, direct, unableDirect, users, unable, notInForce };
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
