/** Compares the graph of one run with that of another. */
import type { GraphObject, Run } from './collectInMemory';

type Graph = Run['graph'];

export interface Difference {
  /** Keys of the objects that only the first graph has. */
  readonly missing: readonly string[];
  /** Keys of the objects that only the second graph has. */
  readonly added: readonly string[];
  /** `key: properties` of the objects that are not the same in both. */
  readonly changed: readonly string[];
}

export const NO_DIFFERENCE: Difference = { missing: [], added: [], changed: [] };

/** What of `expected` is not in `graph`, and the other way round; objects of `ignored` types apart. */
export function differenceOf(
  expected: Graph,
  graph: Graph,
  ignored: ReadonlySet<string> = new Set(),
): Difference {
  const counts = ([, { _type }]: readonly [string, GraphObject]): boolean => !ignored.has(_type);
  const wanted = new Map([...expected].filter(counts));
  const found = new Map([...graph].filter(counts));
  const changed = [...wanted].flatMap(([key, object]) => {
    const other = found.get(key);
    const properties = other === undefined ? [] : changedProperties(object, other);
    return properties.length === 0 ? [] : [`${key}: ${properties.join(', ')}`];
  });
  return {
    missing: [...wanted.keys()].filter((key) => !found.has(key)).sort(),
    added: [...found.keys()].filter((key) => !wanted.has(key)).sort(),
    changed: changed.sort(),
  };
}

function changedProperties(one: GraphObject, other: GraphObject): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const valueOf = (object: GraphObject, name: string): string | undefined =>
    JSON.stringify(Object.entries(object).find(([property]) => property === name)?.[1]);
  return [...names].filter((name) => valueOf(one, name) !== valueOf(other, name)).sort();
}

/** Keys of the relationships of which an end is not in the graph. */
export function danglingIn(graph: Graph): string[] {
  return [...graph.values()]
    .filter((object) =>
      [object._fromEntityKey, object._toEntityKey, sourceOfMapping(object)].some(
        (end) => typeof end === 'string' && !graph.has(end),
      ),
    )
    .map(({ _key }) => _key);
}

function sourceOfMapping(object: GraphObject): unknown {
  const { _mapping } = object;
  return typeof _mapping === 'object' && _mapping !== null && 'sourceEntityKey' in _mapping
    ? _mapping.sourceEntityKey
    : undefined;
}
