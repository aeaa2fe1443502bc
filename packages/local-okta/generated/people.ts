/** Users, factors and devices of the generated org. */
import { chance } from '../faults';
import { generatedId, type Scale } from './scale';
import { indexOf, valueAt } from '../listing';
import { ORG_URL } from '../sample/build';
import type { DeviceOwner, JsonObject, Listing } from '../types';

const DAY = 24 * 60 * 60 * 1000;
const FIRST = ['Ana', 'Bo', 'Carla', 'Dmitri', 'Eun', 'Fatima', 'Göran', 'Hana', 'Ivy', 'Jürgen'];
const LAST = ['Müller', 'Nguyen', 'Okafor', 'Smith', 'Rossi', 'Kowalski', 'Yılmaz', 'García', 'Li'];
const OTHER_STATUSES = [
  'STAGED',
  'PROVISIONED',
  'RECOVERY',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
];

export interface People {
  users: Listing<JsonObject>;
  devices: Listing<JsonObject>;
  statusOf: (index: number) => string;
  indexOf: (userId: string) => number;
  factors: (userId: string) => readonly JsonObject[];
  deviceUsers: (deviceId: string) => readonly DeviceOwner[];
}

export function generatedPeople(scale: Scale): People {
  const { seed, users: count, now } = scale;
  const start = Date.parse('2016-01-04T08:00:00.000Z');
  const step = Math.max(1, Math.floor((now - 2 * DAY - start) / Math.max(1, count)));
  const time = (ms: number) => new Date(ms).toISOString();
  const created = (index: number) => start + index * step;

  const statusOf = (index: number): string => {
    const draw = chance(seed, index, 1);
    if (draw < 0.92) return 'ACTIVE';
    if (draw < 0.96) return 'DEPROVISIONED';
    return OTHER_STATUSES[Math.floor(chance(seed, index, 2) * OTHER_STATUSES.length)]!;
  };

  const loginOf = (index: number) => `user${String(index)}@sample.example`;

  const user = (index: number): JsonObject => {
    const id = generatedId('00u', index);
    const status = statusOf(index);
    const at = created(index);
    return {
      id,
      status,
      created: time(at),
      activated: status === 'STAGED' ? null : time(at + 60_000),
      statusChanged: status === 'STAGED' ? null : time(at + 60_000),
      lastLogin: status === 'STAGED' ? null : time(now - chance(seed, index, 3) * 200 * DAY),
      lastUpdated: time(at + DAY),
      passwordChanged: status === 'STAGED' ? null : time(at + 120_000),
      type: { id: 'otydefault0000000h7' },
      profile: {
        firstName: FIRST[index % FIRST.length]!,
        lastName: LAST[index % LAST.length]!,
        mobilePhone: null,
        secondEmail: null,
        login: loginOf(index),
        email: loginOf(index),
        title: 'Employee',
        department: `Department ${String(index % 40)}`,
        employeeNumber: String(100_000 + index),
        city: 'München',
        countryCode: 'DE',
        userType: index % 50 === 49 ? 'service' : 'employee',
      },
      credentials: {
        password: {},
        emails: [{ value: loginOf(index), status: 'VERIFIED', type: 'PRIMARY' }],
        provider: { type: 'OKTA', name: 'OKTA' },
      },
      _links: { self: { href: `${ORG_URL}/api/v1/users/${id}` } },
    };
  };

  const users: Listing<JsonObject> = {
    size: count,
    keyAt: (index) => generatedId('00u', index),
    at: user,
    fieldAt: (index, path) => {
      if (path === 'status') return statusOf(index);
      if (path === 'id') return generatedId('00u', index);
      if (path === 'created') return time(created(index));
      if (path === 'lastUpdated') return time(created(index) + DAY);
      if (path === 'profile.login' || path === 'profile.email') return loginOf(index);
      return valueAt(user(index), path);
    },
  };

  const device = (index: number): JsonObject => {
    const id = generatedId('guo', index);
    const platform = ['MACOS', 'WINDOWS', 'IOS', 'ANDROID'][index % 4]!;
    return {
      id,
      status: index % 30 === 29 ? 'DEACTIVATED' : 'ACTIVE',
      created: time(start + index * 1000),
      lastUpdated: time(now - chance(seed, index, 4) * 60 * DAY),
      profile: {
        displayName: `Device ${String(index)}`,
        platform,
        manufacturer: platform === 'WINDOWS' ? 'Dell Inc.' : 'Apple Inc.',
        model: 'Model 1',
        osVersion: '14.5.0',
        serialNumber: `SN${String(index)}`,
        registered: true,
        secureHardwarePresent: true,
        diskEncryptionType: 'FULL',
      },
      resourceType: 'UDDevice',
      resourceDisplayName: { value: `Device ${String(index)}`, sensitive: false },
      resourceAlternateId: null,
      resourceId: id,
      _links: { self: { href: `${ORG_URL}/api/v1/devices/${id}` } },
    };
  };

  const devices: Listing<JsonObject> = {
    size: scale.devices,
    keyAt: (index) => generatedId('guo', index),
    at: device,
  };

  return {
    users,
    devices,
    statusOf,
    indexOf: (id) => indexOf(users, id),
    factors: (id) => {
      const index = indexOf(users, id);
      return index === -1 ? [] : factorsOf(scale, index, id);
    },
    deviceUsers: (id) => {
      const index = indexOf(devices, id);
      if (index === -1 || index % 10 === 9) return [];
      const owner = Math.floor(chance(seed, index, 5) * count);
      return [
        {
          userId: generatedId('00u', owner),
          created: time(start),
          managementStatus: 'MANAGED',
          screenLockType: 'BIOMETRIC',
        },
      ];
    },
  };
}

const FACTORS = [
  { type: 'push', provider: 'OKTA', prefix: 'opf' },
  { type: 'webauthn', provider: 'FIDO', prefix: 'fwf' },
  { type: 'token:software:totp', provider: 'GOOGLE', prefix: 'ost' },
  { type: 'sms', provider: 'OKTA', prefix: 'mbl' },
];

function factorsOf(scale: Scale, index: number, userId: string): JsonObject[] {
  const wanted = scale.factorsPerUser * 2 * chance(scale.seed, index, 6);
  const number = Math.min(FACTORS.length, Math.round(wanted));
  return FACTORS.slice(0, number).map(({ type, provider, prefix }) => {
    const id = generatedId(prefix, index);
    return {
      id,
      factorType: type,
      provider,
      vendorName: provider,
      status: 'ACTIVE',
      created: '2024-01-01T00:00:00.000Z',
      lastUpdated: '2024-01-01T00:00:00.000Z',
      profile:
        type === 'push'
          ? {
              credentialId: userId,
              deviceType: 'SmartPhone_IPhone',
              name: 'Phone',
              platform: 'IOS',
            }
          : { credentialId: userId },
      _links: { self: { href: `${ORG_URL}/api/v1/users/${userId}/factors/${id}` } },
    };
  });
}
