/** Makes administrator roles, and who holds them, of what Okta lists. */
import type { Entity, ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import { activityOf, entityBuilder } from '../../graph/entity';
import { relate } from '../../graph/relate';
import type { OrgIdentity } from '../../okta/org';
import { accountKey } from '../account/model';
import { isAppGroup, type OktaGroup } from '../groups/api';
import {
  ACCOUNT_HAS_ROLE,
  APP_USER_GROUP_ASSIGNED_ROLE,
  ROLE_ENTITY,
  roleProperties,
  USER_ASSIGNED_ROLE,
  USER_GROUP_ASSIGNED_ROLE,
} from './model';
import { labelOf, type HeldRole, type OktaRole } from './role';

const build = entityBuilder(ROLE_ENTITY);

/** @param key from `roleKeys`, where roles of one label are distinguished */
export function createRoleEntity(role: OktaRole, key: string): Entity {
  return build(
    roleProperties({
      _key: key,
      id: role.id,
      name: labelOf(role),
      displayName: labelOf(role),
      description: role.description,
      roleType: role.type,
      status: role.status?.toLowerCase(),
      ...activityOf(role.status),
      superAdmin: role.type === 'SUPER_ADMIN',
      createdOn: role.created,
      lastUpdatedOn: role.lastUpdated,
      permissions: role.permissions && [...role.permissions],
    }),
    { raw: role.raw },
  );
}

export function createAccountRoleRelationship(
  org: OrgIdentity,
  roleKey: string,
): ExplicitRelationship {
  return relate(ACCOUNT_HAS_ROLE, accountKey(org), roleKey);
}

/** Only for assignments of type USER: those of type GROUP are the group's. */
export function createUserRoleRelationship(
  userId: string,
  roleKey: string,
  held: Pick<HeldRole, 'status'>,
): ExplicitRelationship {
  return relate(USER_ASSIGNED_ROLE, userId, roleKey, { status: held.status?.toLowerCase() });
}

export function createGroupRoleRelationship(
  group: Pick<OktaGroup, 'id' | 'type'>,
  roleKey: string,
  held: Pick<HeldRole, 'status'>,
): ExplicitRelationship {
  const declaration = isAppGroup(group) ? APP_USER_GROUP_ASSIGNED_ROLE : USER_GROUP_ASSIGNED_ROLE;
  return relate(declaration, group.id, roleKey, { status: held.status?.toLowerCase() });
}
