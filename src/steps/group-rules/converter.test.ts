/** Group rules: what is made of rules of every status, with and without conditions. */
import fc from 'fast-check';

import { expectDeclared, expectValid } from '../../../test/conversion/dataModel';
import {
  CANARY,
  jsonObjects,
  ms,
  odd,
  oktaIds,
  ORG,
  times,
  withSecrets,
} from '../../../test/conversion/sources';
import type { JsonObject } from '../../json';
import { parseGroupRule, type OktaGroupRule } from './api';
import {
  createAccountGroupRuleRelationship,
  createGroupRuleEntity,
  createGroupRuleGroupRelationship,
} from './converter';
import { ACCOUNT_HAS_GROUP_RULE, GROUP_RULE_ENTITY, GROUP_RULE_MANAGES_USER_GROUP } from './model';

const ID = '0pr2abcdEFGH3ijkl0x7';
const GROUP = '00g2abcdEFGH3ijkl0x7';
const CONDITIONS = {
  people: { users: { exclude: ['00u1abcdEFGH3ijkl0x7'] }, groups: { exclude: [] } },
  expression: { value: 'user.department=="Ingénierie"', type: 'urn:okta:expression:1.0' },
};
const ACTIONS = { assignUserToGroups: { groupIds: [GROUP, '00gDELETEDEFGH3ijkl0x'] } };

function rule(json: JsonObject): OktaGroupRule {
  const parsed = parseGroupRule({ id: ID, ...json });
  if (parsed === undefined) throw new Error('The rule was refused');
  return parsed;
}

test('a full rule', () => {
  const parsed = rule({
    type: 'group_rule',
    status: 'INVALID',
    name: 'Engineers',
    created: '2020-01-02T03:04:05.000Z',
    lastUpdated: '2020-01-03T03:04:05.000Z',
    conditions: CONDITIONS,
    actions: ACTIONS,
    allGroupsValid: false,
  });
  const entity = createGroupRuleEntity(parsed);
  expectValid(entity, GROUP_RULE_ENTITY);
  expect(entity).toMatchObject({
    _key: ID,
    id: ID,
    name: 'Engineers',
    displayName: 'Engineers',
    ruleType: 'group_rule',
    status: 'invalid',
    created: ms('2020-01-02T03:04:05.000Z'),
    createdOn: ms('2020-01-02T03:04:05.000Z'),
    lastUpdated: ms('2020-01-03T03:04:05.000Z'),
    lastUpdatedOn: ms('2020-01-03T03:04:05.000Z'),
    conditions: JSON.stringify(CONDITIONS),
    actions: JSON.stringify(ACTIONS),
    expression: 'user.department=="Ingénierie"',
  });
  expect(parsed.groupIds).toEqual(ACTIONS.assignUserToGroups.groupIds);
});

test('a minimal rule', () => {
  const entity = createGroupRuleEntity(rule({ conditions: null, actions: null, name: null }));
  expectValid(entity, GROUP_RULE_ENTITY);
  expect(entity.name).toBe(ID);
  for (const name of ['conditions', 'actions', 'expression', 'status']) {
    expect(entity).not.toHaveProperty(name);
  }
});

test('conditions and actions that are longer than the indexer takes are JSON of fewer items', () => {
  const ids = Array.from({ length: 400 }, (_, n) => `00u${String(n).padStart(17, '0')}`);
  const conditions = { ...CONDITIONS, people: { users: { exclude: ids } } };
  const actions = { assignUserToGroups: { groupIds: ids } };
  const parsed = rule({ conditions, actions });
  const entity = createGroupRuleEntity(parsed);
  expectValid(entity, GROUP_RULE_ENTITY);
  const written = [entity.conditions, entity.actions].map(String);
  const [shownConditions, shownActions] = written.map((json) => JSON.parse(json) as JsonObject);
  const kept = (count: number): string[] => ids.slice(0, count);
  expect(shownConditions).toEqual({
    ...CONDITIONS,
    people: { users: { exclude: [...kept(172), '…'] } },
  });
  expect(shownActions).toEqual({ assignUserToGroups: { groupIds: [...kept(176), '…'] } });
  expect(written.every(({ length }) => length > 4000 && length <= 4096)).toBe(true);
  // The edges come from all of them.
  expect(parsed.groupIds).toEqual(ids);
});

test('edges', () => {
  const fromAccount = createAccountGroupRuleRelationship(ORG, { id: ID });
  expectDeclared(fromAccount, ACCOUNT_HAS_GROUP_RULE);
  expect(fromAccount._key).toBe(`okta_account_acme.okta.com|has|${ID}`);
  const toGroup = createGroupRuleGroupRelationship({ id: ID }, GROUP);
  expectDeclared(toGroup, GROUP_RULE_MANAGES_USER_GROUP);
  expect(toGroup._key).toBe(`${ID}|manages|${GROUP}`);
});

test('any rule becomes a valid entity or is refused, and never shows a secret', () => {
  const rules = jsonObjects({
    id: odd(oktaIds),
    type: odd(fc.constant('group_rule')),
    status: odd(fc.constantFrom('ACTIVE', 'INVALID')),
    name: odd(fc.string()),
    created: odd(times),
    conditions: odd(jsonObjects({ expression: odd(jsonObjects({ value: odd(fc.string()) })) })),
    actions: odd(
      jsonObjects({ assignUserToGroups: odd(jsonObjects({ groupIds: odd(fc.array(oktaIds)) })) }),
    ),
  });
  fc.assert(
    fc.property(rules, fc.nat(), (json, seed) => {
      const parsed = parseGroupRule(withSecrets(json, seed));
      if (parsed === undefined) return;
      const entity = createGroupRuleEntity(parsed);
      expectValid(entity, GROUP_RULE_ENTITY);
      expect(JSON.stringify(entity)).not.toContain(CANARY);
    }),
    { numRuns: 300 },
  );
});
