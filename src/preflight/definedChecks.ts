/** The checks of defined resources: may each be read, and how much of it is there. */
import { isOktaApiError } from '../okta';
import { permission } from '../permissions';
import { RESOURCES, type Resource } from '../resources';
import { saysNone } from '../resources/engine/availability';
import { endpointOf } from '../resources/engine/endpoint';
import { definedEndpoints } from '../resources/engine/endpoints';
import { listCalls } from '../resources/engine/records';
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
export const DEFINED_CHECKS: readonly Check[] = RESOURCES.filter(
  ({ definition }) => definition.list !== undefined,
).map(listCheck);

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
        if (isOktaApiError(error) && saysNone(error, resource.definition.list ?? {}, true)) {
          const code = [error.status, error.errorCode].filter((part) => part !== undefined);
          return skipped(`this org has none (${code.join(' ')})`);
        }
        return refused(error, permissionId, context.settings.credentials.kind);
      }
    },
  };
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
  [query, ...others]: readonly Readonly<Record<string, string | number | boolean>>[],
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
    finding: `${sizeText(size)} ${root.title.toLowerCase()}`,
    learned: { resources: { ...facts.resources, [id]: size } },
  };
}
