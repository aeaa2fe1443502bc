/** Users and persons: what is made of full, minimal and odd profiles. */
import fc from 'fast-check';

import { expectDeclared, expectValid } from '../../../test/conversion/dataModel';
import {
  CANARY,
  jsonObjects,
  ms,
  objectOf,
  odd,
  oktaIds,
  ORG,
  profiles,
  times,
  withSecrets,
} from '../../../test/conversion/sources';
import type { JsonObject, JsonValue } from '../../json';
import { parseUser, type OktaUser } from './api';
import {
  createAccountUserRelationship,
  createUserEntity,
  createUserPersonRelationship,
} from './converter';
import { ACCOUNT_HAS_USER, USER_ENTITY } from './model';

const ID = '00u2abcdEFGH3ijkl0x7';

const FULL: JsonObject = {
  id: ID,
  status: 'ACTIVE',
  created: '2020-01-02T03:04:05.000Z',
  activated: '2020-01-03T03:04:05.000Z',
  statusChanged: '2020-01-04T03:04:05.000Z',
  lastLogin: '2026-10-01T10:00:00.000Z',
  lastUpdated: '2026-10-02T10:00:00.000Z',
  passwordChanged: '2026-01-02T10:00:00.000Z',
  type: { id: 'oty1abcdEFGH3ijkl0x7' },
  realmId: 'guo1abcdEFGH3ijkl0x7',
  profile: {
    login: 'Jürgen.Müller@Acme.com',
    email: 'Jurgen.Muller@Acme.com',
    firstName: 'Jürgen',
    lastName: 'Müller',
    displayName: 'JM',
    mobilePhone: '+49 30 1234567',
    secondEmail: null,
    userType: 'Employee',
    countryCode: 'DE',
    hireDate: '2019-05-01',
    terminationDate: '31.12.2030',
    employeeNumber: '4711',
    remote: false,
    level: 3,
    teams: ['platform', 'sécurité'],
    scores: [1, 2],
    nested: { a: 1 },
  },
  credentials: {
    password: { value: CANARY },
    recovery_question: { question: CANARY, answer: CANARY },
    emails: [
      { value: 'Jurgen.Muller@Acme.com', status: 'VERIFIED', type: 'PRIMARY' },
      { value: 'jm@home.example', status: 'UNVERIFIED', type: 'SECONDARY' },
      { value: null, status: 'VERIFIED' },
    ],
    provider: { type: 'ACTIVE_DIRECTORY', name: 'acme.local' },
  },
  _links: { self: { href: `https://acme.okta.com/api/v1/users/${ID}` } },
};

function user(json: JsonObject): OktaUser {
  const parsed = parseUser(json);
  if (parsed === undefined) throw new Error('The user was refused');
  return parsed;
}

function withProfile(profile: JsonObject): OktaUser {
  return user({ id: ID, profile });
}

