/** Narrowing a list of entities by their properties. */
import type { JsonValue } from '../../../src/json';
import type { Column } from './column';
import type { EntityType, Graph } from './graph';
import { fold } from './search';
import { isTime, itemsOf, plainText, typedTime, timeText, valueText } from './values';

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

/** A person types what the page shows (`no`, `2026-11-23 14:15`); what JSON holds (`false`) is understood too. */
function isEqual(value: JsonValue, { property, value: wanted }: Condition): boolean {
  const folded = fold(wanted);
  return itemsOf(value).some(
    (item) =>
      fold(valueText(property, item)) === folded ||
      fold(plainText(item)) === folded ||
      compared(item, property, wanted) === 0,
  );
}

function contains(value: JsonValue, { property, value: wanted }: Condition): boolean {
  const folded = fold(wanted);
  return itemsOf(value).some(
    (item) =>
      fold(valueText(property, item)).includes(folded) || fold(plainText(item)).includes(folded),
  );
}

/**
 * Below 0 if a number is less than what a person typed, 0 if equal, above 0 if more; undefined if they cannot be
 * compared. A time is compared as exactly as it was typed: a day is equal to all of its minutes.
 */
function compared(item: JsonValue, property: string, wanted: string): number | undefined {
  if (typeof item !== 'number') return undefined;
  if (!isTime(property, item)) return isNumber(wanted) ? item - Number(wanted) : undefined;
  const typed = typedTime(wanted);
  if (typed === undefined) return undefined;
  const shown = timeText(item).slice(0, typed.length);
  return shown === typed ? 0 : shown < typed ? -1 : 1;
}

function isNumber(typed: string): boolean {
  return typed.trim() !== '' && Number.isFinite(Number(typed));
}

function isBeyond(value: JsonValue, { property, operator, value: wanted }: Condition): boolean {
  return itemsOf(value).some((item) => {
    const order = compared(item, property, wanted) ?? 0;
    return operator === 'less' ? order < 0 : order > 0;
  });
}

/**
 * Why a condition cannot be met by any of a property's values, as a sentence that says what to write instead;
 * undefined if it can be compared. `values` are those of the property; absent ones are not looked at.
 */
export function refusalOf(
  { property, operator, value: wanted }: Condition,
  values: readonly JsonValue[],
): string | undefined {
  if (!needsValue(operator)) return undefined;
  if (wanted === '') return 'Write a value to compare with.';
  if (operator === 'has') return undefined;
  const items = values.flatMap(itemsOf);
  if (items.length === 0) return undefined;
  const numbers = items.filter((item) => typeof item === 'number');
  const isOrder = operator === 'less' || operator === 'more';
  if (numbers.length === 0 && isOrder) {
    return `The values of ${property} are neither numbers nor times: choose “is”, “is not” or “contains”.`;
  }
  if (numbers.length === items.length || isOrder) return refusalOfNumber(property, wanted, numbers);
  const isFlag = items.every((item) => typeof item === 'boolean');
  const isAnswer = ['yes', 'no', 'true', 'false'].includes(fold(wanted));
  return isFlag && !isAnswer ? `${property} is yes or no: write one of them.` : undefined;
}

function refusalOfNumber(
  property: string,
  wanted: string,
  numbers: readonly number[],
): string | undefined {
  if (numbers.some((item) => compared(item, property, wanted) !== undefined)) return undefined;
  return numbers.some((item) => isTime(property, item))
    ? `${property} is a time: write a date such as 2026-08-01, or 2026-08-01 14:15 (UTC).`
    : `${property} is a number: write one such as 25.`;
}

/** Whether one value meets a condition. An absent property is not anything, so `not` holds for it. */
export function meets(value: JsonValue, condition: Condition): boolean {
  switch (condition.operator) {
    case 'known':
      return itemsOf(value).length > 0;
    case 'unknown':
      return itemsOf(value).length === 0;
    case 'is':
      return isEqual(value, condition);
    case 'not':
      return !isEqual(value, condition);
    case 'has':
      return contains(value, condition);
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

/** The commonest values of a property as the page shows them, for a person to choose from. */
export function commonValues(column: Column, rows: number, limit: number): readonly ValueCount[] {
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row += 1) {
    for (const item of itemsOf(column.at(row))) {
      const value = valueText(column.name, item);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}
