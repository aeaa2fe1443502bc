/** Makes groups and memberships of what Okta lists. */
import type { Entity, ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import { groupLink } from '../../graph/adminLinks';
import { entityBuilder } from '../../graph/entity';
import { cleaned, droppedNames } from '../../graph/rawData';
import { relate } from '../../graph/relate';
import { record } from '../../json';
import type { OrgIdentity } from '../../okta/org';
import { accountKey, accountUrl } from '../account/model';
import { isAppGroup, type OktaGroup } from './api';
import {
  ACCOUNT_HAS_APP_USER_GROUP,
  ACCOUNT_HAS_USER_GROUP,
  APP_USER_GROUP_ENTITY,
  APP_USER_GROUP_HAS_USER,
  appUserGroupProperties,
  USER_GROUP_ENTITY,
  USER_GROUP_HAS_USER,
  userGroupProperties,
} from './model';

/** Profile attributes that properties of the same name stand for. */
const CONSUMED: ReadonlySet<string> = new Set(['name', 'description']);

const buildUserGroup = entityBuilder(USER_GROUP_ENTITY);
const buildAppUserGroup = entityBuilder(APP_USER_GROUP_ENTITY);

/**
 * `okta_app_user_group` for a group of type APP_GROUP, `okta_user_group` for every other.
 * @param secrets where to note the names of attributes that are left out as secrets
 */
export function createGroupEntity(
  group: OktaGroup,
  org: OrgIdentity,
  secrets?: Set<string>,
): Entity {
  const raw = cleaned(group.raw);
  for (const name of droppedNames(group.profile, raw.profile)) secrets?.add(name);
  const properties = propertiesOf(group, org);
  const extras = { raw, custom: record(raw.profile), consumed: CONSUMED };
  return isAppGroup(group)
    ? buildAppUserGroup(appUserGroupProperties(properties), extras)
    : buildUserGroup(userGroupProperties(properties), extras);
}

function propertiesOf(group: OktaGroup, org: OrgIdentity) {
  const name = group.name ?? group.id;
  return {
    _key: group.id,
    id: group.id,
    name,
    displayName: name,
    webLink: groupLink(org.adminUrl, group.id),
    description: group.description,
    type: group.type,
    objectClass: group.objectClass.length > 0 ? [...group.objectClass] : undefined,
    created: group.created,
    createdOn: group.created,
    lastUpdated: group.lastUpdated,
    lastUpdatedOn: group.lastUpdated,
    lastMembershipUpdated: group.lastMembershipUpdated,
    lastMembershipUpdatedOn: group.lastMembershipUpdated,
    sourceApplicationId: group.sourceApplicationId,
    usersCount: group.usersCount,
    appsCount: group.appsCount,
    hasAdminPrivilege: group.hasAdminPrivilege,
  };
}

export function createAccountGroupRelationship(
  org: OrgIdentity,
  group: Pick<OktaGroup, 'id' | 'type'>,
): ExplicitRelationship {
  const declaration = isAppGroup(group) ? ACCOUNT_HAS_APP_USER_GROUP : ACCOUNT_HAS_USER_GROUP;
  return relate(declaration, accountKey(org), group.id, {
    accountUrl: accountUrl(org),
    groupId: group.id,
  });
}

/** A membership, under a type of its own for each of the two group types. */
export function createGroupUserRelationship(
  group: Pick<OktaGroup, 'id' | 'type'>,
  userId: string,
): ExplicitRelationship {
  const declaration = isAppGroup(group) ? APP_USER_GROUP_HAS_USER : USER_GROUP_HAS_USER;
  return relate(declaration, group.id, userId, {
    _key: `${group.id}|has_user|${userId}`,
    groupId: group.id,
    userId,
  });
}
