/**
 * Properties that the page computes of what was collected: counts, ways and strengths. Lists, conditions and cards
 * treat them as any other property. Their names hold a blank, which no collected property does.
 */
import type { JsonValue } from '../../../src/json';
import { computedColumn, type Column } from './column';
import { memberCounts, reacherCounts, rolesHeld, WAYS } from './counts';
import { loadFactorFacts, strengthOf } from './factors';
import { loadGrantFacts } from './grants';
import type { EntityType, Graph } from './graph';
import { loadPolicyFacts, protectionOf } from './protection';
import { canBeReached, type Kind } from './kinds';

export interface Derived {
  readonly name: string;
  readonly compute: (graph: Graph, type: EntityType) => Promise<Column>;
}

export const MEMBERS = 'members (users)';
export const REACHERS = 'users who reach it';
export const ROLES_HELD = 'admin roles held';
export const ROLE_WAYS = 'ways to admin roles';
export const STRENGTH = 'strongest factor';
export const PROTECTION = 'sign-in demands';

async function members(graph: Graph, type: EntityType): Promise<Column> {
  const counts = memberCounts(graph, type);
  return Promise.resolve(computedColumn(MEMBERS, type.count, (row) => counts[row] ?? 0));
}

async function reachers(graph: Graph, type: EntityType): Promise<Column> {
  await loadGrantFacts(graph);
  const counts = reacherCounts(graph, type);
  return computedColumn(REACHERS, type.count, (row) => counts[row] ?? 0);
}

async function roles(graph: Graph, type: EntityType): Promise<Column> {
  await loadGrantFacts(graph);
  const held = rolesHeld(graph);
  return computedColumn(ROLES_HELD, type.count, (row) => held.roles[type.first + row] ?? 0);
}

function waysText(ways: number): JsonValue {
  const names = Object.entries(WAYS).filter(([, way]) => (ways & way) !== 0);
  return names.length === 0 ? null : names.map(([name]) => name).join(' and ');
}

async function roleWays(graph: Graph, type: EntityType): Promise<Column> {
  await loadGrantFacts(graph);
  const held = rolesHeld(graph);
  return computedColumn(ROLE_WAYS, type.count, (row) => waysText(held.ways[type.first + row] ?? 0));
}

async function strength(graph: Graph, type: EntityType): Promise<Column> {
  await loadFactorFacts(graph);
  await graph.column(type, 'mfaEnabled');
  return computedColumn(STRENGTH, type.count, (row) => strengthOf(graph, type.first + row) ?? null);
}

async function protections(graph: Graph, type: EntityType): Promise<Column> {
  await loadPolicyFacts(graph);
  return computedColumn(
    PROTECTION,
    type.count,
    (row) => protectionOf(graph, type.first + row) ?? null,
  );
}

const OF_GROUPS: readonly Derived[] = [{ name: MEMBERS, compute: members }];
const OF_TARGETS: readonly Derived[] = [{ name: REACHERS, compute: reachers }];
const OF_APPLICATIONS: readonly Derived[] = [
  ...OF_TARGETS,
  { name: PROTECTION, compute: protections },
];
const OF_USERS: readonly Derived[] = [
  { name: ROLES_HELD, compute: roles },
  { name: ROLE_WAYS, compute: roleWays },
  { name: STRENGTH, compute: strength },
];

/** What the page computes of things of a kind. */
export function derivedOf(kind: Kind): readonly Derived[] {
  if (kind === 'group') return OF_GROUPS;
  if (kind === 'user') return OF_USERS;
  if (kind === 'application') return OF_APPLICATIONS;
  return canBeReached(kind) ? OF_TARGETS : [];
}
