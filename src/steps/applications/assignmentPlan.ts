/** Decides from which side group assignments are read, so that the longest bucket is as short as possible. */

export type AssignmentSide = 'applications' | 'groups';

/** Calls that a run makes in each bucket whichever side is taken, and what either side adds. */
export interface AssignmentWorkload {
  readonly applications: number;
  /** Applications whose assignments may carry a role: they are always asked themselves. */
  readonly applicationsWithRoles: number;
  readonly groupsWithMembers: number;
  /** Groups with applications; those whose statistics are unknown count. */
  readonly groupsWithApplications: number;
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

/** Rate-limit windows, as far as they are used, of the longest bucket if group assignments are read from this side. */
export function windowsOfLongestBucket(work: AssignmentWorkload, side: AssignmentSide): number {
  const { perMinute } = work;
  const users = work.userCalls / perMinute.users;
  if (side === 'applications') {
    return Math.max(
      users,
      (2 * work.applications) / perMinute.applications,
      work.groupsWithMembers / perMinute.groups,
    );
  }
  return Math.max(
    users,
    (work.applications + work.applicationsWithRoles) / perMinute.applications,
    (work.groupsWithMembers + work.groupsWithApplications) / perMinute.groups,
    work.applications / perMinute.schemas,
  );
}

/**
 * The groups' side has to save a whole window, since it costs one schema call per application to learn
 * which of them may carry roles. A window that is used in part is waited for all the same.
 */
export function cheaperSide(work: AssignmentWorkload): AssignmentSide {
  const windows = (side: AssignmentSide): number => Math.ceil(windowsOfLongestBucket(work, side));
  return windows('groups') < windows('applications') ? 'groups' : 'applications';
}
