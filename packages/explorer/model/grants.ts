/** What an edge that grants access says of its reasons. */
import {
  flag,
  isJsonObject,
  list,
  parseJson,
  text,
  texts,
  type JsonObject,
  type JsonValue,
} from '../../../src/json';
import { countText } from '../../cli/terminal/format';
import type { Graph } from './graph';

/** Why a principal has what an edge grants. */
export interface Reason {
  /** `group`: through a group, which is `group` where it is known and in the collection. */
  readonly via: 'direct' | 'group';
  readonly group?: number;
  /** The application in which an AWS role was given. */
  readonly application?: number;
}

const GRANT_FACTS = [
  'scope',
  'via',
  'groupId',
  'applicationId',
  'grants',
  'role',
  'roles',
  'status',
];

/** Unpacks what the grants of a graph, and the things that they join, say of themselves. */
export async function loadGrantFacts(graph: Graph): Promise<void> {
  for (const relation of graph.relations) {
    if (relation.relationClass !== 'ASSIGNED') continue;
    for (const name of GRANT_FACTS) await graph.column(relation, name);
  }
  for (const type of graph.types) {
    await graph.column(type, 'status');
    if (type.kind !== 'user') continue;
    for (const name of ['isActive', 'active']) await graph.column(type, name);
  }
}

/**
 * Statuses of an application user that is not enabled to use the application (Okta's API reference): those for which
 * `src/steps/aws/userGrants.ts` gives no AWS role either.
 */
const NOT_IN_FORCE: ReadonlySet<string> = new Set([
  'deprovisioned',
  'inactive',
  'pending',
  'revoked',
  'suspended',
  'unassigned',
]);

/** Whether a grant gives access now; so does one without a status, or with one that is not known. */
export function isInForce(graph: Graph, grant: number): boolean {
  return !NOT_IN_FORCE.has(text(graph.edgeValue(grant, 'status'))?.toLowerCase() ?? '');
}

/** A lock or an expired password ends without an administrator, so these users count as able to sign in. */
const CAN_SIGN_IN: ReadonlySet<string> = new Set([
  'active',
  'locked_out',
  'password_expired',
  'recovery',
]);

/** Whether an account can sign in, by its status, or else by `isActive` or `active`; true if nothing says otherwise. */
export function canSignIn(graph: Graph, user: number): boolean {
  const status = text(graph.value(user, 'status'));
  if (status !== undefined) return CAN_SIGN_IN.has(status.toLowerCase());
  return flag(graph.value(user, 'isActive')) ?? flag(graph.value(user, 'active')) ?? true;
}

/** `+17 deactivated`, to stand beside a count of those who can sign in; empty if there are none. */
export function unableText(graph: Graph, users: readonly number[]): string {
  if (users.length === 0) return '';
  const areDeactivated = users.every(
    (user) => text(graph.value(user, 'status'))?.toLowerCase() === 'deprovisioned',
  );
  const words = areDeactivated ? 'deactivated' : 'that cannot sign in';
  return `+${countText(users.length)} ${words}`;
}

/** The state of a thing that is not active: `suspended`, `invalid`; empty where it is active or has no status. */
export function stateOf(graph: Graph, node: number): string {
  const status = text(graph.value(node, 'status'))?.toLowerCase() ?? 'active';
  return status === 'active' ? '' : status.replaceAll('_', ' ');
}

function nodeNamed(graph: Graph, key: unknown): number | undefined {
  const known = text(key);
  return known === undefined ? undefined : graph.nodeOf(known);
}

function reasonFrom(graph: Graph, said: JsonObject): Reason {
  const application = nodeNamed(graph, said.applicationId);
  const ofApplication = application === undefined ? {} : { application };
  if (said.via === 'direct') return { via: 'direct', ...ofApplication };
  const group = nodeNamed(graph, said.groupId);
  return { via: 'group', ...ofApplication, ...(group !== undefined && { group }) };
}

/** An array that an edge property holds as JSON, since relationship properties cannot be arrays. */
function parsedList(written: JsonValue): readonly JsonValue[] {
  return typeof written === 'string' ? list(parseJson(written)) : [];
}

/**
 * The reasons that an edge holds: all of `grants` where it has them (edges to AWS roles), else what `via` or `scope`
 * says. Okta's scope `GROUP` means: through a group, without saying which.
 */
export function reasonsOf(graph: Graph, edge: number): readonly Reason[] {
  const grants = parsedList(graph.edgeValue(edge, 'grants')).filter(isJsonObject);
  if (grants.length > 0) return grants.map((said) => reasonFrom(graph, said));
  const via = text(graph.edgeValue(edge, 'via'));
  if (via !== undefined) {
    const groupId = graph.edgeValue(edge, 'groupId');
    const applicationId = graph.edgeValue(edge, 'applicationId');
    return [reasonFrom(graph, { via, groupId, applicationId })];
  }
  return [{ via: text(graph.edgeValue(edge, 'scope')) === 'GROUP' ? 'group' : 'direct' }];
}

/**
 * True where the users' own edges to a target show everything: AWS roles are resolved per user, and a group's role may
 * be overruled by a user's own, so membership alone proves nothing. Without such edges the groups' have to do.
 */
export function isResolvedPerUser(graph: Graph, target: number): boolean {
  const { index, kind } = graph.typeOf(target);
  if (kind !== 'awsRole') return false;
  return graph.manifest.relations.some(({ links }) =>
    links.some(({ from, to }) => to === index && graph.types[from]?.kind === 'user'),
  );
}

function rolesText(graph: Graph, grant: number): string | undefined {
  const role = text(graph.edgeValue(grant, 'role'));
  const several = texts(parsedList(graph.edgeValue(grant, 'roles')));
  const roles = several.length > 0 || role === undefined ? several : [role];
  if (roles.length === 0) return undefined;
  return `${roles.length === 1 ? 'role' : 'roles'} ${roles.join(', ')}`;
}

/** What a grant says beyond its reasons: the roles that it gives, its state. */
export function grantNote(graph: Graph, grant: number): string {
  const status = text(graph.edgeValue(grant, 'status'))?.toLowerCase() ?? 'active';
  const state = status === 'active' ? undefined : `status ${status}`;
  return [rolesText(graph, grant), state].filter((part) => part !== undefined).join(', ');
}
