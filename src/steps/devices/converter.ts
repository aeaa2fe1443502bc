/** Makes devices of what Okta lists. */
import type { Entity, ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import { activityOf, entityBuilder } from '../../graph/entity';
import { cleaned } from '../../graph/rawData';
import { relate } from '../../graph/relate';
import type { OrgIdentity } from '../../okta/org';
import { accountKey } from '../account/model';
import type { OktaDevice, OktaDeviceUser } from './api';
import { ACCOUNT_HAS_DEVICE, DEVICE_ENTITY, deviceProperties, USER_HAS_DEVICE } from './model';

interface Platform {
  readonly osName: string;
  readonly osType: 'android' | 'ios' | 'darwin' | 'windows' | 'chromeos';
  /** Of the data model's examples. */
  readonly category: 'endpoint' | 'mobile';
}

/** CHROMEOS is not documented and occurs. */
const PLATFORMS: ReadonlyMap<string, Platform> = new Map<string, Platform>([
  ['ANDROID', { osName: 'Android', osType: 'android', category: 'mobile' }],
  ['IOS', { osName: 'iOS', osType: 'ios', category: 'mobile' }],
  ['MACOS', { osName: 'macOS', osType: 'darwin', category: 'endpoint' }],
  ['WINDOWS', { osName: 'Windows', osType: 'windows', category: 'endpoint' }],
  ['CHROMEOS', { osName: 'ChromeOS', osType: 'chromeos', category: 'endpoint' }],
]);

const build = entityBuilder(DEVICE_ENTITY);

/** The data model wants every property of a device said, so what Okta does not know is null. */
export function createDeviceEntity(device: OktaDevice): Entity {
  const name = device.displayName ?? device.id;
  return build(
    deviceProperties({
      _key: device.id,
      id: device.id,
      deviceId: [device.id],
      name,
      displayName: name,
      deviceStatus: device.status?.toLowerCase(),
      ...activityOf(device.status),
      createdOn: device.created,
      updatedOn: device.lastUpdated,
      // Okta says no time of last use; a device is updated when it checks in.
      lastSeenOn: device.lastUpdated ?? null,
      make: device.manufacturer ?? null,
      model: device.model ?? null,
      serial: device.serialNumber ?? null,
      platform: device.platform?.toLowerCase(),
      ...systemOf(device),
      ...UNKNOWN_ADDRESSES,
      registered: device.registered,
      udid: device.udid,
      managed: device.managed,
      managementStatus: managementStatusOf(device.users),
      diskEncryptionType: device.diskEncryptionType,
      secureHardwarePresent: device.secureHardwarePresent,
      jailbroken: device.jailbroken,
    }),
    { raw: cleaned(device.raw) },
  );
}

function systemOf({ platform, osVersion }: OktaDevice) {
  const known = platform === undefined ? undefined : PLATFORMS.get(platform);
  const osName = known?.osName ?? platform ?? null;
  return {
    category: known?.category ?? null,
    osName,
    osType: known?.osType ?? null,
    osVersion: osVersion ?? null,
    osDetails: [osName, osVersion].filter(Boolean).join(' ') || null,
  };
}

const UNKNOWN_ADDRESSES = {
  ipv4Addresses: null,
  ipv6Addresses: null,
  macAddresses: null,
  publicIpAddresses: null,
  privateIpAddresses: null,
  hostname: null,
  fqdn: null,
} as const;

/** Okta says it for each user of the device: MANAGED for one is MANAGED. */
function managementStatusOf(users: readonly OktaDeviceUser[]): string | undefined {
  const statuses = users
    .map((user) => user.managementStatus)
    .filter((status) => status !== undefined);
  return statuses.includes('MANAGED') ? 'MANAGED' : statuses.sort()[0];
}

export function createAccountDeviceRelationship(
  org: OrgIdentity,
  device: Pick<OktaDevice, 'id'>,
): ExplicitRelationship {
  return relate(ACCOUNT_HAS_DEVICE, accountKey(org), device.id);
}

export function createUserDeviceRelationship(
  user: Pick<OktaDeviceUser, 'id'>,
  deviceId: string,
): ExplicitRelationship {
  return relate(USER_HAS_DEVICE, user.id, deviceId);
}
