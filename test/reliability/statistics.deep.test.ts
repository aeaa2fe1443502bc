/**
 * Okta's statistics of groups against its lists: what a list shows although the statistics count nothing is in
 * the graph, and lists that are empty although there is something are not believed.
 */
import { generatedOrg, sampleOrg, type Fault } from '../../packages/local-okta';
import { listingById } from '../../packages/local-okta/listing';
import { groupId } from '../../packages/local-okta/sample/groups';
import type { JsonObject } from '../../src/json';
import { SAMPLE_NOW, type CollectOptions } from '../harness/collect';
import { partialView } from '../harness/partialView';
import { IMPATIENT, runSample, type Run } from './collectInMemory';
import { danglingIn, differenceOf } from './compare';
import { ALWAYS_PARTIAL } from './row';

const MEMBERS = '/api/v1/groups/{id}/users';
const GROUP_APPS = '/api/v1/groups/{id}/apps';
const APP_GROUPS = '/api/v1/apps/{id}/groups';
const APP_USERS = '/api/v1/apps/{id}/users';
const USER_ROLES = '/api/v1/users/{id}/roles';
const GROUP_ROLES = '/api/v1/groups/{id}/roles';
const FACTORS = '/api/v1/users/{id}/factors';

const partialOf = ({ partial = [] }: Run): string[] =>
  partial.filter((type) => !ALWAYS_PARTIAL.has(type)).sort();
const failedOf = ({ statuses }: Run): string[] =>
  Object.keys(statuses).filter((id) => statuses[id] === 'failure');
const of = ({ graph }: Run, type: string) =>
  [...graph.values()].filter(({ _type }) => _type === type);
const missingOf = (run: Run, from: Run, type: string): string[] =>
  of(from, type)
    .map(({ _key }) => _key)
    .filter((key) => !run.graph.has(key));

/** Whatever the faultless run has and this one lacks is of a type that JupiterOne keeps. */
function expectNothingDeleted(found: Run, faultless: Run): void {
  expect(found.error).toBeUndefined();
  expect(danglingIn(found.graph)).toEqual([]);
  const kept = new Set(found.partial);
  expect(differenceOf(faultless.graph, found.graph, kept).missing).toEqual([]);
}

describe('statistics that count nothing', () => {
  const counting = (
    change: (stats: JsonObject) => JsonObject,
    ids: readonly string[],
    options: CollectOptions = {},
  ): Promise<Run> => {
    const transport = partialView({
      statistics: (id, stats) => (ids.includes(id) ? { ...stats, ...change(stats) } : stats),
    });
    return runSample({}, { ...options, client: { ...IMPATIENT, transport } });
  };
  const noUsers = () => ({ usersCount: 0 });
  const noApps = () => ({ appsCount: 0 });
  const noRole = () => ({ hasAdminPrivilege: false });
  let whole: Run;

  beforeAll(async () => {
    whole = await runSample();
  });

  test.each<[string, (stats: JsonObject) => JsonObject, string[], CollectOptions]>([
    ['members, and users have applications through the group', noUsers, ['sales', 'dup'], {}],
    ['members, and users have roles through the group', noUsers, ['helpdesk'], {}],
    ['applications', noApps, ['sales', 'eng'], { assignmentSide: 'groups' }],
    [
      'applications, of any group',
      noApps,
      ['sales', 'eng', 'everyone', 'munster', 'adusers', 'dup', 'contractors', 'gws'],
      { assignmentSide: 'groups' },
    ],
    ['administrator roles', noRole, ['helpdesk', 'secops', 'customadmins'], {}],
  ])('%s', async (_, change, names, options) => {
    const found = await counting(change, names.map(groupId), options);
    expect(failedOf(found)).toEqual([]);
    const { missing } = differenceOf(whole.graph, found.graph);
    expect(missing).toEqual([]);
  });

  test('cost a call only for groups that other answers name', async () => {
    const found = await counting(noUsers, [groupId('sales'), groupId('approvers')]);
    const calls = (run: Run): number => run.okta.counters.callsTo(MEMBERS);
    expect(calls(found)).toBe(calls(whole) - 1);
  });
});

