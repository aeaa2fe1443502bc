/** Group rules: what is made of rules of every status, with and without conditions. */
import { expectValid } from '../../../test/conversion/dataModel';
import { make, type Made } from '../../../test/conversion/defined';
import { ms } from '../../../test/conversion/sources';
import type { JsonObject } from '../../json';
import { groupRules } from './resource';

const ID = '0pr2abcdEFGH3ijkl0x7';
const GROUP = '00g2abcdEFGH3ijkl0x7';
const CONDITIONS = {
  people: { users: { exclude: ['00u1abcdEFGH3ijkl0x7'] }, groups: { exclude: [] } },
  expression: { value: 'user.department=="Ingénierie"', type: 'urn:okta:expression:1.0' },
};
const ACTIONS = { assignUserToGroups: { groupIds: [GROUP, '00gDELETEDEFGH3ijkl0x'] } };

function rule(json: JsonObject): Made {
  const made = make(groupRules, { id: ID, ...json });
  if (made === undefined) throw new Error('The rule was refused');
  return made;
}

test('a full rule', () => {
  const { entity, declaration, ends } = rule({
    type: 'group_rule',
    status: 'INVALID',
    name: 'Engineers',
    created: '2020-01-02T03:04:05.000Z',
    lastUpdated: '2020-01-03T03:04:05.000Z',
    conditions: CONDITIONS,
    actions: ACTIONS,
    allGroupsValid: false,
  });
  expectValid(entity, declaration);
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
  expect(ends).toEqual([ACTIONS.assignUserToGroups.groupIds, []]);
});

test('a rule that asks for groups names them, whether by id or by name', () => {
  const value =
    'user.city=="x" and isMemberOfAnyGroup("00g1","00g2") or isMemberOfGroupName("A ""B""") ' +
    'or isMemberOfGroupNameStartsWith("aws_")';
  const people = { users: { exclude: ['00u1'] }, groups: { exclude: ['00g3'] } };
  const { entity, declaration, ends } = rule({ conditions: { people, expression: { value } } });
  expectValid(entity, declaration);
  expect(entity).toMatchObject({
    sourceGroupIds: ['00g1', '00g2'],
    sourceGroupCount: 2,
    sourceGroupNames: ['A "B"'],
    sourceGroupNamePatterns: ['aws_*'],
    userAttributes: ['city'],
    excludedUserIds: ['00u1'],
    excludedGroupIds: ['00g3'],
  });
  expect(ends[1]).toEqual(['00g1', '00g2', 'A "B"']);
});

test('of a condition that cannot be read nothing is said', () => {
  const { entity, ends } = rule({ conditions: { expression: { value: 'isMemberOfGroup("00g1' } } });
  expect(ends[1]).toEqual([]);
  for (const name of ['sourceGroupIds', 'sourceGroupNames', 'userAttributes']) {
    expect(entity).not.toHaveProperty(name);
  }
});

test('a minimal rule', () => {
  const { entity, declaration, ends } = rule({ conditions: null, actions: null, name: null });
  expectValid(entity, declaration);
  expect(ends).toEqual([undefined, []]);
  expect(entity.name).toBe(ID);
  for (const name of ['conditions', 'actions', 'expression', 'status']) {
    expect(entity).not.toHaveProperty(name);
  }
});

test('conditions and actions that are longer than the indexer takes are JSON of fewer items', () => {
  const ids = Array.from({ length: 400 }, (_, n) => `00u${String(n).padStart(17, '0')}`);
  const conditions = { ...CONDITIONS, people: { users: { exclude: ids } } };
  const actions = { assignUserToGroups: { groupIds: ids } };
  const { entity, declaration, ends } = rule({ conditions, actions });
  expectValid(entity, declaration);
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
  expect(ends).toEqual([ids, []]);
});
