/** Makes group rules of what Okta lists. */
import type { Entity, ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import { activityOf, entityBuilder } from '../../graph/entity';
import { jsonText } from '../../graph/jsonText';
import { cleaned } from '../../graph/rawData';
import { relate } from '../../graph/relate';
import { isJsonObject, type JsonValue } from '../../json';
import type { OrgIdentity } from '../../okta/org';
import { accountKey } from '../account/model';
import type { OktaGroupRule } from './api';
import {
  ACCOUNT_HAS_GROUP_RULE,
  GROUP_RULE_ENTITY,
  GROUP_RULE_MANAGES_USER_GROUP,
  groupRuleProperties,
} from './model';

const build = entityBuilder(GROUP_RULE_ENTITY);

/** The rule, with conditions and actions as JSON texts. */
export function createGroupRuleEntity(rule: OktaGroupRule): Entity {
  const raw = cleaned(rule.raw);
  const name = rule.name ?? rule.id;
  return build(
    groupRuleProperties({
      _key: rule.id,
      id: rule.id,
      name,
      displayName: name,
      ruleType: rule.type,
      status: rule.status?.toLowerCase(),
      ...activityOf(rule.status),
      created: rule.created,
      createdOn: rule.created,
      lastUpdated: rule.lastUpdated,
      lastUpdatedOn: rule.lastUpdated,
      conditions: jsonOf(raw.conditions),
      actions: jsonOf(raw.actions),
      expression: rule.expression,
    }),
    { raw },
  );
}

/** Of a rule with very many users or groups, the first ones; all of them are in `_rawData`. */
function jsonOf(value: JsonValue | undefined): string | undefined {
  return isJsonObject(value) ? jsonText(value) : undefined;
}

export function createAccountGroupRuleRelationship(
  org: OrgIdentity,
  rule: Pick<OktaGroupRule, 'id'>,
): ExplicitRelationship {
  return relate(ACCOUNT_HAS_GROUP_RULE, accountKey(org), rule.id);
}

/** Okta lets rules fill its own groups only, so the target is never an application's group. */
export function createGroupRuleGroupRelationship(
  rule: Pick<OktaGroupRule, 'id'>,
  groupId: string,
): ExplicitRelationship {
  return relate(GROUP_RULE_MANAGES_USER_GROUP, rule.id, groupId);
}
