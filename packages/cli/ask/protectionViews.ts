/**
 * Views over policies and their rules: what a sign-in of each user takes, by `../protection/chain.ts`. They work
 * on sets, by policy and by group: a rule that names nobody is one row, not one for each user.
 */
import {
  DEMANDED,
  DEMANDED_OF_SESSION,
  DEMANDS,
  SESSION_DEMANDS,
  type Demand,
} from '../protection/demand';
import type { ReachView } from './reachViews';
import { quoteText } from './sqlText';

/** The scope of all global session policies; of an app sign-in policy it is the policy's own. */
const SESSION = quoteText('session');

/** After all steps of a scope: what then happens is not known. */
const LAST = 1_000_000;

/** Assignments that do not let a user in: `NOT_IN_FORCE` of src/steps/aws/userGrants.ts. */
const NOT_IN_FORCE = ['inactive', 'suspended', 'pending', 'revoked', 'deprovisioned', 'unassigned'];
const IS_IN_FORCE = `coalesce(lower(status), '') NOT IN (${NOT_IN_FORCE.map(quoteText).join(', ')})`;

/** A user has one assignment to an application: if it is not in force, no group lets the user in. */
const APPLICATION_ACCESS = `
  SELECT _fromEntityKey AS userKey, _toEntityKey AS applicationKey
  FROM okta_user_assigned_application WHERE ${IS_IN_FORCE}
  UNION
  SELECT member._toEntityKey, assigned._toEntityKey
  FROM okta_group_assigned_application AS assigned
  JOIN memberships AS member ON member._fromEntityKey = assigned._fromEntityKey
  ANTI JOIN (SELECT * FROM okta_user_assigned_application WHERE NOT ${IS_IN_FORCE}) AS denied
    ON denied._fromEntityKey = member._toEntityKey AND denied._toEntityKey = assigned._toEntityKey`;

/** Policies and rules that decide sign-ins; what is not active is passed over. */
const PLACED = `
  SELECT _key, displayName, priority, isActive, ruleCount, _key AS scope, 0 AS groupCount
  FROM okta_access_policy WHERE isActive IS DISTINCT FROM false
  UNION ALL
  SELECT _key, displayName, priority, isActive, ruleCount, ${SESSION}, coalesce(groupCount, 0)
  FROM okta_sign_on_policy WHERE isActive IS DISTINCT FROM false`;

/** The groups of a policy or rule that are in the collection. */
const INCLUDED_GROUPS = `
  SELECT _fromEntityKey AS _key, _toEntityKey AS groupKey FROM okta_policy_assigned_group
  UNION
  SELECT _fromEntityKey, _toEntityKey FROM okta_policy_rule_assigned_group`;

/** Whom each policy and rule names, if it names anybody. */
const AUDIENCES = `
  SELECT named.*, groupCount > coalesce(included.count, 0) AS hasUnknownGroups,
    excludedGroupCount > coalesce(excluded.count, 0) AS hasUnknownExclusions
  FROM (
    SELECT _key, groupCount, 0 AS excludedGroupCount, 0 AS userCount, 0 AS excludedUserCount,
      CAST([] AS VARCHAR[]) AS userTypeIds, CAST([] AS VARCHAR[]) AS excludedUserTypeIds
    FROM protection_policies
    UNION ALL
    SELECT _key, coalesce(groupCount, 0), coalesce(excludedGroupCount, 0), coalesce(userCount, 0),
      coalesce(excludedUserCount, 0), coalesce(userTypeIds, []), coalesce(excludedUserTypeIds, [])
    FROM okta_policy_rule WHERE isActive IS DISTINCT FROM false
  ) AS named
  LEFT JOIN (SELECT _key, count(*) AS count FROM protection_groups GROUP BY _key) AS included
    ON included._key = named._key
  LEFT JOIN (SELECT _toEntityKey AS _key, count(*) AS count FROM okta_group_limits_policy_rule GROUP BY 1)
    AS excluded ON excluded._key = named._key
  WHERE groupCount + excludedGroupCount + userCount + excludedUserCount > 0
    OR len(userTypeIds) + len(excludedUserTypeIds) > 0`;

