/** Colour on a terminal that wants it, and plain text everywhere else. */

type Paint = (text: string) => string;

export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

const ESCAPE = '\u001b[';

function paint(open: number, close: number): Paint {
  return (text) => (text === '' ? '' : `${ESCAPE}${open}m${text}${ESCAPE}${close}m`);
}

const same: Paint = (text) => text;

export const PLAIN: Style = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
};

export const COLOURED: Style = {
  bold: paint(1, 22),
  dim: paint(2, 22),
  red: paint(31, 39),
  green: paint(32, 39),
  yellow: paint(33, 39),
  cyan: paint(36, 39),
};

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Where text goes: `process.stdout`, or a test's stand-in. */
export interface Output extends Terminal {
  write(text: string): unknown;
}

/** What a text is laid out for. */
export interface Page {
  readonly columns: number;
  readonly style: Style;
}

/** How wide a page is: a terminal that has not been given a size yet, or never is, says 0. */
export function columnsOf({ columns = 0 }: Terminal, fallback: number): number {
  return columns > 0 ? columns : fallback;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** NO_COLOR (no-color.org) wins over FORCE_COLOR; without either, a terminal that is not dumb. */
export function styleFor(terminal: Terminal, env: Environment): Style {
  if ((env['NO_COLOR'] ?? '') !== '') return PLAIN;
  if ((env['FORCE_COLOR'] ?? '0') !== '0') return COLOURED;
  return isInteractive(terminal, env) ? COLOURED : PLAIN;
}

/** Whether lines may be drawn over: a terminal that can move its cursor, and no build server. */
export function isInteractive(terminal: Terminal, env: Environment): boolean {
  return terminal.isTTY === true && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === '';
}

// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const CONTROL = /\u001b\[[0-9;]*m/g;

/** How many columns a text takes, colours not counted. */
export function widthOf(text: string): number {
  return Array.from(text.replace(CONTROL, '')).length;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/**
 * A text from elsewhere as one harmless line: what Okta or a customer wrote must not move the cursor.
 */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is replaced
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** Breaks a plain text at blanks into lines of at most `room` columns (1 at least); longer words are cut. */
export function wrap(text: string, room: number): string[] {
  const width = Math.max(1, room);
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(/ +/)) {
    let rest = Array.from(word);
    if (line !== '' && widthOf(line) + 1 + rest.length > width) {
      lines.push(line);
      line = '';
    }
    while (rest.length > width) {
      lines.push(rest.slice(0, width).join(''));
      rest = rest.slice(width);
    }
    line = line === '' ? rest.join('') : `${line} ${rest.join('')}`;
  }
  return [...lines, line];
}

/** Cuts a plain text to `width` columns, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  const letters = Array.from(text);
  return letters.length <= width ? text : `${letters.slice(0, Math.max(0, width - 1)).join('')}…`;
}
