/** Makes applications and assignments of what Okta lists. */
import type { Entity, ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import { applicationLink } from '../../graph/adminLinks';
import { activityOf, entityBuilder, type PropertyValue } from '../../graph/entity';
import { jsonText } from '../../graph/jsonText';
import { picked } from '../../graph/rawData';
import { relate } from '../../graph/relate';
import { flag, number, text, texts, type JsonObject } from '../../json';
import type { OrgIdentity } from '../../okta/org';
import { accountKey, accountUrl } from '../account/model';
import { isAppGroup, type OktaGroup } from '../groups/api';
import type { OktaAppGroup, OktaApplication, OktaAppLink, OktaAppUser } from './api';
import {
  ACCOUNT_HAS_APPLICATION,
  APP_USER_GROUP_ASSIGNED_APPLICATION,
  APPLICATION_ENTITY,
  applicationProperties,
  USER_ASSIGNED_APPLICATION,
  USER_GROUP_ASSIGNED_APPLICATION,
} from './model';
import { APPLICATION_SHAPE } from './rawShape';
import { shortNameOf } from './shortName';
import { accountOf } from './vendors';

const build = entityBuilder(APPLICATION_ENTITY);

/**
 * The application, without credentials and secrets.
 *
 * @param additions what definitions of resources add
 */
export function createApplicationEntity(
  application: OktaApplication,
  org: OrgIdentity,
  additions: Readonly<Record<string, PropertyValue>> = {},
): Entity {
  const { id, name, label, signOnMode, appSettings = {} } = application;
  const shortName = name === undefined ? undefined : shortNameOf(name, org.subdomain);
  return build(
    {
      ...additions,
      ...applicationProperties({
        _key: id,
        id,
        name: name ?? label ?? id,
        label,
        displayName: displayNameOf(application),
        shortName,
        status: application.status?.toLowerCase(),
        ...activityOf(application.status),
        created: application.created,
        createdOn: application.created,
        lastUpdated: application.lastUpdated,
        lastUpdatedOn: application.lastUpdated,
        features: application.features && [...application.features],
        signOnMode,
        isSAMLApp: signOnMode?.startsWith('SAML') ?? false,
        webLink: name === undefined ? undefined : applicationLink(org.adminUrl, name, id),
        imageUrl: webUrl(application.logos[0]),
        loginUrl: webUrl(
          application.appLinks.find((link) => link.name === 'login') ?? application.appLinks[0],
        ),
        ...accountOf(shortName, appSettings),
        ...awsSettingsOf(appSettings),
      }),
    },
    { raw: picked(application.raw, APPLICATION_SHAPE) },
  );
}

function displayNameOf({ label, name, id }: OktaApplication): string {
  return label ?? name ?? id;
}

/** Whatever a person can follow, in Okta's spelling: no schema of JupiterOne's asks for less. */
function webUrl(link: OktaAppLink | undefined): string | undefined {
  return link !== undefined && /^https?:\/\/\S+$/i.test(link.href) ? link.href : undefined;
}

/** The settings have the same names in no other kind of application. */
function awsSettingsOf(settings: JsonObject) {
  return {
    awsIdentityProviderArn: text(settings.identityProviderArn),
    awsEnvironmentType: text(settings.awsEnvironmentType),
    awsGroupFilter: text(settings.groupFilter),
    awsRoleValuePattern: text(settings.roleValuePattern),
    awsJoinAllRoles: flag(settings.joinAllRoles),
    awsSessionDuration: seconds(settings.sessionDuration),
  };
}

/** Okta has it as a number; a form that writes it as text is understood too. */
function seconds(value: unknown): number | undefined {
  const written = text(value);
  if (written === undefined) return number(value);
  return /^\d{1,12}$/.test(written) ? Number(written) : undefined;
}

export function createAccountApplicationRelationship(
  org: OrgIdentity,
  application: OktaApplication,
): ExplicitRelationship {
  return relate(ACCOUNT_HAS_APPLICATION, accountKey(org), application.id, {
    accountUrl: accountUrl(org),
    applicationId: application.id,
    applicationName: displayNameOf(application),
  });
}

/**
 * One edge for all rows that Okta has for the pair. `roles` unites what they grant; `role` and
 * `priority` are those of the row that Okta considers first; without a role there is nothing for
 * the priority to decide, and it is left out. Without rows (where only the fact of the assignment was
 * read) the edge says none of these.
 */
export function createGroupApplicationRelationship(
  group: Pick<OktaGroup, 'id' | 'type'>,
  application: Pick<OktaApplication, 'id'>,
  rows: readonly OktaAppGroup[],
): ExplicitRelationship {
  const declaration = isAppGroup(group)
    ? APP_USER_GROUP_ASSIGNED_APPLICATION
    : USER_GROUP_ASSIGNED_APPLICATION;
  const ordered = [...rows].sort(byPriority);
  const [first] = ordered;
  const roles = rolesOf(ordered.map(({ profile = {} }) => profile));
  return relate(declaration, group.id, application.id, {
    _key: `${group.id}|assigned|${application.id}`,
    applicationId: application.id,
    groupId: group.id,
    ...roles,
    priority: roles.role === undefined && roles.roles === undefined ? undefined : first?.priority,
  });
}

/** Rows of one priority are put in order by what they say, so that the order of listing is nothing. */
function byPriority(one: OktaAppGroup, other: OktaAppGroup): number {
  const first = one.priority ?? Infinity;
  const second = other.priority ?? Infinity;
  if (first !== second) return first - second;
  return JSON.stringify(one.profile ?? {}) < JSON.stringify(other.profile ?? {}) ? -1 : 1;
}

export function createUserApplicationRelationship(
  user: { readonly id: string; readonly email: string | undefined },
  application: Pick<OktaApplication, 'id'>,
  assignment: OktaAppUser,
): ExplicitRelationship {
  return relate(USER_ASSIGNED_APPLICATION, user.id, application.id, {
    _key: `${user.id}|assigned|${application.id}`,
    applicationId: application.id,
    userId: user.id,
    userEmail: user.email,
    ...rolesOf([assignment.profile ?? {}]),
    scope: assignment.scope,
    status: assignment.status,
  });
}

/**
 * The roles of assignment profiles, the most important first. An edge cannot hold an array, so
 * `roles` is JSON: every `samlRoles` and, where several rows are united, every `role`, as many as fit.
 */
function rolesOf(profiles: readonly JsonObject[]) {
  const single = profiles.map(({ role }) => text(role)).filter((role) => role !== undefined);
  const united = new Set(profiles.flatMap(({ samlRoles }) => texts(samlRoles)));
  if (profiles.length > 1) for (const role of single) united.add(role);
  return {
    role: single[0],
    roles: united.size > 0 ? jsonText([...united]) : undefined,
  };
}
