/** Who administers the org: the users with a role of their own, and those in a group that has one. */
import { isFatal, isUnavailable } from '../../okta';
import { forEachConcurrently } from '../../run/concurrently';
import type { GroupRef } from '../groups/api';
import { isOktaAdministrators } from '../groups/catalog';
import { asError, type Reading } from '../../run/losses';
import type { UserCatalog } from '../users/catalog';
import type { OktaRoleAssignment } from './api';

/** Where administrators are looked for. */
export interface AdministratorSources {
  readonly users: Pick<UserCatalog, 'positionOf'>;
  /** Ids of the users to ask for their roles. */
  readonly holders: AsyncIterable<string>;
  /** The groups to ask for roles. */
  readonly privileged: AsyncIterable<GroupRef>;
  readonly ofUser: (id: string) => Promise<readonly OktaRoleAssignment[]>;
  readonly ofGroup: (group: GroupRef) => Promise<readonly OktaRoleAssignment[]>;
  /** Positions of a group's members in the catalog of users. */
  readonly membersOf: (group: GroupRef) => Promise<Reading<Uint32Array>>;
}

/** Who has an administrator role in force because a group has it. */
export interface ThroughGroups {
  /** Positions in the catalog of users. */
  readonly users: ReadonlySet<number>;
  /** Whether some of them are super administrators. */
  readonly includesSuperAdmins: boolean;
}

/** Reads what can be read, and keeps the first failure that is no missing right. */
export class BestEffort {
  failure: Error | undefined;

  /** Undefined if it could not be read. Rejects only with what ends the run. */
  async of<T>(reading: Promise<T>): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      this.note(asError(error));
      return undefined;
    }
  }

  /** Throws what ends the run. */
  note(error: Error): void {
    if (isFatal(error)) throw error;
    if (!isUnavailable(error)) this.failure ??= error;
  }
}

/** The org's administrators, as far as their roles can be read. */
export class Administrators {
  private readingGroups: Promise<Reading<ThroughGroups>> | undefined;

  constructor(private readonly sources: AdministratorSources) {}

  /**
   * Positions of all of them in the catalog of users. There is a failure if some could not be read
   * although it is permitted.
   */
  async all(): Promise<Reading<ReadonlySet<number>>> {
    const { holders, ofUser, users } = this.sources;
    const tried = new BestEffort();
    const found = new Set<number>();
    const note = async (id: string): Promise<void> => {
      if ((await tried.of(ofUser(id)))?.some(isInForce) === true) found.add(users.positionOf(id));
    };
    await tried.of(forEachConcurrently(holders, note));
    const { value, failure } = await this.throughGroups();
    for (const position of value.users) found.add(position);
    return { value: found, failure: tried.failure ?? failure };
  }

  /** Those whose role is a group's; read once. */
  throughGroups(): Promise<Reading<ThroughGroups>> {
    this.readingGroups ??= this.readGroups();
    return this.readingGroups;
  }

  private async readGroups(): Promise<Reading<ThroughGroups>> {
    const { privileged, ofGroup, membersOf } = this.sources;
    const users = new Set<number>();
    let includesSuperAdmins = false;
    const tried = new BestEffort();
    const note = async (group: GroupRef): Promise<void> => {
      // Okta itself makes every administrator a member of it, so being in it gives nobody a role.
      if (isOktaAdministrators(group)) return;
      const roles = ((await tried.of(ofGroup(group))) ?? []).filter(isInForce);
      if (roles.length === 0) return;
      const { value: members, failure } = await membersOf(group);
      if (failure !== undefined) tried.note(failure);
      for (const position of members) users.add(position);
      includesSuperAdmins ||= members.length > 0 && roles.some(isSuperAdmin);
    };
    await tried.of(forEachConcurrently(privileged, note));
    return { value: { users, includesSuperAdmins }, failure: tried.failure };
  }
}

function isInForce({ status }: OktaRoleAssignment): boolean {
  return status !== 'INACTIVE';
}

function isSuperAdmin({ type }: OktaRoleAssignment): boolean {
  return type === 'SUPER_ADMIN';
}
