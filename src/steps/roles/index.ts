/** Emits administrator roles and who holds them. */
import { forEachConcurrently } from '../concurrently';
import type { Losses } from '../losses';
import { filtered } from '../sharedList';
import { defineStep, type StepTools } from '../step';
import type { OktaGroup } from '../groups/api';
import {
  createAccountRoleRelationship,
  createGroupRoleRelationship,
  createRoleEntity,
  createUserRoleRelationship,
} from './converter';
import {
  ACCOUNT_HAS_ROLE,
  APP_USER_GROUP_ASSIGNED_ROLE,
  ROLE_ENTITY,
  ROLES_AUTHORIZATION,
  ROLES_STEP,
  USER_ASSIGNED_ROLE,
  USER_GROUP_ASSIGNED_ROLE,
  USER_GROUP_ROLES_AUTHORIZATION,
  USER_GROUP_ROLES_STEP,
  USER_ROLES_STEP,
} from './model';
