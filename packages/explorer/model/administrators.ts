/**
 * Who can act on a user, a group or an application, and in which way: what roles allow is `src/adminRights.ts`,
 * what they reach are role assignments, targets and resource sets. docs/administrators.md has the rules.
 */
import { flag, list, text, texts } from '../../../src/json';
import {
  ACTIONS,
  ACTS_ON_ADMINISTRATORS,
  rightsOfRole,
  type ActionName,
} from '../../../src/adminRights';
import { edgesOf, endsOf } from './ends';
import type { Graph } from './graph';

/** One way to act. */
export interface AdminWay {
  /** Who holds the role: a user, a group for its members, or a service app. */
  readonly holder: number;
  /** The name of the role. */
  readonly role: string;
  /** `the whole org`, `members of Sales` */
  readonly reach: string;
}

const ASSIGNMENT = 'okta_role_assignment';
const RESOURCE_SET = 'okta_resource_set';

const FACTS: Readonly<Record<string, readonly string[]>> = {
  [ASSIGNMENT]: ['isActive', 'isOrgWide', 'roleType'],
  okta_role: ['permissions'],
  [RESOURCE_SET]: ['coversAllUsers', 'coversAllGroups', 'coversAllApplications', 'excludedOrns'],
  okta_app_scope_grant: ['scope', 'isActive'],
  okta_user_group: ['type'],
};

/** Unpacks what `administratorsOf` reads. */
export async function loadAdminFacts(graph: Graph): Promise<void> {
  for (const [name, properties] of Object.entries(FACTS)) {
    const type = graph.typeNamed(name);
    if (type) for (const property of properties) await graph.column(type, property);
  }
  const contained = graph.relationNamed('okta_resource_set_contains_group');
  if (contained) await graph.column(contained, 'scope');
}

/** Whether role assignments were collected. */
export function hasAssignments(graph: Graph): boolean {
  return graph.typeNamed(ASSIGNMENT) !== undefined;
}

function isInForce(graph: Graph, node: number): boolean {
  return flag(graph.value(node, 'isActive')) !== false;
}

const HOLDINGS = ['user', 'group', 'application'].map((of) => `okta_${of}_has_role_assignment`);

function holdersOf(graph: Graph, assignment: number): readonly number[] {
  return HOLDINGS.flatMap((relation) => endsOf(graph, assignment, relation, 'into'));
}

/** The groups of a user. */
function groupsOf(graph: Graph, user: number): readonly number[] {
  return Array.from(graph.adjacency.into(user))
    .filter((edge) => graph.accessOf(edge) === 'membership')
    .map((edge) => graph.fromOf(edge));
}

/** Whether it holds a role in force itself, or through a group. */
function isAdministrator(graph: Graph, node: number): boolean {
  const holders = [node, ...(graph.typeOf(node).kind === 'user' ? groupsOf(graph, node) : [])];
  return holders.some((holder) =>
    HOLDINGS.flatMap((relation) => endsOf(graph, holder, relation, 'out')).some((assignment) =>
      isInForce(graph, assignment),
    ),
  );
}

function allows(graph: Graph, assignment: number, action: ActionName): boolean {
  const roles = endsOf(graph, assignment, 'okta_role_assignment_uses_role', 'out');
  const permissions = roles.flatMap((role) => texts(list(graph.value(role, 'permissions'))));
  const roleType = text(graph.value(assignment, 'roleType')) ?? '';
  return rightsOfRole(roleType, permissions).some((right) => right.action === action);
}

/** What stands for the target in assignments and resource sets: itself, or the groups of a user. */
interface Target {
  readonly node: number;
  readonly kind: 'user' | 'group' | 'application';
  readonly groups: readonly number[];
}

function targetsReached(graph: Graph, assignment: number, target: Target): readonly string[] {
  if (flag(graph.value(assignment, 'isOrgWide')) === true) return ['the whole org'];
  const allowed = (of: string): readonly number[] =>
    endsOf(graph, assignment, `okta_role_assignment_allows_${of}`, 'out');
  if (target.kind === 'user')
    return target.groups
      .filter((group) => allowed('group').includes(group))
      .map((group) => `members of ${graph.name(group)}`);
  return allowed(target.kind).includes(target.node) ? [`this ${target.kind}`] : [];
}

const COVERS = {
  user: 'coversAllUsers',
  group: 'coversAllGroups',
  application: 'coversAllApplications',
} as const;

