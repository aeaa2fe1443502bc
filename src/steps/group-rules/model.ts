/** What the group rules step puts into the graph: rules, and the groups they fill. */
import { RelationshipClass, type StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

import { createEntityMetadata, time } from '../../graph/metadata';
import { authorizationFor } from '../../permissions';
import { ACCOUNT_ENTITY } from '../account/model';
import { USER_GROUP_ENTITY } from '../groups/model';

export const GROUP_RULES_STEP = 'fetch-rules';
export const GROUP_RULE_GROUPS_STEP = 'build-rule-user-group-relationships';

const JSON_TEXT = 'JSON; of lists that are too long for a property, the first items';

export const [GROUP_RULE_ENTITY, groupRuleProperties] = createEntityMetadata({
  resourceName: 'Okta Rule',
  _class: ['Configuration'],
  _type: 'okta_rule',
  description: 'A rule by which Okta puts users into groups',
  schema: Type.Object({
    ruleType: Type.Optional(Type.String()),
    isActive: Type.Optional(Type.Boolean()),
    created: time,
    lastUpdated: time,
    lastUpdatedOn: time,
    conditions: Type.Optional(Type.String({ description: JSON_TEXT })),
    actions: Type.Optional(Type.String({ description: JSON_TEXT })),
    expression: Type.Optional(
      Type.String({ description: "The condition in Okta's expression language" }),
    ),
  }),
});

export const ACCOUNT_HAS_GROUP_RULE = {
  _type: 'okta_account_has_rule',
  sourceType: ACCOUNT_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: GROUP_RULE_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const GROUP_RULE_MANAGES_USER_GROUP = {
  _type: 'okta_rule_manages_user_group',
  sourceType: GROUP_RULE_ENTITY._type,
  _class: RelationshipClass.MANAGES,
  targetType: USER_GROUP_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const GROUP_RULES_AUTHORIZATION = authorizationFor('/api/v1/groups/rules', '/api/v1/groups');
