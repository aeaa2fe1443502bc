/** Pairs of a group and an application, by their ids. */
export class GroupApplicationPairs {
  private readonly byGroup = new Map<string, Set<string>>();

  add(groupId: string, applicationId: string): void {
    const applications = this.byGroup.get(groupId);
    if (applications === undefined) this.byGroup.set(groupId, new Set([applicationId]));
    else applications.add(applicationId);
  }

  has(groupId: string, applicationId: string): boolean {
    return this.byGroup.get(groupId)?.has(applicationId) === true;
  }

  /** Ids of the applications that are paired with the group. */
  of(groupId: string): ReadonlySet<string> {
    return this.byGroup.get(groupId) ?? NONE;
  }

  /** Ids of the groups that are in a pair. */
  groups(): Iterable<string> {
    return this.byGroup.keys();
  }

  hasGroup(groupId: string): boolean {
    return this.byGroup.has(groupId);
  }
}

const NONE: ReadonlySet<string> = new Set();
