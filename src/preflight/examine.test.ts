/** The checks against the local Okta org: what each finds, and what it tells a person to do. */
import {
  examineAt,
  SCOPES,
  type Examination,
  type ExamineOptions,
} from '../../test/harness/examine';
import { listingById, listingOfIds, valuesOf } from '../../packages/local-okta/listing';
import { groupId } from '../../packages/local-okta/sample/groups';
import {
  sampleOrg,
  startLocalOkta,
  type Fault,
  type LocalOktaOptions,
} from '../../packages/local-okta';
import { READ_ONLY_ADMIN } from '../adminRoles';
import { RESOURCES } from '../resources';

/** The lists of defined resources, with the role that suffices for each. */
const DEFINED = RESOURCES.flatMap(({ definition: { id, list, permission } }) =>
  list === undefined ? [] : [[id, list, permission?.adminRoles?.[0] ?? READ_ONLY_ADMIN] as const],
);

/** Jest takes a bare pattern inside an object for an object without properties, which fits anything. */
function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

interface Given extends ExamineOptions {
  readonly org?: LocalOktaOptions;
}

async function examineLocal(given: Given): Promise<Examination> {
  const okta = await startLocalOkta(given.org);
  try {
    return await examineAt(okta, given);
  } finally {
    await okta.close();
  }
}

function failing(results: Examination['results']): string[] {
  return Object.keys(results).filter((id) => results[id]?.status === 'fail');
}

describe('an org that permits everything', () => {
  let examination: Examination;
  beforeAll(async () => {
    examination = await examineLocal({});
  });

  test('passes every check', () => {
    const { results } = examination;
    const isUntried = (id: string): boolean =>
      results[id]?.finding === 'nothing there to try it with';
    const others = Object.keys(results).filter((id) => !isUntried(id));
    expect(others.filter((id) => results[id]?.status !== 'ok')).toEqual([]);
    expect(Object.keys(results).filter(isUntried)).toEqual([]);
  });

  test('is only read, one request for each check, and two that count its few users', () => {
    const { requests, results } = examination;
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    const made = requests.map(({ template }) => template);
    expect(made.filter((path) => path === '/api/v1/users')).toHaveLength(4);
    expect(made.filter((path) => path === '/api/v1/groups')).toHaveLength(2);
    expect(requests.length).toBeLessThanOrEqual(Object.keys(results).length + 2);
  });

  test('tells who it is and what of its limits may be used', () => {
    expect(examination.results['org']?.finding).toMatch(/^sample\.okta\.com, 00o.*Identity Engine/);
    expect(examination.results['limits']?.finding).toContain('50 % of the Workforce limits');
    expect(examination.results['limits']?.finding).toContain('apps 50');
  });

  test('is forecast, the slowest bucket first, with what would shorten it', () => {
    const { prediction } = examination;
    expect(prediction?.buckets[0]?.bucket).toBe('/api/v1/apps');
    expect(prediction?.durationMs).toBeGreaterThan(60_000);
    expect(prediction?.shortenings.map(({ advice }) => advice)).toContain(
      'Switch the source applications off',
    );
  });
});

test('by changes, the forecast is that of a full run, and tells what later ones take', async () => {
  const full = await examineLocal({});
  const changes = await examineLocal({ config: { mfaCollectionMode: 'changes' } });
  expect(changes.prediction?.buckets).toEqual(full.prediction?.buckets);
  expect(changes.prediction?.laterRunMs).toBeLessThanOrEqual(changes.prediction?.durationMs ?? 0);
  expect(full.prediction?.laterRunMs).toBeUndefined();
});

