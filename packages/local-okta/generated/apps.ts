/** Applications of the generated org and their assignments. */
import { chance } from '../faults';
import { accessPolicyIds } from './policies';
import { generatedId, type Scale } from './scale';
import type { Groups } from './groups';
import type { People } from './people';
import { indexOf, listingOf } from '../listing';
import { ORG_URL } from '../sample/build';
import type { JsonObject, Listing } from '../types';

export interface Apps {
  apps: Listing<JsonObject>;
  appsOfGroup: (groupId: string) => readonly string[];
  appUsers: (appId: string) => Listing<JsonObject>;
  appGroups: (appId: string) => Listing<JsonObject>;
  schema: (appId: string) => JsonObject | undefined;
}

/** Lists of user positions are kept for the applications that were asked for last. */
const KEPT_LISTS = 16;

const TIME = '2023-06-01T00:00:00.000Z';

export function generatedApps(scale: Scale, people: People, groups: Groups): Apps {
  const { seed, apps: count } = scale;
  const policies = accessPolicyIds(scale);
  const policyOf = (index: number) => policies[index % policies.length]!;
  const isAws = (index: number) => index >= count - scale.awsApps;

  const assignedGroups: number[][] = Array.from({ length: count }, (_, index) => {
    if (index < scale.everyoneApps) return [0];
    const number = Math.floor(chance(seed, index, 21) * (scale.groupsPerApp + 1));
    const chosen = new Set<number>();
    for (let turn = 0; turn < number && scale.groups > 1; turn += 1) {
      chosen.add(1 + Math.floor(chance(seed, index, 100 + turn) * (scale.groups - 1)));
    }
    return [...chosen];
  });
  const appsByGroup = new Map<number, string[]>();
  assignedGroups.forEach((chosen, app) => {
    for (const group of chosen) {
      const known = appsByGroup.get(group) ?? [];
      known.push(generatedId('0oa', app));
      appsByGroup.set(group, known);
    }
  });

  const directUsers = (app: number): number[] =>
    Array.from({ length: Math.min(scale.directUsersPerApp, scale.users) }, (_, turn) =>
      Math.floor(chance(seed, app, 1000 + turn) * scale.users),
    );

  const kept = new Map<number, { positions: Int32Array; direct: ReadonlySet<number> }>();
  const usersOf = (app: number) => {
    let list = kept.get(app);
    if (list === undefined) {
      const direct = new Set(directUsers(app));
      const all = new Set(direct);
      for (const group of assignedGroups[app]!) {
        const size = groups.sizeOf(group);
        for (let position = 0; position < size; position += 1) {
          const user = groups.memberAt(group, position);
          if (people.statusOf(user) !== 'DEPROVISIONED') all.add(user);
        }
      }
      list = { positions: Int32Array.from(all).sort(), direct };
    } else {
      kept.delete(app);
    }
    kept.set(app, list);
    if (kept.size > KEPT_LISTS) kept.delete(kept.keys().next().value!);
    return list;
  };

  const apps: Listing<JsonObject> = {
    size: count,
    keyAt: (index) => generatedId('0oa', index),
    at: (index) => appJson(index, isAws(index), policyOf(index)),
  };

  const appUser = (app: number, user: number, direct: boolean): JsonObject => {
    const appHref = `${ORG_URL}/api/v1/apps/${generatedId('0oa', app)}`;
    const id = generatedId('00u', user);
    const group = direct
      ? undefined
      : assignedGroups[app]!.find((one) => groups.isMember(one, user));
    return {
      id,
      externalId: null,
      created: TIME,
      lastUpdated: TIME,
      scope: direct ? 'USER' : 'GROUP',
      status: 'ACTIVE',
      statusChanged: TIME,
      passwordChanged: null,
      syncState: 'DISABLED',
      lastSync: null,
      credentials: { userName: `user${String(user)}@sample.example` },
      profile: isAws(app) ? { samlRoles: [`Role${String(app)}`], role: null } : {},
      _links: {
        app: { href: appHref },
        ...(group === undefined
          ? {}
          : { group: { href: `${ORG_URL}/api/v1/groups/${generatedId('00g', group)}` } }),
        user: { href: `${ORG_URL}/api/v1/users/${id}` },
      },
    };
  };

  const nothing: Listing<never> = listingOf([], () => '');
  return {
    apps,
    appsOfGroup: (id) => appsByGroup.get(groups.indexOf(id)) ?? [],
    appUsers: (id) => {
      const app = indexOf(apps, id);
      if (app === -1) return nothing;
      const { positions, direct } = usersOf(app);
      return {
        size: positions.length,
        keyAt: (index) => generatedId('00u', positions[index]!),
        at: (index) => appUser(app, positions[index]!, direct.has(positions[index]!)),
      };
    },
    appGroups: (id) => {
      const app = indexOf(apps, id);
      if (app === -1) return nothing;
      const rows = assignedGroups[app]!.map((group, priority) => ({
        id: generatedId('00g', group),
        priority,
        lastUpdated: TIME,
        profile: isAws(app) ? { samlRoles: [`Role${String(app)}`], role: null } : {},
        _links: {
          app: { href: `${ORG_URL}/api/v1/apps/${id}` },
          group: { href: `${ORG_URL}/api/v1/groups/${generatedId('00g', group)}` },
        },
      }));
      return listingOf(rows, (row) => row.id);
    },
    schema: (id) => {
      const app = indexOf(apps, id);
      return app === -1 ? undefined : schemaJson(id, isAws(app));
    },
  };
}

