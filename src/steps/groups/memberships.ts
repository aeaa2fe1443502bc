/**
 * Who is in which group, read once per run for the steps that need it, kept as positions in the user
 * catalog: four bytes a membership.
 */
import type { OktaClient } from '../../okta';
import { asError, type Reading } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import type { UserCatalog } from '../users/catalog';
import { listGroupMembers, type MemberGroup } from './api';
import { isEveryone } from './catalog';

/**
 * Whether the group's members cost calls. Not those of `Everyone` (every user is in it, deprovisioned
 * ones too), nor of a group that Okta's statistics call empty.
 */
export function mustAskForMembers(group: MemberGroup): boolean {
  return !isEveryone(group) && group.usersCount !== 0;
}

/** The members of groups, as positions in the catalog of users; each group is asked once. */
export class Memberships {
  private readonly byGroup = new Map<string, Promise<Reading<Uint32Array>>>();
  private readonly refusals = new Refusals();

  constructor(
    private readonly okta: OktaClient,
    private readonly users: UserCatalog,
  ) {}

  /**
   * Positions of the group's members, each once; some may belong to users that are not listed (yet).
   * Never rejects: where reading ended early, the members read so far are given with the error.
   */
  of(group: MemberGroup): Promise<Reading<Uint32Array>> {
    const known = this.byGroup.get(group.id);
    if (known !== undefined) return known;
    const reading = this.read(group);
    this.byGroup.set(group.id, reading);
    return reading;
  }

  private async read(group: MemberGroup): Promise<Reading<Uint32Array>> {
    const members = new Set<number>();
    try {
      await this.fill(members, group);
      return { value: Uint32Array.from(members) };
    } catch (error) {
      return { value: Uint32Array.from(members), failure: asError(error) };
    }
  }

  private async fill(members: Set<number>, group: MemberGroup): Promise<void> {
    if (isEveryone(group)) {
      for await (const user of this.users.refs) members.add(user.index);
    } else if (mustAskForMembers(group)) {
      for await (const page of this.refusals.pages(() => listGroupMembers(this.okta, group.id))) {
        for (const id of page) members.add(this.users.positionOf(id));
      }
    }
  }
}
