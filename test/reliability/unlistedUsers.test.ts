/** Users whom no list has, and whom other answers name: whole runs. */
import type { OrgHooks } from '../../packages/local-okta';
import { appId } from '../../packages/local-okta/sample/appSpec';
import { userId } from '../../packages/local-okta/sample/people';
import type { JsonObject } from '../../src/json';
import { alteredAnswers } from '../harness/alteredAnswers';
import { IMPATIENT, runSample, type Run } from './collectInMemory';
import { withAssignedUnlistedUser } from './unlistedUsers';

const ID = userId('unlisted');
const SLACK = appId('slack');
const USER = {
  id: ID,
  status: 'ACTIVE',
  created: '2020-01-01T00:00:00.000Z',
  profile: { login: 'old@sample.example' },
};
const FACTOR = {
  id: 'opf00000000000000001',
  factorType: 'push',
  provider: 'OKTA',
  status: 'ACTIVE',
};

/** Only the assignments of one application name the user, whom Okta shows when asked by the id. */
function runWith(user: Parameters<OrgHooks['addUser']>[0], slowMs = 0): Promise<Run> {
  return runSample({
    org: withAssignedUnlistedUser(SLACK),
    faults: [
      { kind: 'slow', ms: slowMs, on: new RegExp(`/apps/${SLACK}/users`) },
      {
        kind: 'change',
        nth: 1,
        on: new RegExp(`^/api/v1/users/${ID}(?:\\?|$)`),
        change: (org) => {
          org.addUser(user);
          org.setFactors(ID, [FACTOR]);
        },
      },
    ],
  });
}

/** The types of the edges that the user has. */
function edgesOf({ graph }: Run): string[] {
  const edges = [...graph.values()].filter(
    (object) =>
      '_fromEntityKey' in object && (object._fromEntityKey === ID || object._toEntityKey === ID),
  );
  return edges.map(({ _type }) => _type).sort();
}

const EDGES = ['okta_account_has_user', 'okta_group_has_user', 'okta_user_assigned_application'];

test('one who was there all the time is in the graph with all that Okta says, and the users are partial', async () => {
  const run = await runWith(USER);
  expect(run.graph.get(ID)).toMatchObject({ status: 'active', mfaEnabled: true });
  expect(edgesOf(run)).toEqual([...EDGES, 'okta_user_assigned_factor']);
  expect(run.graph.has(FACTOR.id)).toBe(true);
  expect(run.statuses['fetch-users']).toBe('failure');
  expect(run.partial).toEqual(expect.arrayContaining(['okta_user', 'okta_account_has_user']));
});

test('one who is deprovisioned is in the graph, and that is one information and no failure', async () => {
  const run = await runWith({ ...USER, status: 'DEPROVISIONED' });
  expect(run.graph.get(ID)).toMatchObject({ status: 'deprovisioned', mfaEnabled: false });
  expect(edgesOf(run)).toEqual(EDGES);
  expect(Object.values(run.statuses)).not.toContain('failure');
  expect(run.partial).not.toContain('okta_user');
  expect(run.events.filter(({ description }) => description.includes(ID))).toMatchObject([
    { name: 'info' },
  ]);
});

test('one whom only a slow list names keeps all users from being deleted', async () => {
  // Longer than all else takes: the other steps wait for what this list shows.
  const { statuses, partial } = await runWith(USER, 3_000);
  expect(statuses['fetch-users']).toBe('failure');
  expect(partial).toEqual(expect.arrayContaining(['okta_user', 'okta_account_has_user']));
});

test('users whom nobody names are missed all the same, if Okta counts far more than it lists', async () => {
  const listed = new Set<unknown>(['ana', 'bo', 'rosa'].map(userId));
  const onlyThree = (user: JsonObject): JsonObject[] => (listed.has(user.id) ? [user] : []);
  const { statuses, partial, events } = await runSample(
    {},
    {
      disabledSources: ['groups', 'rules', 'applications', 'roles', 'devices', 'machine-devices'],
      client: { ...IMPATIENT, transport: alteredAnswers(/^\/api\/v1\/users$/, onlyThree) },
    },
  );
  expect(statuses['fetch-users']).toBe('failure');
  expect(partial).toContain('okta_user');
  expect(events.map(({ description }) => description).join()).toMatch(
    /Okta lists 3 users, deprovisioned ones included, and counts \d\d in the group Everyone/,
  );
});
