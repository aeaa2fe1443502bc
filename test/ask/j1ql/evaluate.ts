/**
 * Answers J1QL on a graph in memory, as JupiterOne's documentation describes it: traversals go either
 * way along a relationship, `=` on a list matches any of its items, a comparison with a missing
 * property holds for `!=` and `= undefined` only, and equal rows are one row.
 */
import type { Graph, GraphObject } from '../writeGraph';
import type { Condition, EntityStep, Hop, Query, Value } from './parse';

interface Edge {
  readonly relationship: GraphObject;
  readonly direction: 'out' | 'in';
  readonly other: string;
}

type Path = Readonly<Record<string, GraphObject>>;

interface Mapping {
  readonly relationshipDirection: string;
  readonly sourceEntityKey: string;
  readonly targetEntity: Readonly<Record<string, unknown>>;
  readonly targetFilterKeys: readonly (readonly string[])[];
}

/** A graph as JupiterOne has it once every mapped relationship has found or made its target. */
export class MappedGraph {
  private readonly entities = new Map<string, GraphObject>();
  private readonly edges = new Map<string, Edge[]>();

  constructor({ entities, relationships }: Graph) {
    for (const entity of entities) this.entities.set(entity._key, entity);
    for (const relationship of relationships) {
      const [from, to] = this.endsOf(relationship);
      this.edge(from, { relationship, direction: 'out', other: to });
      this.edge(to, { relationship, direction: 'in', other: from });
    }
  }

  all(): Iterable<GraphObject> {
    return this.entities.values();
  }

  /** What is at the other end of the relationships that the hop goes along, with each relationship. */
  around(key: string, hop: Hop): { relationship: GraphObject; entity: GraphObject }[] {
    return (this.edges.get(key) ?? []).flatMap(({ relationship, direction, other }) => {
      const entity = this.entities.get(other);
      const isAlong =
        hop.verbs.includes(String(relationship._class)) &&
        (hop.direction === undefined || hop.direction === direction);
      return isAlong && entity !== undefined ? [{ relationship, entity }] : [];
    });
  }

  private edge(end: string, edge: Edge): void {
    const known = this.edges.get(end) ?? [];
    known.push(edge);
    this.edges.set(end, known);
  }

  private endsOf(relationship: GraphObject): [from: string, to: string] {
    if (relationship._mapping === undefined) {
      return [String(relationship._fromEntityKey), String(relationship._toEntityKey)];
    }
    const { sourceEntityKey, targetEntity, targetFilterKeys } = relationship._mapping as Mapping;
    const wanted = targetFilterKeys.flat().map((name) => String(targetEntity[name]));
    const _key =
      typeof targetEntity._key === 'string' ? targetEntity._key : `target:${wanted.join('|')}`;
    const _type = String(targetEntity._type ?? targetEntity._class);
    if (!this.entities.has(_key)) this.entities.set(_key, { ...targetEntity, _key, _type });
    return [sourceEntityKey, _key];
  }
}

function isName(entity: GraphObject, names: readonly string[]): boolean {
  const own = [entity._type, entity._class].flat();
  return names.some((name) => own.includes(name));
}

function compare(actual: unknown, operator: string, expected: Value): boolean {
  const missing = actual === undefined || actual === null;
  if (expected === undefined) return (operator === '=') === missing;
  const items: unknown[] = Array.isArray(actual) ? actual : [actual];
  if (operator === '!=') return !items.includes(expected);
  if (missing) return false;
  return items.some((item) => {
    if (operator === '=') return item === expected;
    if (typeof item === 'number' && typeof expected === 'number') {
      return {
        '<': item < expected,
        '>': item > expected,
        '<=': item <= expected,
        '>=': item >= expected,
      }[operator];
    }
    const [text, part] = [String(item), String(expected)];
    return { '~=': text.includes(part), '^=': text.startsWith(part), '$=': text.endsWith(part) }[
      operator
    ];
  });
}

function holds(
  condition: Condition | undefined,
  valueOf: (property: string, alias: string | undefined) => unknown,
  now: number,
): boolean {
  if (condition === undefined) return true;
  if (condition.kind !== 'compare') {
    const answers = condition.parts.map((part) => holds(part, valueOf, now));
    return condition.kind === 'and' ? !answers.includes(false) : answers.includes(true);
  }
  const { property, alias, operator, operand } = condition;
  const actual = valueOf(property, alias);
  if (operand.kind === 'property') {
    const other = valueOf(operand.property, operand.alias);
    return compare(actual, operator, other as Value);
  }
  const values = operand.kind === 'now' ? [now + operand.offsetMs] : operand.values;
  return values.some((value) => compare(actual, operator, value));
}

/** @returns one object per row, by the names that RETURN gives; missing properties are null */
export function evaluateJ1ql(
  graph: MappedGraph,
  query: Query,
  now: number,
): Record<string, unknown>[] {
  const fits = (entity: GraphObject, { names, condition }: EntityStep): boolean =>
    isName(entity, names) && holds(condition, (property) => entity[property], now);
  const named = (path: Path, alias: string | undefined, object: GraphObject): Path =>
    alias === undefined ? path : { ...path, [alias]: object };

  let ends = [...graph.all()]
    .filter((entity) => fits(entity, query.find))
    .map((entity) => ({ entity, path: named({}, query.find.alias, entity) }));
  for (const hop of query.hops) {
    const { negated, alias, to } = hop;
    ends = ends.flatMap(({ entity, path }) => {
      const found = graph.around(entity._key, hop).filter((next) => fits(next.entity, to));
      if (negated) return found.length === 0 ? [{ entity, path }] : [];
      return found.map((next) => ({
        entity: next.entity,
        path: named(named(path, alias, next.relationship), to.alias, next.entity),
      }));
    });
  }
  const rows = new Map<string, Record<string, unknown>>();
  for (const { path } of ends) {
    if (!holds(query.where, (property, alias) => path[alias ?? '']?.[property], now)) continue;
    const row = Object.fromEntries(
      query.returned.map(({ alias, property, name }) => [name, path[alias]?.[property] ?? null]),
    );
    rows.set(JSON.stringify(row), row);
  }
  return [...rows.values()];
}
