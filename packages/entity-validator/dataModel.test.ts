// Shows that the drop-in accepts and refuses what JupiterOne's data model says, class by class.

import { entitySchemas } from '@jupiterone/data-model';
import { EntityValidator } from '.';

type Properties = Record<string, unknown>;

const validator = new EntityValidator({ schemas: Object.values(entitySchemas) });

function entity(_class: string[], properties: Properties): Properties {
  const base = {
    _key: 'okta_thing_00u1',
    _type: 'okta_thing',
    name: 'Thing',
    displayName: 'Thing',
  };
  return { ...base, _class, ...properties };
}

/** Every refusal as `property keyword`, each once, in alphabetical order. */
function refusals(_class: string[], properties: Properties): string[] {
  const { errors } = validator.validateEntity(entity(_class, properties));
  return [...new Set(errors?.map((e) => `${String(e.property)} ${e.validation}`))].sort();
}

const USER = {
  firstName: 'Ada',
  lastName: null,
  email: ['ada@example.com'],
  username: ['ada'],
  shortLoginId: null,
};

const DEVICE = {
  category: null,
  ipv4Addresses: ['192.0.2.1'],
  ipv6Addresses: ['2001:db8::1'],
  macAddresses: null,
  publicIpAddresses: null,
  privateIpAddresses: null,
  hostname: 'lab-01',
  fqdn: ['lab-01.example.com'],
  serial: null,
  deviceId: ['guo1'],
  lastSeenOn: 1_700_000_000_000,
  make: null,
  model: null,
  osName: null,
  osType: 'darwin',
  osDetails: null,
  osVersion: null,
};

const SERVICE_CONTROL = { category: ['security'], function: ['SSO'] };
const PERSON = { firstName: 'Ada', lastName: 'Lovelace', email: ['ada@example.com'] };

const ACCEPTED: [_class: string[], properties: Properties][] = [
  [['Account'], { vendor: 'Okta', accessURL: 'https://acme.okta.com' }],
  [['Service', 'Control'], SERVICE_CONTROL],
  [['User'], USER],
  [['User'], { ...USER, email: null, username: null, isActive: true, customAttribute: ['a'] }],
  [['UserGroup'], { email: 'group@example.com' }],
  [['Configuration'], { createdOn: 1_700_000_000_000 }],
  [['Application'], { productionURL: 'https://app.example.com/login', SaaS: true }],
  [['Key', 'AccessKey'], { fingerprint: 'ab:cd' }],
  [['AccessRole'], { superAdmin: true, privilegeNames: ['okta.users.read'] }],
  [['Device'], DEVICE],
  [['Device'], { ...DEVICE, status: 'ready', lastSeenOn: null, osType: null, fqdn: null }],
  [['Person'], PERSON],
  [['UserGroup'], { 'tag.Owner': 'Ada', webLink: undefined, createdOn: undefined }],
];

const REFUSED: [why: string, _class: string[], properties: Properties, refusals: string[]][] = [
  ['no vendor', ['Account'], {}, ['vendor required']],
  ['a URL that is none', ['Account'], { vendor: 'Okta', accessURL: 'acme' }, ['accessURL format']],
  ['no name', ['UserGroup'], { name: undefined }, ['name required']],
  ['a null name', ['UserGroup'], { name: null }, ['name type']],
  ['no display name', ['Application'], { displayName: undefined }, ['displayName required']],
  ['a key of 9 characters', ['UserGroup'], { _key: '123456789' }, ['_key minLength']],
  ['no key', ['UserGroup'], { _key: undefined }, ['_key required']],
  ['a type of 2 characters', ['UserGroup'], { _type: 'ab' }, ['_type minLength']],
  [
    'a time as text',
    ['Configuration'],
    { createdOn: '2024-01-01' },
    ['createdOn format', 'createdOn type'],
  ],
  ['a number as status', ['Configuration'], { status: 1 }, ['status type']],
  ['an address that is none', ['UserGroup'], { email: 'everyone' }, ['email format']],
  [
    'a link that is none',
    ['Application'],
    { webLink: 'acme/admin', productionURL: 'login' },
    ['productionURL format', 'webLink format'],
  ],
  ['a service with no category', ['Service'], { function: ['SSO'] }, ['category required']],
  [
    'a service without both',
    ['Service', 'Control'],
    {},
    ['category required', 'function required'],
  ],
  [
    'a function that no control has',
    ['Service', 'Control'],
    { ...SERVICE_CONTROL, function: ['magic'] },
    ['function enum', 'function oneOf', 'function type'],
  ],
  [
    'a user without what a user needs',
    ['User'],
    {},
    [
      'email required',
      'firstName required',
      'lastName required',
      'shortLoginId required',
      'username required',
    ],
  ],
  [
    "a user's e-mail as text",
    ['User'],
    { ...USER, email: 'ada@example.com' },
    ['email oneOf', 'email type'],
  ],
  [
    'one of two e-mail addresses wrong',
    ['User'],
    { ...USER, email: ['ada@example.com', 'ada'] },
    ['email format', 'email oneOf', 'email type'],
  ],
  [
    'the same name twice',
    ['User'],
    { ...USER, username: ['ada', 'ada'] },
    ['username oneOf', 'username type', 'username uniqueItems'],
  ],
  ['text for a flag', ['User'], { ...USER, isActive: 'yes' }, ['isActive type']],
  ['a number as a first name', ['User'], { ...USER, firstName: 7 }, ['firstName type']],
  ["null for a person's name", ['Person'], { ...PERSON, firstName: null }, ['firstName type']],
  ["no e-mail of a person's", ['Person'], { ...PERSON, email: undefined }, ['email required']],
  ['text for a list', ['AccessRole'], { privilegeNames: 'all' }, ['privilegeNames type']],
  ['a number as fingerprint', ['Key', 'AccessKey'], { fingerprint: 1 }, ['fingerprint type']],
  ['a risk of 11', ['AccessRole'], { risk: 11 }, ['risk maximum']],
  [
    'a property absent that may be null',
    ['Device'],
    { ...DEVICE, make: undefined },
    ['make required'],
  ],
  [
    'an operating system unknown to the model',
    ['Device'],
    { ...DEVICE, osType: 'beos' },
    ['osType enum', 'osType oneOf', 'osType type'],
  ],
  ['a status unknown to the model', ['Device'], { ...DEVICE, status: 'ACTIVE' }, ['status enum']],
  [
    'null where the enum lacks it',
    ['Device'],
    { ...DEVICE, status: null },
    ['status enum', 'status type'],
  ],
  [
    'an IPv4 address out of range',
    ['Device'],
    { ...DEVICE, ipv4Addresses: ['192.0.2.256'] },
    ['ipv4Addresses format', 'ipv4Addresses oneOf', 'ipv4Addresses type'],
  ],
  [
    'a host name with a dot',
    ['Device'],
    { ...DEVICE, hostname: 'lab.example' },
    ['hostname oneOf', 'hostname pattern', 'hostname type'],
  ],
  [
    'a fraction of a millisecond',
    ['Device'],
    { ...DEVICE, lastSeenOn: 1.5 },
    ['lastSeenOn oneOf', 'lastSeenOn type'],
  ],
];

