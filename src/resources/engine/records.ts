/** Lists the records of a resource: from Okta, or of a type that other parts of the integration collect. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { isFatal, type IntegrationOktaApiError, type OktaClient } from '../../okta';
import type { OrgIdentity } from '../../okta/org';
import { asError } from '../../run/losses';
import { unusable } from '../../run/wire';
import type { Existing, ListDefinition, ResourceDefinition } from '../defineResource';
import { saysNone } from './availability';
import type { DeclaredNode } from './declare';
import { endpointOf } from './endpoint';
import { itemsOf, type ListedItem } from './takeApart';

/** What a reader needs of the run. */
export interface Sources {
  readonly okta: OktaClient;
  readonly org: OrgIdentity;
  readonly isEnabled: (source: string) => boolean;
  /** The records of an existing type; none where it is switched off. */
  readonly existing: (of: Existing) => AsyncIterable<readonly ListedItem[]>;
  /** Okta says that the org has none of this. */
  readonly informOfNone: (title: string, answer: IntegrationOktaApiError) => void;
}

/** Whether Okta said of the whole resource that the org has none. */
export interface Listing {
  saidNone: boolean;
}

/** The items of a resource, a page at a time. Rejects at the end where not all of them could be had. */
export async function* listItems(
  node: DeclaredNode,
  sources: Sources,
  listing: Listing,
): AsyncGenerator<readonly ListedItem[], void, undefined> {
  const { of, when = always } = node.resource;
  if (of !== undefined) {
    for await (const page of sources.existing(of)) yield page.filter(({ record }) => when(record));
    return;
  }
  const odd: string[] = [];
  let total = 0;
  for await (const { records, siblings } of listRecords(node, sources, listing)) {
    const found = itemsOf(node, records);
    odd.push(...found.odd);
    total += records.length;
    yield siblings === undefined ? found.items : found.items.map((item) => ({ ...item, siblings }));
  }
  if (odd.length > 0) throw unusable(odd, total);
}

function always(): boolean {
  return true;
}

/** One query may fail where others do not: what they list is given out before the error is thrown. */
async function* listRecords(
  { title, resource }: DeclaredNode,
  sources: Sources,
  listing: Listing,
): AsyncGenerator<Page, void, undefined> {
  const { list } = resource;
  if (list === undefined) return;
  const queries = queriesOf(list, sources.org);
  let withoutAny = 0;
  let failure: Error | undefined;
  for (const query of queries) {
    try {
      const pages = pagesOf(sources.okta, list, query);
      yield* list.isWhole === true ? together(pages) : apart(pages);
    } catch (error) {
      if (isFatal(error)) throw error;
      if (saysNone(error, list, mayLack(resource))) {
        withoutAny += 1;
        sources.informOfNone(title, error);
      } else failure ??= asError(error);
    }
  }
  listing.saidNone = withoutAny === queries.length;
  if (failure !== undefined) throw failure;
}

/** Whether an org may lack the endpoint: those of older types are in every one. */
export function mayLack({ isOlder }: ResourceDefinition): boolean {
  return isOlder !== true;
}

/** Records with all that the query lists, if that is known. */
interface Page {
  readonly records: readonly JsonValue[];
  readonly siblings?: readonly JsonObject[];
}

type Pages = AsyncIterable<readonly JsonValue[]>;

async function* apart(pages: Pages): AsyncGenerator<Page, void, undefined> {
  for await (const records of pages) yield { records };
}

/** All pages as one. If one fails, those before it are given out, and what else is listed is not known. */
async function* together(pages: Pages): AsyncGenerator<Page, void, undefined> {
  const records: JsonValue[] = [];
  try {
    for await (const page of pages) records.push(...page);
  } catch (error) {
    yield { records };
    throw error;
  }
  yield { records, siblings: records.filter(isJsonObject) };
}

/** None in an org of the other engine; an engine that is not known may be the right one. */
function queriesOf(list: ListDefinition, org: Pick<OrgIdentity, 'pipeline'>): readonly Query[] {
  const { engine, queries = [{}] } = list;
  if (engine !== undefined && org.pipeline !== undefined && org.pipeline !== engine) return [];
  return typeof queries === 'function' ? queries(org) : queries;
}

type Query = NonNullable<ListDefinition['query']>;

function pagesOf(
  okta: OktaClient,
  { path, query, limit, smallerLimits, bodyKey, isLast }: ListDefinition,
  more: Query,
): AsyncGenerator<readonly JsonValue[], void, undefined> {
  return okta.pages({
    endpoint: endpointOf(path),
    query: { ...query, ...more },
    priority: isLast === true ? 'last' : 'list',
    ...(limit !== undefined && { limit }),
    ...(smallerLimits && { smallerLimits }),
    ...(bodyKey !== undefined && { bodyKey }),
  });
}

/** The calls that list a resource, for the doctor and the forecast. */
export function listCalls(
  { list }: ResourceDefinition,
  org: Pick<OrgIdentity, 'pipeline'>,
): readonly Query[] {
  return list === undefined
    ? []
    : queriesOf(list, org).map((query) => ({ ...list.query, ...query }));
}
