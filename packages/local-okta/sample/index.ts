/** The sample org: small, and rich enough that every type of the graph occurs in it. */
import { compare, listingById, listingOf, listingOfIds, textOf, valueAt } from '../listing';
import type { JsonObject, Listing, OrgFacts, OrgSource } from '../types';
import { appId, appJson, type AppSpec } from './appSpec';
import { APPS } from './apps';
import { AWS_APPS } from './awsApps';
import { appGroupJson, appUsersJson, schemaJson } from './assignments';
import { FACTS } from './build';
import { DEVICE_JSON, deviceOwners } from './devices';
import { eventsJson } from './events';
import { factorsOf } from './factors';
import { groupId, groupJson, GROUPS, RULES } from './groups';
import { PRINCIPAL_RATE_LIMITS } from './rateLimits';
import { PEOPLE, userId, userJson, type Person } from './people';
import { CLIENT_ROLES, GROUP_ROLES, IAM_ROLES, permissionsOf, USER_ROLES } from './roles';

export interface SampleOrgOptions {
  /** The org's present, ms since the epoch: last logins and log events are told from here. */
  now?: number;
  /** Merged over the org's facts: `{pipeline: 'v1'}` makes it a Classic org. */
  facts?: Partial<OrgFacts>;
}

export function sampleOrg(options: SampleOrgOptions = {}): OrgSource {
  const now = options.now ?? Date.now();
  const apps: readonly AppSpec[] = [...APPS, ...AWS_APPS];
  const keys = new Map<string, Person>(PEOPLE.map((person) => [userId(person.key), person]));
  const appKeys = new Map<string, AppSpec>(apps.map((spec) => [appId(spec.key), spec]));
  const groupKeys = new Map(GROUPS.map((group) => [groupId(group.key), group.key]));
  const groupsOf = (person: Person) => ['everyone', ...(person.groups ?? [])];
  const rolesOf = (person: Person): JsonObject[] => [
    ...(USER_ROLES[person.key] ?? []),
    ...groupsOf(person).flatMap((key) => GROUP_ROLES[key] ?? []),
  ];
  const events = eventsJson(now);
  const nothing: Listing<never> = listingOf([], () => '');
  const appUsers = new Map(
    apps.map((spec) => [appId(spec.key), listingById(appUsersJson(spec, PEOPLE))]),
  );
  const appGroups = new Map(
    apps.map((spec) => [
      appId(spec.key),
      listingById((spec.groups ?? []).map((one, index) => appGroupJson(spec, one, index))),
    ]),
  );
  return {
    facts: { ...FACTS, ...options.facts },
    users: listingById(PEOPLE.map((person, index) => userJson(person, index, now))),
    groups: listingById(GROUPS.map((group, index) => groupJson(group, index))),
    apps: listingById(apps.map((spec, index) => appJson(spec, index))),
    rules: listingById(RULES),
    devices: listingById(DEVICE_JSON),
    events: listingOf(events, (one) => `${textOf(one, 'published')} ${textOf(one, 'uuid')}`),
    iamRoles: listingById(IAM_ROLES),
    principalRateLimits: listingById(PRINCIPAL_RATE_LIMITS),
    adminUserIds: listingOfIds(
      PEOPLE.filter((person) => rolesOf(person).length > 0).map((person) => userId(person.key)),
    ),
    factors: (id) => factorsOf(keys.get(id)?.key ?? ''),
    userRoles: (id) => {
      const person = keys.get(id);
      return person === undefined ? [] : rolesOf(person);
    },
    groupRoles: (id) => GROUP_ROLES[groupKeys.get(id) ?? ''] ?? [],
    clientRoles: (id) => {
      const spec = apps.find(
        ({ credentials }) => valueAt(credentials, 'oauthClient.client_id') === id,
      );
      return spec && (CLIENT_ROLES[spec.key] ?? []);
    },
    permissions: permissionsOf,
    userGroups: (id) => {
      const person = keys.get(id);
      return person === undefined ? [] : groupsOf(person).map(groupId).sort(compare);
    },
    groupMembers: (id) => {
      const key = groupKeys.get(id);
      const members = PEOPLE.filter((one) => key !== undefined && groupsOf(one).includes(key));
      return listingOfIds(members.map((one) => userId(one.key)));
    },
    groupApps: (id) => {
      const key = groupKeys.get(id);
      const assigned = apps.filter((spec) => spec.groups?.some((one) => one.group === key));
      return assigned.map((spec) => appId(spec.key)).sort(compare);
    },
    appUsers: (id) => appUsers.get(id) ?? nothing,
    appGroups: (id) => appGroups.get(id) ?? nothing,
    appSchema: (id) => {
      const spec = appKeys.get(id);
      return spec === undefined ? undefined : schemaJson(spec);
    },
    deviceUsers: deviceOwners,
  };
}
