import { cheaperSide, windowsOfLongestBucket, type AssignmentWorkload } from './assignmentPlan';

const WORK: AssignmentWorkload = {
  applications: 1_000,
  applicationsWithRoles: 0,
  groupsWithMembers: 0,
  groupsWithApplications: 0,
  userCalls: 0,
  perMinute: { applications: 1_000, groups: 1_000, users: 1_000, schemas: 1_000 },
};

test('from the groups’ side, each application costs a call for its schema', () => {
  const fewSchemas = { ...WORK, perMinute: { ...WORK.perMinute, schemas: 50 } };
  expect(windowsOfLongestBucket(fewSchemas, 'groups')).toBe(20);
});

test('the groups’ side is taken where it saves a whole window, not a part of one', () => {
  expect(cheaperSide(WORK)).toBe('groups');
  // Two windows against two, of which one is used in part only.
  expect(cheaperSide({ ...WORK, applicationsWithRoles: 100 })).toBe('applications');
});
