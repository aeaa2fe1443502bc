/** Okta applications, and who is assigned to them with which profile. */
import {
  isJsonArray,
  isJsonObject,
  list,
  number,
  record,
  text,
  texts,
  timestamp,
  type JsonObject,
} from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { linkedId, oktaId, parsedPages } from '../../run/wire';

/** A link of an application, for example to its logo or sign-in page. */
export interface OktaAppLink {
  readonly name: string | undefined;
  readonly href: string;
}

/** An application; times in ms since the epoch. */
export interface OktaApplication {
  readonly id: string;
  /** The kind of application: `amazon_aws`, `acme_intranet_1`. Not unique. */
  readonly name: string | undefined;
  readonly label: string | undefined;
  /** ACTIVE, INACTIVE, DELETED */
  readonly status: string | undefined;
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  /** Undefined where Okta's answer has no list. */
  readonly features: readonly string[] | undefined;
  /** Null for directories, for example: undefined here. */
  readonly signOnMode: string | undefined;
  /**
   * `settings.app`: differs by application and **can hold secrets**; read single keys only. Undefined
   * where Okta's answer has no such object, which is not the same as an empty one.
   */
  readonly appSettings: JsonObject | undefined;
  /** What OAuth knows the application by; undefined for one that is no OAuth client. */
  readonly clientId?: string | undefined;
  readonly appLinks: readonly OktaAppLink[];
  readonly logos: readonly OktaAppLink[];
  readonly raw: JsonObject;
}

/** The assignment of a user to an application; times in ms since the epoch. */
export interface OktaAppUser {
  /** The user's id. */
  readonly id: string;
  /** With scope GROUP: the group through which the user is assigned. */
  readonly groupId: string | undefined;
  /** USER: assigned directly. GROUP: through a group. */
  readonly scope: string | undefined;
  readonly status: string | undefined;
  /** The user's id on the other side, where users are provisioned. */
  readonly externalId: string | undefined;
  /** Undefined where Okta's answer has none; empty if it is null or has no attributes. */
  readonly profile: JsonObject | undefined;
}

/** The assignment of a group to an application. The same pair can be listed several times. */
export interface OktaAppGroup {
  /** The group's id. */
  readonly id: string;
  /** The lower, the earlier: 0 decides first. */
  readonly priority: number | undefined;
  /** Undefined where Okta's answer has none; empty if it is null or has no attributes. */
  readonly profile: JsonObject | undefined;
  /** Present where groups were asked for with the assignments, and Okta showed this one. */
  readonly group?: { readonly type: string | undefined; readonly name: string | undefined };
}

/** What an application's user schema says about roles in assignments. */
export interface OktaAppUserSchema {
  /** True: a user's own `samlRoles` already hold those of all of the user's groups. */
  readonly samlRolesUnion: boolean;
  /** False: an assignment's profile has no attribute that this graph takes for a role. */
  readonly hasRoles: boolean;
}

/** Undefined without an id. */
export function parseApplication(json: JsonObject): OktaApplication | undefined {
  const id = oktaId(json.id);
  if (id === undefined) return undefined;
  const links = record(json._links);
  return {
    id,
    name: text(json.name),
    label: text(json.label),
    status: text(json.status),
    created: timestamp(json.created),
    lastUpdated: timestamp(json.lastUpdated),
    features: isJsonArray(json.features) ? texts(json.features) : undefined,
    signOnMode: text(json.signOnMode),
    appSettings: objectIn(record(json.settings).app),
    clientId: text(record(record(json.credentials).oauthClient).client_id),
    appLinks: parseLinks(links.appLinks),
    logos: parseLinks(links.logo),
    raw: json,
  };
}

