/** From which side of this run's org group assignments are read, by what is known of its size and limits. */
import { isEveryone, isFatal, usableOf } from '../../okta';
import { forEachConcurrently } from '../../run/concurrently';
import type { AssignmentSide, Run } from '../../run/run';
import { FACTORS_SOURCE } from '../../sourceIds';
import type { OktaApplication } from './api';
import {
  cheaperSide,
  expectedAppUserCalls,
  groupAppCallsOf,
  memberCallsOf,
  type AssignmentWorkload,
} from './assignmentPlan';
import { isAws } from './awsSettings';

/** Path template of the calls for the users of applications. */
const APP_USERS = '/api/v1/apps/{id}/users';

/** Who is asked for group assignments. */
export interface Side {
  readonly side: AssignmentSide;
  /** Applications whose assignments may carry a role: asked themselves whatever the side. */
  readonly withRoles: ReadonlySet<string>;
}

/** The side that keeps the run short, once applications and groups are listed. */
export async function chooseSide(run: Run): Promise<Side> {
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
