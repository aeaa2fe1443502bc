/** Makes the mapped relationships from users and groups to IAM roles. */
import {
  createMappedRelationship,
  type MappedRelationship,
  type RelationshipMapping,
  type StepMappedRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';

import { jsonText } from '../../graph/jsonText';
import type { RelationshipProperties } from '../../graph/relate';
import { targetKey, type AwsRoleTarget } from './grant';
import type { MergedAwsGrant } from './merge';
import { USER_ASSIGNED_AWS_IAM_ROLE, GROUPS_ASSIGNED_AWS_IAM_ROLE } from './model';

/**
 * `okta_user ASSIGNED aws_iam_role`. Beside what names the role (`roleArn`, `roleName`, `awsAccountId`,
 * `awsPartition`, or `roleName` and `accountName`): the strongest reason (`via`, `applicationId`,
 * `groupId` and the others of `AwsReason`), `grantCount`, and `grants`, a JSON list of all reasons as
 * far as it fits.
 */
export function createUserAwsRoleRelationship(
  userId: string,
  grant: MergedAwsGrant,
): MappedRelationship {
  return toRole(USER_ASSIGNED_AWS_IAM_ROLE, userId, grant, { userId });
}

/** `okta_user_group ASSIGNED aws_iam_role`, for groups of every type; properties as for users. */
export function createGroupAwsRoleRelationship(
  groupId: string,
  grant: MergedAwsGrant,
): MappedRelationship {
  return toRole(GROUPS_ASSIGNED_AWS_IAM_ROLE[0], groupId, grant, { groupId });
}

function toRole(
  declaration: StepMappedRelationshipMetadata,
  principalId: string,
  { target, reasons }: MergedAwsGrant,
  properties: RelationshipProperties,
): MappedRelationship {
  const listed = reasons.map((grant) => ({ ...grant, target: undefined }));
  return mapped(declaration, principalId, `${principalId}|assigned|${targetKey(target)}`, {
    mapping: roleFilter(target),
    properties: {
      ...describeRole(target),
      ...listed[0],
      ...properties,
      grantCount: listed.length,
      grants: jsonText(listed),
    },
  });
}

/** A mapped relationship forward from a principal, which creates no target. */
export function mapped(
  declaration: StepMappedRelationshipMetadata,
  sourceEntityKey: string,
  _key: string,
  {
    mapping,
    properties,
  }: {
    mapping: Pick<RelationshipMapping, 'targetEntity' | 'targetFilterKeys'>;
    properties: RelationshipProperties;
  },
): MappedRelationship {
  const { _class, _type, direction: relationshipDirection } = declaration;
  return createMappedRelationship({
    _class,
    _type,
    _key,
    _mapping: { relationshipDirection, sourceEntityKey, ...mapping, skipTargetCreation: true },
    properties: Object.fromEntries(
      Object.entries(properties).filter(([, value]) => value !== undefined),
    ),
  });
}

function roleFilter(
  target: AwsRoleTarget,
): Pick<RelationshipMapping, 'targetEntity' | 'targetFilterKeys'> {
  const _type = USER_ASSIGNED_AWS_IAM_ROLE.targetType;
  if (target.kind === 'arn') {
    return { targetEntity: { _type, _key: target.arn }, targetFilterKeys: [['_type', '_key']] };
  }
  const { roleName, accountName } = target;
  return {
    targetEntity: { _type, roleName, 'tag.AccountName': accountName },
    targetFilterKeys: [['_type', 'roleName', 'tag.AccountName']],
  };
}

function describeRole(target: AwsRoleTarget): RelationshipProperties {
  if (target.kind === 'account-name') {
    return { roleName: target.roleName, accountName: target.accountName };
  }
  const { arn, roleName, account, partition } = target;
  return { roleArn: arn, roleName, awsAccountId: account, awsPartition: partition };
}
