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

/** Minutes that the longest bucket takes if group assignments are read from this side. */
export function longestBucket(work: AssignmentWorkload, side: AssignmentSide): number {
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
 * The groups' side has to save at least a whole rate-limit window, since it costs one schema call per
 * application to learn which of them may carry roles.
 */
export function cheaperSide(work: AssignmentWorkload): AssignmentSide {
  const saved = longestBucket(work, 'applications') - longestBucket(work, 'groups');
  return saved >= 1 ? 'groups' : 'applications';
}
