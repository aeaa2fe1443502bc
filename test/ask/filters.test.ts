/** The short reader of conditions that findings rest on, held against the strict parser of J1QL. */
import path from 'node:path';

import { loadQuestions } from '../../packages/cli/ask/questions';
import { filtersIn, type Filter } from '../../packages/cli/findings/filters';
import { parseJ1ql, type Condition } from './j1ql/parse';

const QUERIES = loadQuestions(path.join(__dirname, '../../jupiterone/questions')).flatMap(
  ({ shortId, queries }) =>
    queries.map(({ name, j1ql }) => ({ id: `${shortId}.${name ?? ''}`, j1ql })),
);

type Comparison = Extract<Condition, { kind: 'compare' }>;

function comparisonsIn(condition: Condition | undefined): readonly Comparison[] {
  if (condition === undefined) return [];
  return condition.kind === 'compare' ? [condition] : condition.parts.flatMap(comparisonsIn);
}

function asksForNone({ operator, operand }: Comparison): boolean {
  return operator === '=' && operand.kind === 'any' && operand.values.includes(undefined);
}

function parsed(j1ql: string): readonly Filter[] {
  const { find, hops } = parseJ1ql(j1ql);
  return [find, ...hops.map(({ to }) => to)].flatMap(({ names, condition }) => {
    const comparisons = comparisonsIn(condition);
    const free = new Set(comparisons.filter(asksForNone).map(({ property }) => property));
    const properties = new Set(comparisons.map(({ property }) => property));
    return [...properties]
      .filter((property) => !free.has(property))
      .map((property) => ({ types: names, property }));
  });
}

test('some queries have filters', () => {
  expect(QUERIES.filter(({ j1ql }) => filtersIn(j1ql).length > 1).length).toBeGreaterThan(10);
});

test.each(QUERIES)('the filters of $id', ({ j1ql }) => {
  expect(filtersIn(j1ql)).toEqual(parsed(j1ql));
});

test('words in quotation marks are no conditions', () => {
  expect(filtersIn("FIND okta_user WITH name = 'a AS b < c' AS u RETURN u.name AS name")).toEqual([
    { types: ['okta_user'], property: 'name' },
  ]);
});
