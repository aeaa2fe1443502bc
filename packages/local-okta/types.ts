/** What an org holds, as the local Okta org reads it: listings of JSON objects, nothing of HTTP. */
import type { DataFile } from './dataFiles';

export type Json = string | number | boolean | null | JsonObject | Json[];
export interface JsonObject {
  [key: string]: Json | undefined;
}

/**
 * A list in ascending order of its keys, read by position. Nothing says that it is held in memory:
 * the generated org computes each object when it is asked for.
 */
export interface Listing<T> {
  readonly size: number;
  keyAt(index: number): string;
  at(index: number): T;
  /** One property by its path (`status`, `profile.login`), cheaper than `at(index)`. Optional. */
  fieldAt?(index: number, path: string): unknown;
}

/** Who the org is. Times are ISO 8601. */
export interface OrgFacts {
  id: string;
  subdomain: string;
  /** `okta.com`, `oktapreview.com` ... */
  domain: string;
  pipeline: 'idx' | 'v1';
  /** Host of a custom domain, where the org has one. */
  customDomain?: string;
  /** Body of `GET /api/v1/org`, without the `_links`. */
  settings: JsonObject;
  /** Body of `GET /api/v1/org/privacy/oktaSupport`. */
  support: JsonObject;
  /** Which `expand` of a list of roles is answered: two values at once (if left out), one, or none; else 400. */
  roleExpansions?: 2 | 1 | 0;
}

/** Everything an org holds. Listings of objects are keyed by `id`. */
export interface OrgSource {
  readonly facts: OrgFacts;
  readonly users: Listing<JsonObject>;
  readonly groups: Listing<JsonObject>;
  readonly apps: Listing<JsonObject>;
  readonly rules: Listing<JsonObject>;
  readonly devices: Listing<JsonObject>;
  /** System Log events, keyed by time of publication and then uuid. */
  readonly events: Listing<JsonObject>;
  /** Custom roles and the built-in ones that `/iam/roles` shows. */
  readonly iamRoles: Listing<JsonObject>;
  readonly principalRateLimits: Listing<JsonObject>;
  /** Ids of users with an administrator role, ascending, group-derived ones too. */
  readonly adminUserIds: Listing<string>;

  /** What this org answers in place of the data files, by path. */
  readonly data?: DataFile;

  factors(userId: string): readonly JsonObject[];
  /** Rows with all their targets in `_embedded.targets`, of groups the ids; shown as far as they are asked for. */
  userRoles(userId: string): readonly JsonObject[];
  groupRoles(groupId: string): readonly JsonObject[];
  /** Of a service app by its client's id; undefined for what is none. */
  clientRoles(clientId: string): readonly JsonObject[] | undefined;
  /** Permissions of a custom role, undefined for an unknown one. */
  permissions(roleId: string): readonly JsonObject[] | undefined;
  /** Ids of the groups of a user. */
  userGroups(userId: string): readonly string[];
  /** Ids of the members, ascending. */
  groupMembers(groupId: string): Listing<string>;
  /** Ids of the applications that the group is assigned to, ascending. */
  groupApps(groupId: string): readonly string[];
  /** App users, keyed by user id. */
  appUsers(appId: string): Listing<JsonObject>;
  /** Group assignments, keyed so that the same pair can stand twice. */
  appGroups(appId: string): Listing<JsonObject>;
  /** The application's user schema; undefined where it has none. */
  appSchema(appId: string): JsonObject | undefined;
  /** `{created, managementStatus, screenLockType, user}`, the user by id. */
  deviceUsers(deviceId: string): readonly DeviceOwner[];
}

export interface DeviceOwner {
  userId: string;
  created: string;
  managementStatus?: string;
  screenLockType?: string;
}

/** `https://acme.okta.com` */
export function orgUrl(facts: OrgFacts): string {
  return `https://${facts.subdomain}.${facts.domain}`;
}

/** `https://acme-admin.okta.com` */
export function adminUrl(facts: OrgFacts): string {
  return `https://${facts.subdomain}-admin.${facts.domain}`;
}
