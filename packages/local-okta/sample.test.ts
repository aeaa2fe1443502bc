/** The sample org is as rich as it promises: a missing case here is a row of the graph unseen. */
import { CANARY, PHONE_CANARY, sampleId, sampleOrg } from '.';
import { textOf, valueAt, valuesOf } from './listing';

const org = sampleOrg({ now: Date.parse('2026-06-01T00:00:00.000Z') });
const users = [...valuesOf(org.users)];
const groups = [...valuesOf(org.groups)];
const apps = [...valuesOf(org.apps)];
const factors = users.flatMap((user) => org.factors(textOf(user, 'id')));
const roles = users.flatMap((user) => org.userRoles(textOf(user, 'id')));

const every = (rows: unknown, path: string) => [...new Set(valueAt(rows, path) as unknown[])];

test('ids are unique, of 20 characters, and in order', () => {
  for (const listing of [org.users, org.groups, org.apps, org.rules, org.devices]) {
    const ids = [...valuesOf(listing)].map((one) => textOf(one, 'id'));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort());
    expect(ids.filter((id) => id.length !== 20)).toEqual([]);
  }
});

test('users: every status, provider and sort of account', () => {
  expect(every(users, 'status').sort()).toEqual([
    'ACTIVE',
    'DEPROVISIONED',
    'LOCKED_OUT',
    'PASSWORD_EXPIRED',
    'PROVISIONED',
    'RECOVERY',
    'STAGED',
    'SUSPENDED',
  ]);
  expect(every(users, 'credentials.provider.type').sort()).toEqual([
    'ACTIVE_DIRECTORY',
    'FEDERATION',
    'IMPORT',
    'LDAP',
    'OKTA',
    'SOCIAL',
  ]);
  expect(every(users, 'profile.userType')).toEqual(
    expect.arrayContaining(['service', 'Service', 'BOT', 'generic']),
  );
  const without = (path: string) => users.filter((user) => valueAt(user, path) == null).length;
  expect(without('profile.firstName')).toBeGreaterThan(0);
  expect(without('profile.email')).toBeGreaterThan(1);
  expect(without('type')).toBe(1);
  const odd = org.users.at(
    [...valuesOf(org.users)].findIndex((u) => u['id'] === sampleId('00u', 'odd')),
  );
  expect(Object.keys(valueAt(odd, 'profile') as object)).toEqual(
    expect.arrayContaining(['id', '_key', '_type', 'displayName', 'status', 'active']),
  );
});

test('factors: every type and status', () => {
  expect(every(factors, 'factorType')).toEqual(
    expect.arrayContaining([
      'call',
      'email',
      'push',
      'question',
      'signed_nonce',
      'sms',
      'token',
      'token:hardware',
      'token:hotp',
      'token:software:totp',
      'u2f',
      'web',
      'webauthn',
    ]),
  );
  expect(every(factors, 'status')).toEqual(
    expect.arrayContaining([
      'ACTIVE',
      'DISABLED',
      'ENROLLED',
      'EXPIRED',
      'INACTIVE',
      'NOT_SETUP',
      'PENDING_ACTIVATION',
      'FULFILLMENT_PENDING',
      'FULFILLMENT_ERRORED',
    ]),
  );
  const ids = factors.map((factor) => factor['id']);
  expect(new Set(ids).size).toBe(ids.length);
});

test('groups, rules and roles', () => {
  expect(every(groups, 'type').sort()).toEqual(['APP_GROUP', 'BUILT_IN', 'OKTA_GROUP']);
  const everyone = org.groupMembers(sampleId('00g', 'everyone'));
  expect(everyone.size).toBe(users.length);
  expect(groups.some((group) => org.groupMembers(textOf(group, 'id')).size === 0)).toBe(true);
  const rules = [...valuesOf(org.rules)];
  expect(every(rules, 'status').sort()).toEqual(['ACTIVE', 'INACTIVE', 'INVALID']);
  const targets = rules.flatMap(
    (rule) => valueAt(rule, 'actions.assignUserToGroups.groupIds') as string[],
  );
  const known = new Set(groups.map((group) => group['id']));
  expect(targets.filter((id) => !known.has(id))).toEqual([sampleId('00g', 'deleted')]);
  expect(every(roles, 'assignmentType').sort()).toEqual(['GROUP', 'USER']);
  expect(every(roles, 'type')).toEqual(
    expect.arrayContaining(['SUPER_ADMIN', 'APP_ADMIN', 'CUSTOM', 'MOBILE_ADMIN']),
  );
  expect(every(roles, 'status').sort()).toEqual(['ACTIVE', 'INACTIVE']);
  const admins = users.filter((user) => org.userRoles(textOf(user, 'id')).length > 0);
  expect([...valuesOf(org.adminUserIds)]).toEqual(admins.map((user) => user['id']));
});

