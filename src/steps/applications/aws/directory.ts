/** What several steps need to know of AWS applications: their groups' roles, and who is in these groups. */
import type { OktaClient } from '../../../okta';
import { isFatal, isNotFound } from '../../../okta/errors';
import type { GroupRef } from '../../groups/api';
import type { GroupDirectory } from '../../groups/directory';
import { whole, type Reading } from '../../losses';
import { getAppUserSchema, type OktaApplication } from '../api';
import type { ApplicationDirectory } from '../directory';
import { readAwsFederation, type AwsFederation } from './federation';
import { groupGrants, type AwsGroupGrants } from './groupGrants';
import { isIdentityCenter } from './identityCenter';
import type { AwsUserGroups } from './userGrants';

/** What is known of the groups around one application, for each of its users. */
export interface AwsApplicationGroups extends Pick<AwsUserGroups, 'grants' | 'union'> {
  /** Why it is not known whether `union` holds. */
  readonly schemaFailure: unknown;
  /** Ids of those groups with AWS roles that the user at this position is in. */
  idsOf(userPosition: number): readonly string[] | undefined;
}

const NO_GROUPS: readonly string[] = [];
const NO_UNION: Reading<boolean> = { value: false };

/** Whether more than one step reads the application's users. */
export function isAws(application: OktaApplication): boolean {
  return isIdentityCenter(application) || readAwsFederation(application) !== undefined;
}

export class AwsDirectory {
  private readonly byApplication = new Map<string, Promise<Reading<AwsGroupGrants>>>();

  /** @param groups undefined where the customer switched groups off: then no name is known. */
  constructor(
    private readonly okta: OktaClient,
    private readonly applications: ApplicationDirectory,
    private readonly groups: GroupDirectory | undefined,
  ) {}

  /** Whether the names of all groups are known, or were never wanted. Waits for their list. */
  async knowsGroups(): Promise<boolean> {
    return (await this.groups?.all.reading())?.failure === undefined;
  }

  /**
   * The roles of all groups that are assigned to the application. There is a failure, and some are
   * missing, where not all assignments could be read; also where `knowsGroups` is false.
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
    membersOf: (group: GroupRef) => Promise<Uint32Array | undefined>,
  ): Promise<AwsApplicationGroups> {
    const { byGroup } = whole(await this.groupGrants(application, federation));
    const schema = federation.useGroupMapping ? NO_UNION : await this.readUnion(application.id);
    const groupsOfUser = new Map<number, string[]>();
    for (const groupId of byGroup.keys()) {
      const group = this.groups?.find(groupId);
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
      idsOf: (position) =>
        this.groups === undefined ? undefined : (groupsOfUser.get(position) ?? NO_GROUPS),
    };
  }

  private async readGroupGrants(
    application: OktaApplication,
    federation: AwsFederation,
  ): Promise<Reading<AwsGroupGrants>> {
    const assigned = await this.applications.groupsOf(application).reading();
    await this.groups?.all.settled();
    const named = assigned.value.map((group) => ({
      ...group,
      groupName: this.groups?.find(group.id)?.name,
    }));
    return { ...assigned, value: groupGrants(federation, named) };
  }

  /**
   * Whether users' own `samlRoles` hold those of their groups. Where the schema cannot be read the
   * answer is no: no role is missed by that, but one may be said to be direct that comes from a group.
   */
  private async readUnion(applicationId: string): Promise<Reading<boolean>> {
    try {
      return { value: (await getAppUserSchema(this.okta, applicationId)).samlRolesUnion };
    } catch (failure) {
      if (isFatal(failure)) throw failure;
      return isNotFound(failure) ? NO_UNION : { value: false, failure };
    }
  }
}