describe('lists that are all empty from the start, although statistics or other lists show something', () => {
  const empty = (...on: string[]): Fault[] => on.map((path) => ({ kind: 'empty', on: path }));
  const bySide = (assignmentSide: 'applications' | 'groups'): CollectOptions => ({
    assignmentSide,
  });
  let whole: Run;

  beforeAll(async () => {
    whole = await runSample();
  });

  test.each<[string, Fault[], CollectOptions, string[]]>([
    ['members', empty(MEMBERS), {}, ['okta_group_has_user', 'okta_app_user_group_has_user']],
    ['users of applications', empty(APP_USERS), {}, ['okta_user_assigned_application']],
    [
      'groups of applications, and applications of groups',
      empty(APP_GROUPS, GROUP_APPS),
      bySide('applications'),
      ['okta_group_assigned_application'],
    ],
    [
      'applications of groups',
      empty(GROUP_APPS),
      bySide('groups'),
      ['okta_group_assigned_application'],
    ],
    ['roles of users', empty(USER_ROLES), {}, ['okta_user_assigned_role', 'okta_role']],
    ['roles of groups', empty(GROUP_ROLES), {}, ['okta_user_group_assigned_role', 'okta_role']],
    ['custom roles', empty('/api/v1/iam/roles'), {}, ['okta_role']],
    // The System Log has an enrolment.
    ['factors', empty(FACTORS), {}, ['mfa_device', 'okta_user_assigned_factor']],
  ])('%s', async (_, faults, options, types) => {
    const found = await runSample({ faults }, options);
    expectNothingDeleted(found, whole);
    expect(partialOf(found)).toEqual(expect.arrayContaining(types));
    const others = ['okta_user', 'okta_application', 'okta_user_group', 'mfa_device'];
    for (const type of others.filter((each) => !types.includes(each))) {
      expect(partialOf(found)).not.toContain(type);
    }
  });

  test('groups of applications: a few groups are asked, and no edge is emitted without its role', async () => {
    const found = await runSample({ faults: empty(APP_GROUPS) }, bySide('applications'));
    expectNothingDeleted(found, whole);
    const { changed } = differenceOf(whole.graph, found.graph);
    expect(changed.filter((key) => key.startsWith('00g'))).toEqual([]);
    expect(found.okta.counters.callsTo(GROUP_APPS)).toBeLessThanOrEqual(5);
  });

  test('groups of one application: nothing is missing, as every group of which it shows is asked', async () => {
    const on = /\/apps\/0oasalesforce\w+\/groups/;
    const found = await runSample({ faults: [{ kind: 'empty', on }] }, bySide('applications'));
    expect(failedOf(found)).toEqual([]);
    expect(differenceOf(whole.graph, found.graph).missing).toEqual([]);
  });

  test('where there is nothing, that is believed', async () => {
    const bare = {
      ...sampleOrg({ now: SAMPLE_NOW }),
      groupMembers: () => listingById([]) as never,
      groupApps: () => [],
      appUsers: () => listingById([]),
      appGroups: () => listingById([]),
      factors: () => [],
      events: listingById([]),
    };
    const found = await runSample({ org: bare });
    expect(failedOf(found)).toEqual([]);
  });
});

describe('lists that are all empty from the sixtieth call on', () => {
  const ORG = generatedOrg({
    users: 300,
    groups: 150,
    apps: 120,
    devices: 0,
    memberships: 600,
    admins: 150,
    adminGroups: 90,
  });
  let whole: Run;

  beforeAll(async () => {
    whole = await runSample({ org: ORG });
  });

  test.each<[string, string, CollectOptions, string]>([
    ['members', MEMBERS, {}, 'okta_group_has_user'],
    ['factors', FACTORS, {}, 'mfa_device'],
    ['users of applications', APP_USERS, {}, 'okta_user_assigned_application'],
    ['roles of users', USER_ROLES, {}, 'okta_user_assigned_role'],
    ['roles of groups', GROUP_ROLES, {}, 'okta_user_group_assigned_role'],
    [
      'groups of applications',
      APP_GROUPS,
      { assignmentSide: 'applications' },
      'okta_group_assigned_application',
    ],
    [
      'applications of groups',
      GROUP_APPS,
      { assignmentSide: 'groups' },
      'okta_group_assigned_application',
    ],
  ])('%s', async (_, on, options, type) => {
    const found = await runSample({ org: ORG, faults: [{ kind: 'empty', on, from: 60 }] }, options);
    expect(missingOf(found, whole, type).length).toBeGreaterThan(0);
    expect(partialOf(found)).toContain(type);
    expectNothingDeleted(found, whole);
  });

  test('factors: hardly a user is said to have none who has one', async () => {
    const found = await runSample({ org: ORG, faults: [{ kind: 'empty', on: FACTORS, from: 60 }] });
    const wrong = of(whole, 'okta_user').filter(
      ({ _key, mfaEnabled }) => mfaEnabled === true && found.graph.get(_key)?.mfaEnabled === false,
    );
    const unknown = of(found, 'okta_user').filter(({ mfaEnabled }) => mfaEnabled === undefined);
    // Those in a row after which somebody is asked again.
    expect(wrong.length).toBeLessThanOrEqual(25);
    expect(unknown.length).toBeGreaterThan(100);
  });
});