describe('createUserEntity', () => {
  const full = createUserEntity(user(FULL), { org: ORG, mfaEnabled: true });

  test('a full user', () => {
    expectValid(full, USER_ENTITY);
    expect(full).toMatchObject({
      _key: ID,
      id: ID,
      name: 'Jürgen Müller',
      displayName: 'Jürgen.Müller@Acme.com',
      login: 'Jürgen.Müller@Acme.com',
      firstName: 'Jürgen',
      lastName: 'Müller',
      username: ['Jürgen.Müller'],
      shortLoginId: ['Jürgen.Müller'],
      email: ['jurgen.muller@acme.com'],
      verifiedEmails: ['Jurgen.Muller@Acme.com'],
      unverifiedEmails: ['jm@home.example'],
      status: 'active',
      active: true,
      isActive: true,
      mfaEnabled: true,
      isMfaEnabled: true,
      webLink: `https://acme-admin.okta.com/admin/user/profile/view/${ID}`,
      userType: 'Employee',
      countryCode: 'DE',
      identitySourceType: 'ACTIVE_DIRECTORY',
      identitySourceName: 'acme.local',
      typeId: 'oty1abcdEFGH3ijkl0x7',
      realmId: 'guo1abcdEFGH3ijkl0x7',
      mobilePhone: '+49 30 1234567',
      employeeNumber: '4711',
      remote: false,
      level: 3,
      teams: ['platform', 'sécurité'],
      'profile.displayName': 'JM',
    });
  });

  test('every time under both of its names', () => {
    const times = {
      created: '2020-01-02T03:04:05.000Z',
      activated: '2020-01-03T03:04:05.000Z',
      statusChanged: '2020-01-04T03:04:05.000Z',
      lastLogin: '2026-10-01T10:00:00.000Z',
      lastUpdated: '2026-10-02T10:00:00.000Z',
      passwordChanged: '2026-01-02T10:00:00.000Z',
    };
    for (const [name, time] of Object.entries(times)) {
      expect(full).toMatchObject({ [name]: ms(time), [`${name}On`]: ms(time) });
    }
    expect(full.hiredOn).toBe(ms('2019-05-01'));
  });

  test('a date whose meaning depends on the country is not read, but kept as it is', () => {
    expect(full).not.toHaveProperty('terminatedOn');
    expect(full.terminationDate).toBe('31.12.2030');
  });

  test('attributes of other shapes, and null, are no properties', () => {
    for (const name of ['nested', 'secondEmail']) expect(full).not.toHaveProperty(name);
  });

  test.each<[string, JsonValue, unknown]>([
    ['numbers', [1, 2.5, -0], ['1', '2.5', '0']],
    ['booleans', [true, false], ['true', 'false']],
    ['a mixture', ['a', 1, true, null, { b: 1 }, ['c']], ['a', '1', 'true']],
    ['nothing that is a text', [null, {}], undefined],
    ['nothing', [], undefined],
  ])('an array of %s is an array of texts', (_, array, stored) => {
    const entity = createUserEntity(withProfile({ array }), { org: ORG });
    expectValid(entity, USER_ENTITY);
    expect(entity.array).toEqual(stored);
  });

  test.each(['nobody', 'jané@acme.com', 'jane@localhost', 'a@b.co,c@d.co'])(
    'the e-mail address %s, which the data model refuses, is kept as an attribute',
    (email) => {
      const entity = createUserEntity(withProfile({ email }), { org: ORG });
      expectValid(entity, USER_ENTITY);
      expect(entity).toMatchObject({ email: null, 'profile.email': email });
    },
  );

  test('an attribute that a property of ours could not take is kept beside it', () => {
    const profile = { login: 7, email: ['x'], firstName: 8, userType: 9, countryCode: 49 };
    const entity = createUserEntity(withProfile(profile), { org: ORG });
    expectValid(entity, USER_ENTITY);
    expect(entity).toMatchObject({
      'profile.login': 7,
      'profile.email': ['x'],
      'profile.firstName': 8,
      'profile.userType': 9,
      'profile.countryCode': 49,
    });
    const usual = createUserEntity(withProfile({ email: 'Jane@Acme.com', login: 'j' }), {
      org: ORG,
    });
    expect(Object.keys(usual).filter((name) => name.startsWith('profile.'))).toEqual([]);
  });

  test('names that become one name are told apart', () => {
    const entity = createUserEntity(withProfile({ aB: 1, a_b: 2, a__b: 3, a___b: 4 }), {
      org: ORG,
    });
    expect(entity).toMatchObject({ aB: 1, 'profile.aB': 2, 'profile.aB.2': 3, 'profile.aB.3': 4 });
  });

  test('the names of attributes that are left out as secrets are noted', () => {
    const secrets = new Set<string>();
    const profile = { api_token: 'x', userPassword: null, secretary: 'Ann', hasPassword: true };
    const entity = createUserEntity(withProfile(profile), { org: ORG, secrets });
    expect([...secrets]).toEqual(['api_token']);
    expect(entity.secretary).toBe('Ann');
  });

  test('raw data is kept without credentials and links', () => {
    const raw = full._rawData?.[0]?.rawData;
    expect(raw).toMatchObject({
      id: ID,
      passwordChanged: FULL.passwordChanged,
      profile: { level: 3 },
    });
    expect(raw).not.toHaveProperty('credentials');
    expect(raw).not.toHaveProperty('_links');
    expect(JSON.stringify(full)).not.toContain(CANARY);
  });

  test('a minimal user has the properties that its class demands, and no invented ones', () => {
    const minimal = createUserEntity(user({ id: ID, profile: {} }), { org: ORG });
    expectValid(minimal, USER_ENTITY);
    expect(minimal).toEqual({
      _key: ID,
      _type: 'okta_user',
      _class: ['User'],
      _rawData: [{ name: 'default', rawData: { id: ID, profile: {} } }],
      id: ID,
      name: ID,
      displayName: ID,
      firstName: null,
      lastName: null,
      email: null,
      username: null,
      shortLoginId: null,
      webLink: `https://acme-admin.okta.com/admin/user/profile/view/${ID}`,
    });
  });

  test.each([
    [{ firstName: 'Ann' }, 'Ann'],
    [{ lastName: 'Lee' }, 'Lee'],
    [{ firstName: null, lastName: null, login: 'svc@acme.com' }, 'svc@acme.com'],
    [{ email: 'only@acme.com' }, 'only@acme.com'],
  ])('the name of %j is %s', (profile, name) => {
    expect(createUserEntity(withProfile(profile), { org: ORG }).name).toBe(name);
  });

  test.each([
    ['ann', ['ann']],
    ['ann@acme.com', ['ann']],
    ['@acme.com', ['@acme.com']],
  ])('the username of login %s', (login, username) => {
    expect(createUserEntity(withProfile({ login }), { org: ORG })).toMatchObject({
      username,
      shortLoginId: username,
    });
  });

  test.each(['not an address', 'müller@exämple.de', 'a@b', `${'x'.repeat(300)}@acme.com`])(
    'the e-mail %s, which the data model refuses, is left out',
    (email) => {
      const entity = createUserEntity(withProfile({ email }), { org: ORG });
      expectValid(entity, USER_ENTITY);
      expect(entity.email).toBeNull();
    },
  );

  test.each([
    ['DEPROVISIONED', 'deprovisioned', false],
    ['PASSWORD_EXPIRED', 'password_expired', false],
    ['SOMETHING_NEW', 'something_new', false],
    ['ACTIVE', 'active', true],
  ])('status %s', (status, written, active) => {
    expect(createUserEntity(user({ id: ID, status }), { org: ORG })).toMatchObject({
      status: written,
      active,
      isActive: active,
    });
  });

  test('without factors nothing is said about them, whatever the profile says', () => {
    const entity = createUserEntity(withProfile({ mfaEnabled: true, isMfaEnabled: true }), {
      org: ORG,
    });
    expect(entity).not.toHaveProperty('mfaEnabled');
    expect(entity).not.toHaveProperty('isMfaEnabled');
    expect(entity).toMatchObject({ 'profile.mfaEnabled': true, 'profile.isMfaEnabled': true });
  });

  test('attributes never take the place of properties of ours or of the SDK', () => {
    const entity = createUserEntity(
      withProfile({
        id: 'x',
        status: 'y',
        _key: 'z',
        _type: 'aws_iam_user',
        tags: ['t'],
        name: 'n',
      }),
      { org: ORG },
    );
    expectValid(entity, USER_ENTITY);
    expect(entity).toMatchObject({
      _key: ID,
      _type: 'okta_user',
      id: ID,
      name: ID,
      'profile.id': 'x',
      'profile.status': 'y',
      'profile.key': 'z',
      'profile.type': 'aws_iam_user',
      'profile.tags': ['t'],
      'profile.name': 'n',
    });
    expect(entity).not.toHaveProperty('status');
  });

  test('names that JupiterOne does not allow are written as it does', () => {
    const entity = createUserEntity(
      withProfile({ cost_center: 'CC1', badge_no: 7, badgeNo: 8, straße: 'Weg' }),
      { org: ORG },
    );
    expectValid(entity, USER_ENTITY);
    expect(entity).toMatchObject({
      costCenter: 'CC1',
      badgeNo: 8,
      'profile.badgeNo': 7,
      strae: 'Weg',
    });
  });

  test('attributes that a class property of another type stands for are set aside', () => {
    const entity = createUserEntity(
      withProfile({ employeeId: 17, criticality: 'high', isAdmin: true, owner: 'Ann' }),
      { org: ORG },
    );
    expectValid(entity, USER_ENTITY);
    expect(entity).toMatchObject({
      'profile.employeeId': 17,
      'profile.criticality': 'high',
      isAdmin: true,
      owner: 'Ann',
    });
  });

  test('a very long attribute is cut to what the indexer takes, between characters', () => {
    const entity = createUserEntity(withProfile({ essay: `x${'😀'.repeat(4000)}` }), { org: ORG });
    expectValid(entity, USER_ENTITY);
    expect(entity.essay).toMatch(/^x(😀)+…$/u);
  });

  test('attributes with secret-looking names reach neither properties nor raw data', () => {
    const entity = createUserEntity(
      withProfile({
        vpnPassword: CANARY,
        api_token: CANARY,
        passwordExpires: '2027-01-01',
        hasPassword: true,
      }),
      { org: ORG },
    );
    expect(JSON.stringify(entity)).not.toContain(CANARY);
    expect(entity).toMatchObject({ passwordExpires: '2027-01-01', hasPassword: true });
  });

  test('an attribute called __proto__ does no harm', () => {
    const entity = createUserEntity(withProfile(objectOf([['__proto__', { isAdmin: true }]])), {
      org: ORG,
    });
    expect(entity.isAdmin).toBeUndefined();
    expect(Object.getPrototypeOf(entity)).toBe(Object.prototype);
  });
});

