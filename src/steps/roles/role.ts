/**
 * Tells administrator roles apart. Okta lists assignments, not roles: a standard role is known by
 * its type, a custom role by its id, and both go by a label that is unique for neither.
 */
import { cleaned, picked } from '../../graph/rawData';
import { text, type JsonObject } from '../../json';
import type { OktaCustomRole, OktaRoleAssignment } from './api';

/** One role of the org, without its holders; times in ms since the epoch. */
export interface OktaRole {
  /** `SUPER_ADMIN` for a standard role, `cr0…` for a custom one: one role, one id. */
  readonly id: string;
  /** SUPER_ADMIN, ORG_ADMIN, …, CUSTOM */
  readonly type: string;
  /** Undefined if no source has it: see {@link labelOf}. */
  readonly label: string | undefined;
  /** ACTIVE as soon as one assignment is; undefined while nobody holds the role. */
  readonly status: string | undefined;
  /** Of a standard role: when it was first assigned, as far as the assignment still exists. */
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  readonly description: string | undefined;
  /** Of a custom role; undefined where they are not known. */
  readonly permissions: readonly string[] | undefined;
  /** Cleaned. */
  readonly raw: JsonObject;
}

/** Undefined if Okta does not say which role it is. */
export function assignedRoleId({
  type,
  customRoleId,
}: Pick<OktaRoleAssignment, 'type' | 'customRoleId'>): string | undefined {
  return type === 'CUSTOM' ? customRoleId : type;
}

/** One role as somebody holds it. */
export interface HeldRole {
  readonly roleId: string;
  /** ACTIVE as soon as one of the assignments is. */
  readonly status: string | undefined;
}

/** The roles of one assignee, each once: a custom role is assigned again for every resource set. */
export function heldRoles(assignments: Iterable<OktaRoleAssignment>): readonly HeldRole[] {
  const byRole = new Map<string, HeldRole>();
  for (const assignment of assignments) {
    const roleId = assignedRoleId(assignment);
    if (roleId === undefined) continue;
    const status = mergedStatus(byRole.get(roleId)?.status, assignment.status);
    byRole.set(roleId, { roleId, status });
  }
  return [...byRole.values()];
}

function mergedStatus(...statuses: readonly (string | undefined)[]): string | undefined {
  return statuses.includes('ACTIVE') ? 'ACTIVE' : firstKnown(...statuses);
}

/**
 * What an assignment shows of its role; undefined if it does not say which one it is. What only concerns
 * the assignee is left out.
 */
export function roleOfAssignment(assignment: OktaRoleAssignment): OktaRole | undefined {
  const id = assignedRoleId(assignment);
  const { type } = assignment;
  if (id === undefined || type === undefined) return undefined;
  return {
    id,
    type,
    label: assignment.label,
    status: assignment.status,
    created: assignment.created,
    lastUpdated: assignment.lastUpdated,
    description: undefined,
    permissions: undefined,
    raw: picked(assignment.raw, { type: true, label: true, role: true }),
  };
}

/** @param permissions undefined where they could not be read */
export function roleOfCustomRole(
  role: OktaCustomRole,
  permissions: readonly string[] | undefined,
): OktaRole {
  return {
    id: role.id,
    type: 'CUSTOM',
    label: role.label,
    status: undefined,
    created: role.created,
    lastUpdated: role.lastUpdated,
    description: role.description,
    permissions,
    raw: cleaned(role.raw),
  };
}

/** Labels of the standard roles, as Okta's console and API name them, by role type. */
const STANDARD_LABELS: ReadonlyMap<string, string> = new Map([
  ['SUPER_ADMIN', 'Super Administrator'],
  ['ORG_ADMIN', 'Organization Administrator'],
  ['APP_ADMIN', 'Application Administrator'],
  ['USER_ADMIN', 'Group Administrator'],
  ['GROUP_MEMBERSHIP_ADMIN', 'Group Membership Administrator'],
  ['HELP_DESK_ADMIN', 'Help Desk Administrator'],
  ['READ_ONLY_ADMIN', 'Read-Only Administrator'],
  ['REPORT_ADMIN', 'Report Administrator'],
  ['MOBILE_ADMIN', 'Mobile Administrator'],
  ['API_ACCESS_MANAGEMENT_ADMIN', 'API Access Management Administrator'],
  ['ACCESS_CERTIFICATIONS_ADMIN', 'Access Certifications Administrator'],
  ['ACCESS_REQUESTS_ADMIN', 'Access Requests Administrator'],
  ['WORKFLOWS_ADMIN', 'Workflows Administrator'],
]);

