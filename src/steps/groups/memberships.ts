/**
 * Who is in which group, read once per run for the steps that need it, kept as positions in the user
 * catalog: four bytes a membership.
 */
import { isEveryone, type OktaClient, isFarShort } from '../../okta';
import { asError, whole, IntegrationIncompleteDataError, type Reading } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import type { UserCatalog } from '../users/catalog';
import { listGroupMembers, type MemberGroup } from './api';
import { isRefusedToAll } from './catalog';

/**
 * Whether the group's members cost calls. Not those of `Everyone` (every user is in it, deprovisioned
 * ones too), nor of a group that Okta's statistics call empty.
 */
export function mustAskForMembers(group: MemberGroup): boolean {
  return !isEveryone(group) && group.usersCount !== 0;
}

/** What other answers show of members. */
export interface MemberEvidence {
  /** Positions of the users with an administrator role; absent if the customer switched roles off. */
  readonly administrators?: () => Promise<Reading<ReadonlySet<number>>>;
  /** Whether some user has an application or a role through the group, as far as that was read. */
  readonly hasMembers?: (groupId: string) => boolean;
}

/** The members of groups, as positions in the catalog of users; each group is asked once. */
export class Memberships {
  private readonly byGroup = new Map<string, Promise<Reading<Uint32Array>>>();
  /** Members by Okta's statistics, and as listed, of the groups that were asked and have statistics. */
  private counted = 0;
  private listed = 0;
  private readonly refusals = new Refusals();

  constructor(
    private readonly okta: OktaClient,
    private readonly users: UserCatalog,
    private readonly evidence: MemberEvidence = {},
  ) {}

  /**
   * Positions of the group's members, each once; some may belong to users that are not listed (yet).
   * Never rejects: where reading ended early, the members read so far are given with the error.
   */
  of(group: MemberGroup): Promise<Reading<Uint32Array>> {
    const known = this.byGroup.get(group.id);
    if (known !== undefined) return known;
    const reading = this.read(group);
    // Other answers may show a member later.
    if (mustAskForMembers(group) || this.isShown(group)) this.byGroup.set(group.id, reading);
    return reading;
  }

  /** Whether the group has members, as other answers show by now, although Okta's statistics call it empty. */
  isShown({ id, usersCount }: MemberGroup): boolean {
    return usersCount === 0 && this.evidence.hasMembers?.(id) === true;
  }

  /** Rejects with an IntegrationIncompleteDataError if empty lists were not true. Call it when all were read. */
  async confirm(): Promise<void> {
    await this.refusals.confirm();
    if (this.listed === 0 && isFarShort(0, this.counted)) throw notListed(this.counted);
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
    } else if (mustAskForMembers(group) || this.isShown(group)) {
      try {
        await this.fillFromList(members, group);
      } catch (error) {
        if (!isRefusedToAll(group, error)) throw error;
        await this.fillFromRoles(members);
      }
    }
  }

  private async fillFromList(members: Set<number>, group: MemberGroup): Promise<void> {
    for await (const page of this.refusals.pages(() => listGroupMembers(this.okta, group.id))) {
      for (const id of page) members.add(this.users.positionOf(id));
    }
    this.counted += group.usersCount ?? 0;
    this.listed += members.size;
    assertCount(group, members.size);
  }

  /** "Okta Administrators" has all administrators as members: those that are known are reported. */
  private async fillFromRoles(members: Set<number>): Promise<void> {
    const reading = await this.evidence.administrators?.();
    for (const position of reading?.value ?? []) members.add(position);
    if (reading !== undefined) whole(reading);
  }
}

function notListed(counted: number): Error {
  return new IntegrationIncompleteDataError(
    `Okta counts ${counted} members of groups and lists none of them`,
  );
}

/** Throws if the list of members is far shorter than Okta's own count of them. */
function assertCount({ usersCount = 0 }: MemberGroup, found: number): void {
  if (!isFarShort(found, usersCount)) return;
  throw new IntegrationIncompleteDataError(
    `Okta counts ${usersCount} members of the group and lists ${found}`,
  );
}