/** The ends of ORNs that a set excludes; those with members are of groups. */
function isExcluded(graph: Graph, set: number, target: Target): boolean {
  const members = ':contained_resources';
  return texts(list(graph.value(set, 'excludedOrns'))).some((orn) => {
    const isOfMembers = orn.endsWith(members);
    const id = (isOfMembers ? orn.slice(0, -members.length) : orn).split(':').at(-1);
    const nodes = isOfMembers ? target.groups : [target.node];
    return nodes.some((node) => graph.key(node) === id);
  });
}

function groupsIn(graph: Graph, set: number, scope: string): readonly number[] {
  return edgesOf(graph, set, 'okta_resource_set_contains_group', 'out')
    .filter((edge) => graph.edgeValue(edge, 'scope') === scope)
    .map((edge) => graph.toOf(edge));
}

function partsOfSet(graph: Graph, set: number, target: Target): readonly string[] {
  const { kind, node, groups } = target;
  const isCovered = flag(graph.value(set, COVERS[kind])) === true;
  const members = groupsIn(graph, set, 'members').filter((group) => groups.includes(group));
  const named =
    kind === 'group'
      ? groupsIn(graph, set, 'resource')
      : endsOf(graph, set, `okta_resource_set_contains_${kind}`, 'out');
  return [
    ...(isCovered ? [`all ${kind}s`] : []),
    ...(kind === 'user' ? members.map((group) => `members of ${graph.name(group)}`) : []),
    ...(named.includes(node) ? [`this ${kind}`] : []),
  ];
}

function reachesOf(graph: Graph, assignment: number, target: Target): readonly string[] {
  const sets = endsOf(graph, assignment, 'okta_role_assignment_allows_resource_set', 'out');
  const bySets = sets
    .filter((set) => !isExcluded(graph, set, target))
    .flatMap((set) =>
      partsOfSet(graph, set, target).map((part) => `resource set ${graph.name(set)}: ${part}`),
    );
  return [...targetsReached(graph, assignment, target), ...bySets];
}

/** A service app acts through the API: without the scope for it, its role is of no use. */
function canUse(graph: Graph, holder: number, action: ActionName): boolean {
  if (graph.typeOf(holder).kind !== 'application') return true;
  return endsOf(graph, holder, 'okta_application_has_scope_grant', 'out').some(
    (grant) => graph.value(grant, 'scope') === ACTIONS[action].scope && isInForce(graph, grant),
  );
}

/** Other types of these kinds (realms, API service integrations) are no targets of roles. */
const TARGETS: ReadonlyMap<string, Target['kind']> = new Map([
  ['okta_user', 'user'],
  ['okta_user_group', 'group'],
  ['okta_app_user_group', 'group'],
  ['okta_application', 'application'],
]);

function targetOf(graph: Graph, node: number): Target | undefined {
  const kind = TARGETS.get(graph.typeOf(node).name);
  if (kind === undefined) return undefined;
  return { node, kind, groups: kind === 'user' ? groupsOf(graph, node) : [] };
}

/** The role assignments that act on a target, in force, by the order of their names. */
function actingOn(graph: Graph, target: Target, action: ActionName): readonly number[] {
  const type = graph.typeNamed(ASSIGNMENT);
  if (!type) return [];
  // Only super administrators act on what holds a role itself; applications are no such thing here.
  const isGuarded = target.kind !== 'application' && isAdministrator(graph, target.node);
  return Array.from({ length: type.count }, (_, row) => type.first + row)
    .filter((assignment) => isInForce(graph, assignment))
    .filter((assignment) => allows(graph, assignment, action))
    .filter(
      (assignment) => !isGuarded || graph.value(assignment, 'roleType') === ACTS_ON_ADMINISTRATORS,
    );
}

/**
 * The ways in which somebody can do something to a user, a group or an application. `loadAdminFacts` must have run.
 * A group stands for its members; nobody acts on themselves.
 */
export function administratorsOf(
  graph: Graph,
  node: number,
  action: ActionName,
): readonly AdminWay[] {
  const target = targetOf(graph, node);
  if (!target) return [];
  // Okta itself decides who is in its built-in groups, and the source who is in an application's.
  if (action === 'change membership' && graph.value(node, 'type') !== 'OKTA_GROUP') return [];
  return actingOn(graph, target, action).flatMap((assignment) => {
    const holders = holdersOf(graph, assignment)
      .filter((holder) => holder !== node || target.kind === 'application')
      .filter((holder) => canUse(graph, holder, action));
    const role = graph.name(assignment);
    return reachesOf(graph, assignment, target).flatMap((reach) =>
      holders.map((holder) => ({ holder, role, reach })),
    );
  });
}
