/** Administrators where Okta's answers contradict each other, or do not say all. */
import { alteredAnswers, alteredBodies, without } from '../../../test/harness/alteredAnswers';
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
  partial.filter((type) => [...ROLES, USER_EDGES, GROUP_EDGES].includes(type)).sort();
const failedOf = ({ statuses }: Run): string[] =>
  Object.keys(statuses).filter(
    (id) => statuses[id] === 'failure' && !id.includes('role-assignments'),
  );
/** Assignments with their reach rest on the same answers. */
const areAssignmentsProtected = ({ partial = [] }: Run): boolean =>
  partial.includes('okta_role_assignment');
const keysOf = (run: Run, type: string): string[] => of(run, type).map(({ _key }) => _key);
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
  expect(areAssignmentsProtected(run)).toBe(true);
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
  expect(areAssignmentsProtected(run)).toBe(true);
  expect(told(run)).toContain('nobody with an administrator role');
});

test('Okta names groups with administrator roles, and shows no role of any', async () => {
  const run = await collect({ kind: 'empty', on: GROUP_ROLES });
  expect(protectedOf(run)).toEqual([...ROLES, GROUP_EDGES]);
  expect(areAssignmentsProtected(run)).toBe(true);
  expect(told(run)).toMatch(/Okta names 5 groups with administrator roles/);
});

test('a role that was revoked between the calls is believed to be gone', async () => {
  const run = await collect({ kind: 'empty', on: new RegExp(`/users/${userId('bo')}/roles`) });
  expect(failedOf(run)).toEqual([]);
  expect(areAssignmentsProtected(run)).toBe(false);
  const left = of(whole, USER_EDGES).filter(({ _key }) => !_key.startsWith(userId('bo')));
  expect(left.length).toBeLessThan(of(whole, USER_EDGES).length);
  expect(of(run, USER_EDGES)).toEqual(left);
});

test.each([
  ['absent', (row: JsonObject) => [without(row, 'assignmentType')]],
  ['null', (row: JsonObject) => [{ ...row, assignmentType: null }]],
])('an assignment whose kind is %s is no edge, and none is deleted', async (_, change) => {
  const run = await collectAltered(/\/users\/[^/]+\/roles$/, change);
  expect(failedOf(run)).toEqual(['build-user-role-relationships']);
  expect(protectedOf(run)).toEqual([USER_EDGES]);
  expect(areAssignmentsProtected(run)).toBe(true);
  expect(of(run, USER_EDGES)).toEqual([]);
  expect(of(run, 'okta_role')).toEqual(of(whole, 'okta_role'));
});

test('an assignment of an unknown kind is no edge and no loss, and is told once with its kind', async () => {
  const run = await collectAltered(/\/users\/[^/]+\/roles$/, (row) => [
    row.assignmentType === 'USER' && row.type === 'APP_ADMIN'
      ? { ...row, assignmentType: 'TEAM' }
      : row,
  ]);
  expect(failedOf(run)).toEqual([]);
  expect(told(run).match(/assignmentType/g)).toHaveLength(1);
  expect(told(run)).toContain('(assignmentType TEAM)');
  const others = of(whole, USER_EDGES).filter(({ _key }) => !_key.includes('ApplicationAdmin'));
  expect(others.length).toBeLessThan(of(whole, USER_EDGES).length);
  expect(of(run, USER_EDGES)).toEqual(others);
});

test('assignments through a group, or of an app, are no edge and no loss', async () => {
  const run = await collectAltered(/\/users\/[^/]+\/roles$/, (row) =>
    row.assignmentType === 'USER' ? [row] : [{ ...row, assignmentType: 'CLIENT' }],
  );
  expect(failedOf(run)).toEqual([]);
  expect(of(run, USER_EDGES)).toEqual(of(whole, USER_EDGES));
});

