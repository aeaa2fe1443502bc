/** What several steps need to know of AWS applications: their groups' roles, and who is in these groups. */
import type { OktaClient } from '../../../okta';
import { isFeatureDisabled, isForbidden, isNotFound } from '../../../okta/errors';
import type { OktaGroup } from '../../groups/api';
import type { GroupDirectory } from '../../groups/directory';
import { getAppUserSchema, type OktaApplication } from '../api';
import type { ApplicationDirectory } from '../directory';
import { readAwsFederation, type AwsFederation } from './federation';
import { groupGrants, type AwsGroupGrants } from './groupGrants';
import { isIdentityCenter } from './identityCenter';
import type { AwsUserGroups } from './userGrants';

/** What is known of the groups around one application, for each of its users. */
export interface AwsApplicationGroups extends Pick<AwsUserGroups, 'grants' | 'union'> {
  /** Ids of those groups with AWS roles that the user at this position is in. */
  idsOf(userPosition: number): readonly string[] | undefined;
}

const NO_GROUPS: readonly string[] = [];

/** Whether more than one step reads the application's users. */
export function isAws(application: OktaApplication): boolean {
  return isIdentityCenter(application) || readAwsFederation(application) !== undefined;
}

export class AwsDirectory {
  private readonly byApplication = new Map<string, Promise<AwsGroupGrants>>();

  /** @param groups undefined where the customer switched groups off: then no name is known. */
  constructor(
    private readonly okta: OktaClient,
    private readonly applications: ApplicationDirectory,
    private readonly groups: GroupDirectory | undefined,
  ) {}

  /** The roles of all groups that are assigned to the application. */
  groupGrants(application: OktaApplication, federation: AwsFederation): Promise<AwsGroupGrants> {
    const known = this.byApplication.get(application.id);
    if (known !== undefined) return known;
    const reading = this.readGroupGrants(application, federation);
    this.byApplication.set(application.id, reading);
    return reading;
  }

  /** @param membersOf positions of a group's members; undefined where they could not be read. */
  async userGroups(
    application: OktaApplication,
    federation: AwsFederation,
    membersOf: (group: OktaGroup) => Promise<Uint32Array | undefined>,
  ): Promise<AwsApplicationGroups> {
    const union = !federation.useGroupMapping && (await this.unitesRoles(application.id));
    const { byGroup } = await this.groupGrants(application, federation);
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
      union,
      idsOf: (position) =>
        this.groups === undefined ? undefined : (groupsOfUser.get(position) ?? NO_GROUPS),
    };
  }

  private async readGroupGrants(
    application: OktaApplication,
    federation: AwsFederation,
  ): Promise<AwsGroupGrants> {
    const assigned = await this.applications.groupsOf(application);
    await this.groups?.all.settled();
    return groupGrants(
      federation,
      assigned.map((group) => ({ ...group, groupName: this.groups?.find(group.id)?.name })),
    );
  }

  /** Where the schema may not be read, the user's own roles are taken as they stand. */
  private async unitesRoles(applicationId: string): Promise<boolean> {
    try {
      return (await getAppUserSchema(this.okta, applicationId)).samlRolesUnion;
    } catch (error) {
      if (isForbidden(error) || isFeatureDisabled(error) || isNotFound(error)) return false;
      throw error;
    }
  }
}