/** What people call the role, if Okta or the table of standard roles says it. */
function knownLabel({ label, id }: Pick<OktaRole, 'label' | 'id'>): string | undefined {
  return label ?? STANDARD_LABELS.get(id);
}

/** What people call the role; its type or its own id if the label is not known. */
export function labelOf(role: Pick<OktaRole, 'label' | 'id'>): string {
  return knownLabel(role) ?? role.id;
}

/** Ids of the roles that have no known label: their keys would change as soon as Okta sends it. */
export function rolesWithoutLabel(roles: readonly OktaRole[]): readonly string[] {
  return roles.flatMap((role) => (knownLabel(role) === undefined ? [role.id] : [])).sort();
}

/**
 * What two sources show of the same role, the same whichever came first: a custom role's own record
 * goes before its assignments; of two assignments, the earliest creation and the latest change. A label
 * makes the role's key, so one assignment that lacks it does not count against another that has it.
 */
export function mergedRole(one: OktaRole, other: OktaRole): OktaRole {
  const first = isRecord(other) && !isRecord(one) ? other : one;
  return {
    ...first,
    label: tellsLabel(first) ? first.label : firstKnown(one.label, other.label),
    status: mergedStatus(one.status, other.status),
    created: isRecord(first) ? first.created : extreme(Math.min, one.created, other.created),
    lastUpdated: isRecord(first)
      ? first.lastUpdated
      : extreme(Math.max, one.lastUpdated, other.lastUpdated),
  };
}

/** Whether it comes from the list of custom roles: then its own times and label are in it. */
function isRecord(role: OktaRole): boolean {
  return 'id' in role.raw;
}

/** Whether the label is the record's own, which no assignment can overrule. */
function tellsLabel(role: OktaRole): boolean {
  return isRecord(role) && text(role.raw.label) !== undefined;
}

/** The first by alphabet of those that are known: the same in every order. */
function firstKnown(...words: readonly (string | undefined)[]): string | undefined {
  return words.filter((word) => word !== undefined).sort()[0];
}

function extreme(
  choose: (...values: number[]) => number,
  ...times: (number | undefined)[]
): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? choose(...known) : undefined;
}

/** Okta's own labels end at 255 characters; a key is no place for more. */
const MAX_LABEL_LENGTH = 255;

/** The predecessor's `_key`, by which customers know their roles: the label without spaces. */
export function roleKey(role: Pick<OktaRole, 'label' | 'id'>): string {
  return `okta_role:${labelOf(role).replace(/\s+/g, '').slice(0, MAX_LABEL_LENGTH)}`;
}

/**
 * The key of every role, by role id. Where several labels make one key (`Help Desk` and `HelpDesk`,
 * or a custom role that is called as a standard one), the standard role keeps it, else the oldest
 * custom role, and the others add their id: so no role's key changes when a later one is created,
 * and the result does not depend on the order of the roles.
 */
export function roleKeys(roles: Iterable<OktaRole>): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  for (const role of [...roles].sort(bySeniority)) {
    let key = roleKey(role);
    while (taken.has(key)) key = `${key}:${role.id}`;
    taken.add(key);
    keys.set(role.id, key);
  }
  return keys;
}

function bySeniority(one: OktaRole, other: OktaRole): number {
  const custom = Number(one.type === 'CUSTOM') - Number(other.type === 'CUSTOM');
  if (custom !== 0) return custom;
  const age = (one.created ?? Infinity) - (other.created ?? Infinity);
  if (age !== 0 && !Number.isNaN(age)) return age;
  return one.id < other.id ? -1 : 1;
}
