/** From which side group assignments are read, by what is known of the work. */
import type { GroupRef } from '../groups/api';
import {
  cheaperSide,
  expectedAppUserCalls,
  groupAppCallsOf,
  memberCallsOf,
  windowsOfLongestBucket,
  type AssignmentWorkload,
} from './assignmentPlan';

const WORK: AssignmentWorkload = {
  applications: 1_000,
  applicationsWithRoles: 0,
  appUserCalls: [1_000, 1_000],
  memberCalls: 0,
  groupAppCalls: 0,
  userCalls: 0,
  perMinute: { applications: 1_000, groups: 1_000, users: 1_000, schemas: 1_000 },
};

test('from the groups’ side, each application costs a call for its schema', () => {
  const fewSchemas = { ...WORK, perMinute: { ...WORK.perMinute, schemas: 50 } };
  expect(windowsOfLongestBucket(fewSchemas, 'groups', 1_000)).toBe(20);
});

test('the groups’ side is taken where it saves a whole window, not a part of one', () => {
  expect(cheaperSide(WORK)).toBe('groups');
  // Two windows against two, of which one is used in part only.
  expect(cheaperSide({ ...WORK, applicationsWithRoles: 100 })).toBe('applications');
});

test('members and pages of assignments count', () => {
  expect(cheaperSide({ ...WORK, memberCalls: 1_500 })).toBe('applications');
  expect(cheaperSide({ ...WORK, memberCalls: 500, groupAppCalls: 600 })).toBe('applications');
  expect(cheaperSide({ ...WORK, memberCalls: 400, groupAppCalls: 600 })).toBe('groups');
});

describe('the choice of the side', () => {
  const workforce = { applications: 40, groups: 200, users: 240, schemas: 200 };
  const work: AssignmentWorkload = {
    applications: 1_000,
    applicationsWithRoles: 20,
    appUserCalls: [1_000, 1_000],
    memberCalls: 1_500,
    groupAppCalls: 1_500,
    userCalls: 0,
    perMinute: workforce,
  };
  const few: Partial<AssignmentWorkload> = { applications: 100, appUserCalls: [100, 100] };

  test.each<[string, Partial<AssignmentWorkload>, 'applications' | 'groups']>([
    ['many applications, groups with budget', {}, 'groups'],
    ['the users’ factors take longest either way', { userCalls: 100_000 }, 'applications'],
    [
      'few applications: less than a window to save',
      { applications: 20, appUserCalls: [20, 20] },
      'applications',
    ],
    ['too many groups to ask', { groupAppCalls: 40_000 }, 'applications'],
    ['groups of many members', { memberCalls: 40_000 }, 'applications'],
    ['most applications may carry roles', { applicationsWithRoles: 1_000 }, 'applications'],
    ['limits not known', { perMinute: { ...workforce, applications: Infinity } }, 'applications'],
    [
      'the users’ factors take longer than few pages, not than many',
      { ...few, memberCalls: 100, groupAppCalls: 100, userCalls: 2_000, appUserCalls: [100, 400] },
      'groups',
    ],
    [
      'little of a long run to save, much of a short one to lose',
      { ...few, memberCalls: 2_000, groupAppCalls: 400, appUserCalls: [100, 4_000] },
      'applications',
    ],
  ])('%s', (_reason, change, side) => {
    expect(cheaperSide({ ...work, ...change })).toBe(side);
  });

  test('estimates the longest bucket in windows', () => {
    expect(windowsOfLongestBucket(work, 'applications', 1_000)).toBe(50);
    expect(windowsOfLongestBucket(work, 'groups', 1_000)).toBe(25.5);
    expect(windowsOfLongestBucket(work, 'applications', 3_000)).toBe(100);
  });
});

describe('the calls that Okta’s statistics let expect', () => {
  const group = (changes: Partial<GroupRef>): GroupRef => ({
    id: '00g2abcdEFGH3ijkl0x7',
    type: 'OKTA_GROUP',
    name: 'Some',
    sourceApplicationId: undefined,
    externalId: undefined,
    usersCount: 0,
    appsCount: 0,
    hasAdminPrivilege: false,
    ...changes,
  });
  const everyone = group({ type: 'BUILT_IN', name: 'Everyone', usersCount: 2_000, appsCount: 250 });
  const some = group({ usersCount: 1_001, appsCount: 1 });
  const unknown = group({ usersCount: undefined, appsCount: undefined });

  test('members: a thousand a page, one page of an unknown number, none of Everyone', () => {
    expect(memberCallsOf([everyone])).toBe(0);
    expect(memberCallsOf([group({})])).toBe(0);
    expect(memberCallsOf([group({ usersCount: 1_000 })])).toBe(1);
    expect(memberCallsOf([everyone, some, unknown])).toBe(3);
  });

  test('applications of groups: two hundred a page, those of Everyone too', () => {
    expect(groupAppCallsOf([everyone])).toBe(2);
    expect(groupAppCallsOf([group({})])).toBe(0);
    expect(groupAppCallsOf([everyone, some, unknown])).toBe(4);
  });

  test('users of applications: one page each, and the further pages of the groups assigned', () => {
    expect(expectedAppUserCalls([unknown], 300)).toBe(300);
    expect(expectedAppUserCalls([everyone], 300)).toBe(300 + 250 * 3);
    expect(expectedAppUserCalls([everyone, some], 300)).toBe(300 + 250 * 3 + 2);
    // No application has more users than the org.
    expect(expectedAppUserCalls([everyone, { ...everyone, type: 'OKTA_GROUP' }], 300)).toBe(1_200);
  });
});