/** The users for whom what names somebody is, or may be. */
const PEOPLE = `
  WITH audiences AS MATERIALIZED (SELECT * FROM protection_audiences),
  in_groups AS MATERIALIZED (
    SELECT DISTINCT named._key, member._toEntityKey AS userKey FROM protection_groups AS named
    JOIN memberships AS member ON member._fromEntityKey = named.groupKey),
  out_of_it AS MATERIALIZED (
    SELECT limits._toEntityKey AS _key, member._toEntityKey AS userKey
    FROM okta_group_limits_policy_rule AS limits
    JOIN memberships AS member ON member._fromEntityKey = limits._fromEntityKey
    UNION
    SELECT _toEntityKey, _fromEntityKey FROM okta_user_limits_policy_rule),
  candidates AS (
    SELECT _fromEntityKey AS _key, _toEntityKey AS userKey FROM okta_policy_rule_assigned_user
    UNION ALL
    SELECT in_groups.* FROM in_groups JOIN audiences USING (_key)
    WHERE userCount = 0 AND NOT hasUnknownGroups
    UNION ALL
    SELECT audiences._key, okta_user._key FROM audiences CROSS JOIN okta_user
    WHERE userCount = 0 AND (groupCount = 0 OR hasUnknownGroups))
  SELECT candidates._key, candidates.userKey,
    (groupCount = 0 OR in_groups._key IS NOT NULL) AND NOT hasUnknownExclusions
      AND (person.typeId IS NOT NULL OR len(userTypeIds) + len(excludedUserTypeIds) = 0) AS isCertain
  FROM candidates
  JOIN audiences USING (_key)
  JOIN okta_user AS person ON person._key = candidates.userKey
  LEFT JOIN in_groups ON in_groups._key = candidates._key AND in_groups.userKey = candidates.userKey
  ANTI JOIN out_of_it ON out_of_it._key = candidates._key AND out_of_it.userKey = candidates.userKey
  WHERE (groupCount = 0 OR in_groups._key IS NOT NULL OR hasUnknownGroups)
    AND (len(userTypeIds) = 0 OR person.typeId IS NULL OR list_contains(userTypeIds, person.typeId))
    AND NOT coalesce(list_contains(excludedUserTypeIds, person.typeId), false)`;

const unknownIf = (word: string, condition: string): string =>
  `CASE WHEN ${condition} THEN [${quoteText(word)}] ELSE [] END`;

/**
 * The rules of each scope in the order in which Okta looks at them; one without a rule stands for rules that
 * could not be read, and at the end for what is then not known.
 */
const STEPS = `
  WITH rules AS (
    SELECT has._fromEntityKey AS policyKey, rule.* FROM okta_policy_has_rule AS has
    JOIN okta_policy_rule AS rule ON rule._key = has._toEntityKey),
  counts AS (SELECT policyKey, count(*) AS count FROM rules GROUP BY policyKey),
  known AS (
    SELECT policy.scope, policy._key AS policyKey, policy.displayName AS policy, rule._key AS ruleKey,
      row_number() OVER (PARTITION BY policy.scope ORDER BY policy.priority NULLS FIRST, policy._key,
        rule.priority NULLS FIRST, rule._key) AS ruleOrder,
      CASE WHEN rule._key IS NULL THEN CAST([] AS VARCHAR[])
        ELSE coalesce(rule.signInConditions, []) END AS conditions,
      list_concat(
        ${unknownIf('status', 'policy.isActive IS NULL OR (rule._key IS NOT NULL AND rule.isActive IS NULL)')},
        ${unknownIf('priority', 'policy.priority IS NULL OR (rule._key IS NOT NULL AND rule.priority IS NULL)')}
      ) AS unknownBefore,
      list_concat(
        ${unknownIf('conditions', 'rule._key IS NOT NULL AND rule.signInConditions IS NULL')},
        ${unknownIf('rules', 'coalesce(counts.count, 0) IS DISTINCT FROM policy.ruleCount')}
      ) AS unknownAfter,
      namesPolicy._key AS policyAudience, namesRule._key AS ruleAudience,
      rule.displayName AS rule
    FROM protection_policies AS policy
    LEFT JOIN counts ON counts.policyKey = policy._key
    LEFT JOIN rules AS rule ON rule.policyKey = policy._key AND rule.isActive IS DISTINCT FROM false
    LEFT JOIN protection_audiences AS namesPolicy ON namesPolicy._key = policy._key
    LEFT JOIN protection_audiences AS namesRule ON namesRule._key = rule._key
    WHERE rule._key IS NOT NULL
      OR (counts.count IS NULL AND policy.ruleCount IS DISTINCT FROM 0))
  SELECT *, len(unknownBefore) + len(conditions) + len(unknownAfter) = 0 AS isEnd
  FROM known
  UNION ALL
  SELECT DISTINCT scope, NULL, NULL, NULL, ${LAST}, CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[]), ['rules'],
    NULL, NULL, NULL, true
  FROM (SELECT scope FROM protection_policies UNION ALL SELECT _key FROM okta_access_policy
    UNION ALL SELECT ${SESSION})`;

