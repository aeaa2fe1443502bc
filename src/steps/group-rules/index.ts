/** Emits group rules and the groups that they put users into. */
import { IntegrationIncompleteDataError, whole } from '../../run/losses';
import { defineStep, type StepTools } from '../../run/step';
import { isAppGroup } from '../groups/api';
import {
  createAccountGroupRuleRelationship,
  createGroupRuleEntity,
  createGroupRuleGroupRelationship,
} from './converter';
import {
  ACCOUNT_HAS_GROUP_RULE,
  GROUP_RULE_ENTITY,
  GROUP_RULE_GROUPS_STEP,
  GROUP_RULE_MANAGES_USER_GROUP,
  GROUP_RULES_AUTHORIZATION,
  GROUP_RULES_STEP,
} from './model';

/** Fetch Entities. */
async function fetchGroupRules({ run, emit, progress }: StepTools): Promise<void> {
  let done = 0;
  for await (const rule of run.groupRules) {
    const isInGraph = await emit.entity(rule.id, () => createGroupRuleEntity(rule));
    if (isInGraph) await emit.relationship(createAccountGroupRuleRelationship(run.org, rule));
    progress((done += 1));
  }
}

const NO_GROUPS = 'Okta does not name every group that the rule fills';

/** Fetch Relationships. A rule keeps the ids of groups that were deleted: no edge for these, and then it is INVALID. */
async function buildRuleGroups({ run, emit, losses }: StepTools): Promise<void> {
  if (!run.isEnabled('groups')) return;
  const lost = losses('group rules’ targets');
  const listing = await run.groups.all.reading();
  for await (const rule of run.groupRules) {
    if (rule.areGroupsKnown) lost.pass();
    else lost.add(rule.id, new IntegrationIncompleteDataError(NO_GROUPS));
    for (const groupId of rule.groupIds) {
      const isOfToday = rule.status !== 'INVALID';
      const group = isOfToday ? await run.groups.named(groupId) : run.groups.find(groupId);
      if (group === undefined || isAppGroup(group)) emit.leaveOut();
      else await emit.relationship(createGroupRuleGroupRelationship(rule, groupId));
    }
  }
  whole(listing);
}

export const groupRuleSteps = [
  defineStep({
    id: GROUP_RULES_STEP,
    name: 'Fetch Group Rules',
    ingestionSourceId: 'rules',
    entities: [GROUP_RULE_ENTITY],
    relationships: [ACCOUNT_HAS_GROUP_RULE],
    authorization: GROUP_RULES_AUTHORIZATION,
    handler: fetchGroupRules,
  }),
  defineStep({
    id: GROUP_RULE_GROUPS_STEP,
    name: 'Build Group Rule Targets',
    ingestionSourceId: 'rules',
    entities: [],
    relationships: [GROUP_RULE_MANAGES_USER_GROUP],
    authorization: GROUP_RULES_AUTHORIZATION,
    handler: buildRuleGroups,
  }),
];
