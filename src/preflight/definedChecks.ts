/** The checks of defined resources: may each be read, and how much of it is there. */
import { text, type JsonObject } from '../json';
import type { IntegrationOktaApiError, QueryValue } from '../okta';
import { permission } from '../permissions';
import { inSentence, RESOURCES, type DeclaredNode, type Resource } from '../resources';
import type { EmbeddedDefinition, Existing, Item } from '../resources/defineResource';
import { mayLackPart, saysNone } from '../resources/engine/availability';
import { endpointOf } from '../resources/engine/endpoint';
import { definedEndpoints } from '../resources/engine/endpoints';
import { listCalls, mayLack } from '../resources/engine/records';
import { itemsOf } from '../resources/engine/takeApart';
import {
  refused,
  sizeOfPage,
  sizeText,
  type Check,
  type CheckContext,
  type CheckResult,
} from './check';
import { firstPage } from './credentials';

/** One for each list, and one for each further right that a resource needs. */
export const DEFINED_CHECKS: readonly Check[] = RESOURCES.flatMap((resource) => [
  ...(resource.definition.list === undefined ? [] : [listCheck(resource)]),
  ...furtherChecks(resource),
]);

function listCheck(resource: Resource): Check {
  const { id, source } = resource.definition;
  const [endpoint] = definedEndpoints(resource);
  const permissionId = endpoint?.permissionId ?? id;
  return {
    id,
    title: permission(permissionId).title,
    ...(source !== undefined && { source: source.id }),
    run: async (context) => {
      const queries = listCalls(resource.definition, context.org);
      if (queries.length === 0) return skipped(`not in ${engineOf(context)} orgs`);
      try {
        return await firstList(context, resource, queries);
      } catch (error) {
        const isNone = saysNone(
          error,
          resource.definition.list ?? {},
          mayLack(resource.definition),
        );
        return isNone ? none(error) : refusedOf(context, permissionId, error);
      }
    },
  };
}

/** One for each right that only a part of the record needs. */
function furtherChecks(resource: Resource): Check[] {
  const { id, list, source, embedded = {} } = resource.definition;
  const seen = new Set(list === undefined ? [] : [resource.definition.permission?.id ?? id]);
  return Object.values(embedded).flatMap((call) => {
    const permissionId = (call.permission ?? resource.definition.permission)?.id ?? id;
    if (seen.has(permissionId)) return [];
    seen.add(permissionId);
    const own = call.source ?? source;
    return {
      id: permissionId,
      title: permission(permissionId).title,
      ...(own !== undefined && { source: own.id }),
      run: (context) => askForPart(context, resource, call, permissionId),
    };
  });
}

async function askForPart(
  context: CheckContext,
  { definition: { accountFields }, root }: Resource,
  call: EmbeddedDefinition,
  permissionId: string,
): Promise<CheckResult> {
  const { engine, path, query } = call;
  const isElsewhere =
    engine !== undefined && context.org.pipeline !== undefined && context.org.pipeline !== engine;
  if (isElsewhere) return skipped(`not in ${engineOf(context)} orgs`);
  const item = someItem(context, root, call);
  if (item === undefined) return skipped('nothing there to try it with');
  try {
    await context.okta.get({ endpoint: endpointOf(path, item), query: query ?? {} });
    return { status: 'ok', finding: 'may be read' };
  } catch (error) {
    if (saysNone(error, call, mayLackPart(call))) return none(error);
    const result = refusedOf(context, permissionId, error);
    // The account is complete without what definitions add to it.
    return accountFields !== undefined && result.status === 'fail'
      ? { ...result, status: 'warn' }
      : result;
  }
}

type AskedItem = Pick<Item, 'id' | 'parent'>;

/** A record to try the call with: one for which a run would ask. */
function someItem(
  { facts }: CheckContext,
  root: DeclaredNode,
  { when }: EmbeddedDefinition,
): AskedItem | undefined {
  const { of, when: isOne, id } = root.resource;
  if (of === 'account') return { id: '' };
  if (of === undefined) {
    const { items } = itemsOf(root, facts.records?.[id] ?? []);
    return items.find((item) => when === undefined || when(item.record, item));
  }
  return existingItems(facts, of).find(
    (item) =>
      (isOne === undefined || isOne(item.record)) &&
      (when === undefined || when(item.record, item)),
  );
}

const EXISTING_TYPES: Partial<Record<Existing, string>> = {
  users: 'okta_user',
  groups: 'okta_user_group',
  applications: 'okta_application',
  serviceApps: 'okta_application',
};

/** What earlier checks have seen of records that are no defined resource's own. */
function existingItems(facts: CheckContext['facts'], of: Existing): readonly Item[] {
  const records: Partial<Record<Existing, readonly JsonObject[]>> = {
    users: facts.userId === undefined ? [] : [{ id: facts.userId }],
    groups: facts.groupRecords ?? [],
    applications: facts.applicationRecords ?? [],
    serviceApps: facts.serviceApp === undefined ? [] : [facts.serviceApp],
  };
  return (records[of] ?? []).flatMap((record) => {
    const id = text(record.id);
    const type = EXISTING_TYPES[of];
    return id === undefined || type === undefined ? [] : [{ id, key: id, type, record }];
  });
}

function none({ status, errorCode }: IntegrationOktaApiError): CheckResult {
  const code = [status, errorCode].filter((part) => part !== undefined).join(' ');
  return skipped(`this org has none (${code})`);
}

function refusedOf(context: CheckContext, permissionId: string, error: unknown): CheckResult {
  return refused(error, permissionId, context.settings.credentials.kind);
}

function skipped(finding: string): CheckResult {
  return { status: 'skipped', finding };
}

function engineOf({ org }: CheckContext): string {
  return org.pipeline === 'v1' ? 'Classic Engine' : 'Identity Engine';
}

/** The first page of the first query; with several, there are at least as many. */
async function firstList(
  { okta, facts }: CheckContext,
  { definition: { id, list }, root }: Resource,
  [query, ...others]: readonly Readonly<Record<string, QueryValue>>[],
): Promise<CheckResult> {
  if (list === undefined) return skipped('nothing to list');
  const { path, limit, bodyKey } = list;
  const page = await firstPage(okta, {
    endpoint: endpointOf(path),
    query,
    ...(limit !== undefined && { limit }),
    ...(bodyKey !== undefined && { bodyKey }),
  });
  const first = sizeOfPage(page, limit ?? Number.POSITIVE_INFINITY);
  const size = { ...first, atLeast: first.atLeast || others.length > 0 };
  return {
    status: 'ok',
    finding: `${sizeText(size)} ${inSentence(root.title)}`,
    learned: {
      resources: { ...facts.resources, [id]: size },
      records: { ...facts.records, [id]: page },
    },
  };
}
