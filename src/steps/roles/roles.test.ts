/** Administrators where Okta's answers contradict each other, or do not say all. */
import { alteredAnswers, without } from '../../../test/harness/alteredAnswers';
import type { Fault } from '../../../packages/local-okta';
import { userId } from '../../../packages/local-okta/sample/people';
import { IMPATIENT, runSample, type Run } from '../../../test/reliability/collectInMemory';
import type { JsonObject, JsonValue } from '../../json';

const ASSIGNEES = '/api/v1/iam/assignees/users';
const USER_ROLES = '/api/v1/users/{id}/roles';
const GROUP_ROLES = '/api/v1/groups/{id}/roles';
const USER_EDGES = 'okta_user_assigned_role';
const GROUP_EDGES = 'okta_user_group_assigned_role';
const ROLES = ['okta_account_has_role', 'okta_role'];

const of = ({ graph }: Run, type: string) =>
  [...graph.values()]
    .filter(({ _type }) => _type === type)
    .sort((one, other) => (one._key < other._key ? -1 : 1));
const protectedOf = ({ partial = [] }: Run): string[] =>
  partial.filter((type) => /role/.test(type) && !/aws/.test(type)).sort();
const failedOf = ({ statuses }: Run): string[] =>
  Object.keys(statuses).filter((id) => statuses[id] === 'failure');
const told = ({ events }: Run): string => events.map(({ description }) => description).join('\n');

const collect = (...faults: Fault[]): Promise<Run> => runSample({ faults });
const collectAltered = (path: RegExp, change: (row: JsonObject) => JsonValue[]): Promise<Run> =>
  runSample({}, { client: { ...IMPATIENT, transport: alteredAnswers(path, change) } });

let whole: Run;

beforeAll(async () => {
  whole = await collect();
});

test('Okta names administrators, and shows no role of any: nothing of theirs is deleted', async () => {
  const run = await collect({ kind: 'empty', on: USER_ROLES });
  expect(protectedOf(run)).toEqual([...ROLES, USER_EDGES]);
  expect(told(run)).toMatch(
    /Okta names 12 users with administrator roles, and shows no role of 12/,
  );
  // Groups have said what they hold.
  expect(of(run, GROUP_EDGES)).toEqual(of(whole, GROUP_EDGES));
});

test('everybody is asked, and nobody has a role: no org is without an administrator', async () => {
  const run = await collect(
    { kind: 'forbidden', on: ASSIGNEES },
    { kind: 'empty', on: USER_ROLES },
  );
  expect(protectedOf(run)).toEqual([...ROLES, USER_EDGES]);
  expect(told(run)).toContain('nobody with an administrator role');
});

test('Okta names groups with administrator roles, and shows no role of any', async () => {
  const run = await collect({ kind: 'empty', on: GROUP_ROLES });
  expect(protectedOf(run)).toEqual([...ROLES, GROUP_EDGES]);
  expect(told(run)).toMatch(/Okta names 5 groups with administrator roles/);
});

test('a role that was revoked between the calls is believed to be gone', async () => {
  const run = await collect({ kind: 'empty', on: new RegExp(`/users/${userId('bo')}/roles`) });
  expect(failedOf(run)).toEqual([]);
  const left = of(whole, USER_EDGES).filter(({ _key }) => !_key.startsWith(userId('bo')));
  expect(left.length).toBeLessThan(of(whole, USER_EDGES).length);
  expect(of(run, USER_EDGES)).toEqual(left);
});

test.each([
  ['absent', (row: JsonObject) => [without(row, 'assignmentType')]],
  ['null', (row: JsonObject) => [{ ...row, assignmentType: null }]],
  ['not known', (row: JsonObject) => [{ ...row, assignmentType: 'TEAM' }]],
])('an assignment whose kind is %s is no edge, and none is deleted', async (_, change) => {
  const run = await collectAltered(/\/users\/[^/]+\/roles$/, change);
  expect(failedOf(run)).toEqual(['build-user-role-relationships']);
  expect(protectedOf(run)).toEqual([USER_EDGES]);
  expect(of(run, USER_EDGES)).toEqual([]);
  expect(of(run, 'okta_role')).toEqual(of(whole, 'okta_role'));
});

