/** The expressions of `search` and `filter`: parsing, and judging an object by them. */
import { OktaError } from './errors';

/** Reads one property of the object at hand, by path. */
type Read = (path: string) => unknown;
export type Predicate = (read: Read) => boolean;

const TOKEN = /\s*(?:(\()|(\))|"((?:[^"\\]|\\.)*)"|([^\s()"]+))/y;
type Token = { kind: 'open' | 'close' | 'text' | 'word'; value: string };

function tokens(expression: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const match = TOKEN.exec(expression);
    if (match === null) throw invalid();
    if (match[1] !== undefined) found.push({ kind: 'open', value: '(' });
    else if (match[2] !== undefined) found.push({ kind: 'close', value: ')' });
    else if (match[3] !== undefined)
      found.push({ kind: 'text', value: match[3].replace(/\\(.)/g, '$1') });
    else found.push({ kind: 'word', value: match[4] ?? '' });
  }
  return found;
}

function invalid(cause = 'Invalid search criteria.'): OktaError {
  return new OktaError('E0000031', [cause]);
}

export interface Dialect {
  /** Paths that may be asked for; a trailing `*` stands for any ending. */
  attributes: readonly string[];
  /** One comparison only, as the applications list wants it. */
  single?: boolean;
}

/** @throws OktaError E0000031 for what Okta would not understand. */
export function parseExpression(expression: string, dialect: Dialect): Predicate {
  const input = tokens(expression);
  let position = 0;
  let comparisons = 0;

  const peek = (word: string) =>
    input[position]?.kind === 'word' && input[position]?.value.toLowerCase() === word;

  function either(): Predicate {
    const parts = [both()];
    while (peek('or')) {
      position += 1;
      parts.push(both());
    }
    return parts.length === 1 ? parts[0]! : (read) => parts.some((part) => part(read));
  }

  function both(): Predicate {
    const parts = [single()];
    while (peek('and')) {
      position += 1;
      parts.push(single());
    }
    return parts.length === 1 ? parts[0]! : (read) => parts.every((part) => part(read));
  }

  function single(): Predicate {
    if (input[position]?.kind === 'open') {
      position += 1;
      const inner = either();
      if (input[position]?.kind !== 'close') throw invalid();
      position += 1;
      return inner;
    }
    const path = input[position];
    const operator = input[position + 1]?.value.toLowerCase();
    if (path?.kind !== 'word' || operator === undefined) throw invalid();
    if (!allowed(path.value, dialect.attributes))
      throw invalid(`field ${path.value} is not supported`);
    comparisons += 1;
    if (operator === 'pr') {
      position += 2;
      return (read) => present(read(path.value));
    }
    const value = input[position + 2];
    if (value === undefined || value.kind === 'open' || value.kind === 'close') throw invalid();
    position += 3;
    return comparison(path.value, operator, value.value);
  }

  const predicate = either();
  if (position !== input.length) throw invalid();
  if (dialect.single === true && comparisons > 1) throw invalid();
  return predicate;
}

function allowed(path: string, attributes: readonly string[]): boolean {
  return attributes.some((attribute) =>
    attribute.endsWith('*') ? path.startsWith(attribute.slice(0, -1)) : attribute === path,
  );
}

function present(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    value !== '' &&
    !(Array.isArray(value) && value.length === 0)
  );
}

type Test = (actual: string) => boolean;

function testOf(operator: string, wanted: string): Test {
  const folded = wanted.toLowerCase();
  switch (operator) {
    case 'eq':
      return (actual) => actual.toLowerCase() === folded;
    case 'sw':
      return (actual) => actual.toLowerCase().startsWith(folded);
    case 'co':
      return (actual) => actual.toLowerCase().includes(folded);
    case 'ew':
      return (actual) => actual.toLowerCase().endsWith(folded);
    case 'gt':
      return (actual) => order(actual, wanted) > 0;
    case 'ge':
      return (actual) => order(actual, wanted) >= 0;
    case 'lt':
      return (actual) => order(actual, wanted) < 0;
    case 'le':
      return (actual) => order(actual, wanted) <= 0;
    default:
      throw invalid();
  }
}

const ISO = /^\d{4}-\d\d-\d\dT/;

function order(actual: string, wanted: string): number {
  // Times may differ in their written form: `...:00Z` against `...:00.000Z`.
  if (ISO.test(actual) && ISO.test(wanted) && actual.length !== wanted.length) {
    return Date.parse(actual) - Date.parse(wanted);
  }
  return actual < wanted ? -1 : actual > wanted ? 1 : 0;
}

function comparison(path: string, operator: string, wanted: string): Predicate {
  const test = testOf(operator, wanted);
  const holds = (actual: unknown): boolean =>
    Array.isArray(actual)
      ? actual.some(holds)
      : (typeof actual === 'string' || typeof actual === 'number' || typeof actual === 'boolean') &&
        test(String(actual));
  return (read) => holds(read(path));
}
