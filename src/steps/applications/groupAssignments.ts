/**
 * Which groups are assigned to which applications, read from the side that keeps the run short: one
 * call per application from the scarce apps bucket, or one per group from the groups bucket.
 */
import { isFatal, usableOf } from '../../okta';
import type { AssignmentSide, Run } from '../../run/run';
import { Channel } from '../../run/channel';
import { forEachConcurrently } from '../../run/concurrently';
import { FACTORS_SOURCE } from '../../sourceIds';
import { listGroupApps } from '../groups/api';
import { isEveryone } from '../groups/catalog';
import { whole, type Losses } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import type { StepTools } from '../../run/step';
import type { OktaAppGroup, OktaApplication } from './api';
import {
  cheaperSide,
  expectedAppUserCalls,
  groupAppCallsOf,
  mayHaveApplications,
  memberCallsOf,
  type AssignmentWorkload,
} from './assignmentPlan';
import { isAws } from './aws/catalog';

/** All that is known of one group's assignment to one application. */
export interface GroupAssignment {
  readonly groupId: string;
  readonly application: OktaApplication;
  /** Okta can hold several rows for the pair; none where they were read from the group's side. */
  readonly rows: readonly OktaAppGroup[];
}

/** Path template of the calls that the groups' side saves. */
const APP_GROUPS = '/api/v1/apps/{id}/groups';

/** Path template of the calls for the users of applications. */
const APP_USERS = '/api/v1/apps/{id}/users';

/** Every assignment once. What cannot be read is recorded in `losses`, and the rest goes on. */
export async function* readGroupAssignments(
  run: Run,
  losses: StepTools['losses'],
): AsyncGenerator<GroupAssignment, void, undefined> {
  const [applications, groups] = await Promise.all([
    run.applications.all.reading(),
    run.groups.all.reading(),
  ]);
  const { side, withRoles } = await chooseSide(run);
  const asked = (application: OktaApplication): boolean =>
    side === 'applications' || withRoles.has(application.id);

  const ready = new Channel<GroupAssignment>();
  const reading = Promise.allSettled([
    readFromApplications(run, losses('applications’ group assignments'), asked, ready),
    ...(side === 'groups'
      ? [readFromGroups(run, losses('groups’ applications'), asked, ready)]
      : []),
  ]).finally(() => {
    ready.end();
  });
  yield* ready;
  for (const outcome of await reading) if (outcome.status === 'rejected') throw outcome.reason;
  whole(applications);
  whole(groups);
}

async function readFromApplications(
  run: Run,
  lost: Losses,
  asked: (application: OktaApplication) => boolean,
  ready: Channel<GroupAssignment>,
): Promise<void> {
  const applications = [...run.applications.all.known()].filter(asked);
  run.okta.expect(APP_GROUPS, applications.length);
  await forEachConcurrently(applications, async (application) => {
    const rows = await lost.keep(application.id, () =>
      run.applications.groupsOf(application).reading(),
    );
    for (const [groupId, ofGroup] of byGroup(rows ?? [])) {
      await ready.push({ groupId, application, rows: ofGroup });
    }
  });
}

/** The same group can be assigned several times, with other priorities and roles. */
function byGroup(rows: readonly OktaAppGroup[]): Map<string, OktaAppGroup[]> {
  const groups = new Map<string, OktaAppGroup[]>();
  for (const row of rows) {
    const known = groups.get(row.id);
    if (known === undefined) groups.set(row.id, [row]);
    else known.push(row);
  }
  return groups;
}

async function readFromGroups(
  run: Run,
  lost: Losses,
  asked: (application: OktaApplication) => boolean,
  ready: Channel<GroupAssignment>,
): Promise<void> {
  const groups = [...run.groups.all.known()].filter(mayHaveApplications);
  const refusals = new Refusals();
  run.okta.expect('/api/v1/groups/{id}/apps', groupAppCallsOf(groups));
  await forEachConcurrently(groups, async (group) => {
    await lost.attempt(group.id, async () => {
      for await (const page of refusals.pages(() => listGroupApps(run.okta, group.id))) {
        for (const id of page) {
          const application = run.applications.find(id);
          if (application === undefined || asked(application)) continue;
          await ready.push({ groupId: group.id, application, rows: [] });
        }
      }
    });
  });
}

interface Side {
  readonly side: AssignmentSide;
  /** Applications whose assignments may carry a role: asked themselves whatever the side. */
  readonly withRoles: ReadonlySet<string>;
}

async function chooseSide(run: Run): Promise<Side> {
  const applications = [...run.applications.all.known()];
  const certain = new Set(applications.filter(isAws).map(({ id }) => id));
  const hoped = run.assignmentSide ?? cheaperSide(workload(run, certain.size));
  if (hoped === 'applications') return { side: hoped, withRoles: certain };
  const withRoles = await carryingRoles(run, applications);
  return { side: run.assignmentSide ?? cheaperSide(workload(run, withRoles.size)), withRoles };
}

/** Where a schema cannot be read, its application's assignments may carry a role. */
async function carryingRoles(
  run: Run,
  applications: readonly OktaApplication[],
): Promise<ReadonlySet<string>> {
  const carrying = new Set<string>();
  await forEachConcurrently(applications, async (application) => {
    if (await mayCarryRoles(run, application)) carrying.add(application.id);
  });
  return carrying;
}

async function mayCarryRoles(run: Run, application: OktaApplication): Promise<boolean> {
  try {
    return (await run.applications.schemaOf(application)).hasRoles;
  } catch (error) {
    if (isFatal(error)) throw error;
    return true;
  }
}

function workload(run: Run, applicationsWithRoles: number): AssignmentWorkload {
  const groups = run.groups.all.known();
  const applications = run.applications.all.length;
  const users = groups.find(isEveryone)?.usersCount ?? run.users.refs.length;
  const { buckets, callsByEndpoint } = run.okta.snapshot();
  const perMinute = (bucket: string): number =>
    usableOf(
      buckets.find(({ name }) => name === bucket)?.limit ?? Infinity,
      run.settings.rateLimitThreshold,
    );
  const least = Math.max(applications, callsByEndpoint[APP_USERS] ?? 0);
  return {
    applications,
    applicationsWithRoles,
    appUserCalls: [least, Math.max(least, expectedAppUserCalls(groups, applications))],
    memberCalls: memberCallsOf(groups),
    groupAppCalls: groupAppCallsOf(groups),
    userCalls: run.isEnabled(FACTORS_SOURCE) && run.factors.isFull ? users : 0,
    perMinute: {
      applications: perMinute('/api/v1/apps'),
      groups: perMinute('/api/v1/groups'),
      users: perMinute('/api/v1/users'),
      // Nobody has asked for a schema yet; its limit was never published below that of groups.
      schemas: perMinute('/api/v1/groups'),
    },
  };
}