/** The steps that are not for everybody, with those for whom they are. */
const STEP_PEOPLE = `
  SELECT steps.scope, steps.ruleOrder, people.userKey, people.isCertain, steps.isEnd
  FROM protection_steps AS steps JOIN protection_people AS people
    ON people._key = coalesce(steps.policyAudience, steps.ruleAudience)
  WHERE steps.policyAudience IS NULL OR steps.ruleAudience IS NULL
  UNION ALL
  SELECT steps.scope, steps.ruleOrder, people.userKey, people.isCertain AND ofRule.isCertain, steps.isEnd
  FROM protection_steps AS steps
  JOIN protection_people AS people ON people._key = steps.policyAudience
  JOIN protection_people AS ofRule
    ON ofRule._key = steps.ruleAudience AND ofRule.userKey = people.userKey`;

/** The steps of `subjects(userKey, scope, …)`, down to the first that always applies. */
const chains = (subjects: string): string => `
  WITH steps AS MATERIALIZED (SELECT * FROM protection_steps),
  people AS MATERIALIZED (SELECT * FROM protection_step_people),
  ends_for_all AS MATERIALIZED (
    SELECT scope, min(ruleOrder) AS ruleOrder FROM steps
    WHERE isEnd AND policyAudience IS NULL AND ruleAudience IS NULL GROUP BY scope),
  ends AS MATERIALIZED (
    SELECT scope, userKey, min(ruleOrder) AS ruleOrder FROM people WHERE isEnd AND isCertain
    GROUP BY scope, userKey)
  SELECT subjects.*, steps.policyKey, steps.policy, nullif(steps.ruleOrder, ${LAST}) AS ruleOrder, steps.ruleKey, steps.rule,
    steps.ruleOrder = least(ends_for_all.ruleOrder, coalesce(ends.ruleOrder, ${LAST})) AS isLast,
    steps.conditions,
    CASE WHEN people.isCertain = false
      THEN list_concat(steps.unknownBefore, ['people'], steps.unknownAfter)
      ELSE list_concat(steps.unknownBefore, steps.unknownAfter) END AS unknown
  FROM ${subjects} AS subjects
  JOIN steps ON steps.scope = subjects.scope
  JOIN ends_for_all ON ends_for_all.scope = subjects.scope
  LEFT JOIN ends ON ends.scope = subjects.scope AND ends.userKey = subjects.userKey
  LEFT JOIN people ON people.scope = steps.scope AND people.ruleOrder = steps.ruleOrder
    AND people.userKey = subjects.userKey
  WHERE steps.ruleOrder <= least(ends_for_all.ruleOrder, coalesce(ends.ruleOrder, ${LAST}))
    AND ((steps.policyAudience IS NULL AND steps.ruleAudience IS NULL) OR people.userKey IS NOT NULL)`;

/** In words, as `demandOf` says it. */
function inWords(demands: readonly Demand[]): string {
  const branches = demands.map(({ words, when }) => {
    const values = Object.entries(when).map(
      ([name, value]) =>
        `demanding.${name} = ${typeof value === 'string' ? quoteText(value) : String(value)}`,
    );
    return `WHEN ${values.join(' AND ')} THEN ${quoteText(words)}`;
  });
  return `CASE ${branches.join(' ')} END`;
}

const ofRule = (names: readonly string[]): string =>
  names.map((name) => `demanding.${name}`).join(', ');

const EFFECTIVE = `
  SELECT person._key AS userKey, person.displayName AS login, person.status AS userStatus,
    application._key AS applicationKey, application.displayName AS application,
    application.isActive AS isApplicationActive, chain.policyKey, chain.policy, chain.ruleOrder,
    chain.ruleKey, chain.rule, chain.isLast, chain.conditions, chain.unknown,
    ${inWords(DEMANDS)} AS demands, ${ofRule(DEMANDED)}
  FROM (
    SELECT * FROM (${chains(`(
      SELECT access.userKey, access.applicationKey, protects._fromEntityKey AS scope
      FROM application_access AS access JOIN okta_access_policy_protects_application AS protects
        ON protects._toEntityKey = access.applicationKey)`)})
    UNION ALL
    SELECT access.userKey, access.applicationKey, NULL, NULL, NULL, NULL, NULL, NULL, true,
      CAST([] AS VARCHAR[]), ['policy']
    FROM application_access AS access ANTI JOIN okta_access_policy_protects_application AS protects
      ON protects._toEntityKey = access.applicationKey
  ) AS chain
  JOIN okta_user AS person ON person._key = chain.userKey
  JOIN okta_application AS application ON application._key = chain.applicationKey
  LEFT JOIN okta_policy_rule AS demanding ON demanding._key = chain.ruleKey`;

