/** Devices that users registered with Okta Verify: Identity Engine orgs only. */
import { flag, list, record, text, timestamp, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { oktaId, parsedList, parsedPages } from '../../run/wire';

/** A user of a device. */
export interface OktaDeviceUser {
  readonly id: string;
  /** MANAGED, NOT_MANAGED */
  readonly managementStatus: string | undefined;
}

/** A device; times in ms since the epoch. */
export interface OktaDevice {
  readonly id: string;
  /** ACTIVE, CREATED, DEACTIVATED, SUSPENDED, UNSUSPENDED */
  readonly status: string | undefined;
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  readonly displayName: string | undefined;
  /** ANDROID, IOS, MACOS, WINDOWS, CHROMEOS */
  readonly platform: string | undefined;
  readonly manufacturer: string | undefined;
  readonly model: string | undefined;
  readonly osVersion: string | undefined;
  readonly serialNumber: string | undefined;
  readonly udid: string | undefined;
  readonly registered: boolean | undefined;
  readonly managed: boolean | undefined;
  readonly secureHardwarePresent: boolean | undefined;
  /** ALL_INTERNAL_VOLUMES, FULL, NONE, SYSTEM_VOLUME, USER */
  readonly diskEncryptionType: string | undefined;
  readonly jailbroken: boolean | undefined;
  readonly users: readonly OktaDeviceUser[];
  /** False where Okta did not say who uses the device, or not of each user who it is. */
  readonly areUsersKnown: boolean;
  readonly raw: JsonObject;
}

/** Undefined without an id. */
export function parseDevice(json: JsonObject): OktaDevice | undefined {
  const id = oktaId(json.id);
  if (id === undefined) return undefined;
  const profile = record(json.profile);
  const embedded = record(json._embedded).users;
  const users = parsedList(list(embedded), parseDeviceUser);
  return {
    id,
    status: text(json.status),
    created: timestamp(json.created),
    lastUpdated: timestamp(json.lastUpdated),
    displayName: text(profile.displayName) ?? text(record(json.resourceDisplayName).value),
    platform: text(profile.platform),
    manufacturer: text(profile.manufacturer),
    model: text(profile.model),
    osVersion: text(profile.osVersion),
    serialNumber: text(profile.serialNumber),
    udid: text(profile.udid),
    registered: flag(profile.registered),
    managed: flag(profile.managed),
    secureHardwarePresent: flag(profile.secureHardwarePresent),
    diskEncryptionType: text(profile.diskEncryptionType),
    jailbroken: flag(profile.integrityJailbreak),
    users,
    // An empty list is an answer, no list is none.
    areUsersKnown: Array.isArray(embedded) && users.length === embedded.length,
    raw: json,
  };
}

function parseDeviceUser(json: JsonObject): OktaDeviceUser | undefined {
  const id = oktaId(record(json.user).id);
  return id === undefined ? undefined : { id, managementStatus: text(json.managementStatus) };
}

/**
 * All devices with their users, 200 a page (Okta's maximum). `expand` is kept even when a page is
 * heavy: without it devices would seem to have no users. Scope `okta.devices.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/device/
 */
export function listDevices(
  okta: OktaClient,
): AsyncGenerator<readonly OktaDevice[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/devices`,
    query: { expand: 'user' },
    limit: 200,
    smallerLimits: [100, 50, 20],
    priority: 'list',
  });
  return parsedPages(pages, parseDevice);
}

/**
 * The users of one device, for a device that was listed without. Not paged. Scope
 * `okta.devices.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/device/
 */
export function listDeviceUsers(
  okta: OktaClient,
  deviceId: string,
): AsyncGenerator<readonly OktaDeviceUser[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/devices/${deviceId}/users`,
    priority: 'item',
  });
  return parsedPages(pages, parseDeviceUser);
}