test('applications: every sign-on mode, and one for each case of AWS', () => {
  expect(every(apps, 'signOnMode').length).toBe(10);
  expect(every(apps, 'signOnMode')).toContain(null);
  expect(every(apps, 'name')).toEqual(
    expect.arrayContaining([
      'amazon_aws',
      'amazon_aws_sso',
      'aws_console',
      'cloudconsole',
      'githubcloud',
      'office365',
      'oidc_client',
      'bookmark',
      'active_directory',
      'sample_acmehr_1',
    ]),
  );
  expect(apps.filter((app) => app['name'] === 'amazon_aws').length).toBeGreaterThan(15);
  const assignments = apps.flatMap((app) => [...valuesOf(org.appUsers(textOf(app, 'id')))]);
  expect(every(assignments, 'scope').sort()).toEqual(['GROUP', 'USER']);
  for (const one of assignments) {
    const through = valueAt(one, '_links.group.href') !== undefined;
    expect(through).toBe(one['scope'] === 'GROUP');
  }
});

test('assignments agree, from the applications and from the groups', () => {
  const fromApps = apps.flatMap((app) =>
    [...valuesOf(org.appGroups(textOf(app, 'id')))].map(
      (one) => `${textOf(one, 'id')} ${textOf(app, 'id')}`,
    ),
  );
  const fromGroups = groups.flatMap((group) =>
    org.groupApps(textOf(group, 'id')).map((app) => `${textOf(group, 'id')} ${app}`),
  );
  expect([...new Set(fromApps)].sort()).toEqual(fromGroups.sort());
  expect(fromApps.length).toBeGreaterThan(new Set(fromApps).size);
  for (const user of users) {
    for (const group of org.userGroups(textOf(user, 'id'))) {
      const members = [...valuesOf(org.groupMembers(group))];
      expect(members).toContain(user['id']);
    }
  }
});

test('a secret stands in every field that must never leave', () => {
  const text = JSON.stringify([
    users,
    apps,
    factors,
    apps.map((app) => [...valuesOf(org.appUsers(textOf(app, 'id')))]),
  ]);
  const planted = [...new Set(text.match(/CANARY-[\w-]+/g))].sort();
  expect(planted).toEqual([
    'CANARY-activation-qrcode',
    'CANARY-activation-sharedSecret',
    'CANARY-ad-activationPassword',
    'CANARY-ad-nested-password',
    'CANARY-ad-password',
    'CANARY-app-password',
    'CANARY-app-user-password',
    'CANARY-array-token',
    'CANARY-aws-accessKey',
    'CANARY-aws-secretKey',
    'CANARY-aws-secretKeyEnc',
    'CANARY-aws-sso-scimToken',
    'CANARY-client-key-private',
    'CANARY-deviceToken',
    'CANARY-github-apiToken',
    'CANARY-google-oauthClientSecret',
    'CANARY-hotp-sharedSecret',
    'CANARY-jwks-query',
    'CANARY-ldap-bindPassword',
    'CANARY-login-query',
    'CANARY-nested-clientSecret',
    'CANARY-nested-refreshToken',
    'CANARY-office-adminPassword',
    'CANARY-office-domain-password',
    'CANARY-oidc-client-secret',
    'CANARY-question-answer',
    'CANARY-question-text',
    'CANARY-redirect-query',
    'CANARY-settings-client-secret',
    'CANARY-slack-bearerToken',
    'CANARY-sps-optional-field',
    'CANARY-swa-password',
    'CANARY-totp-sharedSecret',
    'CANARY-unknown-factor-sharedSecret',
    'CANARY-user-password',
    'CANARY-user-recovery-answer',
    'CANARY-user-recovery-question',
    'CANARY-zendesk-authToken',
  ]);
  expect(planted.every((one) => one.startsWith(CANARY))).toBe(true);
  const phones = factors.filter((one) => valueAt(one, 'profile.phoneNumber') !== undefined);
  for (const one of phones) expect(valueAt(one, 'profile.phoneNumber')).toContain(PHONE_CANARY);
});

test('no secret stands where the graph may show it', () => {
  const shown = JSON.stringify([
    valueAt(users, 'profile'),
    groups,
    valueAt(apps, 'label'),
    [...valuesOf(org.devices)],
    [...valuesOf(org.rules)],
    roles,
    [...valuesOf(org.events)],
  ]);
  expect(shown).not.toContain(CANARY);
  expect(shown).not.toContain(PHONE_CANARY);
});
