/** Maps who is provisioned to AWS IAM Identity Center to that service's own users and groups. */
import type { MappedRelationship } from '@jupiterone/integration-sdk-core';

import { text, type JsonObject } from '../../json';
import { mapped } from './converter';
import {
  GROUPS_ASSIGNED_AWS_IDENTITY_CENTER_GROUP,
  USER_ASSIGNED_AWS_IDENTITY_CENTER_USER,
} from './model';

/** Longer than any id of Identity Center, and short enough for a `_key`. */
const MAX_EXTERNAL_ID_LENGTH = 200;

function isUsable(externalId: string | undefined): externalId is string {
  return externalId !== undefined && externalId.length <= MAX_EXTERNAL_ID_LENGTH;
}

/**
 * `okta_user ASSIGNED aws_identity_center_user`, where Okta has provisioned the user; undefined where
 * it has not (`externalId` is empty then, as Okta's API description says).
 *
 * The target is found by either of the two ids that provisioning writes: `externalId` of the
 * application user is the target system's own key (Okta's API description), here Identity Center's
 * user id; and Okta's SCIM client leaves the Okta user id there as external id
 * (docs/okta-api.md#aws-roles-in-assignments). Under which of them JupiterOne's AWS integration keeps
 * users is inferred.
 */
export function createUserIdentityCenterRelationship(
  applicationId: string,
  user: { readonly id: string; readonly externalId: string | undefined },
): MappedRelationship | undefined {
  const { id: userId, externalId } = user;
  if (!isUsable(externalId)) return undefined;
  const declaration = USER_ASSIGNED_AWS_IDENTITY_CENTER_USER;
  return mapped(declaration, userId, `${userId}|assigned|identity-center|${externalId}`, {
    mapping: {
      targetEntity: { _type: declaration.targetType, userId: externalId, externalId: userId },
      targetFilterKeys: [
        ['_type', 'userId'],
        ['_type', 'externalId'],
      ],
    },
    properties: { applicationId, userId, externalId },
  });
}

/** What identifies a group's counterpart. */
export interface IdentityCenterGroup {
  /** The group's id. */
  readonly id: string;
  /** That of the group's assignment to the application. */
  readonly profile: JsonObject | undefined;
  /** The group's own `profile.externalId`. */
  readonly externalId?: string | undefined;
  /** The application that an imported group comes from. */
  readonly sourceApplicationId?: string | undefined;
}

/**
 * `okta_user_group ASSIGNED aws_identity_center_group`, if Okta shows the id of the counterpart: in
 * the profile of the assignment, or in the own profile of a group that was imported from this very
 * application (an external id from a directory names something else). Undefined otherwise: for a
 * group that is pushed, Okta's API shows no id of the other side.
 */
export function createGroupIdentityCenterRelationship(
  applicationId: string,
  group: IdentityCenterGroup,
): MappedRelationship | undefined {
  const { id: groupId } = group;
  const imported = group.sourceApplicationId === applicationId ? group.externalId : undefined;
  const externalId = text(group.profile?.externalId) ?? imported;
  if (!isUsable(externalId)) return undefined;
  const [declaration] = GROUPS_ASSIGNED_AWS_IDENTITY_CENTER_GROUP;
  return mapped(declaration, groupId, `${groupId}|assigned|identity-center|${externalId}`, {
    mapping: {
      targetEntity: { _type: declaration.targetType, groupId: externalId },
      targetFilterKeys: [['_type', 'groupId']],
    },
    properties: { applicationId, groupId, externalId },
  });
}
