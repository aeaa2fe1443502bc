import { defineResource } from '../defineResource';
import { activity, idsAt, json, lowercase, string, time } from '../fields';

const LONG = 'JSON; of lists that are too long for a property, the first items';

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
  ],
});
