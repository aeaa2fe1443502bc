/** Every definition against the rules that the compiler cannot know, the data model, and odd records. */
import { readDataFiles } from '../../packages/local-okta/dataFiles';
import { ROUTES } from '../../packages/local-okta/router';
import { invocationConfig } from '../../src';
import type { JsonObject } from '../../src/json';
import { RESOURCES, type DeclaredNode } from '../../src/resources';
import type { Item } from '../../src/resources/defineResource';
import { converterOf } from '../../src/resources/engine/convert';
import { EXISTING_TYPES } from '../../src/resources/engine/declare';
import { expectValid } from '../conversion/dataModel';
import { CANARY, withSecrets } from '../conversion/sources';
import { placesIn, sampleItems, withValueAt } from './sampleRecords';

const NODES = RESOURCES.flatMap(({ nodes }) => nodes);
const EDGES = NODES.flatMap((node) => node.edges.map((edge) => ({ node, edge })));
const ENTITIES = NODES.flatMap((node) => node.entities.map((entity) => ({ node, entity })));

const repeated = (values: readonly string[]): string[] =>
  values.filter((value, at) => values.indexOf(value) !== at);

describe('names', () => {
  test('of definitions and types are given once', () => {
    expect(repeated(NODES.map(({ definition }) => definition.id))).toEqual([]);
    const { integrationSteps } = invocationConfig;
    expect(repeated(integrationSteps.map(({ id }) => id))).toEqual([]);
  });

  test('of sources, permissions and folders that are shared mean the same', () => {
    const told = new Map<string, unknown>();
    for (const { definition } of RESOURCES) {
      const { source } = definition;
      if (source === undefined) continue;
      expect(told.get(source.id) ?? source).toEqual(source);
      told.set(source.id, source);
    }
  });
});

describe('edges', () => {
  test.each(EDGES.map(({ node, edge }) => [node.definition.id, edge] as const))(
    '%s: the other end is a type that is collected, of one kind',
    (_, { otherTypes }) => {
      const kinds = otherTypes.map((type) => {
        const existing = Object.entries<readonly string[]>(EXISTING_TYPES).find(([, types]) =>
          types.includes(type),
        );
        const defined = ENTITIES.find(({ entity }) => entity.definition.type === type);
        return existing?.[0] ?? defined?.node.definition.id;
      });
      expect(kinds).not.toContain(undefined);
      expect(new Set(kinds).size).toBe(1);
    },
  );

  test('what tells them apart is a property that they have', () => {
    for (const { edge } of EDGES) {
      const { keyedBy, properties = {} } = edge.definition;
      if (keyedBy !== undefined) expect(Object.keys(properties)).toContain(keyedBy);
    }
  });
});

describe('calls', () => {
  const calls = NODES.flatMap((node) =>
    Object.values(node.definition.embedded ?? {}).map((call) => ({ node, call })),
  );

  test('name no more ids than the record and what it belongs to have', () => {
    for (const { node, call } of calls) {
      let depth = 0;
      for (let each: DeclaredNode | undefined = node; each; each = each.parent) depth += 1;
      const isAccount = node.resource.of === 'account' && node.parent === undefined;
      const ids = call.path.match(/\{id\}/g)?.length ?? 0;
      expect({ path: call.path, fits: ids <= (isAccount ? 0 : depth) }).toEqual({
        path: call.path,
        fits: true,
      });
    }
  });

  test('are answered by the local org', () => {
    const lists = RESOURCES.flatMap(({ definition: { list } }) => (list ? [list.path] : []));
    const known = new Set(ROUTES.map(({ template }) => template));
    const asked = [...lists, ...calls.map(({ call }) => call.path)];
    expect(asked.filter((path) => !known.has(path))).toEqual([]);
    // And every sample is of something that is asked.
    const needless = Object.keys(readDataFiles()).filter(
      (path) => !asked.includes(path as `/${string}`),
    );
    expect(needless).toEqual([]);
  });
});

describe('records', () => {
  let items: ReadonlyMap<DeclaredNode, readonly Item[]>;

  beforeAll(async () => {
    items = await sampleItems();
  });

  /** The records of one type; the first has most in it. */
  const recordsOf = (node: DeclaredNode, type: string): Item[] => {
    const size = ({ record }: Item): number => JSON.stringify(record).length;
    const own = (items.get(node) ?? []).filter((item) => item.type === type);
    return own.sort((a, b) => size(b) - size(a));
  };

  describe.each(ENTITIES.map((each) => [each.entity.definition.type, each] as const))(
    '%s',
    (type, { node, entity }) => {
      const make = converterOf(entity);

      test('every record of the sample becomes a valid entity', () => {
        const records = recordsOf(node, type);
        expect(records.length).toBeGreaterThan(0);
        for (const item of records) expectValid(make(item), entity.metadata);
      });

      test('one with nothing but its id does too', () => {
        const [full] = recordsOf(node, type);
        const made = make({ ...full!, record: { id: full!.id } });
        expectValid(made, entity.metadata);
        expect(made).toMatchObject({ _key: full!.key, id: full!.id, displayName: made.name });
      });

      test('an odd value costs its own properties, and never the entity', () => {
        const [full] = recordsOf(node, type);
        const usual = make(full!);
        for (const place of placesIn(full!.record)) {
          for (const odd of ODD) {
            const made = make({ ...full!, record: withValueAt(full!.record, place, odd) });
            expectValid(made, entity.metadata);
            expect(made._key).toBe(usual._key);
          }
        }
      });

      test('a secret anywhere in the record reaches no property and no raw data', () => {
        for (const item of recordsOf(node, type)) {
          for (let seed = 0; seed < 60; seed += 1) {
            const record = withSecrets(item.record, seed);
            expect(JSON.stringify(make({ ...item, record }))).not.toContain(CANARY);
          }
        }
      });

      test('odd values make no edge step fail for good, and no end that is none', () => {
        const [full] = recordsOf(node, type);
        for (const place of placesIn(full!.record)) {
          for (const odd of ODD) {
            const record = withValueAt(full!.record, place, odd);
            for (const { definition } of node.edges) {
              const named = definition.ends(record, { ...full!, record }) ?? [];
              const ends = named.filter((end) => end !== undefined);
              expect(ends.map((end) => typeof (typeof end === 'string' ? end : end.id))).toEqual(
                ends.map(() => 'string'),
              );
            }
          }
        }
      });
    },
  );
});

/** What stands in a record where something else belongs. */
const ODD: readonly (JsonObject[string] | undefined)[] = [
  undefined,
  null,
  '',
  'x'.repeat(5000),
  '2020-13-45',
  0,
  -1.5,
  true,
  [],
  [null, 7, { id: 7 }],
  {},
  { id: 7, value: [] },
];