describe('what is not permitted', () => {
  test.each<readonly [id: string, path: string, role: string]>([
    ['users', '/api/v1/users', READ_ONLY_ADMIN],
    ['factors', '/api/v1/users/{id}/factors', READ_ONLY_ADMIN],
    ['groups', '/api/v1/groups', READ_ONLY_ADMIN],
    ['members', '/api/v1/groups/{id}/users', READ_ONLY_ADMIN],
    ['applications', '/api/v1/apps', READ_ONLY_ADMIN],
    ['assignments', '/api/v1/apps/{id}/users', READ_ONLY_ADMIN],
    ['group-assignments', '/api/v1/apps/{id}/groups', READ_ONLY_ADMIN],
    ['logs', '/api/v1/logs', READ_ONLY_ADMIN],
    ...DEFINED.map(([id, { path }, role]) => [id, path, role] as const),
  ])('%s: fails with role and menu for a token', async (check, path, role) => {
    const { results } = await examineLocal({ org: { permissions: { deny: [path] } } });
    expect(failing(results)).toContain(check);
    expect(results[check]).toMatchObject({
      finding: 'not permitted (403 E0000006)',
      meaning: matching(/\.$/),
      remedy: matching(
        new RegExp(`owns the API token the role ${role}.* \\(Security > Administrators`),
      ),
    });
  });

  test.each([
    ['schemas', '/api/v1/meta/schemas/apps/{id}/default'],
    ['settings', '/api/v1/org'],
    ['group-applications', '/api/v1/groups/{id}/apps'],
  ])('%s: is a note, as no step of a run fails because of it', async (check, path) => {
    const { results } = await examineLocal({ org: { permissions: { deny: [path] } } });
    expect(failing(results)).toEqual([]);
    expect(results[check]).toMatchObject({ status: 'warn', remedy: matching(/Read-only Admin/) });
  });

  test.each([
    ['user-roles', '/api/v1/users/{id}/roles'],
    ['group-roles', '/api/v1/groups/{id}/roles'],
    ['role-permissions', '/api/v1/iam/roles/{id}/permissions'],
  ])('%s: fails alone, with the role that is needed', async (check, path) => {
    const { results } = await examineLocal({ org: { permissions: { deny: [path] } } });
    expect(failing(results)).toEqual([check]);
    expect(results[check]).toMatchObject({ remedy: matching(/Super Administrator/) });
  });

  test('roles need a super administrator, and support access alone spoils nothing', async () => {
    const { results } = await examineLocal({ org: { permissions: { adminRole: 'readOnly' } } });
    expect(failing(results)).toEqual([
      'roles',
      'service-apps',
      'ai-agents',
      'api-service-integrations',
      'event-hooks',
      'inline-hooks',
      'log-streams',
      'realms',
      'resource-sets',
    ]);
    expect(results['roles']?.remedy).toContain(
      'Super Administrator (or: Custom role with "View roles',
    );
    expect(results['support']).toMatchObject({ status: 'warn', meaning: matching(/complete/) });
  });

  test('role holders may be known user by user only', async () => {
    const deny = ['/api/v1/iam/assignees/users'];
    const { results } = await examineLocal({ org: { permissions: { deny } } });
    expect(results['roles']).toMatchObject({ status: 'warn', finding: 'only user by user' });
    expect(failing(results)).toEqual([]);
  });

  test('custom roles are asked for besides who holds a role', async () => {
    const refusing = await examineLocal({ org: { permissions: { deny: ['/api/v1/iam/roles'] } } });
    expect(failing(refusing.results)).toEqual(['roles']);
    expect(refusing.results['roles']).toMatchObject({
      finding: 'custom roles: not permitted (403 E0000006)',
      meaning: matching(/what custom roles permit/),
      remedy: matching(/Super Administrator/),
    });
    const faults: Fault[] = [{ on: '/api/v1/iam/roles', kind: 'empty' }];
    const { results } = await examineLocal({ org: { faults } });
    expect(results['roles']).toMatchObject({ status: 'ok' });
  });

  test('an administrator of some groups only does not see Everyone', async () => {
    const faults: Fault[] = [{ on: /type%20eq|type\+eq/, kind: 'empty' }];
    const { results } = await examineLocal({ org: { faults } });
    expect(results['everyone']).toMatchObject({
      status: 'fail',
      finding: matching(/Everyone is hidden/),
    });
  });

  test.each([
    ['in another language', 'Jeder', 'ok'],
    ['in lower case with a blank', 'everyone ', 'ok'],
    ['under the name of the administrators', 'Okta-Administratoren', 'fail'],
  ])('Everyone %s: %j is %s', async (_, name, status) => {
    const okta = await startLocalOkta();
    okta.org.patchGroup(groupId('everyone'), { profile: { name } });
    const { results } = await examineAt(okta, {}).finally(() => okta.close());
    expect(results['everyone']).toMatchObject({ status });
  });

  test.each([
    ['as many', 0, 'ok'],
    ['some more, as a count may lag', 3, 'ok'],
    ['far more', 40, 'fail'],
  ])('Everyone counts %s than Okta lists: %s', async (_, more, status) => {
    const sample = sampleOrg();
    const missing = Array.from({ length: more }, (__, index) => `00umissing${index}`);
    const counted = [...valuesOf(sample.groupMembers(groupId('everyone'))), ...missing];
    const groupMembers = (id: string) =>
      id === groupId('everyone') ? listingOfIds(counted) : sample.groupMembers(id);
    const org = { ...sample, groupMembers };
    const { results } = await examineLocal({ org: { org } });
    expect(results['everyone']).toMatchObject({ status });
    expect(failing(results)).toEqual(status === 'fail' ? ['everyone'] : []);
  });

  test.each([
    ['shows that somebody has enrolled one', [], 'fail'],
    ['may not be read', ['/api/v1/logs'], 'ok'],
  ])('no user shows a factor, and the System Log %s', async (_, deny, status) => {
    const faults: Fault[] = [{ on: '/api/v1/users/{id}/factors', kind: 'empty' }];
    const { results } = await examineLocal({ org: { faults, permissions: { deny } } });
    expect(results['factors']).toMatchObject({ status });
  });

  test('who trusts the credential needs no group Everyone', async () => {
    const deny = ['/api/v1/groups'];
    const given = {
      off: ['groups', 'rules', 'applications', 'roles'],
      org: { permissions: { deny } },
    };
    const { results } = await examineLocal({ ...given, config: { trustUserList: true } });
    expect(failing(results)).toEqual([]);
    expect(results['everyone']).toMatchObject({ status: 'ok', finding: matching(/trustUserList/) });
  });

  test('that Everyone is shown has to be proven even where groups are switched off', async () => {
    const off = ['groups', 'rules', 'applications', 'roles'];
    const { results } = await examineLocal({
      off,
      org: { permissions: { deny: ['/api/v1/groups'] } },
    });
    expect(failing(results)).toEqual(['everyone']);
    expect(results['everyone']).toMatchObject({
      meaning: matching(/users and what rests on them would be incomplete/),
      remedy: matching(/Read-only Administrator.*set trustUserList \(TRUST_USER_LIST\) to true/),
    });
    expect(results['groups']).toMatchObject({ status: 'skipped' });
  });

  test('an app without the scope for groups is warned: its run goes on without the proof', async () => {
    const scopes = SCOPES.filter((scope) => scope !== 'okta.groups.read');
    const { results } = await examineLocal({
      oauth: true,
      off: ['groups', 'rules', 'applications', 'roles'],
      org: { oauth: { scopes, ungranted: 'drop' } },
    });
    expect(failing(results)).toEqual([]);
    expect(results['everyone']).toMatchObject({
      status: 'warn',
      remedy: matching(/okta.groups.read/),
    });
  });
});

