/** Group rules: which users Okta puts into which groups by itself. */
import { isJsonArray, record, text, texts, timestamp, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { oktaId, parsedPages } from '../../run/wire';

/** A group rule; times in ms since the epoch. */
export interface OktaGroupRule {
  readonly id: string;
  readonly name: string | undefined;
  /** `group_rule` */
  readonly type: string | undefined;
  /** ACTIVE, INACTIVE, INVALID */
  readonly status: string | undefined;
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  /** The condition in Okta's expression language. */
  readonly expression: string | undefined;
  /** The groups that matching users are put into; deleted groups stay in the list. */
  readonly groupIds: readonly string[];
  /** False if Okta did not name them, or not each of them. */
  readonly areGroupsKnown: boolean;
  readonly raw: JsonObject;
}

/** Undefined without an id. */
export function parseGroupRule(json: JsonObject): OktaGroupRule | undefined {
  const id = oktaId(json.id);
  if (id === undefined) return undefined;
  const listed = record(record(json.actions).assignUserToGroups).groupIds;
  const groupIds = texts(listed);
  return {
    id,
    name: text(json.name),
    type: text(json.type),
    status: text(json.status),
    created: timestamp(json.created),
    lastUpdated: timestamp(json.lastUpdated),
    expression: text(record(record(json.conditions).expression).value),
    groupIds,
    // No list is no answer; an empty one is that the rule fills no group.
    areGroupsKnown: isJsonArray(listed) && listed.length === groupIds.length,
    raw: json,
  };
}

/**
 * All group rules, 200 a page. Where the org has no group rules at all Okta answers 400 or 401
 * (E0000015). Scope `okta.groups.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/grouprule/
 */
export function listGroupRules(
  okta: OktaClient,
): AsyncGenerator<readonly OktaGroupRule[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/groups/rules`,
    limit: 200,
    smallerLimits: [100, 50],
    priority: 'list',
  });
  return parsedPages(pages, parseGroupRule);
}
