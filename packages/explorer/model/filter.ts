/** Narrowing a list of entities by their properties. */
import type { JsonValue } from '../../../src/json';
import type { Column } from './column';
import type { EntityType, Graph } from './graph';
import { fold } from './search';
import { isTime, itemsOf, plainText } from './values';

export const OPERATORS = ['is', 'not', 'has', 'less', 'more', 'known', 'unknown'] as const;
export type Operator = (typeof OPERATORS)[number];

/** One condition on a property. `value` is what the person typed; `known` and `unknown` do not look at it. */
export interface Condition {
  readonly property: string;
  readonly operator: Operator;
  readonly value: string;
}

export function isOperator(text: string): text is Operator {
  return OPERATORS.some((operator) => operator === text);
}

/** True for operators that compare with a value. */
export function needsValue(operator: Operator): boolean {
  return operator !== 'known' && operator !== 'unknown';
}

function isEqual(value: JsonValue, wanted: string): boolean {
  return itemsOf(value).some((item) => fold(plainText(item)) === fold(wanted));
}

/** What a person typed, as a number to compare a property with: times are typed as dates. */
function asNumber(wanted: string, property: string, value: number): number {
  return isTime(property, value) && !/^\d+$/.test(wanted) ? Date.parse(wanted) : Number(wanted);
}

function isBeyond(value: JsonValue, { property, operator, value: wanted }: Condition): boolean {
  return itemsOf(value).some((item) => {
    if (typeof item !== 'number') return false;
    const limit = asNumber(wanted, property, item);
    return operator === 'less' ? item < limit : item > limit;
  });
}

/** Whether one value meets a condition. An absent property is not anything, so `not` holds for it. */
export function meets(value: JsonValue, condition: Condition): boolean {
  switch (condition.operator) {
    case 'known':
      return itemsOf(value).length > 0;
    case 'unknown':
      return itemsOf(value).length === 0;
    case 'is':
      return isEqual(value, condition.value);
    case 'not':
      return !isEqual(value, condition.value);
    case 'has':
      return itemsOf(value).some((item) => fold(plainText(item)).includes(fold(condition.value)));
    case 'less':
    case 'more':
      return isBeyond(value, condition);
  }
}

/** A test of all conditions on the nodes of a type; each distinct value is judged once. */
async function testOf(
  graph: Graph,
  type: EntityType,
  conditions: readonly Condition[],
): Promise<(node: number) => boolean> {
  const tests: ((row: number) => boolean)[] = [];
  for (const condition of conditions) {
    const column = await graph.column(type, condition.property);
    const met = (column?.values ?? [null]).map((value) => meets(value, condition));
    tests.push((row) => met[column?.code(row) ?? 0] ?? false);
  }
  return (node) => tests.every((test) => test(node - type.first));
}

/** The nodes of a type that meet all conditions, in the type's order (by name). */
export async function filterNodes(
  graph: Graph,
  type: EntityType,
  conditions: readonly Condition[],
): Promise<readonly number[]> {
  const isMet = await testOf(graph, type, conditions);
  return Array.from({ length: type.count }, (_, row) => type.first + row).filter(isMet);
}

/** Those of `nodes`, of any types, that meet all conditions, in their order. */
export async function filterAmong(
  graph: Graph,
  nodes: readonly number[],
  conditions: readonly Condition[],
): Promise<readonly number[]> {
  if (conditions.length === 0) return nodes;
  const types = new Set(nodes.map((node) => graph.typeOf(node)));
  const tests = new Map<EntityType, (node: number) => boolean>();
  for (const type of types) tests.set(type, await testOf(graph, type, conditions));
  return nodes.filter((node) => tests.get(graph.typeOf(node))?.(node) ?? false);
}

/** A value of a property and how many entities have it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** The commonest values of a property, for a person to choose from. */
export function commonValues(column: Column, rows: number, limit: number): readonly ValueCount[] {
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row += 1) {
    for (const item of itemsOf(column.at(row))) {
      const value = plainText(item);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}
