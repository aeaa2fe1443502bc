/** Group assignments in whole runs: from either side the graph is the same. */
import { collectLocal } from '../../../test/harness/collect';
import { generatedOrg } from '../../../packages/local-okta';
import { runSample } from '../../../test/reliability/collectInMemory';

const APP_GROUPS = '/api/v1/apps/{id}/groups';
const GROUP_APPS = '/api/v1/groups/{id}/apps';

describe('the side from which group assignments are read', () => {
  test('makes no difference to the graph, only to the calls', async () => {
    const [fromApplications, fromGroups] = [
      await collectLocal({}, { assignmentSide: 'applications' }),
      await collectLocal({}, { assignmentSide: 'groups' }),
    ];
    expect(fromGroups.entities).toEqual(fromApplications.entities);
    expect(fromGroups.relationships).toEqual(fromApplications.relationships);

    const calls = ({ okta }: typeof fromGroups): [number, number] => [
      okta.counters.callsTo(APP_GROUPS),
      okta.counters.callsTo(GROUP_APPS),
    ];
    const [appCalls, groupCalls] = calls(fromGroups);
    expect(calls(fromApplications)[1]).toBe(0);
    expect(groupCalls).toBeGreaterThan(0);
    expect(appCalls).toBeLessThan(calls(fromApplications)[0]);
  });

  test('an application whose schema cannot be read is asked itself', async () => {
    const denied = await collectLocal(
      { permissions: { deny: ['/api/v1/meta/schemas/apps/{id}/default'] } },
      { assignmentSide: 'groups' },
    );
    const open = await collectLocal({}, { assignmentSide: 'applications' });
    const assignments = ({ relationships }: typeof open): typeof open.relationships =>
      relationships.filter(({ _type }) => _type === 'okta_group_assigned_application');
    expect(assignments(denied)).toEqual(assignments(open));
    // One that shows a group may be asked again, if the last ones show none.
    const calls = ({ okta }: typeof open): number => okta.counters.callsTo(APP_GROUPS);
    expect(Math.abs(calls(denied) - calls(open))).toBeLessThanOrEqual(1);
  });
});

test('applications with many users are not asked for their groups as well', async () => {
  // Three windows for factors; for applications’ users as many, and with their groups four.
  const org = generatedOrg({ users: 600, groups: 30, apps: 50, everyoneApps: 50, awsApps: 0 });
  const { okta, error } = await runSample({ org, plan: 'workforce', windowMs: 1_000 });
  expect(error).toBeUndefined();
  expect(okta.counters.callsTo(GROUP_APPS)).toBeGreaterThan(0);
  expect(okta.counters.callsTo(APP_GROUPS)).toBe(0);
});