function appJson(index: number, aws: boolean, policyId: string): JsonObject {
  const id = generatedId('0oa', index);
  const name = aws ? 'amazon_aws' : `sample_app${String(index)}_1`;
  const account = String(100_000_000_000 + index);
  return {
    id,
    name,
    label: aws ? `AWS ${String(index)}` : `App ${String(index)}`,
    status: index % 12 === 11 ? 'INACTIVE' : 'ACTIVE',
    lastUpdated: TIME,
    created: TIME,
    accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
    visibility: {
      autoLaunch: false,
      autoSubmitToolbar: false,
      hide: { iOS: false, web: false },
      appLinks: { login: true },
    },
    features: [],
    signOnMode: 'SAML_2_0',
    credentials: {
      userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' },
      signing: { kid: 'kid' },
    },
    settings: {
      app: aws
        ? {
            awsEnvironmentType: 'aws.amazon',
            identityProviderArn: `arn:aws:iam::${account}:saml-provider/OKTA`,
            useGroupMapping: false,
            joinAllRoles: false,
            groupFilter: null,
            roleValuePattern: null,
            sessionDuration: 3600,
          }
        : {},
      notifications: { vpn: { network: { connection: 'DISABLED' }, message: null, helpUrl: null } },
      notes: { admin: null, enduser: null },
      signOn: {},
    },
    _links: {
      accessPolicy: { href: `${ORG_URL}/api/v1/policies/${policyId}` },
      appLinks: [{ name: 'login', href: `${ORG_URL}/home/${name}/${id}/1`, type: 'text/html' }],
      groups: { href: `${ORG_URL}/api/v1/apps/${id}/groups` },
      logo: [{ name: 'medium', href: `${ORG_URL}/logo.png`, type: 'image/png' }],
      users: { href: `${ORG_URL}/api/v1/apps/${id}/users` },
    },
  };
}

function schemaJson(id: string, aws: boolean): JsonObject {
  return {
    id: `${ORG_URL}/meta/schemas/apps/${id}/default`,
    $schema: 'http://json-schema.org/draft-04/schema#',
    name: 'app',
    title: 'App User',
    created: TIME,
    lastUpdated: TIME,
    definitions: {
      base: {
        id: '#base',
        type: 'object',
        properties: aws
          ? { samlRoles: { title: 'SAML User Roles', type: 'array', union: 'DISABLE' } }
          : {},
        required: [],
      },
      custom: { id: '#custom', type: 'object', properties: {}, required: [] },
    },
    type: 'object',
    properties: {},
  };
}
