/** Which AWS roles the groups assigned to an application have, by their profiles or by their names. */
import type { JsonObject } from '../../../json';
import { IntegrationIncompleteDataError } from '../../../run/losses';
import type { AwsFederation, AwsGroupMapping } from './federation';
import { readRoleArn } from './arn';
import type { AwsGrant } from './grant';
import { quoted, SIGN_ON, type AwsProblem } from './problems';
import { profileRoles } from './roleText';

/** One assignment of a group; the same group can have several. `OktaAppGroup` and the group's name. */
export interface AwsGroupAssignment {
  /** The group's id. */
  readonly id: string;
  /** Needed with group mapping only. Undefined where Okta does not show the group. */
  readonly groupName: string | undefined;
  readonly priority: number | undefined;
  readonly profile: JsonObject | undefined;
}

export interface AwsGroupGrants {
  /** By group id. Groups without a role are not in it. */
  readonly byGroup: ReadonlyMap<string, readonly AwsGrant[]>;
  readonly problems: readonly AwsProblem[];
  /** Why groups that have roles may be missing. */
  readonly failure: Error | undefined;
}

/** Characters times pattern size that one application may cost: some seconds at the very worst. */
const MATCHING_BUDGET = 100_000_000;

/** The roles of all groups assigned to the application. Call it with all of its assignments. */
export function groupGrants(
  federation: AwsFederation,
  assignments: readonly AwsGroupAssignment[],
): AwsGroupGrants {
  const found = new Findings();
  if (!federation.active) return found;
  if (!federation.useGroupMapping) {
    for (const assignment of assignments) grantByProfile(federation, assignment, found);
  } else if (federation.mapping !== undefined) {
    grantByName(federation, federation.mapping, assignments, found);
  }
  return found;
}

class Findings implements AwsGroupGrants {
  readonly byGroup = new Map<string, AwsGrant[]>();
  readonly problems: AwsProblem[] = [];
  failure: Error | undefined;

  grant(groupId: string, grant: AwsGrant): void {
    const grants = this.byGroup.get(groupId);
    if (grants === undefined) this.byGroup.set(groupId, [grant]);
    else if (!grants.includes(grant)) grants.push(grant);
  }
}

function grantByProfile(
  { roles, pool, problem }: AwsFederation,
  { id, priority, profile = {} }: AwsGroupAssignment,
  found: Findings,
): void {
  for (const written of profileRoles(profile)) {
    const reading = typeof written === 'string' ? roles.read(written) : written;
    if (reading.kind === 'refused') found.problems.push(problem(reading.code, reading.subject));
    else found.grant(id, pool.grant(reading, 'group', id, priority));
  }
}

function grantByName(
  federation: AwsFederation,
  mapping: AwsGroupMapping,
  assignments: readonly AwsGroupAssignment[],
  found: Findings,
): void {
  const { filter, written } = mapping;
  const characters = assignments.reduce((sum, { groupName = '' }) => sum + groupName.length, 0);
  if (characters * filter.size > MATCHING_BUDGET) {
    found.failure = tooCostly(written);
    return;
  }
  for (const assignment of assignments) mapName(federation, mapping, assignment, found);
  const anyName = assignments.some(({ groupName }) => groupName !== undefined);
  if (anyName && found.byGroup.size === 0 && found.problems.length === 0) {
    found.problems.push(federation.problem('no-group-matches', written));
  }
}

/**
 * No warning but an error: it depends on how many groups are assigned, so that one group more would
 * delete the roles of all, and one less would bring them back.
 */
function tooCostly(filter: string): Error {
  return new IntegrationIncompleteDataError(
    `The group filter ${filter} is too costly for the number of groups assigned. Remedy: write it ` +
      `with fewer counted repetitions ${SIGN_ON}`,
  );
}

function mapName(
  { pool, problem }: AwsFederation,
  { filter, pattern }: AwsGroupMapping,
  { id, groupName, priority }: AwsGroupAssignment,
  found: Findings,
): void {
  if (groupName === undefined) return;
  const match = filter.match(groupName);
  if (match.kind === 'none') return;
  if (match.kind === 'partial') {
    found.problems.push(problem('partial-match', quoted(groupName)));
    return;
  }
  const target = readRoleArn(pattern.fill(match.captures) ?? '');
  if (target === undefined) found.problems.push(problem('role-invalid', quoted(groupName)));
  else found.grant(id, pool.grant(target, 'group-mapping', id, priority));
}
