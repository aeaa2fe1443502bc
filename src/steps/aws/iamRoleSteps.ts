/** Emits which IAM roles users and groups have through AWS Account Federation. */
import { isFatal, isNotFound } from '../../okta';
import { READ_ONLY_ADMIN } from '../../adminRoles';
import { adviceFor } from '../../run/advice';
import { forEachConcurrently } from '../../run/concurrently';
import type { MemberGroup } from '../groups/api';
import {
  asError,
  IntegrationIncompleteDataError,
  Losses,
  whole,
  type Reading,
} from '../../run/losses';
import type { StepTools } from '../../run/step';
import type { AwsSource, AwsSourceGroups } from './catalog';
import { createGroupAwsRoleRelationship, createUserAwsRoleRelationship } from './converter';
import { profilesMissing } from './groupGrants';
import { AwsGrantLedger } from './merge';
import { confirmLists } from './restsOn';
import { groupsNeeded, isInForce, userGrants } from './userGrants';

type Run = StepTools['run'];
type Members = Reading<Uint32Array>;

const APPLICATIONS = 'AWS applications';
const MEMBERS = 'members of groups with AWS roles';

const NOT_LISTED =
  'it is assigned to an application, and Okta does not list it. The role ' +
  `${READ_ONLY_ADMIN} for the whole org shows every group`;

/**
 * Does the work on every application, whatever Okta's answer lacks of its settings. Where Okta refused
 * its groups, and no role rests on them, it does not count as one that Okta permits to read.
 * @returns what ended the list of applications early.
 */
async function eachApplication(
  run: Run,
  lost: Losses,
  work: (source: AwsSource) => Promise<void>,
): Promise<Error | undefined> {
  const attempt = async (source: AwsSource): Promise<void> => {
    try {
      await work(source);
      whole({ value: undefined, failure: source.failure });
      const assigned = await run.applications.groupsOf(source.application).reading();
      if (assigned.failure === undefined) lost.pass();
    } catch (error) {
      await lost.attempt(source.application.id, () => Promise.reject(asError(error)));
    }
  };
  try {
    await forEachConcurrently(run.aws.sources('iam'), attempt);
    return undefined;
  } catch (error) {
    if (isFatal(error)) throw error;
    return asError(error);
  }
}

/** Build Child Relationships. */
export async function buildGroupAwsRoles(tools: StepTools): Promise<void> {
  const { run, emit, losses } = tools;
  if (!run.isEnabled('groups')) return;
  confirmLists(tools, 'iam', ['members', 'groups', 'users']);
  const ledger = new AwsGrantLedger();
  const lost = losses(APPLICATIONS);
  const further = { users: losses('AWS applications’ users'), members: losses(MEMBERS) };
  const unlisted = losses('groups with AWS roles');
  const failure = await eachApplication(run, lost, async (source) => {
    const groups = await run.aws.groupGrants(source);
    const inUse = await groupsInUse(run, source, groups, further);
    for (const groupId of inUse.value) ledger.add(groupId, groups.byGroup.get(groupId) ?? []);
    whole({ ...inUse, failure: groups.failure ?? inUse.failure });
  });
  const listing = await run.groups.all.reading();
  for (const [groupId, grants] of ledger.merged()) {
    if ((await run.groups.named(groupId)) === undefined) {
      emit.leaveOut(grants.length);
      if (listing.failure === undefined)
        unlisted.add(groupId, new IntegrationIncompleteDataError(NOT_LISTED));
    } else {
      unlisted.pass();
      for (const grant of grants) {
        await emit.relationship(createGroupAwsRoleRelationship(groupId, grant));
      }
    }
  }
  whole({ ...listing, failure: failure ?? listing.failure });
}

/**
 * Ids of the groups that give somebody a role. A group whose name stands for a role does so if it is
 * assigned to the application, or has a member who is.
 */
async function groupsInUse(
  run: Run,
  { application, federation }: AwsSource,
  { groups }: AwsSourceGroups,
  lost: Readonly<Record<'users' | 'members', Losses>>,
): Promise<Reading<ReadonlySet<string>>> {
  if (!federation.settings.useGroupMapping) return { value: new Set(groups.map(({ id }) => id)) };
  const assigned = await run.applications.groupsOf(application).reading();
  const inUse = new Set(assigned.value.map(({ id }) => id));
  const others = groups.filter(({ id }) => !inUse.has(id));
  if (others.length === 0) return { value: inUse };
  const users = await usersInForce(run, application);
  await forEachConcurrently(others, async (group) => {
    const members = await run.memberships.of(group);
    if (members.value.some((position) => users.value.has(position))) inUse.add(group.id);
    else await lost.members.keep(group.id, () => Promise.resolve(members));
  });
  const isOpen = others.some(({ id }) => !inUse.has(id));
  if (isOpen || users.failure === undefined) {
    await lost.users.keep(application.id, () => Promise.resolve(users));
  }
  return { value: inUse, failure: isOpen ? assigned.failure : undefined };
}

async function usersInForce(
  run: Run,
  application: AwsSource['application'],
): Promise<Reading<ReadonlySet<number>>> {
  const value = new Set<number>();
  try {
    for await (const page of run.applications.usersOf(application)) {
      for (const user of page.filter(isInForce)) value.add(run.users.positionOf(user.id));
    }
    return { value };
  } catch (error) {
    return { value, failure: asError(error) };
  }
}

/** Grants of all applications, gathered before any is emitted: several can grant one role. */
class Gathering {
  readonly ledger = new AwsGrantLedger();
  readonly sources: AwsSource[] = [];
  /** Members of groups that users' roles rest on, by group id. */
  readonly members = new Map<string, Members>();
  /**
   * By application, why its user schema could not be read, if it could not. No role is missing without
   * it, so these are no losses of the step.
   */
  readonly schemas = new Map<string, Error | undefined>();
  restsOnGroupList = false;

