/** Devices of every platform and status, with and without owners. */
import { textOf } from '../listing';
import type { DeviceOwner, JsonObject } from '../types';
import { allow, day, idOf } from './build';
import { userId } from './people';

interface DeviceSpec {
  key: string;
  status?: string;
  owners?: readonly string[];
  profile: JsonObject;
  managed?: string;
}

const DEVICES: readonly DeviceSpec[] = [
  {
    key: 'anamac',
    owners: ['ana'],
    managed: 'MANAGED',
    profile: {
      displayName: 'Ana’s MacBook Pro',
      platform: 'MACOS',
      manufacturer: 'Apple Inc.',
      model: 'MacBookPro18,3',
      osVersion: '14.5.0',
      serialNumber: 'C02XK0AAJGH5',
      udid: '36A56558-1793-5B3A-8362-ECBAA14EDD2D',
      registered: true,
      secureHardwarePresent: true,
      diskEncryptionType: 'ALL_INTERNAL_VOLUMES',
      managed: true,
    },
  },
  {
    key: 'anaphone',
    owners: ['ana'],
    profile: {
      displayName: 'Ana’s iPhone',
      platform: 'IOS',
      manufacturer: 'APPLE',
      model: 'iPhone13,4',
      osVersion: '17.5.1',
      registered: true,
      secureHardwarePresent: true,
      integrityJailbreak: false,
      diskEncryptionType: 'FULL',
    },
  },
  {
    key: 'boandroid',
    owners: ['bo'],
    profile: {
      displayName: 'Pixel 8',
      platform: 'ANDROID',
      manufacturer: 'Google',
      model: 'Pixel 8',
      osVersion: '14',
      imei: '356938035643809',
      meid: 'A0000008B2F6C3',
      registered: true,
      integrityJailbreak: true,
      secureHardwarePresent: false,
    },
  },
  {
    key: 'sharedpc',
    owners: ['carla', 'dmitri', 'suspend'],
    managed: 'MANAGED',
    profile: {
      displayName: 'RECEPTION-01',
      platform: 'WINDOWS',
      manufacturer: 'Dell Inc.',
      model: 'OptiPlex 7090',
      osVersion: '10.0.22631.3593',
      serialNumber: '5Q2J1N3',
      sid: 'S-1-5-21-3992267483-1860856704-2403701314-1104',
      tpmPublicKeyHash: 'dGhpcyBpcyBhIGhhc2g=',
      registered: true,
      secureHardwarePresent: true,
      diskEncryptionType: 'SYSTEM_VOLUME',
    },
  },
  {
    key: 'lonely',
    profile: { displayName: 'Nobody’s laptop', platform: 'WINDOWS', registered: false },
  },
  {
    key: 'suspended',
    status: 'SUSPENDED',
    owners: ['eun'],
    profile: { displayName: 'Lost phone', platform: 'ANDROID', registered: true },
  },
  {
    key: 'deactiv',
    status: 'DEACTIVATED',
    profile: { displayName: 'Old iPad', platform: 'IOS', registered: true },
  },
  {
    key: 'unsusp',
    status: 'UNSUSPENDED',
    owners: ['goran'],
    profile: { displayName: 'Gefundenes Gerät – Büro', platform: 'MACOS', registered: true },
  },
  {
    key: 'chrome',
    owners: ['hana'],
    profile: { displayName: 'Chromebook', platform: 'CHROMEOS', registered: true },
  },
  // The owner of this device was deleted for good.
  {
    key: 'orphan',
    owners: ['deleted'],
    profile: { displayName: '', platform: 'WINDOWS', registered: true },
  },
];

export const DEVICE_JSON: readonly JsonObject[] = DEVICES.map((spec, index) => {
  const id = idOf('guo', spec.key);
  const path = `/api/v1/devices/${id}`;
  return {
    id,
    status: spec.status ?? 'ACTIVE',
    created: day(900 + index),
    lastUpdated: day(1900 + index),
    profile: spec.profile,
    resourceType: 'UDDevice',
    resourceDisplayName: { value: textOf(spec.profile, 'displayName'), sensitive: false },
    resourceAlternateId: null,
    resourceId: id,
    _links: {
      suspend: allow(`${path}/lifecycle/suspend`, 'POST'),
      self: allow(path, 'GET', 'PUT'),
      users: allow(`${path}/users`, 'GET'),
      deactivate: allow(`${path}/lifecycle/deactivate`, 'POST'),
    },
  };
});

const OWNERS = new Map<string, readonly DeviceOwner[]>(
  DEVICES.map((spec) => [
    idOf('guo', spec.key),
    (spec.owners ?? []).map((owner) => ({
      userId: userId(owner),
      created: day(1000),
      managementStatus: spec.managed ?? 'NOT_MANAGED',
      screenLockType: 'BIOMETRIC',
    })),
  ]),
);

export function deviceOwners(id: string): readonly DeviceOwner[] {
  return OWNERS.get(id) ?? [];
}