test('assignments through a group, or of an app, are no edge and no loss', async () => {
  const run = await collectAltered(/\/users\/[^/]+\/roles$/, (row) =>
    row.assignmentType === 'USER' ? [row] : [{ ...row, assignmentType: 'CLIENT' }],
  );
  expect(failedOf(run)).toEqual([]);
  expect(of(run, USER_EDGES)).toEqual(of(whole, USER_EDGES));
});

describe('an assignment without a label', () => {
  const keysOf = (run: Run, type: string): string[] => of(run, type).map(({ _key }) => _key);

  test('takes that of another assignment of the role', async () => {
    const seen = new Set<unknown>();
    const run = await collectAltered(/\/(?:users|groups)\/[^/]+\/roles$/, (row) => {
      const lacks = seen.has(row.type);
      seen.add(row.type);
      return [lacks ? { ...row, label: null } : row];
    });
    expect(failedOf(run)).toEqual([]);
    for (const type of ['okta_role', USER_EDGES, GROUP_EDGES]) {
      expect(keysOf(run, type)).toEqual(keysOf(whole, type));
    }
  });

  test('is a loss where no other tells the label: the role’s key would be another', async () => {
    const run = await collectAltered(/\/users\/[^/]+\/roles$/, (row) => [
      row.type === 'SUPER_ADMIN' ? without(row, 'label') : row,
    ]);
    expect(protectedOf(run)).toEqual([...ROLES, USER_EDGES, GROUP_EDGES]);
    expect(told(run)).toMatch(/the label of 1 of \d+ administrator roles \(SUPER_ADMIN\)/);
    expect(keysOf(run, 'okta_role')).toContain('okta_role:SUPER_ADMIN');
  });
});

test.each([[['INACTIVE', 'ACTIVE']], [['ACTIVE', 'INACTIVE']]])(
  'a custom role that is held for two resource sets, %j, is active',
  async (statuses) => {
    const run = await collectAltered(/\/(?:users|groups)\/[^/]+\/roles$/, (row) =>
      row.type === 'CUSTOM'
        ? statuses.map((status, n) => ({ ...row, id: `irb${n}abcdEFGH3ijkl0x7`, status }))
        : [row],
    );
    for (const type of [USER_EDGES, GROUP_EDGES]) {
      const custom = of(run, type).filter(({ _key }) => /Auditor|UserOnboarding/.test(_key));
      expect(custom.length).toBeGreaterThan(0);
      expect(new Set(custom.map(({ status }) => status))).toEqual(new Set(['active']));
      expect(of(run, type)).toHaveLength(of(whole, type).length);
    }
  },
);

test('a custom role without `role` is the one that its link names', async () => {
  const run = await collectAltered(/\/(?:users|groups)\/[^/]+\/roles$/, (row) => [
    without(row, 'role'),
  ]);
  expect(failedOf(run)).toEqual([]);
  for (const type of ['okta_role', USER_EDGES, GROUP_EDGES]) {
    expect(of(run, type)).toEqual(of(whole, type));
  }
});

test('a custom role that nothing names is no other role, and none is deleted', async () => {
  const run = await collectAltered(/\/(?:users|groups)\/[^/]+\/roles$/, (row) => [
    without(row, 'role', '_links'),
  ]);
  expect(protectedOf(run)).toEqual([...ROLES, USER_EDGES, GROUP_EDGES]);
  const known = new Set(of(whole, 'okta_role').map(({ _key }) => _key));
  expect(of(run, 'okta_role').filter(({ _key }) => !known.has(_key))).toEqual([]);
});
