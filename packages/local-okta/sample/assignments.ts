/** Who is assigned to which application, directly and through groups. */
import type { JsonObject } from '../types';
import { appId, type AppSpec, type GroupAssignment } from './appSpec';
import { day, link } from './build';
import { groupId } from './groups';
import { userId, type Person } from './people';

export function appGroupJson(
  spec: AppSpec,
  assignment: GroupAssignment,
  index: number,
): JsonObject {
  const app = `/api/v1/apps/${appId(spec.key)}`;
  const id = groupId(assignment.group);
  return {
    id,
    priority: assignment.priority ?? index,
    lastUpdated: day(800 + index),
    profile: assignment.profile ?? {},
    _links: {
      app: link(app),
      self: link(`${app}/groups/${id}`),
      group: link(`/api/v1/groups/${id}`),
    },
  };
}

interface AssignedUser {
  person: Person;
  scope: 'USER' | 'GROUP';
  profile: JsonObject;
  group?: string;
  status?: string;
  extra?: JsonObject;
}

function rolesIn(profile: JsonObject | undefined): string[] {
  const samlRoles = profile?.['samlRoles'];
  return Array.isArray(samlRoles)
    ? samlRoles.filter((role): role is string => typeof role === 'string')
    : [];
}

function isMember(person: Person, group: string): boolean {
  return group === 'everyone' || person.groups?.includes(group) === true;
}

/** Direct assignments win; otherwise the group of the highest priority, or the union of all. */
function assigned(spec: AppSpec, people: readonly Person[]): AssignedUser[] {
  const found: AssignedUser[] = [];
  for (const person of people) {
    const direct = spec.users?.find((one) => one.user === person.key);
    if (direct !== undefined) {
      const { profile = {}, status, extra } = direct;
      found.push({
        person,
        scope: 'USER',
        profile,
        ...(status && { status }),
        ...(extra && { extra }),
      });
      continue;
    }
    if (person.status === 'DEPROVISIONED' || spec.spreads === false) continue;
    const through = (spec.groups ?? []).filter((one) => isMember(person, one.group));
    const first = through[0];
    if (first === undefined) continue;
    const profile =
      spec.union === true
        ? {
            ...first.profile,
            samlRoles: [...new Set(through.flatMap((one) => rolesIn(one.profile)))],
          }
        : (first.profile ?? {});
    found.push({ person, scope: 'GROUP', profile, group: first.group });
  }
  return found;
}

export function appUsersJson(spec: AppSpec, people: readonly Person[]): JsonObject[] {
  const app = `/api/v1/apps/${appId(spec.key)}`;
  return assigned(spec, people).map(({ person, scope, profile, group, status, extra }, index) => {
    const id = userId(person.key);
    const name = `${person.first ?? ''} ${person.last ?? ''}`.trim();
    return {
      id,
      externalId: null,
      created: day(600 + index),
      lastUpdated: day(601 + index),
      scope,
      status: status ?? (spec.signOnMode === null ? 'PROVISIONED' : 'ACTIVE'),
      statusChanged: day(601 + index),
      passwordChanged: null,
      syncState: 'DISABLED',
      lastSync: null,
      credentials: { userName: person.login ?? `${person.key}@sample.example` },
      profile: { name: name === '' ? null : name, ...profile },
      ...extra,
      _links: {
        app: link(app),
        ...(group === undefined ? {} : { group: link(`/api/v1/groups/${groupId(group)}`) }),
        user: link(`/api/v1/users/${id}`),
      },
    };
  });
}

/** The application's user schema; AWS tells there whether roles are united. */
/** A profile can hold only what the schema has. */
function carriesRoles({ name, groups = [], users = [] }: AppSpec): boolean {
  const profiles = [...groups, ...users].map(({ profile }) => profile ?? {});
  return (
    name === 'amazon_aws' || profiles.some((profile) => 'role' in profile || 'samlRoles' in profile)
  );
}

export function schemaJson(spec: AppSpec): JsonObject {
  const id = appId(spec.key);
  const custom: JsonObject = carriesRoles(spec)
    ? {
        role: {
          title: 'Role',
          type: 'string',
          scope: 'NONE',
          master: { type: 'PROFILE_MASTER' },
        },
        samlRoles: {
          title: 'SAML User Roles',
          type: 'array',
          scope: 'NONE',
          union: spec.union === true ? 'ENABLE' : 'DISABLE',
          items: { type: 'string' },
          master: { type: 'PROFILE_MASTER' },
        },
      }
    : {};
  return {
    id: `https://sample.okta.com/meta/schemas/apps/${id}/default`,
    $schema: 'http://json-schema.org/draft-04/schema#',
    name: spec.name,
    title: `${spec.label} User`,
    lastUpdated: day(610),
    created: day(600),
    definitions: {
      base: {
        id: '#base',
        type: 'object',
        properties: {
          userName: {
            title: 'Username',
            type: 'string',
            required: true,
            scope: 'NONE',
            maxLength: 100,
            master: { type: 'PROFILE_MASTER' },
          },
          ...custom,
        },
        required: ['userName'],
      },
      custom: { id: '#custom', type: 'object', properties: {}, required: [] },
    },
    type: 'object',
    properties: {
      profile: { allOf: [{ $ref: '#/definitions/base' }, { $ref: '#/definitions/custom' }] },
    },
    _links: { self: link(`/api/v1/meta/schemas/apps/${id}/default`) },
  };
}