describe('an assignment without a label', () => {
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

  test('of a standard role has the label that Okta publishes', async () => {
    const run = await collectAltered(/\/(?:users|groups)\/[^/]+\/roles$/, (row) => [
      row.type === 'CUSTOM' ? row : without(row, 'label'),
    ]);
    expect(failedOf(run)).toEqual([]);
    expect(keysOf(run, 'okta_role')).toEqual(keysOf(whole, 'okta_role'));
    for (const type of [USER_EDGES, GROUP_EDGES]) expect(of(run, type)).toEqual(of(whole, type));
  });

  test('of a custom role is a loss if no other has the label: the role’s key would be another', async () => {
    const run = await runSample(
      {},
      {
        client: {
          ...IMPATIENT,
          transport: alteredBodies(({ pathname }, body) => {
            if (!/\/roles$/.test(pathname)) return body;
            const rows = Array.isArray(body) ? body : body.roles;
            const changed = (rows as JsonObject[]).map((row) =>
              row.label === 'Auditor' ? without(row, 'label') : row,
            );
            return Array.isArray(body) ? changed : { ...body, roles: changed };
          }),
        },
      },
    );
    expect(protectedOf(run)).toEqual([...ROLES, USER_EDGES, GROUP_EDGES]);
    expect(told(run)).toMatch(/the label of 1 of \d+ administrator roles \(cr0auditor/);
    expect(keysOf(run, 'okta_role')).toContain('okta_role:cr0auditor00000000h7');
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
  // Which custom roles there are, a list of their own says.
  expect(protectedOf(run)).toEqual([USER_EDGES, GROUP_EDGES]);
  expect(keysOf(run, 'okta_role')).toEqual(keysOf(whole, 'okta_role'));
});

describe('an assignment that does not say which role it is of', () => {
  /** Beside those of every assignee. */
  const beside = (odd: JsonValue) => {
    const seen = new Set<unknown>();
    return alteredBodies(({ pathname }, body) => {
      if (!/\/(?:users|groups)\/[^/]+\/roles$/.test(pathname) || !Array.isArray(body)) return body;
      seen.add(pathname);
      return [odd, ...(body as JsonValue[])];
    });
  };
  const collectBeside = (odd: JsonValue): Promise<Run> =>
    runSample({}, { client: { ...IMPATIENT, transport: beside(odd) } });

  test.each<[string, JsonValue, readonly string[]]>([
    [
      'a custom one',
      { type: 'CUSTOM', assignmentType: 'USER', label: 'x' },
      [USER_EDGES, GROUP_EDGES],
    ],
    ['a custom one of a group', { type: 'CUSTOM', assignmentType: 'GROUP' }, [GROUP_EDGES]],
    ['of any type', { id: 'ra1', assignmentType: 'USER' }, [...ROLES, USER_EDGES, GROUP_EDGES]],
    ['no object', null, [...ROLES, USER_EDGES, GROUP_EDGES]],
  ])('leaves the others in the graph: %s', async (_, odd, lacking) => {
    const run = await collectBeside(odd);
    for (const type of ['okta_role', USER_EDGES, GROUP_EDGES]) {
      expect(of(run, type)).toEqual(of(whole, type));
    }
    expect(protectedOf(run)).toEqual(lacking);
  });

  test('is named', async () => {
    const run = await collectBeside({ type: 'CUSTOM', assignmentType: 'USER', label: 'Net Ops' });
    expect(told(run)).toContain('(no usable id, type CUSTOM, assignmentType USER, label Net Ops)');
  });
});

test('a permission without a label leaves the others in the graph, and nothing is incomplete', async () => {
  const run = await runSample(
    {},
    {
      client: {
        ...IMPATIENT,
        transport: alteredBodies(({ pathname }, body) =>
          /\/permissions$/.test(pathname) && !Array.isArray(body)
            ? { ...body, permissions: [{ label: 7 }, ...(body.permissions as JsonValue[])] }
            : body,
        ),
      },
    },
  );
  expect(failedOf(run)).toEqual([]);
  expect(of(run, 'okta_role')).toEqual(of(whole, 'okta_role'));
  expect(told(run)).toContain('custom roles’ permissions could not be read to the end');
});
