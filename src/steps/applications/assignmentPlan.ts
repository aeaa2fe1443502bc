/** Decides from which side group assignments are read, so that the longest bucket is as short as possible. */
import { isEveryone } from '../../okta';
import type { AssignmentSide } from '../../run/run';
import type { GroupRef } from '../groups/api';
import { mustAskForMembers } from '../groups/memberships';

/** Calls that a run makes in each bucket whichever side is taken, and what either side adds. */
export interface AssignmentWorkload {
  readonly applications: number;
  /** Applications whose assignments may carry a role: they are always asked themselves. */
  readonly applicationsWithRoles: number;
  /** For the applications' users: at least, and as Okta's statistics of groups let expect. */
  readonly appUserCalls: readonly [least: number, expected: number];
  /** For the members of groups. */
  readonly memberCalls: number;
  /** For the applications of groups; only the groups' side makes them. */
  readonly groupAppCalls: number;
  /** Calls in the users bucket: factors, pages. */
  readonly userCalls: number;
  /** Calls a minute that this run may make, by bucket. */
  readonly perMinute: {
    readonly applications: number;
    readonly groups: number;
    readonly users: number;
    readonly schemas: number;
  };
}

/** Objects a page, as the endpoint functions ask for them (api.ts here and of groups). */
const MEMBERS_PER_PAGE = 1000;
const APPS_OF_GROUP_PER_PAGE = 200;
const APP_USERS_PER_PAGE = 500;

/** An empty list takes a call too, and so does one of unknown length. */
function pages(count: number | undefined, perPage: number): number {
  return Math.max(1, Math.ceil((count ?? 1) / perPage));
}

function sumOf(groups: readonly GroupRef[], calls: (group: GroupRef) => number): number {
  return groups.reduce((sum, group) => sum + calls(group), 0);
}

/** Whether the group is to be asked for its applications. */
export function mayHaveApplications(group: GroupRef): boolean {
  return group.appsCount !== 0;
}

/** Calls for the members of these groups. */
export function memberCallsOf(groups: readonly GroupRef[]): number {
  return sumOf(groups.filter(mustAskForMembers), ({ usersCount }) =>
    pages(usersCount, MEMBERS_PER_PAGE),
  );
}

/** Calls for the applications of these groups. */
export function groupAppCallsOf(groups: readonly GroupRef[]): number {
  return sumOf(groups.filter(mayHaveApplications), ({ appsCount }) =>
    pages(appsCount, APPS_OF_GROUP_PER_PAGE),
  );
}

/**
 * Calls for the users of all applications, as far as groups show: every application that a large group
 * is assigned to has that group's pages. Direct assignments are unknown, and no application has more
 * users than the org.
 */
export function expectedAppUserCalls(groups: readonly GroupRef[], applications: number): number {
  const further = sumOf(
    groups,
    ({ usersCount, appsCount = 0 }) => appsCount * (pages(usersCount, APP_USERS_PER_PAGE) - 1),
  );
  const ofEverybody = pages(groups.find(isEveryone)?.usersCount, APP_USERS_PER_PAGE);
  return Math.min(applications + further, applications * ofEverybody);
}

/**
 * Rate-limit windows, as far as they are used, of the longest bucket if group assignments are read from
 * this side.
 * @param appUserCalls for the users of all applications
 */
export function windowsOfLongestBucket(
  work: AssignmentWorkload,
  side: AssignmentSide,
  appUserCalls: number,
): number {
  const { perMinute } = work;
  const users = work.userCalls / perMinute.users;
  if (side === 'applications') {
    return Math.max(
      users,
      (appUserCalls + work.applications) / perMinute.applications,
      work.memberCalls / perMinute.groups,
    );
  }
  return Math.max(
    users,
    (appUserCalls + work.applicationsWithRoles) / perMinute.applications,
    (work.memberCalls + work.groupAppCalls) / perMinute.groups,
    work.applications / perMinute.schemas,
  );
}

/**
 * The groups' side has to save a whole window, since it costs one schema call per application to learn
 * which of them may carry roles. A window that is used in part is waited for all the same.
 *
 * How many users applications have is not known yet: the share of the run that is saved or lost counts
 * with as few calls for them as there may be as much as with those to expect.
 */
export function cheaperSide(work: AssignmentWorkload): AssignmentSide {
  const savedShares = work.appUserCalls.map((appUserCalls) => {
    const windows = (side: AssignmentSide): number =>
      Math.ceil(windowsOfLongestBucket(work, side, appUserCalls));
    return (windows('applications') - windows('groups')) / Math.max(1, windows('applications'));
  });
  return savedShares.reduce((sum, share) => sum + share, 0) > 0 ? 'groups' : 'applications';
}
