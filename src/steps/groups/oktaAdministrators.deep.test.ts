/** The built-in group "Okta Administrators", whose members Okta lists to nobody. */
import type { ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import type { Fault } from '../../../packages/local-okta';
import { groupId } from '../../../packages/local-okta/sample/groups';
import { userId } from '../../../packages/local-okta/sample/people';
import { runSample, type GraphObject, type Run } from '../../../test/reliability/collectInMemory';
import { ALWAYS_PARTIAL } from '../../../test/reliability/row';

const GROUP = groupId('oktaadmins');
const REFUSED = { kind: 'status', on: new RegExp(`/groups/${GROUP}/(?:users|roles)`) } as const;
const MEMBERS = 'okta_group_has_user';
const membersOf = ({ graph }: Run): string[] =>
  [...graph.keys()].filter((key) => key.startsWith(`${GROUP}|has_user|`)).sort();
const isRelationship = (object: GraphObject): object is ExplicitRelationship =>
  typeof object._fromEntityKey === 'string';
const edgesTo = (...users: string[]): string[] =>
  users.map((user) => `${GROUP}|has_user|${userId(user)}`).sort();
const partialOf = ({ partial = [] }: Run): string[] =>
  partial.filter((type) => !ALWAYS_PARTIAL.has(type)).sort();
const warningsOf = ({ events }: Run) => events.filter(({ name }) => name.startsWith('warn_'));
const collect = (...faults: Fault[]): Promise<Run> =>
  runSample({ faults: [{ ...REFUSED, status: 405, code: 'E0000022' }, ...faults] });

/** With a role of their own that is in force, and in groups with one. */
const OWN = ['ana', 'bo', 'carla', 'goran', 'hana', 'jun', 'mara', 'svcci', 'suspend'];

let whole: Run;

beforeAll(async () => {
  whole = await runSample();
});

test.each([
  [403, 'E0000006'],
  [404, 'E0000007'],
  [405, 'E0000022'],
  [501, 'E0000060'],
])(
  'HTTP %d: nothing is incomplete, and its members are the known administrators',
  async (...of) => {
    const [status, code] = of;
    const run = await runSample({ faults: [{ ...REFUSED, status, code }] });
    expect(Object.values(run.statuses)).not.toContain('failure');
    expect(partialOf(run)).toEqual([]);
    expect(warningsOf(run)).toEqual(warningsOf(whole));
    expect(membersOf(run)).toEqual(expect.arrayContaining(edgesTo(...OWN)));
  },
);

test('whoever is in a group with a role is among them, and nobody else', async () => {
  const run = await collect();
  const relationships = [...run.graph.values()].filter(isRelationship);
  const holders = relationships.filter(
    ({ _type, status }) =>
      /okta_user(?:_group)?_assigned_role/.test(_type) && status !== 'inactive',
  );
  const ends = new Set(holders.map(({ _fromEntityKey }) => _fromEntityKey));
  const throughGroups = relationships
    .filter(({ _type, _fromEntityKey }) => /group_has_user/.test(_type) && ends.has(_fromEntityKey))
    .map(({ _toEntityKey }) => _toEntityKey);
  const administrators = new Set([...ends, ...throughGroups].filter((id) => id.startsWith('00u')));
  expect(throughGroups.some((id) => !ends.has(id))).toBe(true);
  const keys = [...administrators].map((id) => `${GROUP}|has_user|${id}`);
  expect(membersOf(run)).toEqual(keys.sort());
});

test('what Okta shows of them counts, if it shows them', () => {
  expect(membersOf(whole)).toEqual(edgesTo('ana'));
});

test('nobody is known without roles, and no call is made to find out', async () => {
  const faults: Fault[] = [{ ...REFUSED, status: 405 }];
  const run = await runSample({ faults }, { disabledSources: ['roles'] });
  expect(Object.values(run.statuses)).not.toContain('failure');
  expect(membersOf(run)).toEqual([]);
  expect(run.okta.counters.callsTo('/api/v1/iam/assignees/users')).toBe(0);
});

test('a right that is missing for roles leaves the memberships complete', async () => {
  const run = await collect(
    { kind: 'forbidden', on: '/api/v1/iam/assignees/users' },
    { kind: 'forbidden', on: '/api/v1/users/{id}/roles' },
    { kind: 'forbidden', on: '/api/v1/groups/{id}/roles' },
  );
  expect(partialOf(run).filter((type) => !type.includes('role'))).toEqual([]);
  expect(membersOf(run)).toEqual([]);
});

test('an administrator whose roles fail is a member who may be missing', async () => {
  const run = await collect();
  expect(partialOf(run)).not.toContain(MEMBERS);
  const failing = await collect({
    kind: 'serverError',
    on: new RegExp(`/users/${userId('bo')}/roles`),
  });
  expect(partialOf(failing)).toContain(MEMBERS);
  expect(membersOf(failing)).toEqual(membersOf(run).filter((key) => !key.includes(userId('bo'))));
});

test('another group that refuses its members is one that may have some', async () => {
  const on = new RegExp(`/groups/${groupId('helpdesk')}/users`);
  const run = await runSample({ faults: [{ kind: 'forbidden', on }] });
  expect(partialOf(run)).toEqual([MEMBERS]);
});