describe('what a run bears', () => {
  const answering = (on: RegExp, status: number, code: string): Fault[] => [
    { kind: 'status', status, code, on },
  ];

  test('an AWS application without a schema', async () => {
    const faults = answering(/meta\/schemas/, 404, 'E0000007');
    const { results } = await examineLocal({ org: { faults } });
    expect(results['schemas']).toMatchObject({ status: 'ok' });
  });

  test('"Okta Administrators", which lists its members to nobody', async () => {
    const faults = answering(/groups\/00goktaadmins\w+\/users/, 405, 'E0000022');
    const { results } = await examineLocal({ org: { faults } });
    expect(failing(results)).toEqual([]);
    expect(results['members']).toMatchObject({ status: 'ok' });
  });

  test.each([
    ['STAGED', 404, 'E0000007', 'ok'],
    ['PROVISIONED', 403, 'E0000038', 'ok'],
    ['ACTIVE', 404, 'E0000007', 'fail'],
    ['STAGED', 403, 'E0000006', 'fail'],
  ])('factors of a user in status %s: %d %s is %s', async (status, http, code, found) => {
    const sample = sampleOrg();
    const org = { ...sample, users: listingById([{ ...sample.users.at(0), status }]) };
    const faults = answering(/\/factors/, http, code);
    const { results } = await examineLocal({ org: { org, faults } });
    expect(results['factors']).toMatchObject({ status: found });
  });

  describe('administrators', () => {
    const org = sampleOrg();
    const superAdmins = { type: 'SUPER_ADMIN', label: 'Super', status: 'ACTIVE' };
    const helpdesk = groupId('helpdesk');
    const members = org.groupMembers(helpdesk);
    /** Only a group has a role, and Okta names these users. */
    const through = (adminUserIds: typeof org.adminUserIds) => ({
      ...org,
      adminUserIds,
      userRoles: () => [],
      groupRoles: (id: string) => (id === helpdesk ? [superAdmins] : []),
    });

    test.each([
      ['who show no role of their own: a group has it', members, 'user-roles', 'ok'],
      ['who show no role, and are in no group with one', org.adminUserIds, 'user-roles', 'fail'],
      ['whom Okta does not name: a group is super administrator', listingOfIds([]), 'roles', 'ok'],
    ] as const)('%s', async (_, named, check, status) => {
      const { results } = await examineLocal({ org: { org: through(named) } });
      expect(results[check]).toMatchObject({ status });
      expect(failing(results)).toEqual(status === 'fail' ? [check] : []);
    });

    test('of whom there seems to be none', async () => {
      const faults: Fault[] = [{ kind: 'empty', on: '/api/v1/iam/assignees/users' }];
      const { results } = await examineLocal({ org: { faults } });
      expect(failing(results)).toEqual(['roles']);
      expect(results['roles']?.finding).toMatch(/every org has an administrator/);
    });
  });
});

