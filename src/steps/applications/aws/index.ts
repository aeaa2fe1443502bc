/** Emits which AWS roles users and groups have through Okta, and who is in Identity Center. */
import { adviceFor } from '../../../run/advice';
import { forEachConcurrently } from '../../../run/concurrently';
import { Losses, whole } from '../../../run/losses';
import { defineStep, type StepTools } from '../../../run/step';
import type { OktaApplication } from '../api';
import { createGroupAwsRoleRelationship, createUserAwsRoleRelationship } from './converter';
import { doubtAbout, profilesMissing, tellsRoles } from './doubt';
import { readAwsFederation, type AwsFederation } from './federation';
import {
  createGroupIdentityCenterRelationship,
  createUserIdentityCenterRelationship,
  isIdentityCenter,
} from './identityCenter';
import { AwsGrantLedger } from './merge';
import {
  AWS_RELATIONSHIPS_OF_GROUPS,
  AWS_RELATIONSHIPS_OF_USERS,
  GROUP_AWS_ROLES_AUTHORIZATION,
  GROUP_AWS_ROLES_STEP,
  USER_AWS_ROLES_AUTHORIZATION,
  USER_AWS_ROLES_STEP,
} from './model';
import { AwsProblemLog } from './problems';
import { userGrants } from './userGrants';

/** Build Child Relationships. */
async function buildGroupAwsRoles(tools: StepTools): Promise<void> {
  const { run, emit, losses } = tools;
  if (!run.isEnabled('groups')) return;
  const ledger = new AwsGrantLedger();
  const lost = losses('AWS applications');
  await forEachConcurrently(run.applications.all, async (application) => {
    const doubt = doubtAbout(application);
    const federation = doubt === undefined ? readAwsFederation(application) : undefined;
    if (doubt !== undefined) lost.add(application.id, doubt);
    if (federation?.active === true) {
      const grants = await lost.keep(application.id, () =>
        run.aws.groupGrants(application, federation),
      );
      for (const [groupId, ofGroup] of grants?.byGroup ?? []) ledger.add(groupId, ofGroup);
    } else if (isIdentityCenter(application)) {
      await lost.attempt(application.id, () => emitIdentityCenterGroups(tools, application));
    }
  });
  const listing = await run.groups.all.reading();
  for (const [groupId, grants] of ledger.merged()) {
    if (run.groups.find(groupId) === undefined) emit.leaveOut(grants.length);
    else {
      for (const grant of grants) {
        await emit.relationship(createGroupAwsRoleRelationship(groupId, grant));
      }
    }
  }
  whole(listing);
}

async function emitIdentityCenterGroups(
  { run, emit }: StepTools,
  application: OktaApplication,
): Promise<void> {
  const assigned = await run.applications.groupsOf(application).reading();
  await run.groups.all.reading();
  let untold = 0;
  for (const { id, profile } of assigned.value) {
    if (profile === undefined) untold += 1;
    const group = run.groups.find(id);
    if (group === undefined) emit.leaveOut();
    else {
      const edge = createGroupIdentityCenterRelationship(application.id, {
        id,
        profile,
        externalId: group.externalId,
        sourceApplicationId: group.sourceApplicationId,
      });
      if (edge !== undefined) await emit.relationship(edge);
    }
  }
  whole(assigned);
  if (untold > 0) throw profilesMissing(untold, 'group');
}

/** Grants of all AWS applications, gathered before any is emitted: several can grant one role. */
interface Gathering {
  readonly tools: StepTools;
  readonly ledger: AwsGrantLedger;
  readonly problems: AwsProblemLog;
  readonly lostGroups: Losses;
  /**
   * By application, why its user schema could not be read; undefined where it could. Without it no role
   * is missing, so these are no losses of the step.
   */
  readonly schemas: Map<string, Error | undefined>;
}

/**
 * Build Child Relationships. Without all groups it cannot be said which roles come through one, and
 * the edges of earlier runs are better than wrong ones.
 */
