/** AWS roles of users where the customer switched groups off: the roles stay, the groups do not come. */
import { collectLocal, SAMPLE_NOW, type Collected } from '../../../../test/harness/collect';
import { sampleOrg } from '../../../../packages/local-okta';
import { listingById } from '../../../../packages/local-okta/listing';
import type { OrgSource } from '../../../../packages/local-okta/types';
import {
  createTransport,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUTS,
  type Transport,
} from '../../../okta';

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

test('only the members of groups with AWS roles are asked for, and no list of groups', async () => {
  const [on, off] = [await collectLocal(), await collectLocal({}, OFF)];
  const awsGroups = new Set(
    edges(on, 'okta_user_group_assigned_aws_iam_role').map(({ groupId }) => groupId),
  );
  // The size of Everyone tells how many users there are to list.
  expect(off.okta.counters.callsTo('/api/v1/groups')).toBe(1);
  expect(off.okta.counters.callsTo('/api/v1/groups/{id}')).toBe(0);
  expect(off.okta.counters.callsTo(MEMBERS)).toBe(awsGroups.size);
  expect(awsGroups.size).toBeLessThan(on.okta.counters.callsTo(MEMBERS));
});

test('without an AWS application nothing is asked for', async () => {
  const org = sampleOrg({ now: SAMPLE_NOW });
  const apps = listingById(all(org.apps).filter(({ name }) => !/^amazon_aws/.test(name as string)));
  const { okta } = await collectLocal({ org: { ...org, apps } }, OFF);
  expect(okta.counters.callsTo('/api/v1/apps/{id}/users')).toBe(apps.size);
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
  expect(shared.okta.counters.callsTo(MEMBERS)).toBeLessThan(plain.okta.counters.callsTo(MEMBERS));
});

test('members that Okta refuses make the users’ roles partial, and nothing else', async () => {
  const refused = await collectLocal({ permissions: { deny: [MEMBERS] } }, OFF);
  expect(statusOf(refused, USERS_STEP)).toBe('failure');
  expect(refused.summary?.metadata.partialDatasets.types.sort()).toEqual([
    'okta_user_assigned_aws_iam_role',
    'okta_user_assigned_aws_identity_center_user',
    'okta_user_created_application',
  ]);
});

test('where Okta does not show the assigned groups, no role is given up', async () => {
  const real = createTransport({
    timeouts: DEFAULT_TIMEOUTS,
    maxBodyBytes: DEFAULT_MAX_BODY_BYTES,
  });
  const transport: Transport = {
    send: (request) => real.send({ ...request, url: request.url.replace('expand=group', '') }),
    close: (reason) => {
      real.close(reason);
    },
  };
  const hidden = await collectLocal({}, { ...OFF, client: { transport } });
  expect(statusOf(hidden, USERS_STEP)).toBe('failure');
  expect(hidden.events.map(({ description }) => description).join()).toContain(
    'Okta does not show 1 of the groups assigned, whose names stand for AWS roles',
  );
  // Roles that no name stands for are there all the same.
  expect(userRoles(hidden).some(({ via }) => via === 'group')).toBe(true);
});