describe('what the org does not have', () => {
  test.each(DEFINED)('a feature that is off is nothing to mend: %s', async (id, { path }) => {
    const faults: Fault[] = [{ on: path, kind: 'featureOff' }];
    const { results } = await examineLocal({ org: { faults } });
    expect(results[id]).toMatchObject({
      status: 'skipped',
      finding: 'this org has none (401 E0000015)',
    });
  });

  test('and neither is an answer that the definition names', async () => {
    const faults: Fault[] = [{ on: '/api/v1/groups/rules', kind: 'badRequest' }];
    const { results } = await examineLocal({ org: { faults } });
    expect(results['rules']).toMatchObject({ status: 'skipped', finding: matching(/400/) });
  });

  test('a Classic Engine org has no devices', async () => {
    const org = sampleOrg({ facts: { pipeline: 'v1' } });
    const { results } = await examineLocal({ org: { org } });
    expect(results['devices']).toMatchObject({ status: 'skipped' });
    expect(results['org']?.finding).toContain('Classic Engine');
  });

  test('a source that is switched off is not asked for', async () => {
    const { results, requests } = await examineLocal({
      off: ['machine-devices', 'roles', 'admin-scopes'],
    });
    expect(results['devices']).toMatchObject({
      status: 'skipped',
      finding: matching(/machine-devices/),
    });
    expect(results['roles']).toMatchObject({ status: 'skipped' });
    const made = requests.map(({ template }) => template);
    expect(made.filter((path) => /devices|iam/.test(path))).toEqual([]);
  });

  test('the System Log is asked for where something needs it', async () => {
    const off = ['applications'];
    const { results } = await examineLocal({ off });
    expect(results['logs']).toMatchObject({ status: 'skipped' });
    const changes = await examineLocal({ off, config: { mfaCollectionMode: 'changes' } });
    expect(changes.results['logs']).toMatchObject({ status: 'ok' });
  });

  test('what a network zone or a proxy blocks is no missing role', async () => {
    const { results } = await examineLocal({
      org: { faults: [{ kind: 'status', status: 403, body: 'html', on: '/api/v1/devices' }] },
    });
    expect(results.devices).toMatchObject({
      status: 'fail',
      finding: 'blocked (HTTP 403)',
      remedy: matching(/No role.*network zone.*Security > Networks.*proxy/),
    });
  });

  test('an endpoint that fails says so', async () => {
    const faults: Fault[] = [{ on: '/api/v1/logs', kind: 'serverError' }];
    const { results } = await examineLocal({ org: { faults } });
    expect(results['logs']).toMatchObject({
      status: 'fail',
      remedy: matching(/Try again.*E0000009/),
    });
  });

  test.each([
    ['groups', '/api/v1/groups', 'fail', 'no usable answer'],
    ['roles', '/api/v1/iam/assignees/users', 'warn', 'only user by user'],
  ])('%s: an answer that is no list is not an empty one', async (id, on, status, finding) => {
    const faults: Fault[] = [{ on, kind: 'wrongShape' }];
    const { results } = await examineLocal({ org: { faults } });
    const remedy = matching(/not a list.*sign-in portal/);
    expect(results[id]).toMatchObject({ status, finding, remedy });
  });

  test('limits without headers', async () => {
    const { results } = await examineLocal({ org: { faults: [{ kind: 'noRateHeaders' }] } });
    expect(results['limits']).toMatchObject({ status: 'warn', finding: 'Okta reports none' });
  });

  test('a scant share of the limits', async () => {
    const { results } = await examineLocal({ org: { tokenShare: 0.1 } });
    expect(results['limits']).toMatchObject({
      status: 'warn',
      remedy: matching(/Token rate limits/),
    });
    expect(results['limits']?.finding).toContain('10 % of');
  });
});

