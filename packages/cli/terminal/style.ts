/** Colour on a terminal that wants it, plain text everywhere else; and how wide a text is there. */
import { styleText } from 'node:util';

import stringWidth from 'string-width';

import { visible } from '../../../src/visible';

type Paint = (text: string) => string;

type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export type Style = Readonly<Record<Colour, Paint>>;

const same: Paint = (text) => text;

function paint(colour: Colour): Paint {
  return (text) => (text === '' ? '' : styleText(colour, text, { validateStream: false }));
}

export const PLAIN: Style = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
};

export const COLOURED: Style = {
  bold: paint('bold'),
  dim: paint('dim'),
  red: paint('red'),
  green: paint('green'),
  yellow: paint('yellow'),
  cyan: paint('cyan'),
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

/** How many columns a text takes on a terminal, colours not counted. */
export function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

const LETTERS = new Intl.Segmenter();

/** A text in two: what fits into `room` columns (one letter at least), and the rest. */
function split(text: string, room: number): readonly [string, string] {
  let width = 0;
  for (const { segment, index } of LETTERS.segment(text)) {
    width += widthOf(segment);
    if (width > room && index > 0) return [text.slice(0, index), text.slice(index)];
  }
  return [text, ''];
}

/** Breaks a text of anybody at blanks into lines of at most `room` columns (1 at least); longer words are cut. */
export function wrap(text: string, room: number): string[] {
  const width = Math.max(1, room);
  const lines: string[] = [];
  let line = '';
  for (const word of visible(text).trim().split(/ +/)) {
    let rest = word;
    if (line !== '' && widthOf(line) + 1 + widthOf(rest) > width) {
      lines.push(line);
      line = '';
    }
    while (widthOf(rest) > width) {
      const [begin, end] = split(rest, width);
      if (end === '') break;
      lines.push(begin);
      rest = end;
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  return [...lines, line];
}

/** Cuts a text of anybody to `width` columns, with an ellipsis if something is missing. */
export function cut(text: string, width: number): string {
  const shown = visible(text);
  if (widthOf(shown) <= width) return shown;
  if (width < 2) return '…'.slice(0, Math.max(0, width));
  const [begin] = split(shown, width - 1);
  return `${begin}…`;
}
