/**
 * What the condition of a group rule asks: groups and attributes of the user. Okta's expression language is a
 * part of Spring's (SpEL): a text stands in single or double quotes, and a quote within it is written twice.
 * https://developer.okta.com/docs/reference/okta-expression-language/#group-functions
 */

/** What an expression names; each once, in the order of writing. */
export interface Asked {
  readonly groupIds: readonly string[];
  /** Whole names. */
  readonly groupNames: readonly string[];
  /** Parts of names, as a person would write them: `aws_*`, `*admin*`, and regular expressions as `/…/`. */
  readonly groupNamePatterns: readonly string[];
  /** Names after `user.`, without functions. */
  readonly userAttributes: readonly string[];
}

interface Token {
  readonly kind: 'text' | 'name' | 'sign';
  readonly value: string;
}

const TOKEN =
  /\s+|(?<text>"(?:[^"]|"")*"|'(?:[^']|'')*')|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<number>\p{N}+(?:\.\p{N}+)?)|(?<sign>[^"'])/guy;

/** Undefined where a quote is never closed. */
function tokensOf(expression: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of expression.matchAll(TOKEN)) {
    const { text, name, sign } = match.groups ?? {};
    if (text !== undefined) tokens.push({ kind: 'text', value: unquoted(text) });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
    end = match.index + match[0].length;
  }
  return end === expression.length ? tokens : undefined;
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

const OPENING = '([{';
const CLOSING = ')]}';

/** The arguments of the call whose bracket opens at this position; undefined where it is never closed. */
function argumentsAt(tokens: readonly Token[], open: number): readonly Token[][] | undefined {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(open)) {
    const { kind, value } = token;
    const isOpening = kind === 'sign' && OPENING.includes(value);
    const isClosing = kind === 'sign' && CLOSING.includes(value);
    if (isClosing) depth -= 1;
    if (depth === 0 && isClosing) return parts;
    if (depth === 1 && kind === 'sign' && value === ',') parts.push([]);
    else if (depth > 0) parts.at(-1)?.push(token);
    if (isOpening) depth += 1;
  }
  return undefined;
}

/** How a function names groups, and how that is written down. */
interface GroupFunction {
  readonly of: Exclude<keyof Asked, 'userAttributes'>;
  readonly written: (argument: string) => string;
}

const FUNCTIONS: ReadonlyMap<string, GroupFunction> = new Map<string, GroupFunction>([
  ['isMemberOfGroup', { of: 'groupIds', written: asIs }],
  ['isMemberOfAnyGroup', { of: 'groupIds', written: asIs }],
  ['isMemberOfGroupName', { of: 'groupNames', written: asIs }],
  ['isMemberOfGroupNameStartsWith', { of: 'groupNamePatterns', written: (part) => `${part}*` }],
  ['isMemberOfGroupNameContains', { of: 'groupNamePatterns', written: (part) => `*${part}*` }],
  ['isMemberOfGroupNameRegex', { of: 'groupNamePatterns', written: (part) => `/${part}/` }],
]);

function asIs(argument: string): string {
  return argument;
}

/**
 * Undefined where the expression cannot be read, as quotes or brackets do not match. Arguments that are
 * computed (`"a" + user.city`) name nothing.
 */
export function askedBy(expression: string): Asked | undefined {
  const tokens = tokensOf(expression);
  if (tokens === undefined) return undefined;
  const asked = {
    groupIds: new Set<string>(),
    groupNames: new Set<string>(),
    groupNamePatterns: new Set<string>(),
    userAttributes: new Set<string>(),
  };
  for (const [position, { kind, value }] of tokens.entries()) {
    if (kind !== 'name') continue;
    const attribute = value === 'user' ? attributeAt(tokens, position) : undefined;
    if (attribute !== undefined) asked.userAttributes.add(attribute);
    const known = FUNCTIONS.get(value);
    if (known === undefined || !isSign(tokens[position + 1], '(')) continue;
    const parts = argumentsAt(tokens, position + 1);
    if (parts === undefined) return undefined;
    for (const [only, ...others] of parts) {
      if (only?.kind === 'text' && others.length === 0 && only.value !== '') {
        asked[known.of].add(known.written(only.value));
      }
    }
  }
  return {
    groupIds: [...asked.groupIds],
    groupNames: [...asked.groupNames],
    groupNamePatterns: [...asked.groupNamePatterns],
    userAttributes: [...asked.userAttributes],
  };
}

/** `user.city`, `user?.city`, `user["city"]`; no function (`user.getGroups()`), and no `source.user.city`. */
function attributeAt(tokens: readonly Token[], position: number): string | undefined {
  if (isSign(tokens[position - 1], '.')) return undefined;
  const start = isSign(tokens[position + 1], '?') ? position + 2 : position + 1;
  const [first, second, third] = tokens.slice(start);
  if (isSign(first, '.') && second?.kind === 'name' && !isSign(third, '(')) return second.value;
  return isSign(first, '[') && second?.kind === 'text' && isSign(third, ']')
    ? second.value
    : undefined;
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.value === sign;
}
