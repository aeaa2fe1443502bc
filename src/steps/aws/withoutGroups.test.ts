/** AWS roles of users where the customer switched groups off: the roles stay, the groups do not come. */
import { collectLocal, SAMPLE_NOW, type Collected } from '../../../test/harness/collect';
import { sampleOrg, type Fault, type JsonObject } from '../../../packages/local-okta';
import { listingById } from '../../../packages/local-okta/listing';
import type { OrgSource } from '../../../packages/local-okta/types';

const OFF = { disabledSources: ['groups'] };
const MEMBERS = '/api/v1/groups/{id}/users';
const APP_GROUPS = '/api/v1/apps/{id}/groups';
const USERS_STEP = 'build-user-aws-role-relationships';

const edges = ({ relationships }: Collected, type: string): Collected['relationships'] =>
  relationships.filter(({ _type }) => _type === type);
const userRoles = (collected: Collected) => edges(collected, 'okta_user_assigned_aws_iam_role');

const all = (listing: OrgSource['apps']) =>
  Array.from({ length: listing.size }, (_, index) => listing.at(index));

const statusOf = ({ summary }: Collected, id: string): string | undefined =>
  summary?.integrationStepResults.find((step) => step.id === id)?.status;

test('users have the same roles for the same reasons, and no group is in the graph', async () => {
  const [on, off] = [await collectLocal(), await collectLocal({}, OFF)];
  expect(userRoles(on).some(({ via }) => via === 'group-mapping')).toBe(true);
  expect(userRoles(off)).toEqual(userRoles(on));
  expect(off.entities.filter(({ _type }) => _type.includes('group'))).toEqual([]);
  expect(off.relationships.filter(({ _type }) => /group/.test(_type))).toEqual([]);
  expect(statusOf(off, USERS_STEP)).toBe('success');
  const warned = ({ events }: Collected) =>
    events
      .flatMap(({ name, description }) => (name.startsWith('warn') ? [description] : []))
      .sort();
  expect(warned(off)).toEqual(warned(on));
});

/** The sample org with those of AWS's applications for which `wanted` is true, and all others. */
function orgWith(wanted: (settings: JsonObject) => boolean): OrgSource {
  const org = sampleOrg({ now: SAMPLE_NOW });
  const isWanted = ({ name, settings }: JsonObject) =>
    !/^amazon_aws/.test(name as string) || wanted((settings as JsonObject).app as JsonObject);
  return { ...org, apps: listingById(all(org.apps).filter(isWanted)) };
}

test('group mapping needs the names of groups, and the members of those that stand for roles', async () => {
  const [on, off] = [await collectLocal(), await collectLocal({}, OFF)];
  const awsGroups = new Set(
    edges(on, 'okta_user_group_assigned_aws_iam_role').map(({ groupId }) => groupId),
  );
  // The size of Everyone says how many users there are to list; the other call is for the names.
  expect(off.okta.counters.callsTo('/api/v1/groups')).toBe(2);
  expect(off.okta.counters.callsTo('/api/v1/groups/{id}')).toBe(0);
  expect(off.okta.counters.callsTo(MEMBERS)).toBeLessThanOrEqual(awsGroups.size);
  expect(off.okta.counters.callsTo(MEMBERS)).toBeGreaterThan(0);
  expect(awsGroups.size).toBeLessThan(on.okta.counters.callsTo(MEMBERS));
});

test('roles in profiles need no list of groups, and members only if roles are joined or united', async () => {
  const org = orgWith(({ useGroupMapping }) => useGroupMapping !== true);
  const { okta } = await collectLocal({ org }, OFF);
  expect(okta.counters.callsTo('/api/v1/groups')).toBe(1);
  // Of the applications that join or unite: see sample/awsApps.ts.
  expect(okta.counters.callsTo(MEMBERS)).toBe(3);
});

test('without an AWS application nothing is asked for', async () => {
  const org = orgWith(() => false);
  const { okta } = await collectLocal({ org }, OFF);
  // One that shows a user may be asked again, if the last ones show none.
  expect(okta.counters.callsTo('/api/v1/apps/{id}/users') - org.apps.size).toBeLessThanOrEqual(1);
  expect([okta.counters.callsTo(APP_GROUPS), okta.counters.callsTo(MEMBERS)]).toEqual([0, 0]);
});

test('with applications switched off as well, nothing is asked for', async () => {
  const { okta } = await collectLocal({}, { disabledSources: ['groups', 'applications'] });
  expect([okta.counters.callsTo(APP_GROUPS), okta.counters.callsTo(MEMBERS)]).toEqual([0, 0]);
});

test('everybody’s roles come through Everyone without a call for its members', async () => {
  const org = sampleOrg({ now: SAMPLE_NOW });
  const app = all(org.apps).find(({ label }) => label === 'AWS – roles in profiles');
  const everyone = all(org.groups).find(({ type }) => type === 'BUILT_IN');
  const appId = app?.id as string;
  const withEveryone = {
    ...org,
    appGroups: (id: string) =>
      id === appId
        ? listingById([{ id: everyone?.id, profile: { samlRoles: ['ForAll'] } }])
        : org.appGroups(id),
    appUsers: (id: string) =>
      id === appId
        ? listingById(
            all(org.users).map(({ id }) => ({ id: id as string, scope: 'GROUP', profile: {} })),
          )
        : org.appUsers(id),
  };
  const [plain, shared] = [
    await collectLocal({}, OFF),
    await collectLocal({ org: withEveryone }, OFF),
  ];
  const forAll = userRoles(shared).filter(({ roleName }) => roleName === 'ForAll');
  expect(forAll).toHaveLength(org.users.size);
  expect(shared.okta.counters.callsTo(MEMBERS)).toBe(plain.okta.counters.callsTo(MEMBERS));
});

test('members that Okta refuses make the users’ roles partial, and nothing else', async () => {
  const refused = await collectLocal({ permissions: { deny: [MEMBERS] } }, OFF);
  expect(statusOf(refused, USERS_STEP)).toBe('failure');
  expect(refused.summary?.metadata.partialDatasets.types.sort()).toEqual([
    'okta_user_assigned_aws_iam_role',
    'okta_user_created_application',
  ]);
});

test('groups that cannot be listed make the roles of group mapping partial, and no others', async () => {
  const faults: Fault[] = [{ kind: 'forbidden', on: /\/api\/v1\/groups\?.*limit=200/ }];
  const [open, closed] = [await collectLocal({}, OFF), await collectLocal({ faults }, OFF)];
  expect(statusOf(closed, USERS_STEP)).toBe('failure');
  const profiles = userRoles(open).filter(({ via }) => via !== 'group-mapping');
  expect(userRoles(closed).map(({ _key }) => _key)).toEqual(profiles.map(({ _key }) => _key));
});
