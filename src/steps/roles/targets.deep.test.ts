/** What administrators are limited to, by every way in which Okta may give it; and what service apps hold. */
import { sampleOrg, type Fault } from '../../../packages/local-okta';
import { appId } from '../../../packages/local-okta/sample/appSpec';
import { AWS_APPS } from '../../../packages/local-okta/sample/awsApps';
import { groupId } from '../../../packages/local-okta/sample/groups';
import { userId } from '../../../packages/local-okta/sample/people';
import { SAMPLE_NOW } from '../../../test/harness/collect';
import { runSample, type Run } from '../../../test/reliability/collectInMemory';

const USER_ROLES = '/api/v1/users/{id}/roles';
const GROUP_ROLES = '/api/v1/groups/{id}/roles';
const CLIENT_ROLES = '/oauth2/v1/clients/{id}/roles';
const CLIENT = appId('oidcservice');

const collect = (facts: { roleExpansions?: 1 | 0 } = {}, ...faults: Fault[]): Promise<Run> =>
  runSample({ org: sampleOrg({ now: SAMPLE_NOW, facts }), faults });

const of = ({ graph }: Run, type: RegExp) =>
  [...graph.values()]
    .filter(({ _type }) => type.test(_type))
    .sort((one, other) => (one._key < other._key ? -1 : 1));
const failed = ({ statuses }: Run): string[] =>
  Object.keys(statuses).filter((id) => statuses[id] === 'failure');
const callsOf = ({ okta }: Run, template: string): number => okta.counters.calls[template] ?? 0;
const targetCalls = ({ okta }: Run): number =>
  Object.entries(okta.counters.calls)
    .filter(([template]) => template.includes('/targets/'))
    .reduce((sum, [, calls]) => sum + calls, 0);

const ROLES = /role/;
const ASSIGNMENT = /^okta_role_assignment$/;
const keyOf = (principal: string, role: string): string =>
  `okta_role_assignment:${principal}:${role}`;
const CARLA_APPS = keyOf(userId('carla'), 'IFIFAX2BIRGUSTQ');

let whole: Run;

beforeAll(async () => {
  whole = await collect();
});

test('the targets come with the lists of roles, without any further call', () => {
  expect(failed(whole)).toEqual([]);
  expect(targetCalls(whole)).toBe(0);
  // Twelve users whom Okta names, and five groups with a role, as before targets were asked for.
  expect(callsOf(whole, USER_ROLES)).toBe(12);
  expect(callsOf(whole, GROUP_ROLES)).toBe(5);
  expect(whole.graph.get(CARLA_APPS)).toMatchObject({
    targetApplicationIds: [appId('github')],
    targetCatalogApps: ['amazon_aws', 'not_installed'],
    isOrgWide: false,
  });
});

test('a kind of application means all its instances', () => {
  const allowed = of(whole, /^okta_role_assignment_allows_application$/)
    .filter(({ _fromEntityKey }) => _fromEntityKey === CARLA_APPS)
    .map(({ _toEntityKey }) => _toEntityKey);
  const instances = AWS_APPS.filter(({ name }) => name === 'amazon_aws').map(({ key }) =>
    appId(key),
  );
  expect(instances.length).toBeGreaterThan(2);
  expect(allowed.sort()).toEqual([...instances, appId('github')].sort());
});

test.each<[1 | 0, string]>([
  [1, 'two values of `expand` at once'],
  [0, 'any `expand`'],
])(
  'answers to so many values: %i. Where Okta refuses %s, nothing is lost',
  async (roleExpansions) => {
    const run = await collect({ roleExpansions });
    expect(failed(run)).toEqual([]);
    expect(of(run, ROLES)).toEqual(of(whole, ROLES));
    // Only of roles that can have targets, and only those that Okta did not embed.
    expect(targetCalls(run)).toBe(roleExpansions === 1 ? 3 : 8);
  },
);