test.each([{}, { id: null }, { id: 7 }, { id: 'short' }, { id: '00u|has|00u111111111' }])(
  'a user with the id of %j is refused',
  (json) => {
    expect(parseUser(json)).toBeUndefined();
  },
);

test('createAccountUserRelationship', () => {
  const relationship = createAccountUserRelationship(ORG, { id: ID });
  expectDeclared(relationship, ACCOUNT_HAS_USER);
  expect(relationship).toMatchObject({
    _key: `okta_account_acme.okta.com|has|${ID}`,
    _fromEntityKey: 'okta_account_acme.okta.com',
    _toEntityKey: ID,
  });
});

describe('createUserPersonRelationship', () => {
  test('maps a user to the person with its e-mail', () => {
    expect(createUserPersonRelationship(user(FULL))).toEqual({
      _key: `${ID}|is|person:jurgen.muller@acme.com`,
      _type: 'okta_user_is_person',
      _class: 'IS',
      displayName: 'IS',
      _mapping: {
        relationshipDirection: 'FORWARD',
        sourceEntityKey: ID,
        targetFilterKeys: [['_class', 'email']],
        skipTargetCreation: false,
        targetEntity: {
          _class: 'Person',
          _type: 'person',
          _key: 'person:jurgen.muller@acme.com',
          name: 'Jürgen Müller',
          displayName: 'Jürgen Müller',
          firstName: 'Jürgen',
          lastName: 'Müller',
          email: ['jurgen.muller@acme.com'],
        },
      },
    });
  });

  test('a person without a name goes by the e-mail', () => {
    const { _mapping } = createUserPersonRelationship(withProfile({ email: 'A@B.co' }))!;
    expect(_mapping.targetEntity).toMatchObject({ name: 'a@b.co', firstName: '', lastName: '' });
  });

  test.each(['generic', 'service', 'bot', 'Service', ' BOT '])(
    'none for userType %j',
    (userType) => {
      expect(
        createUserPersonRelationship(withProfile({ email: 'a@b.co', userType })),
      ).toBeUndefined();
    },
  );

  test.each([null, '', 'nobody', 7])('none for the e-mail %j', (email) => {
    expect(createUserPersonRelationship(withProfile({ email }))).toBeUndefined();
  });

  test('other types, and types that are no text, do not keep a user from being a person', () => {
    for (const userType of ['Contractor', 'robot', 7, null]) {
      expect(
        createUserPersonRelationship(withProfile({ email: 'a@b.co', userType })),
      ).toBeDefined();
    }
  });
});

