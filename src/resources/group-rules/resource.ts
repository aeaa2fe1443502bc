import { text, type JsonObject } from '../../json';
import { defineResource } from '../defineResource';
import { activity, at, ids, idsAt, json, lowercase, string, strings, time } from '../fields';
import { askedBy, type Asked } from './expression';

const LONG = 'JSON; of lists that are too long for a property, the first items';

/** What the rule's condition names; undefined where there is none, or it cannot be read. */
function asked(rule: JsonObject): Asked | undefined {
  const expression = text(at(rule, 'conditions.expression.value'));
  return expression === undefined ? undefined : askedBy(expression);
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/grouprule/ */
export const groupRules = defineResource({
  id: 'rules',
  isOlder: true,
  list: {
    path: '/api/v1/groups/rules',
    limit: 200,
    smallerLimits: [100, 50],
    // Okta answers so where the org's licence has no group rules (seen by the predecessor).
    notAvailable: [{ status: 400 }],
  },
  permission: {
    title: 'Group rules',
    scope: 'okta.groups.read',
    reference: 'grouprule',
    withoutIt: 'No group rules.',
  },
  source: {
    id: 'rules',
    title: 'Group rules',
    description: 'Rules that put users into groups, and the groups that they manage.',
  },
  entity: {
    type: 'okta_rule',
    class: 'Configuration',
    description: 'A rule by which Okta puts users into groups',
    words: ['rule', 'Group rules'],
    icon: 'rule',
    fields: {
      ruleType: string('type'),
      status: lowercase('status'),
      ...activity('status'),
      created: time('created'),
      createdOn: time('created'),
      lastUpdated: time('lastUpdated'),
      lastUpdatedOn: time('lastUpdated'),
      conditions: json('conditions', LONG),
      actions: json('actions', LONG),
      expression: string(
        'conditions.expression.value',
        "The condition in Okta's expression language",
      ),
      ...ids(
        'sourceGroup',
        (rule) => asked(rule)?.groupIds,
        'Groups that the condition names by id: members of these may be put into others',
      ),
      sourceGroupNames: strings(
        (rule) => asked(rule)?.groupNames,
        'Groups that the condition names by name',
      ),
      sourceGroupNamePatterns: strings(
        (rule) => asked(rule)?.groupNamePatterns,
        'Parts of the names of groups that the condition asks for: aws_*, *admin*, /regular expression/',
      ),
      userAttributes: strings(
        (rule) => asked(rule)?.userAttributes,
        'Attributes of users that the condition asks for',
      ),
      ...ids(
        'excludedUser',
        'conditions.people.users.exclude',
        'Never put into groups by this rule',
      ),
      ...ids('excludedGroup', 'conditions.people.groups.exclude'),
    },
    raw: 'cleaned',
  },
  edges: [
    {
      class: 'MANAGES',
      // Okta lets rules fill its own groups only, never those of an application.
      to: 'okta_user_group',
      ends: idsAt('actions.assignUserToGroups.groupIds'),
      // Rules keep the ids of deleted groups, and are INVALID then.
      mayBeDeleted: ({ status }) => status === 'INVALID',
      step: { id: 'build-rule-user-group-relationships', name: 'Build Group Rule Targets' },
    },
    {
      class: 'USES',
      to: ['okta_user_group', 'okta_app_user_group'],
      type: 'okta_rule_uses_group',
      // By name where one group is called so. What no group is called, or several are, is in the properties.
      ends: (rule) => {
        const { groupIds = [], groupNames = [] } = asked(rule) ?? {};
        return [...groupIds, ...groupNames];
      },
      // Conditions keep what was deleted or renamed.
      mayBeDeleted: () => true,
      step: { id: 'build-rule-source-group-relationships', name: 'Build Group Rule Sources' },
    },
  ],
});