describe('the classes of this integration', () => {
  it.each(ACCEPTED)('%j accepts %j', (_class, properties) => {
    expect(validator.validateEntity(entity(_class, properties))).toEqual({
      isValid: true,
      errors: null,
      skippedSchemas: [{ schemaId: '#okta_thing', reason: 'not-found', type: 'type' }],
    });
  });

  it.each(REFUSED)('refuse %s: %j', (_why, _class, properties, expected) => {
    expect(refusals(_class, properties)).toEqual(expected);
  });

  it('refuse a property name that the graph cannot hold', () => {
    const { errors } = validator.validateEntity(entity(['UserGroup'], { cost_center: 1 }));
    expect(errors?.map((error) => error.validation)).toEqual(['pattern', 'propertyNames']);
    expect(errors?.[0]?.message).toContain('property name "cost_center" must match pattern');
  });
});

describe('every class schema', () => {
  it.each(Object.keys(entitySchemas))('%s compiles', (name) => {
    const { errors } = validator.validateEntity(entity([name], {}));
    expect(errors?.filter((error) => error.validation === 'unknown') ?? []).toEqual([]);
  });
});

const FORMATS: [_class: string, property: string, good: string[], bad: string[]][] = [
  [
    'IpAddress',
    'ipAddress',
    ['192.0.2.1', '2001:db8::1', '::'],
    ['192.0.2', '192.0.2.1/24', 'localhost', ''],
  ],
  ['IpRange', 'asn', ['AS15', 'AS123456'], ['AS1', 'AS1234567', 'as15', '15', 'xAS15']],
  ['IpAddress', 'dnsName', ['a.example.com'], ['a_b.example.com', '-a.example']],
  ['Person', 'managerEmail', ['a@example.com'], ['a', 'a@', '@example.com']],
  ['Application', 'licenseURL', ['https://a.example/x', 'urn:a:b'], ['a.example/x', '/x', '']],
];

describe('formats', () => {
  const cases = FORMATS.flatMap(([_class, property, good, bad]) => [
    ...good.map((value) => [_class, property, value, 'accepts'] as const),
    ...bad.map((value) => [_class, property, value, 'refuses'] as const),
  ]);

  it.each(cases)('%s.%s with "%s": %s', (_class, property, value, verdict) => {
    const refused = refusals([_class], { [property]: value }).includes(`${property} format`);
    expect(refused ? 'refuses' : 'accepts').toBe(verdict);
  });

  it.each([
    ['192.0.2.0/24', true],
    ['192.0.2.0/0', true],
    ['2001:db8::/128', true],
    ['::/0', true],
    ['192.0.2.0/33', false],
    ['2001:db8::/129', false],
    ['192.0.2.0', false],
    ['2001:db8:0:0:0:0:0:1', false],
    ['192.0.2.0/', false],
    ['/24', false],
    ['a/24', false],
    ['192.0.2.0/24/24', false],
  ])('ipCidr of "%s": %s', (value, accepted) => {
    const cidrs = new EntityValidator({
      schemas: [{ $id: '#range', properties: { cidr: { type: 'string', format: 'ipCidr' } } }],
    });
    const range = { _type: 'range', _class: [], cidr: value };
    expect(cidrs.validateEntity(range).isValid).toBe(accepted);
  });
});