test.each([undefined, null, 'none', []])(
  'a profile that is %j is none, not an empty one',
  (profile) => {
    expect(user({ id: ID, status: 'ACTIVE', profile }).profile).toBeUndefined();
    expect(user({ id: ID, status: 'ACTIVE', profile: {} }).profile).toEqual({});
    // Nothing but an id is no user.
    expect(parseUser({ id: ID, profile })).toBeUndefined();
  },
);

test('any user becomes a valid entity or is refused, and never shows a secret', () => {
  const users = jsonObjects({
    id: odd(oktaIds),
    status: odd(fc.constantFrom('ACTIVE', 'SUSPENDED', 'DEPROVISIONED', 'NEW_STATUS')),
    created: odd(times),
    lastLogin: odd(times),
    passwordChanged: odd(times),
    type: odd(jsonObjects({ id: odd(oktaIds) })),
    profile: odd(
      fc
        .tuple(
          jsonObjects({
            login: odd(fc.emailAddress()),
            email: odd(fc.emailAddress()),
            firstName: odd(fc.string()),
            hireDate: odd(times),
          }),
          profiles,
        )
        .map(([standard, custom]) => objectOf([...Object.entries(standard), ...custom])),
    ),
    credentials: odd(
      jsonObjects({
        emails: odd(fc.array(jsonObjects({ value: odd(fc.emailAddress()), status: odd(times) }))),
        provider: odd(jsonObjects({ type: odd(fc.constant('LDAP')) })),
      }),
    ),
  });
  fc.assert(
    fc.property(users, fc.nat(), fc.option(fc.boolean()), (json, seed, mfaEnabled) => {
      const parsed = parseUser(withSecrets(json, seed));
      if (parsed === undefined) return;
      const entity = createUserEntity(parsed, { org: ORG, mfaEnabled: mfaEnabled ?? undefined });
      expectValid(entity, USER_ENTITY);
      expect(JSON.stringify(entity)).not.toContain(CANARY);
      expect(JSON.stringify(createUserPersonRelationship(parsed) ?? {})).not.toContain(CANARY);
    }),
    { numRuns: 500 },
  );
});
