/**
 * Makes texts that somebody else wrote harmless, and visible as what they are: names and messages of
 * Okta may hold what moves a cursor, turns a line around or forges a line of a log. The one place for
 * messages, logs, screens and files.
 */

/**
 * Control characters (C0, C1), format characters (bidirectional overrides, zero-width ones, tags), line
 * and paragraph separators, lone surrogates, and whatever else Unicode draws as nothing. An emoji keeps
 * the selectors and joiners within it.
 */
const WITHIN_EMOJI = String.raw`(?:\u200d|\ufe0e|\ufe0f|\p{Emoji_Modifier})*`;
const EMOJI = String.raw`[0-9#*]\ufe0f\u20e3|\p{Extended_Pictographic}(?:${WITHIN_EMOJI}\p{Extended_Pictographic})*${WITHIN_EMOJI}`;
const HARMFUL = new RegExp(
  String.raw`(?<emoji>${EMOJI})|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]`,
  'gu',
);

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/**
 * The text on one line, each harmful character as JSON writes it: `\n`, `\u001b`, `\u202e`. Of a text that is
 * JSON the result is JSON again, with the same values. What is visible already stays as it is.
 */
export function visible(text: string): string {
  return text.replace(HARMFUL, (found, emoji: string | undefined) =>
    emoji === undefined ? (SHORT[found] ?? escaped(found)) : found,
  );
}

/** The same for a text that is meant to have several lines, which stay lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/** Characters of one name or id in a sentence. */
const LONGEST_NAME = 120;

function cut(text: string, most: number): string {
  // Two units a character at most; a long text is not taken apart as a whole.
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}

/** A name or an id as part of a sentence: visible, and cut if it has more than `most` characters. */
export function named(text: string, most = LONGEST_NAME): string {
  return visible(cut(text, most));
}

/** The same as JSON writes a text: in quotation marks, and those within it marked as its own. */
export function quoted(text: string): string {
  return visible(JSON.stringify(cut(text, LONGEST_NAME)));
}
