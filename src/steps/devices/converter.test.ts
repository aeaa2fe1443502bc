/** Devices: what is made of every platform, with users and without. */
import fc from 'fast-check';

import { expectDeclared, expectValid } from '../../../test/conversion/dataModel';
import {
  CANARY,
  jsonObjects,
  ms,
  odd,
  oktaIds,
  ORG,
  times,
  withSecrets,
} from '../../../test/conversion/sources';
import type { JsonObject } from '../../json';
import { parseDevice, type OktaDevice } from './api';
import {
  createAccountDeviceRelationship,
  createDeviceEntity,
  createUserDeviceRelationship,
} from './converter';
import { ACCOUNT_HAS_DEVICE, DEVICE_ENTITY, USER_HAS_DEVICE } from './model';

const ID = 'guo2abcdEFGH3ijkl0x7';
const USER = '00u2abcdEFGH3ijkl0x7';

function device(json: JsonObject): OktaDevice {
  const parsed = parseDevice({ id: ID, ...json });
  if (parsed === undefined) throw new Error('The device was refused');
  return parsed;
}

test('a full device', () => {
  const parsed = device({
    status: 'ACTIVE',
    created: '2020-01-02T03:04:05.000Z',
    lastUpdated: '2026-01-03T03:04:05.000Z',
    profile: {
      displayName: 'Jürgens MacBook',
      platform: 'MACOS',
      manufacturer: 'Apple',
      model: 'MacBookPro18,3',
      osVersion: '15.1',
      serialNumber: 'C02ABC',
      udid: '3F2504E0',
      registered: true,
      managed: true,
      secureHardwarePresent: true,
      diskEncryptionType: 'ALL_INTERNAL_VOLUMES',
      integrityJailbreak: false,
      authenticatorAppKey: CANARY,
    },
    _embedded: {
      users: [
        { managementStatus: 'NOT_MANAGED', user: { id: USER, profile: { email: CANARY } } },
        { managementStatus: 'MANAGED', user: { id: '00u3abcdEFGH3ijkl0x7' } },
        { managementStatus: 'MANAGED', user: null },
      ],
    },
  });
  const entity = createDeviceEntity(parsed);
  expectValid(entity, DEVICE_ENTITY);
  expect(entity).toMatchObject({
    _key: ID,
    id: ID,
    deviceId: [ID],
    name: 'Jürgens MacBook',
    displayName: 'Jürgens MacBook',
    deviceStatus: 'active',
    active: true,
    isActive: true,
    createdOn: ms('2020-01-02T03:04:05.000Z'),
    updatedOn: ms('2026-01-03T03:04:05.000Z'),
    lastSeenOn: ms('2026-01-03T03:04:05.000Z'),
    category: 'endpoint',
    make: 'Apple',
    model: 'MacBookPro18,3',
    serial: 'C02ABC',
    platform: 'macos',
    osName: 'macOS',
    osType: 'darwin',
    osVersion: '15.1',
    osDetails: 'macOS 15.1',
    registered: true,
    udid: '3F2504E0',
    managed: true,
    managementStatus: 'MANAGED',
    diskEncryptionType: 'ALL_INTERNAL_VOLUMES',
    secureHardwarePresent: true,
    jailbroken: false,
    macAddresses: null,
    hostname: null,
  });
  expect(entity).not.toHaveProperty('status');
  expect(JSON.stringify(entity)).not.toContain(CANARY);
  expect(parsed.users.map(({ id }) => id)).toEqual([USER, '00u3abcdEFGH3ijkl0x7']);
});

test.each([
  ['ANDROID', 'mobile', 'Android', 'android'],
  ['IOS', 'mobile', 'iOS', 'ios'],
  ['WINDOWS', 'endpoint', 'Windows', 'windows'],
  ['CHROMEOS', 'endpoint', 'ChromeOS', 'chromeos'],
  ['HARMONYOS', null, 'HARMONYOS', null],
])('platform %s', (platform, category, osName, osType) => {
  const entity = createDeviceEntity(device({ profile: { platform } }));
  expectValid(entity, DEVICE_ENTITY);
  expect(entity).toMatchObject({
    platform: platform.toLowerCase(),
    category,
    osName,
    osType,
    osDetails: osName,
  });
});

test('a minimal device: what is not known is null, as the data model wants it', () => {
  const entity = createDeviceEntity(device({}));
  expectValid(entity, DEVICE_ENTITY);
  expect(entity).toMatchObject({
    name: ID,
    category: null,
    lastSeenOn: null,
    make: null,
    model: null,
    serial: null,
    osName: null,
    osVersion: null,
    osDetails: null,
  });
  expect(entity).not.toHaveProperty('managementStatus');
});

test('a device without a profile name is called as Okta shows it', () => {
  expect(createDeviceEntity(device({ resourceDisplayName: { value: 'iPad' } })).name).toBe('iPad');
});

test('edges', () => {
  const fromAccount = createAccountDeviceRelationship(ORG, { id: ID });
  expectDeclared(fromAccount, ACCOUNT_HAS_DEVICE);
  expect(fromAccount._key).toBe(`okta_account_acme.okta.com|has|${ID}`);
  const fromUser = createUserDeviceRelationship({ id: USER }, ID);
  expectDeclared(fromUser, USER_HAS_DEVICE);
  expect(fromUser._key).toBe(`${USER}|has|${ID}`);
});

test('any device becomes a valid entity or is refused, and never shows a secret', () => {
  const devices = jsonObjects({
    id: odd(oktaIds),
    status: odd(fc.constantFrom('ACTIVE', 'CREATED')),
    created: odd(times),
    lastUpdated: odd(times),
    profile: odd(
      jsonObjects({
        displayName: odd(fc.string()),
        platform: odd(fc.constantFrom('MACOS', 'TIZEN')),
        osVersion: odd(fc.string()),
        registered: odd(fc.boolean()),
        serialNumber: odd(fc.string()),
      }),
    ),
    _embedded: odd(
      jsonObjects({
        users: odd(fc.array(jsonObjects({ user: odd(jsonObjects({ id: odd(oktaIds) })) }))),
      }),
    ),
  });
  fc.assert(
    fc.property(devices, fc.nat(), (json, seed) => {
      const parsed = parseDevice(withSecrets(json, seed));
      if (parsed === undefined) return;
      const entity = createDeviceEntity(parsed);
      expectValid(entity, DEVICE_ENTITY);
      expect(JSON.stringify(entity)).not.toContain(CANARY);
    }),
    { numRuns: 300 },
  );
});
