import { collectLocal } from '../../../test/harness/collect';
import { cheaperSide, windowsOfLongestBucket, type AssignmentWorkload } from './assignmentPlan';

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
    expect(denied.okta.counters.callsTo(APP_GROUPS)).toBe(open.okta.counters.callsTo(APP_GROUPS));
  });
});

describe('the choice of the side', () => {
  const workforce = { applications: 40, groups: 200, users: 240, schemas: 200 };
  const work: AssignmentWorkload = {
    applications: 1_000,
    applicationsWithRoles: 20,
    groupsWithMembers: 1_500,
    groupsWithApplications: 1_500,
    userCalls: 0,
    perMinute: workforce,
  };

  test.each<[string, Partial<AssignmentWorkload>, 'applications' | 'groups']>([
    ['many applications, groups with budget', {}, 'groups'],
    ['the users’ factors take longest either way', { userCalls: 100_000 }, 'applications'],
    ['few applications: less than a window to save', { applications: 20 }, 'applications'],
    ['too many groups to ask', { groupsWithApplications: 40_000 }, 'applications'],
    ['most applications may carry roles', { applicationsWithRoles: 1_000 }, 'applications'],
    ['limits not known', { perMinute: { ...workforce, applications: Infinity } }, 'applications'],
  ])('%s', (_reason, change, side) => {
    expect(cheaperSide({ ...work, ...change })).toBe(side);
  });

  test('estimates the longest bucket in windows', () => {
    expect(windowsOfLongestBucket(work, 'applications')).toBe(50);
    expect(windowsOfLongestBucket(work, 'groups')).toBe(25.5);
  });
});
