/** The records of every defined resource as the sample org gives them, completed as a run does it. */
import { sampleOrg, startLocalOkta } from '../../packages/local-okta';
import { parseConfig } from '../../src/config';
import type { JsonObject } from '../../src/json';
import { createOktaClient } from '../../src/okta';
import { RESOURCES, type DeclaredNode } from '../../src/resources';
import type { Item } from '../../src/resources/defineResource';
import { isMissing } from '../../src/resources/engine/reader';
import { createCatalogs } from '../../src/run/catalogs';
import { ORG } from '../conversion/sources';
import { SAMPLE_NOW } from '../harness/collect';

/** By node: every item that becomes an entity. */
export async function sampleItems(): Promise<ReadonlyMap<DeclaredNode, readonly Item[]>> {
  const local = await startLocalOkta({ plan: 'unlimited', org: sampleOrg({ now: SAMPLE_NOW }) });
  const credentials = { kind: 'token', token: local.apiToken } as const;
  const okta = createOktaClient({ org: { orgUrl: local.url }, credentials });
  const { resources } = createCatalogs({
    okta,
    settings: parseConfig({ oktaOrgUrl: local.url, oktaApiKey: local.apiToken }),
    org: ORG,
    isEnabled: () => true,
    warnOfPermission: () => undefined,
    informOfNone: () => undefined,
    executionHistory: { current: { startedOn: SAMPLE_NOW } },
  });
  try {
    const found = new Map<DeclaredNode, Item[]>();
    for (const resource of RESOURCES) {
      for (const node of resource.nodes.filter(({ entities }) => entities.length > 0)) {
        const items: Item[] = [];
        for await (const each of resources.reader(resource).found(node)) {
          if (!isMissing(each)) items.push(each.item);
        }
        found.set(node, items);
      }
    }
    return found;
  } finally {
    await okta.close();
    await local.close();
  }
}

/** Every place in a record that holds a value, as the names that lead to it; of a list, its first item. */
export function placesIn(record: JsonObject, path: readonly string[] = []): string[][] {
  return Object.entries(record).flatMap(([name, value]) => {
    const here = [...path, name];
    const inner: unknown = Array.isArray(value) ? (value as readonly unknown[])[0] : value;
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return [here, ...(isObject ? placesIn(inner as JsonObject, here) : [])];
  });
}

/** A copy in which something else stands at this place; undefined takes it out. */
export function withValueAt(
  record: JsonObject,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): JsonObject {
  const { [name]: before, ...others } = record;
  if (rest.length === 0)
    return (value === undefined ? others : { ...others, [name]: value }) as JsonObject;
  const changed = (inner: unknown): unknown => withValueAt(inner as JsonObject, rest, value);
  const isList = Array.isArray(before);
  const after = isList
    ? (before as readonly unknown[]).map((each, at) => (at === 0 ? changed(each) : each))
    : changed(before);
  return { ...others, [name]: after } as JsonObject;
}
