/**
 * Writes a pattern of Java's, in which Okta evaluates group filters, in the syntax of RE2. What RE2
 * lacks or reads otherwise is either written so that it means the same, or refused by name.
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/regex/Pattern.html
 */
import { RE2JS } from 're2js';

/** Why a pattern cannot be evaluated, in words that name the part at fault. */
export interface RefusedPattern {
  readonly refused: string;
}

/** Quoted stretches, escapes, groups with a question mark, possessive quantifiers, character classes. */
const TOKEN = new RegExp(
  [
    String.raw`\\Q(?<quoted>[^]*?)(?:\\E|$)`,
    String.raw`\\(?<negated>[pP])\{(?<property>[^}]*)\}`,
    String.raw`\\u(?<codeUnit>[\da-fA-F]{4})`,
    String.raw`\\(?<escaped>b\{|x\{[\da-fA-F]+\}|x[\da-fA-F]{2}|[pP]\w|[^])`,
    String.raw`\(\?\{\{(?<capture>\w{1,32})\}\}`,
    String.raw`\(\?(?<flags>[a-zA-Z-]+)(?<flagsEnd>[:)])`,
    String.raw`(?<unsupported>\(\?<?[=!]|\(\?>)`,
    String.raw`(?<possessive>(?:[*+?]|\{\d+(?:,\d*)?\})\+)`,
    String.raw`&&|[^]`,
  ].join('|'),
  'gu',
);
type Token = Partial<Record<string, string>> & { readonly text: string };

/** Java's pattern in RE2's syntax. Throws what RE2 throws about a part that is malformed. */
export function translateJavaPattern(written: string): string | RefusedPattern {
  let output = '';
  let classStart: number | undefined;
  /** What a quantifier repeats, if it is one character or a class of them. */
  let repeated = '';
  for (const { 0: text, index, groups } of written.matchAll(TOKEN)) {
    const token: Token = { ...groups, text };
    const translated =
      classStart === undefined
        ? translateToken(token, repeated, written.slice(index + text.length))
        : translateMember(token);
    if (typeof translated !== 'string') return translated;
    if (classStart === undefined && text === '[') classStart = output.length;
    output += translated;
    if (classStart === undefined) repeated = token.quoted === undefined ? translated : '';
    else if (text === ']') {
      repeated = output.slice(classStart);
      classStart = undefined;
    }
  }
  return output;
}

const BLANKS = String.raw` \t\x{A0}\x{1680}\x{180E}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}`;
const LINE_BREAKS = String.raw`\n\x0B\f\r\x{85}\x{2028}\x{2029}`;

/** What RE2 lacks or reads otherwise. A group's name is one line, and so ends at `\Z` as at `\z`. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['h', `[${BLANKS}]`],
  ['H', `[^${BLANKS}]`],
  ['v', `[${LINE_BREAKS}]`],
  ['V', `[^${LINE_BREAKS}]`],
  ['R', `(?:\\r\\n|[${LINE_BREAKS}])`],
  ['Z', '\\z'],
  ['G', '\\A'],
]);

/** The same inside a character class. */
const MEMBERS: ReadonlyMap<string, string> = new Map([
  ['h', BLANKS],
  ['v', LINE_BREAKS],
]);

function translateToken(token: Token, repeated: string, rest: string): string | RefusedPattern {
  const { text, escaped = '', capture, unsupported, possessive, property } = token;
  if (unsupported !== undefined) return { refused: `lookaround or an atomic group: ${text}` };
  if (/^(?:[\dk]|b\{)/.test(escaped)) return { refused: `a backreference or the like: ${text}` };
  if (possessive !== undefined) {
    const isGreedy = takesAllAnyway(repeated, rest);
    return isGreedy ? text.slice(0, -1) : { refused: `a possessive quantifier: ${text}` };
  }
  if (capture !== undefined) return `(?<${capture}>`;
  if (token.flags !== undefined) return translateFlags(token.flags, token.flagsEnd);
  const shared = translateShared(token);
  // RE2's ASCII classes stand inside brackets only.
  return property !== undefined && shared.startsWith('[:')
    ? `[${shared}]`
    : (ESCAPES.get(escaped) ?? shared);
}

/** A token inside a character class. RE2 would read nested classes and `&&` without an error. */
function translateMember(token: Token): string | RefusedPattern {
  const { text, escaped = '' } = token;
  if (text === '[' || text === '&&') return { refused: `a class in a character class: ${text}` };
  return MEMBERS.get(escaped) ?? translateShared(token);
}

/** Java's names of the ASCII classes; RE2's are the same in lower case. */
const ASCII_CLASS =
  /^(?:ASCII|Alnum|Alpha|Blank|Cntrl|Digit|Graph|Lower|Print|Punct|Space|Upper|XDigit)$/;

function translateShared({ text, quoted, codeUnit, escaped = '', ...token }: Token): string {
  const { property, negated } = token;
  if (quoted !== undefined) return Array.from(quoted, (character) => hex(character)).join('');
  if (codeUnit !== undefined) return `\\x{${codeUnit}}`;
  if (property !== undefined) {
    if (ASCII_CLASS.test(property)) {
      return `[:${negated === 'P' ? '^' : ''}${property.toLowerCase()}:]`;
    }
    const name = property.replace(/^(?:Is|(?:script|sc|general_category|gc)=)/, '');
    return `\\${negated ?? ''}{${name}}`;
  }
  if (escaped === 'e') return hex('\u001b');
  return escaped > '\u007f' ? escaped : text;
}

function hex(character: string): string {
  return `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** RE2 minds Unicode (`u`) always and knows one end of line (`d`); comments and `U` it lacks. */
function translateFlags(flags: string, end = ')'): string | RefusedPattern {
  if (/[xU]/.test(flags)) return { refused: `the flags (?${flags}${end}` };
  const kept = flags.replace(/[du]/g, '').replace(/-$/, '');
  if (kept === '' && end === ')') return '';
  return `(?${kept}${end}`;
}

/** What may follow when nothing of the pattern is left, and one plain character that must follow. */
const NOTHING_LEFT = /^\)*(?:\$|\\[zZ])?\)*$/;
const NEXT_CHARACTER = /^\)*(?:\\(?<escaped>[^\w\s])|(?<plain>[^\\^$.|?*+()[\]{}]))(?![?*{])/u;

/**
 * Whether a greedy quantifier matches what a possessive one does, because giving back would not help:
 * nothing follows, or a character that it does not take.
 */
function takesAllAnyway(repeated: string, rest: string): boolean {
  if (repeated === '' || /^[()|^$*+?{]|^\\[zAbB]/.test(repeated)) return false;
  if (NOTHING_LEFT.test(rest)) return true;
  const { escaped, plain } = NEXT_CHARACTER.exec(rest)?.groups ?? {};
  const next = escaped ?? plain;
  return next !== undefined && !RE2JS.matches(`(?i:${repeated})`, next);
}
