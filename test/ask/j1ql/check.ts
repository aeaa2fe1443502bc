/** Checks a question against the step metadata: types, relationships and properties that exist. */
import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import type { Condition, EntityStep, Query } from './parse';

interface EdgeKind {
  readonly _type: string;
  readonly _class: string;
  readonly ends: readonly [string, string];
}

export interface Vocabulary {
  /** `_type`s by each name that a query may use for them: type or class. */
  readonly types: ReadonlyMap<string, ReadonlySet<string>>;
  readonly edges: readonly EdgeKind[];
  /** Whether an entity or relationship type may have this property. */
  readonly hasProperty: (type: string, property: string) => boolean;
}

/** @param targetClasses classes of entities that only mapped relationships lead to, by target type */
export function vocabularyOf(
  steps: readonly StepMetadata[],
  targetClasses: Readonly<Record<string, string>>,
  hasProperty: Vocabulary['hasProperty'],
): Vocabulary {
  const types = new Map<string, Set<string>>();
  const add = (name: string, type: string): void => {
    types.set(name, (types.get(name) ?? new Set()).add(type));
  };
  const edges: EdgeKind[] = [];
  for (const { entities, relationships, mappedRelationships = [] } of steps) {
    for (const { _type, _class } of entities) {
      for (const name of [_type, _class].flat()) add(name, _type);
    }
    for (const { targetType } of mappedRelationships) {
      add(targetType, targetType);
      const targetClass = targetClasses[targetType];
      if (targetClass !== undefined) add(targetClass, targetType);
    }
    for (const { _type, _class, sourceType, targetType } of [
      ...relationships,
      ...mappedRelationships,
    ]) {
      edges.push({ _type, _class, ends: [sourceType, targetType] });
    }
  }
  return { types, edges, hasProperty };
}

function properties(
  condition: Condition | undefined,
): { alias: string | undefined; property: string }[] {
  if (condition === undefined) return [];
  if (condition.kind !== 'compare') return condition.parts.flatMap(properties);
  return condition.operand.kind === 'property' ? [condition, condition.operand] : [condition];
}

/** What is wrong with the query; nothing if every type, relationship, alias and property exists. */
export function problemsOf(query: Query, { types, edges, hasProperty }: Vocabulary): string[] {
  const problems: string[] = [];
  const aliases = new Map<string, readonly string[]>();

  const checkStep = ({ names, condition, alias }: EntityStep): string[] => {
    for (const name of names) if (!types.has(name)) problems.push(`no type or class ${name}`);
    const all = names.flatMap((name) => [...(types.get(name) ?? [])]);
    for (const { property } of properties(condition)) checkProperty(all, property);
    if (alias !== undefined) aliases.set(alias, all);
    return all;
  };
  const checkProperty = (of: readonly string[], property: string): void => {
    for (const type of of) {
      if (!hasProperty(type, property)) problems.push(`${type} has no property ${property}`);
    }
  };
  const checkAliased = (alias: string | undefined, property: string): void => {
    const of = aliases.get(alias ?? '');
    if (of === undefined) problems.push(`no alias ${alias ?? ''}`);
    else checkProperty(of, property);
  };

  let from = checkStep(query.find);
  for (const { verbs, direction, alias, to, negated } of query.hops) {
    const next = checkStep(to);
    const fitting = edges.filter(
      ({ _class, ends: [a, b] }) =>
        verbs.includes(_class) &&
        ((direction !== 'in' && from.includes(a) && next.includes(b)) ||
          (direction !== 'out' && from.includes(b) && next.includes(a))),
    );
    for (const verb of verbs) {
      if (!fitting.some(({ _class }) => _class === verb)) problems.push(`nothing is ${verb} here`);
    }
    for (const type of next) {
      if (!fitting.some(({ ends }) => ends.includes(type))) {
        problems.push(`no relationship ${from.join('|')} ${verbs.join('|')} ${type}`);
      }
    }
    if (negated && (alias ?? to.alias) !== undefined) problems.push('an absent thing has an alias');
    if (alias !== undefined) aliases.set(alias, [...new Set(fitting.map(({ _type }) => _type))]);
    if (!negated) from = next;
  }
  for (const { alias, property } of properties(query.where)) checkAliased(alias, property);
  for (const { alias, property } of query.returned) checkAliased(alias, property);
  return problems;
}