const EFFECTIVE_SESSION = `
  SELECT person._key AS userKey, person.displayName AS login, person.status AS userStatus,
    chain.policyKey, chain.policy, chain.ruleOrder, chain.ruleKey, chain.rule, chain.isLast,
    chain.conditions, chain.unknown, ${inWords(SESSION_DEMANDS)} AS demands,
    ${ofRule(DEMANDED_OF_SESSION)}
  FROM (${chains(`(SELECT _key AS userKey, ${SESSION} AS scope FROM okta_user)`)}) AS chain
  JOIN okta_user AS person ON person._key = chain.userKey
  LEFT JOIN okta_policy_rule AS demanding ON demanding._key = chain.ruleKey`;

/** An AWS role is reached through each application that gives it. */
const EFFECTIVE_OF_ROLES = `
  SELECT role._key AS roleKey, gives.roleName, gives.awsAccountId, gives.accountName, protection.*
  FROM (
    SELECT _fromEntityKey AS userKey, _toEntityKey AS roleKey, any_value(roleName) AS roleName,
      any_value(awsAccountId) AS awsAccountId, any_value(accountName) AS accountName, givenBy AS applicationId
    FROM (
      SELECT *, unnest(CASE WHEN grants IS NULL THEN [applicationId]
        ELSE from_json(grants, '[{"applicationId": "VARCHAR"}]').list_transform(lambda each: each.applicationId)
        END) AS givenBy
      FROM okta_user_assigned_aws_iam_role)
    GROUP BY userKey, roleKey, givenBy
  ) AS gives
  JOIN aws_iam_role AS role ON role._key = gives.roleKey
  JOIN effective_protection AS protection
    ON protection.userKey = gives.userKey AND protection.applicationKey = gives.applicationId`;

const GROUPS = ['okta_user_group', 'okta_app_user_group'];
const MEMBERSHIPS = ['okta_group_has_user', 'okta_app_user_group_has_user'];
const ACCESS = [
  ...MEMBERSHIPS,
  ...GROUPS,
  'okta_user_assigned_application',
  'okta_group_assigned_application',
];
const POLICIES = ['okta_access_policy', 'okta_sign_on_policy'];
const NAMED_GROUPS = ['okta_policy_assigned_group', 'okta_policy_rule_assigned_group'];
const NAMED = [...POLICIES, ...NAMED_GROUPS, 'okta_policy_rule', 'okta_group_limits_policy_rule'];
const NAMED_PEOPLE = [
  ...NAMED,
  ...GROUPS,
  ...MEMBERSHIPS,
  'okta_user',
  'okta_policy_rule_assigned_user',
  'okta_user_limits_policy_rule',
];
const OF_STEPS = [...NAMED, 'okta_policy_has_rule'];
const OF_SESSIONS = [...NAMED_PEOPLE, 'okta_policy_has_rule'];
const OF_APPLICATIONS = [
  ...new Set([
    ...OF_SESSIONS,
    ...ACCESS,
    'okta_application',
    'okta_access_policy_protects_application',
  ]),
];

/** In the order in which they build on one another; the `effective_` ones are those that people ask. */
export const PROTECTION_VIEWS: readonly ReachView[] = [
  { name: 'application_access', tables: ACCESS, sql: APPLICATION_ACCESS },
  { name: 'protection_policies', tables: POLICIES, sql: PLACED },
  { name: 'protection_groups', tables: NAMED_GROUPS, sql: INCLUDED_GROUPS },
  { name: 'protection_audiences', tables: NAMED, sql: AUDIENCES },
  { name: 'protection_people', tables: NAMED_PEOPLE, sql: PEOPLE },
  { name: 'protection_steps', tables: OF_STEPS, sql: STEPS },
  { name: 'protection_step_people', tables: OF_SESSIONS, sql: STEP_PEOPLE },
  { name: 'effective_protection', tables: OF_APPLICATIONS, sql: EFFECTIVE },
  { name: 'effective_session', tables: OF_SESSIONS, sql: EFFECTIVE_SESSION },
  {
    name: 'effective_role_protection',
    tables: [...OF_APPLICATIONS, 'okta_user_assigned_aws_iam_role', 'aws_iam_role'],
    sql: EFFECTIVE_OF_ROLES,
  },
];
