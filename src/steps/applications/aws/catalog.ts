/** What several steps need to know of AWS applications: their groups' roles, and who is in these groups. */
import { isFatal, isNotFound } from '../../../okta';
import type { MemberGroup } from '../../groups/api';
import type { GroupCatalog } from '../../groups/catalog';
import { asError, whole, type Reading } from '../../../run/losses';
import type { OktaAppGroup, OktaApplication } from '../api';
import type { ApplicationCatalog } from '../catalog';
import { doubtAboutGroups } from './doubt';
import { readAwsFederation, type AwsFederation } from './federation';
import { groupGrants, type AwsGroupGrants } from './groupGrants';
import { isIdentityCenter } from './identityCenter';
import type { AwsUserGroups } from './userGrants';

/** What is known of the groups around one application, for each of its users. */
export interface AwsApplicationGroups extends Pick<AwsUserGroups, 'grants' | 'union'> {
  /** Why it is not known whether `union` holds. */
  readonly schemaFailure: Error | undefined;
  /** Ids of those groups with AWS roles that the user at this position is in. */
  idsOf(userPosition: number): readonly string[];
}

const NO_GROUPS: readonly string[] = [];
const NO_UNION: Reading<boolean> = { value: false };

/** Whether more than one step reads the application's users. */
export function isAws(application: OktaApplication): boolean {
  return isIdentityCenter(application) || readAwsFederation(application) !== undefined;
}

/** What AWS applications grant to groups, read once for the steps of groups and of users. */
export class AwsCatalog {
  private readonly byApplication = new Map<string, Promise<Reading<AwsGroupGrants>>>();
  /** Where groups are not listed: those with AWS roles, as their assignments show them. */
  private readonly shown = new Map<string, MemberGroup>();

  /**
   * @param groups undefined where the customer switched groups off: then assignments have to hold
   * their groups, and nothing is asked for beyond the members of groups with AWS roles.
   */
  constructor(
    private readonly applications: ApplicationCatalog,
    private readonly groups: GroupCatalog | undefined,
  ) {}

  /** Whether the names of all groups are known, or were never wanted. Waits for their list. */
  async knowsGroups(): Promise<boolean> {
    return (await this.groups?.all.reading())?.failure === undefined;
  }

  /**
   * The roles of all groups that are assigned to the application. There is a failure, and some are
   * missing, where not all assignments could be read, where these do not tell all roles, where the names
   * could not be matched, and where `knowsGroups` is false.
   */
  groupGrants(
    application: OktaApplication,
    federation: AwsFederation,
  ): Promise<Reading<AwsGroupGrants>> {
    const known = this.byApplication.get(application.id);
    if (known !== undefined) return known;
    const reading = this.readGroupGrants(application, federation);
    this.byApplication.set(application.id, reading);
    return reading;
  }

  /**
   * Rejects where not all groups with AWS roles are known.
   * @param membersOf positions of a group's members; undefined where they could not be read.
   */
  async userGroups(
    application: OktaApplication,
    federation: AwsFederation,
    membersOf: (group: MemberGroup) => Promise<Uint32Array | undefined>,
  ): Promise<AwsApplicationGroups> {
    const { byGroup } = whole(await this.groupGrants(application, federation));
    const schema = federation.useGroupMapping ? NO_UNION : await this.readUnion(application);
    const groupsOfUser = new Map<number, string[]>();
    for (const groupId of byGroup.keys()) {
      const group = this.find(groupId);
      for (const position of (group && (await membersOf(group))) ?? []) {
        const ids = groupsOfUser.get(position);
        if (ids === undefined) groupsOfUser.set(position, [groupId]);
        else ids.push(groupId);
      }
    }
    return {
      grants: byGroup,
      union: schema.value,
      schemaFailure: schema.failure,
      idsOf: (position) => groupsOfUser.get(position) ?? NO_GROUPS,
    };
  }

  private async readGroupGrants(
    application: OktaApplication,
    federation: AwsFederation,
  ): Promise<Reading<AwsGroupGrants>> {
    const assigned = await this.applications.groupsOf(application).reading();
    await this.groups?.all.reading();
    for (const row of assigned.value) this.note(row);
    const named = assigned.value.map((row) => ({ ...row, groupName: this.find(row.id)?.name }));
    const value = groupGrants(federation, named);
    const doubt = doubtAboutGroups(federation, {
      assignments: named,
      isKnown: (groupId) => this.find(groupId) !== undefined,
      withRoles: value.byGroup.keys(),
    });
    return { value, failure: assigned.failure ?? doubt ?? value.failure };
  }

  private find(groupId: string): MemberGroup | undefined {
    return this.groups === undefined ? this.shown.get(groupId) : this.groups.find(groupId);
  }

  private note({ id, group }: OktaAppGroup): void {
    this.shown.set(id, { id, type: group?.type, name: group?.name, usersCount: undefined });
  }

  /**
   * Whether users' own `samlRoles` hold those of their groups. Where the schema cannot be read the
   * answer is no: no role is missed by that, but one may be said to be direct that comes from a group.
   */
  private async readUnion(application: OktaApplication): Promise<Reading<boolean>> {
    try {
      return { value: (await this.applications.schemaOf(application)).samlRolesUnion };
    } catch (error) {
      if (isFatal(error)) throw error;
      return isNotFound(error) ? NO_UNION : { value: false, failure: asError(error) };
    }
  }
}