test('targets that may not be read: the role is there, and nothing says that it is for the whole org', async () => {
  const run = await collect({ roleExpansions: 0 }, { kind: 'forbidden', on: /\/targets\// });
  const keys = of(run, ASSIGNMENT).map(({ _key }) => _key);
  expect(keys).toEqual(of(whole, ASSIGNMENT).map(({ _key }) => _key));
  expect(run.graph.get(CARLA_APPS)).not.toHaveProperty('isOrgWide');
  expect(run.graph.get(CARLA_APPS)).not.toHaveProperty('targetApplicationIds');
  expect(run.partial).toEqual(
    expect.arrayContaining([
      'okta_role_assignment_allows_group',
      'okta_role_assignment_allows_application',
    ]),
  );
  expect(of(run, /^okta_user_assigned_role$/)).toEqual(of(whole, /^okta_user_assigned_role$/));
});

describe('service apps', () => {
  test('hold roles and granted scopes', () => {
    expect(callsOf(whole, CLIENT_ROLES)).toBe(1);
    expect(callsOf(whole, '/api/v1/apps/{id}/grants')).toBe(1);
    const held = of(whole, /^okta_application_assigned_role$/);
    expect(held.map(({ _toEntityKey }) => _toEntityKey)).toEqual([
      'okta_role:AccessRequestsAdministrator',
      'okta_role:GroupMembershipAdministrator',
      'okta_role:SalesDesk',
    ]);
    expect(of(whole, /^okta_app_scope_grant$/).map(({ scope }) => scope)).toEqual([
      'okta.apps.manage',
      'okta.users.manage',
      'okta.users.read',
    ]);
  });

  test('of which Okta knows no role (404) have none, and are asked for no scope', async () => {
    const run = await collect({}, { kind: 'notFound', on: CLIENT_ROLES });
    expect(failed(run)).toEqual([]);
    expect(callsOf(run, '/api/v1/apps/{id}/grants')).toBe(0);
    expect(of(run, /^okta_application_assigned_role$/)).toEqual([]);
  });

  test('whose roles may not be read cost nothing that was known without them', async () => {
    const run = await collect({}, { kind: 'forbidden', on: CLIENT_ROLES });
    expect(failed(run)).not.toContain('fetch-roles');
    expect(failed(run)).toEqual(
      expect.arrayContaining(['fetch-role-assignments', 'fetch-service-app-roles']),
    );
    expect(run.partial).toEqual(
      expect.arrayContaining(['okta_app_scope_grant', 'okta_application_assigned_role']),
    );
    const left = of(whole, ASSIGNMENT).filter(({ principalId }) => principalId !== CLIENT);
    expect(of(run, ASSIGNMENT)).toEqual(left);
  });

  test('whose roles could not be read may be the only holders of a role', async () => {
    const run = await collect({}, { kind: 'serverError', on: CLIENT_ROLES });
    expect(failed(run)).toContain('fetch-roles-of-service-apps');
    expect(failed(run)).not.toContain('fetch-roles');
    expect(run.partial).toContain('okta_role');
  });
});

test('of a user the assignments are the user’s own, of a group the group’s', () => {
  const holders = of(whole, ASSIGNMENT).map(({ principalId, principalType }) => [
    principalType,
    principalId,
  ]);
  expect(holders).toContainEqual(['GROUP', groupId('helpdesk')]);
  // Carla is in Helpdesk: the group's role is not hers a second time.
  expect(holders.filter(([, id]) => id === userId('carla'))).toHaveLength(2);
});

test('the source can be switched off: nobody is asked for anything besides', async () => {
  const run = await runSample({}, { disabledSources: ['admin-scopes'] });
  expect(callsOf(run, CLIENT_ROLES)).toBe(0);
  expect(callsOf(run, '/api/v1/iam/resource-sets')).toBe(0);
  expect(of(run, ASSIGNMENT)).toEqual([]);
  expect(of(run, /^okta_user_assigned_role$/)).toEqual(of(whole, /^okta_user_assigned_role$/));
});