/** Absent is not empty: callers have to know that Okta did not send the object. */
function objectIn(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

/** Null is empty: Okta states that the profile has no attributes. */
function profileIn(value: unknown): JsonObject | undefined {
  return value === null ? {} : objectIn(value);
}

function parseLinks(value: unknown): readonly OktaAppLink[] {
  const links: OktaAppLink[] = [];
  for (const item of list(value)) {
    const href = text(record(item).href);
    if (href !== undefined) links.push({ name: text(record(item).name), href });
  }
  return links;
}

/** Undefined without the user's id. */
export function parseAppUser(json: JsonObject): OktaAppUser | undefined {
  const id = oktaId(json.id);
  if (id === undefined) return undefined;
  return {
    id,
    groupId: linkedId(record(json._links).group),
    scope: text(json.scope),
    status: text(json.status),
    externalId: text(json.externalId),
    profile: profileIn(json.profile),
  };
}

/** Undefined without the group's id. */
export function parseAppGroup(json: JsonObject): OktaAppGroup | undefined {
  const id = oktaId(json.id);
  if (id === undefined) return undefined;
  const { group } = record(json._embedded);
  return {
    id,
    priority: number(json.priority),
    profile: profileIn(json.profile),
    ...(isJsonObject(group) && {
      group: { type: text(group.type), name: text(record(group.profile).name) },
    }),
  };
}

/** Whether assignments carry roles; a schema that does not say so carries none. */
export function parseAppUserSchema(json: JsonObject): OktaAppUserSchema {
  const properties = Object.values(record(json.definitions)).map((part) =>
    record(record(part).properties),
  );
  return {
    samlRolesUnion: properties.some(({ samlRoles }) => record(samlRoles).union === 'ENABLE'),
    // A schema without definitions says nothing, so it rules nothing out.
    hasRoles:
      properties.length === 0 ||
      properties.some(({ role, samlRoles }) => role !== undefined || samlRoles !== undefined),
  };
}

/**
 * All applications, 200 a page (Okta's maximum), from the scarce apps bucket. Scope
 * `okta.apps.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/application/
 */
export function listApplications(
  okta: OktaClient,
): AsyncGenerator<readonly OktaApplication[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/apps`,
    limit: 200,
    smallerLimits: [100, 50],
    priority: 'list',
  });
  return parsedPages(pages, parseApplication);
}

/**
 * One application; undefined if the answer is none. 404 once it is deleted. A bucket of its own. Scope
 * `okta.apps.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/application/
 */
export async function getApplication(
  okta: OktaClient,
  id: string,
): Promise<OktaApplication | undefined> {
  const request = { endpoint: endpoint`/api/v1/apps/${id}`, attemptsWhenHeavy: 2 };
  return parseApplication(record(await okta.get(request)));
}

/**
 * The users assigned to an application, directly or through a group, 500 a page (Okta's maximum).
 * Scope `okta.apps.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationusers/
 */
export function listAppUsers(
  okta: OktaClient,
  applicationId: string,
): AsyncGenerator<readonly OktaAppUser[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/apps/${applicationId}/users`,
    properties: ['id', '_links', 'scope', 'status', 'externalId', 'profile'],
    limit: 500,
    smallerLimits: [200, 50],
    priority: 'item',
  });
  return parsedPages(pages, parseAppUser);
}

/**
 * The groups assigned to an application, 200 a page (Okta's maximum; 20 is the least). Scope
 * `okta.apps.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationgroups/
 * @param withGroups whether each assignment shall hold its group, which costs no further call.
 */
export function listAppGroups(
  okta: OktaClient,
  applicationId: string,
  { withGroups }: { readonly withGroups: boolean },
): AsyncGenerator<readonly OktaAppGroup[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/apps/${applicationId}/groups`,
    ...(withGroups && { query: { expand: 'group' } }),
    limit: 200,
    smallerLimits: [100, 20],
    priority: 'item',
  });
  return parsedPages(pages, parseAppGroup);
}

/**
 * The default user schema of an application: the only place that says whether group roles are
 * united. Scope `okta.schemas.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/schema/
 */
export async function getAppUserSchema(
  okta: OktaClient,
  applicationId: string,
): Promise<OktaAppUserSchema> {
  const json = await okta.get({
    endpoint: endpoint`/api/v1/meta/schemas/apps/${applicationId}/default`,
    priority: 'item',
  });
  return parseAppUserSchema(record(json));
}
