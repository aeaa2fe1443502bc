/**
 * Reads the part of J1QL that the managed questions use, strictly: whatever it does not know is an
 * error, so that a slip in a question fails here and not in a customer's account.
 */

export type Value = string | number | boolean | undefined;

type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=' | '~=' | '^=' | '$=';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | {
      readonly kind: 'compare';
      readonly alias: string | undefined;
      readonly property: string;
      readonly operator: Operator;
      /**
       * `any`: values joined by OR in parentheses. `now`: milliseconds relative to date.now. `property`: of
       * another entity or relationship of the same path.
       */
      readonly operand:
        | { readonly kind: 'any'; readonly values: readonly Value[] }
        | { readonly kind: 'now'; readonly offsetMs: number }
        | { readonly kind: 'property'; readonly alias: string; readonly property: string };
    };

export interface EntityStep {
  /** `_type`s or classes. */
  readonly names: readonly string[];
  readonly condition: Condition | undefined;
  readonly alias: string | undefined;
}

export interface Hop {
  readonly negated: boolean;
  /** Relationship classes, upper case: `(ALLOWS|ENFORCES)` names several. */
  readonly verbs: readonly string[];
  /** `>>`: from what was found so far to the next; `<<`: the other way. Either way if absent. */
  readonly direction: 'out' | 'in' | undefined;
  readonly alias: string | undefined;
  readonly to: EntityStep;
}

interface Returned {
  readonly alias: string;
  readonly property: string;
  readonly name: string;
}

export interface Query {
  readonly find: EntityStep;
  readonly hops: readonly Hop[];
  readonly where: Condition | undefined;
  readonly returned: readonly Returned[];
}

const TOKEN =
  /\s*(?:('(?:[^'\\]|\\.)*')|(\d+)|([A-Za-z_][\w.]*)|(!=|<=|>=|~=|\^=|\$=|>>|<<|[=<>()|,!+-]))/y;
const OPERATORS: readonly string[] = ['=', '!=', '<', '>', '<=', '>=', '~=', '^=', '$='];
const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = {
  hour: DAY / 24,
  hours: DAY / 24,
  day: DAY,
  days: DAY,
  week: 7 * DAY,
  weeks: 7 * DAY,
};
const KEYWORDS = new Set([
  'FIND',
  'THAT',
  'WITH',
  'AS',
  'WHERE',
  'RETURN',
  'AND',
  'OR',
  'ORDER',
  'LIMIT',
]);

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN.source, 'y');
  while (pattern.lastIndex < text.trimEnd().length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new Error(`J1QL: cannot read on at "${text.slice(at, at + 20)}"`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  query(): Query {
    this.keyword('FIND');
    const find = this.entityStep();
    const hops: Hop[] = [];
    while (this.take('THAT')) hops.push(this.hop());
    const where = this.take('WHERE') ? this.or() : undefined;
    this.keyword('RETURN');
    const returned = [this.returned()];
    while (this.take(',')) returned.push(this.returned());
    if (this.peek() !== undefined) throw this.unexpected('the end');
    return { find, hops, where, returned };
  }

  private hop(): Hop {
    const negated = this.take('!');
    const verbs = this.oneOrMore('a verb');
    for (const verb of verbs) {
      if (verb !== verb.toUpperCase()) throw new Error(`J1QL: write the verb ${verb} in capitals`);
    }
    const direction = this.take('>>') ? 'out' : this.take('<<') ? 'in' : undefined;
    const alias = this.alias();
    return { negated, verbs, direction, alias, to: this.entityStep() };
  }

  private oneOrMore(what: string): readonly string[] {
    if (!this.take('(')) return [this.name(what)];
    const names: string[] = [];
    do names.push(this.name(what));
    while (this.take('|'));
    this.keyword(')');
    return names;
  }

  private entityStep(): EntityStep {
    const names = this.oneOrMore('a type');
    const condition = this.take('WITH') ? this.or() : undefined;
    return { names, condition, alias: this.alias() };
  }

  private alias(): string | undefined {
    return this.take('AS') ? this.name('an alias') : undefined;
  }

  private or(): Condition {
    const parts = [this.and()];
    while (this.take('OR')) parts.push(this.and());
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts };
  }

  private and(): Condition {
    const parts = [this.comparison()];
    while (this.take('AND')) parts.push(this.comparison());
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
  }

  private comparison(): Condition {
    if (this.take('(')) {
      const inner = this.or();
      this.keyword(')');
      return inner;
    }
    const path = this.name('a property');
    const [first = '', ...rest] = path.split('.');
    const operator = this.next();
    if (!OPERATORS.includes(operator)) throw this.unexpected('an operator');
    return {
      kind: 'compare',
      alias: rest.length === 0 ? undefined : first,
      property: rest.length === 0 ? first : rest.join('.'),
      operator: operator as Operator,
      operand: this.operand(),
    };
  }

  private operand(): Extract<Condition, { kind: 'compare' }>['operand'] {
    if (this.take('date.now')) {
      const sign = this.take('-') ? -1 : this.take('+') ? 1 : 0;
      if (sign === 0) return { kind: 'now', offsetMs: 0 };
      const count = Number(this.next());
      const unit = UNITS[this.next()];
      if (!Number.isInteger(count) || unit === undefined) throw this.unexpected('a duration');
      return { kind: 'now', offsetMs: sign * count * unit };
    }
    const [alias = '', ...property] = this.peek()?.split('.') ?? [];
    if (property.length > 0 && !alias.startsWith("'")) {
      this.next();
      return { kind: 'property', alias, property: property.join('.') };
    }
    if (!this.take('(')) return { kind: 'any', values: [this.value()] };
    const values = [this.value()];
    while (this.take('OR')) values.push(this.value());
    this.keyword(')');
    return { kind: 'any', values };
  }

  private value(): Value {
    const token = this.next();
    if (token.startsWith("'")) return token.slice(1, -1);
    if (/^\d+$/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'undefined') return undefined;
    throw this.unexpected('a value');
  }

  private returned(): Returned {
    const [alias = '', ...property] = this.name('alias.property').split('.');
    this.keyword('AS');
    return { alias, property: property.join('.'), name: this.name('a column name') };
  }

  private name(what: string): string {
    const token = this.next();
    if (!/^[A-Za-z_]/.test(token) || KEYWORDS.has(token)) throw this.unexpected(what);
    return token;
  }

  private peek(): string | undefined {
    return this.tokens[this.at];
  }

  private next(): string {
    const token = this.peek();
    this.at += 1;
    if (token === undefined) throw new Error('J1QL: the query ends too early');
    return token;
  }

  private take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at += 1;
    return true;
  }

  private keyword(token: string): void {
    if (this.next() !== token) throw this.unexpected(token);
  }

  private unexpected(what: string): Error {
    const read = this.tokens.slice(0, this.at).join(' ');
    return new Error(`J1QL: expected ${what} at the end of: ${read}`);
  }
}

/** @throws {Error} that says what was expected where */
export function parseJ1ql(text: string): Query {
  return new Parser(tokenize(text)).query();
}
