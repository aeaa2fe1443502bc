/** Devices: what is made of every platform, with users and without. */
import { expectValid } from '../../../test/conversion/dataModel';
import { make, type Made } from '../../../test/conversion/defined';
import { CANARY, ms } from '../../../test/conversion/sources';
import type { JsonObject } from '../../json';
import { devices } from './resource';

const ID = 'guo2abcdEFGH3ijkl0x7';
const USER = '00u2abcdEFGH3ijkl0x7';

function device(json: JsonObject): Made {
  const made = make(devices, { id: ID, ...json });
  if (made === undefined) throw new Error('The device was refused');
  return made;
}

test('a full device', () => {
  const { entity, declaration } = device({
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
  expectValid(entity, declaration);
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
});

test.each([
  ['ANDROID', 'mobile', 'Android', 'android'],
  ['IOS', 'mobile', 'iOS', 'ios'],
  ['WINDOWS', 'endpoint', 'Windows', 'windows'],
  ['CHROMEOS', 'endpoint', 'ChromeOS', 'chromeos'],
  ['HARMONYOS', null, 'HARMONYOS', null],
])('platform %s', (platform, category, osName, osType) => {
  const { entity, declaration } = device({ profile: { platform } });
  expectValid(entity, declaration);
  expect(entity).toMatchObject({
    platform: platform.toLowerCase(),
    category,
    osName,
    osType,
    osDetails: osName,
  });
});

test('a minimal device: what is not known is null, as the data model wants it', () => {
  const { entity, declaration } = device({});
  expectValid(entity, declaration);
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
  expect(device({ resourceDisplayName: { value: 'iPad' } }).entity.name).toBe('iPad');
});

test.each<[string, JsonObject, readonly (string | undefined)[] | undefined]>([
  ['each with an id', { users: [{ user: { id: USER } }] }, [USER]],
  ['none', { users: [] }, []],
  ['one without an id', { users: [{ user: { id: USER } }, { user: null }] }, [USER, undefined]],
  ['no list', { users: null }, undefined],
])('users of a device: %s', (_, _embedded, ids) => {
  expect(device({ _embedded }).ends).toEqual([ids]);
});