async function buildUserAwsRoles(tools: StepTools): Promise<void> {
  const { run, emit, losses } = tools;
  const gathering = {
    tools,
    ledger: new AwsGrantLedger(),
    problems: new AwsProblemLog(),
    lostGroups: losses('members of groups with AWS roles'),
    schemas: new Map<string, Error | undefined>(),
  };
  const lost = losses('AWS applications');
  const lostCenters = losses('Identity Center applications');
  await forEachConcurrently(run.applications.all, async (application) => {
    const doubt = doubtAbout(application);
    const federation = doubt === undefined ? readAwsFederation(application) : undefined;
    if (doubt !== undefined) lost.add(application.id, doubt);
    if (federation?.active === true) {
      if (!(await run.aws.knowsGroups())) return;
      await lost.attempt(application.id, () => gatherUsers(gathering, application, federation));
    } else if (isIdentityCenter(application)) {
      await lostCenters.attempt(application.id, () => emitIdentityCenterUsers(tools, application));
    }
  });
  const listing = await run.users.refs.reading();
  for (const [userId, grants] of gathering.ledger.merged()) {
    if (run.users.find(userId) === undefined) emit.leaveOut(grants.length);
    else {
      for (const grant of grants) {
        await emit.relationship(createUserAwsRoleRelationship(userId, grant));
      }
    }
  }
  report(gathering);
  whole(listing);
  if (run.isEnabled('groups')) await run.groups.all.complete();
}

async function gatherUsers(
  { tools: { run }, ledger, problems, lostGroups, schemas }: Gathering,
  application: OktaApplication,
  federation: AwsFederation,
): Promise<void> {
  problems.add(federation.problems);
  problems.add(whole(await run.aws.groupGrants(application, federation)).problems);
  const groups = await run.aws.userGroups(application, federation, (group) =>
    lostGroups.keep(group.id, () => run.memberships.of(group)),
  );
  schemas.set(application.id, groups.schemaFailure);
  let untold = 0;
  for await (const page of run.applications.usersOf(application)) {
    for (const user of page) {
      if (!tellsRoles(federation, user)) untold += 1;
      const ofUser = groups.idsOf(run.users.positionOf(user.id));
      const found = userGrants(federation, user, { ...groups, ofUser });
      ledger.add(user.id, found.grants);
      problems.add(found.problems);
    }
  }
  if (untold > 0) throw profilesMissing(untold, 'user');
}

async function emitIdentityCenterUsers(
  { run, emit }: StepTools,
  application: OktaApplication,
): Promise<void> {
  await run.users.refs.reading();
  for await (const page of run.applications.usersOf(application)) {
    for (const user of page) {
      const edge = createUserIdentityCenterRelationship(application.id, user);
      if (edge === undefined) continue;
      if (run.users.find(user.id) === undefined) emit.leaveOut();
      else await emit.relationship(edge);
    }
  }
}

/**
 * One warning for each application whose roles cannot all be known. This step alone reports, since it
 * reads what the groups have as well. Always in the order of the applications' ids, as runs are compared.
 */
function report({ tools, problems, schemas }: Gathering): void {
  for (const description of problems.warnings()) tools.warn(description);
  const unread = new Losses('AWS applications’ user schemas');
  for (const [id, failure] of [...schemas].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (failure === undefined) unread.pass();
    else unread.add(id, failure);
  }
  if (unread.count === 0) return;
  const advice = adviceFor(unread.refusal, tools.run.settings.credentials.kind);
  tools.warn(
    `${unread.describe()}. Whether a role is direct or comes from a group may be told wrongly.${advice}`,
  );
}

export const awsSteps = [
  defineStep({
    id: GROUP_AWS_ROLES_STEP,
    name: 'Build User Group AWS Roles',
    ingestionSourceId: 'applications',
    entities: [],
    relationships: [],
    mappedRelationships: [...AWS_RELATIONSHIPS_OF_GROUPS],
    authorization: GROUP_AWS_ROLES_AUTHORIZATION,
    handler: buildGroupAwsRoles,
  }),
  defineStep({
    id: USER_AWS_ROLES_STEP,
    name: 'Build User AWS Roles',
    ingestionSourceId: 'applications',
    entities: [],
    relationships: [],
    mappedRelationships: [...AWS_RELATIONSHIPS_OF_USERS],
    authorization: USER_AWS_ROLES_AUTHORIZATION,
    handler: buildUserAwsRoles,
  }),
];