  constructor(readonly run: Run) {}
}

/** Build Child Relationships. */
export async function buildUserAwsRoles(tools: StepTools): Promise<void> {
  const { run, emit, losses } = tools;
  confirmLists(tools, 'iam', ['members', 'groups', 'users']);
  const gathering = new Gathering(run);
  const lost = losses(APPLICATIONS);
  const lostMembers = losses(MEMBERS);
  const failure = await eachApplication(run, lost, (source) => gatherUsers(gathering, source));
  for (const [groupId, members] of gathering.members) {
    await lostMembers.keep(groupId, () => Promise.resolve(members));
  }
  const listing = await run.users.refs.reading();
  for (const [userId, grants] of gathering.ledger.merged()) {
    if ((await run.users.named(userId)) === undefined) emit.leaveOut(grants.length);
    else {
      for (const grant of grants) {
        await emit.relationship(createUserAwsRoleRelationship(userId, grant));
      }
    }
  }
  report(tools, gathering);
  whole({ ...listing, failure: failure ?? listing.failure });
  if (gathering.restsOnGroupList) await run.groups.all.complete();
}

async function gatherUsers(gathering: Gathering, source: AwsSource): Promise<void> {
  const { run, ledger, sources } = gathering;
  const { application, federation } = source;
  sources.push(source);
  const groups = await run.aws.groupGrants(source);
  const union = await readUnion(gathering, source);
  const members = new Map<string, Members>();
  const granting = groups.groups.filter(({ id }) => groups.byGroup.has(id));
  const nobody = Promise.resolve(new Map<number, string[]>());
  const groupsOf = {
    none: () => nobody,
    granting: once(() => groupsByMember(run, granting, members)),
    assigned: once(() => groupsByMember(run, groups.groups, members)),
  };
  // Users show who is in a group that Okta's statistics call empty.
  if (groups.groups.some(({ usersCount }) => usersCount === 0)) await readAll(run, application);
  let restsOnGroups = false;
  let incomplete = 0;
  for await (const page of run.applications.usersOf(application)) {
    for (const user of page.filter(isInForce)) {
      const known = await groupsOf[groupsNeeded(federation, user, union)]();
      const ofUser = known.get(run.users.positionOf(user.id)) ?? [];
      const found = userGrants(federation, user, { grants: groups.byGroup, ofUser, union });
      ledger.add(user.id, found.grants);
      restsOnGroups ||= found.restsOnGroups;
      if (found.isIncomplete) incomplete += 1;
    }
  }
  if (restsOnGroups) {
    for (const [id, ofGroup] of members) gathering.members.set(id, ofGroup);
    gathering.restsOnGroupList ||= federation.mapping !== undefined;
  }
  const ofGroups = restsOnGroups ? groups.failure : undefined;
  whole({ value: undefined, failure: ofGroups ?? profilesMissing(incomplete, 'user') });
}

async function readAll(run: Run, application: AwsSource['application']): Promise<void> {
  for await (const page of run.applications.usersOf(application)) if (page.length === 0) continue;
}

/** By the position of a user, the ids of those of the groups that the user is in, in their order. */
async function groupsByMember(
  run: Run,
  groups: readonly MemberGroup[],
  members: Map<string, Members>,
): Promise<Map<number, string[]>> {
  await forEachConcurrently(groups, async (group) => {
    members.set(group.id, await run.memberships.of(group));
  });
  const byMember = new Map<number, string[]>();
  for (const { id } of groups) {
    for (const position of members.get(id)?.value ?? []) {
      const ids = byMember.get(position);
      if (ids === undefined) byMember.set(position, [id]);
      else ids.push(id);
    }
  }
  return byMember;
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}

/**
 * Whether users' own `samlRoles` hold those of their groups. If the schema cannot be read the answer
 * is no: no role is missed by that, but one may be called direct that comes from a group.
 */
async function readUnion(
  { run, schemas }: Gathering,
  { application, federation: { settings } }: AwsSource,
): Promise<boolean> {
  if (settings.useGroupMapping || !settings.isSaml) return false;
  try {
    const { samlRolesUnion } = await run.applications.schemaOf(application);
    schemas.set(application.id, undefined);
    return samlRolesUnion;
  } catch (error) {
    if (isFatal(error)) throw error;
    schemas.set(application.id, isNotFound(error) ? undefined : asError(error));
    return false;
  }
}

/**
 * One warning for each application whose roles cannot all be known. This step alone reports, since it
 * reads what the groups have as well. Always in the order of the applications' ids, as runs are compared.
 */
function report({ run, warn }: StepTools, { sources, schemas }: Gathering): void {
  const unread = new Losses('AWS applications’ user schemas');
  const ordered = sources.sort((one, other) =>
    one.application.id < other.application.id ? -1 : 1,
  );
  for (const { application, federation, failure: missing } of ordered) {
    // If settings are missing from Okta's answer, no setting is at fault.
    const isAtFault = missing === undefined && !federation.problems.isEmpty;
    if (isAtFault) warn(federation.problems.describe(application));
    const failure = schemas.get(application.id);
    if (failure !== undefined) unread.add(application.id, failure);
    else if (schemas.has(application.id)) unread.pass();
  }
  if (unread.count === 0) return;
  const advice = adviceFor(unread.refusal, run.settings.credentials.kind);
  warn(
    `${unread.describe()}. Some AWS roles may be shown as direct although they come from a group, or ` +
      `the reverse.${advice}`,
  );
}
