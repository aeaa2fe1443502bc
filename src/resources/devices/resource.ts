import { isJsonArray, list, record, text, type JsonObject, type JsonValue } from '../../json';
import { DEVICES_SOURCE } from '../../sourceIds';
import { defineResource } from '../defineResource';
import { activity, at, boolean, constant, lowercase, string, strings, time } from '../fields';
import { platformOf } from './platform';

const USERS = '_embedded.users';

/** The ids of the device's users; undefined where Okta does not say who it is. */
function userIds(device: JsonObject): readonly (string | undefined)[] | undefined {
  const users = at(device, USERS);
  return isJsonArray(users) ? users.map((each) => text(record(record(each).user).id)) : undefined;
}

/** Okta says it for each user of the device: MANAGED for one is MANAGED. */
function managementStatus(device: JsonObject): JsonValue | undefined {
  const statuses = list(at(device, USERS))
    .map((each) => text(record(each).managementStatus))
    .filter((status) => status !== undefined);
  return statuses.includes('MANAGED') ? 'MANAGED' : statuses.sort()[0];
}

const nameOf = (device: JsonObject): JsonValue | undefined =>
  text(at(device, 'profile.displayName')) ?? at(device, 'resourceDisplayName.value');

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/device/ */
export const devices = defineResource({
  id: 'devices',
  isOlder: true,
  list: {
    path: '/api/v1/devices',
    // Kept where a page is heavy too: without it devices would seem to have no users.
    query: { expand: 'user' },
    limit: 200,
    smallerLimits: [100, 50, 20],
    engine: 'idx',
  },
  embedded: {
    users: {
      path: '/api/v1/devices/{id}/users',
      // An empty list is an answer, and so is a list that says of each user who it is.
      isKnown: (users) =>
        userIds({ _embedded: { users } })?.every((id) => id !== undefined) === true,
    },
  },
  permission: {
    title: 'Devices',
    scope: 'okta.devices.read',
    reference: 'device',
    withoutIt: 'No devices and no owners of devices.',
    note: 'Only Identity Engine orgs have devices. If you do not need them, switch off the source machine-devices.',
  },
  source: {
    id: DEVICES_SOURCE,
    title: 'Devices',
    description:
      'Computers and phones registered with Okta, and their users. Identity Engine orgs only.',
    defaultsToDisabled: true,
  },
  entity: {
    type: 'okta_device',
    class: 'Device',
    description: 'A device that a user registered with Okta Verify',
    words: ['device', 'Devices'],
    icon: 'device',
    fields: {
      name: string(nameOf),
      deviceId: strings(({ id }) => [id ?? null]),
      deviceStatus: lowercase('status'),
      ...activity('status'),
      createdOn: time('created'),
      updatedOn: time('lastUpdated'),
      // Okta says no time of last use; a device is updated when it checks in.
      lastSeenOn: time('lastUpdated'),
      make: string('profile.manufacturer'),
      model: string('profile.model'),
      serial: string('profile.serialNumber'),
      platform: lowercase('profile.platform', 'android, ios, macos, windows, chromeos'),
      category: string((device) => platformOf(device)?.category),
      osName: string((device) => platformOf(device)?.osName),
      osType: string((device) => platformOf(device)?.osType),
      osVersion: string('profile.osVersion'),
      osDetails: string((device) =>
        [platformOf(device)?.osName, text(at(device, 'profile.osVersion'))]
          .filter((part) => part !== undefined)
          .join(' '),
      ),
      ipv4Addresses: constant(null),
      ipv6Addresses: constant(null),
      macAddresses: constant(null),
      publicIpAddresses: constant(null),
      privateIpAddresses: constant(null),
      hostname: constant(null),
      fqdn: constant(null),
      registered: boolean('profile.registered'),
      udid: string('profile.udid'),
      managed: boolean('profile.managed'),
      managementStatus: string(
        managementStatus,
        'MANAGED as soon as it is managed for one of its users',
      ),
      diskEncryptionType: string('profile.diskEncryptionType'),
      secureHardwarePresent: boolean('profile.secureHardwarePresent'),
      jailbroken: boolean('profile.integrityJailbreak'),
    },
    raw: 'cleaned',
  },
  edges: [
    {
      class: 'HAS',
      from: 'okta_user',
      ends: userIds,
      step: { id: 'build-user-device-relationships', name: 'Build User Devices' },
    },
  ],
});
