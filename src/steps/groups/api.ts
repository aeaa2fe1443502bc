/** Okta groups, their members and the applications assigned to them. */
import { flag, number, record, text, texts, timestamp, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { linkedId, oktaId, parseId, parsedPages } from '../../run/wire';

/** A group; times in ms since the epoch. */
export interface OktaGroup {
  readonly id: string;
  /** OKTA_GROUP, BUILT_IN, APP_GROUP */
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly objectClass: readonly string[];
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  readonly lastMembershipUpdated: number | undefined;
  /** The application that an APP_GROUP comes from. */
  readonly sourceApplicationId: string | undefined;
  /** What that application calls the group. */
  readonly externalId: string | undefined;
  /** Whether Active Directory has it, as its object class says. */
  readonly isFromActiveDirectory?: boolean;
  /** The three statistics are undefined where Okta did not give them: unknown, not zero. */
  readonly usersCount: number | undefined;
  readonly appsCount: number | undefined;
  readonly hasAdminPrivilege: boolean | undefined;
  /** Standard and custom attributes. */
  readonly profile: JsonObject;
  readonly raw: JsonObject;
}

/** What is known of every group for the whole run, without what only its entity holds. */
export type GroupRef = Pick<
  OktaGroup,
  | 'id'
  | 'type'
  | 'name'
  | 'sourceApplicationId'
  | 'externalId'
  | 'isFromActiveDirectory'
  | 'usersCount'
  | 'appsCount'
  | 'hasAdminPrivilege'
>;

/** What has to be known of a group to read its members. */
export type MemberGroup = Pick<GroupRef, 'id' | 'type' | 'name' | 'usersCount'>;

/** What all steps need of a group. */
export function refOfGroup(group: OktaGroup): GroupRef {
  const { id, type, name, sourceApplicationId, externalId, isFromActiveDirectory = false } = group;
  const { usersCount, appsCount, hasAdminPrivilege } = group;
  return {
    id,
    type,
    name,
    sourceApplicationId,
    externalId,
    isFromActiveDirectory,
    usersCount,
    appsCount,
    hasAdminPrivilege,
  };
}

/** Undefined without an id. */
export function parseGroup(json: JsonObject): OktaGroup | undefined {
  const id = oktaId(json.id);
  if (id === undefined) return undefined;
  const profile = record(json.profile);
  const embedded = record(json._embedded);
  const stats = record(embedded.stats);
  return {
    id,
    type: text(json.type),
    name: text(profile.name),
    description: text(profile.description),
    objectClass: texts(json.objectClass),
    created: timestamp(json.created),
    lastUpdated: timestamp(json.lastUpdated),
    lastMembershipUpdated: timestamp(json.lastMembershipUpdated),
    sourceApplicationId: sourceOf(json),
    externalId: text(profile.externalId),
    isFromActiveDirectory: texts(json.objectClass).includes('okta:windows_security_principal'),
    usersCount: number(stats.usersCount),
    appsCount: number(stats.appsCount),
    // Okta's OpenAPI description 2026.06.3 misspells the name; which one is sent is not recorded.
    hasAdminPrivilege: flag(stats.hasAdminPrivilege) ?? flag(stats.hasAdminPrivlege),
    profile,
    raw: json,
  };
}

/** Okta names the source in the group itself; older answers only link or embed it. */
function sourceOf({ source, _links, _embedded }: JsonObject): string | undefined {
  return (
    oktaId(record(source).id) ??
    linkedId(record(_links).source) ??
    oktaId(record(record(_embedded).app).id)
  );
}

/** True for groups that an application (a directory, for example) feeds. */
export function isAppGroup(group: Pick<OktaGroup, 'type'>): boolean {
  return group.type === 'APP_GROUP';
}

/**
 * Groups of every type with their statistics. Okta recommends at most 200 a page and may time out
 * (500) on the statistics: then smaller pages are asked for, at last without statistics. Scope
 * `okta.groups.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/group/
 */
export function listGroups(
  okta: OktaClient,
): AsyncGenerator<readonly OktaGroup[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/groups`,
    query: { expand: 'stats' },
    limit: 200,
    smallerLimits: [100, 50],
    dropWhenHeavy: ['expand'],
    priority: 'list',
  });
  return parsedPages(pages, parseGroup);
}

/**
 * One group, without statistics; undefined if the answer is no group. 404 once the group is deleted. Scope
 * `okta.groups.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/group/
 */
export async function getGroup(okta: OktaClient, id: string): Promise<OktaGroup | undefined> {
  const request = { endpoint: endpoint`/api/v1/groups/${id}`, attemptsWhenHeavy: 2 };
  return parseGroup(record(await okta.get(request)));
}

/**
 * The ids of a group's members. Okta recommends 200 a page and allows 1000; fewer calls win, and a
 * page that is too heavy is asked for again at a smaller size. Scope `okta.groups.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/group/
 */
export function listGroupMembers(
  okta: OktaClient,
  groupId: string,
): AsyncGenerator<readonly string[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/groups/${groupId}/users`,
    properties: ['id'],
    limit: 1000,
    smallerLimits: [500, 200],
    priority: 'item',
  });
  return parsedPages(pages, parseId);
}

/**
 * The ids of the applications assigned to a group, from the groups bucket: the assignment's
 * priority and profile are not in the answer. Scope `okta.groups.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/group/
 */
export function listGroupApps(
  okta: OktaClient,
  groupId: string,
): AsyncGenerator<readonly string[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/groups/${groupId}/apps`,
    properties: ['id'],
    limit: 200,
    smallerLimits: [100, 20],
    priority: 'item',
  });
  return parsedPages(pages, parseId);
}