describe('a credential', () => {
  test('that something else than Okta answers stops the examination, in words', async () => {
    const faults: Fault[] = [{ on: '/api/v1/users', kind: 'wrongShape' }];
    const { results, prediction } = await examineLocal({ org: { faults } });
    expect(results['credential']).toMatchObject({
      status: 'fail',
      finding: 'no usable answer',
      remedy: matching(/not a list.*proxy or a sign-in portal/),
    });
    expect(prediction).toBeUndefined();
  });

  test('that is refused stops the examination, in words', async () => {
    const { results, prediction } = await examineLocal({ config: { oktaApiKey: '00dead' } });
    expect(results['credential']).toMatchObject({
      status: 'fail',
      remedy: matching(
        /expired \(30 days without use\), was revoked, belongs to another org than sample\.okta\.com.*network zone/,
      ),
    });
    expect(Object.keys(results)).toEqual(['configuration', 'org', 'credential']);
    expect(prediction).toBeUndefined();
  });

  test('with an OAuth service app passes as well', async () => {
    const { results } = await examineLocal({ oauth: true });
    expect(failing(results)).toEqual([]);
    expect(results['configuration']?.finding).toContain('OAuth service app');
  });

  test('of an app without an administrator role sees no users', async () => {
    const { results } = await examineLocal({ oauth: true, org: { oauth: { adminRole: false } } });
    expect(failing(results)).toEqual(['credential']);
    expect(results['credential']?.remedy).toMatch(/no users at all.*Admin roles/);
  });

  test.each(['drop', 'refuse'] as const)(
    'whose scope is missing is told which, and all else is examined (Okta: %s)',
    async (ungranted) => {
      const scopes = SCOPES.filter((scope) => scope !== 'okta.logs.read');
      const { results } = await examineLocal({
        oauth: true,
        org: { oauth: { scopes, ungranted } },
      });
      expect(failing(results)).toEqual(['logs']);
      expect(results['logs']?.remedy).toMatch(/Grant the app the scope okta\.logs\.read/);
    },
  );

  test.each(SCOPES)('without %s misses something that a check names', async (missing) => {
    const scopes = SCOPES.filter((scope) => scope !== missing);
    const { results } = await examineLocal({ oauth: true, org: { oauth: { scopes } } });
    const remedies = Object.values(results).filter(({ status }) => status !== 'ok');
    expect(remedies.map(({ remedy }) => remedy).join()).toContain(`the scope ${missing}`);
  });

  test('without any scope that a run needs is refused', async () => {
    const { results } = await examineLocal({ oauth: true, org: { oauth: { scopes: [] } } });
    expect(failing(results)).toEqual(['credential']);
    expect(results['credential']?.remedy).toMatch(/Not every scope is granted.*Okta API Scopes/);
  });

  test('of an app that Okta does not know is no matter of scopes', async () => {
    const { results } = await examineLocal({ oauth: true, config: { oktaClientId: '0oaother' } });
    expect(failing(results)).toEqual(['credential']);
    expect(results['credential']?.remedy).toContain('oktaClientId');
  });
});

test('a configuration that cannot be used stops before any request', async () => {
  const { results, requests } = await examineLocal({ config: { rateLimitThreshold: '7' } });
  expect(results).toEqual({
    configuration: {
      status: 'fail',
      finding: 'cannot be used',
      remedy: expect.stringContaining('"rateLimitThreshold"') as unknown,
    },
  });
  expect(requests).toEqual([]);
});

test('an org that does not answer stops before the credential is sent', async () => {
  const { results, requests } = await examineLocal({
    config: { oktaOrgUrl: 'http://127.0.0.1:9' },
  });
  expect(failing(results)).toEqual(['org']);
  expect(results['org']?.remedy).toContain('"oktaOrgUrl"');
  expect(requests).toEqual([]);
}, 60_000);
