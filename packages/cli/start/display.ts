/** Shows a running collection: one screen drawn over and over on a terminal, lines anywhere else. */
import { NOTHING_TOLD, tellChanges } from './lines';
import { renderScreen } from './live';
import type { RunState } from './state';
import { columnsOf, isInteractive, styleFor, widthOf, type Output } from '../terminal/style';

export interface Display {
  /** Shows the last state and gives the terminal back. */
  stop(): void;
}

const FRAME_MS = 100;
const LINES_MS = 500;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_LINE = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/**
 * @param refresh called before each look at the state, so that it is as of now
 */
export function openDisplay(
  state: RunState,
  refresh: () => void,
  output: Output = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): Display {
  return isInteractive(output, env)
    ? openScreen(state, refresh, output, env)
    : openLines(state, refresh, output);
}

function openScreen(
  state: RunState,
  refresh: () => void,
  output: Output,
  env: NodeJS.ProcessEnv,
): Display {
  const style = styleFor(output, env);
  let drawn: readonly string[] = [];
  const draw = (): void => {
    refresh();
    const columns = columnsOf(output, DEFAULT_COLUMNS);
    // The last row stays free: writing into it would scroll the screen away under the next frame.
    const height = output.rows === undefined || output.rows < 1 ? DEFAULT_ROWS : output.rows;
    // Nothing is drawn over the last screen, so it may be as high as it likes.
    const rows = state.phase === 'finished' ? Infinity : height - 1;
    const lines = renderScreen(state, { now: Date.now(), columns, rows, style });
    output.write(frame(lines, rowsOf(drawn, columns)));
    drawn = lines;
  };
  output.write(HIDE_CURSOR);
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return {
    stop: () => {
      clearInterval(timer);
      draw();
      output.write(SHOW_CURSOR);
    },
  };
}

/**
 * A frame over the one before, line by line. Cleared as a whole, the screen would be kept by terminals
 * that keep what is cleared (tmux), frame by frame. Lines are not broken at the terminal's edge: a frame of more rows than lines would scroll.
 */
function frame(lines: readonly string[], rowsBefore: number): string {
  const up = rowsBefore > 0 ? `\u001b[${rowsBefore}A` : '';
  const written = lines.map((line) => `${CLEAR_LINE}${line}\n`).join('');
  return `${NO_WRAP}${up}\r${written}${rowsBefore > lines.length ? CLEAR_BELOW : ''}${WRAP}`;
}

/** How many rows lines take on a terminal that may have become narrower since. */
function rowsOf(lines: readonly string[], columns: number): number {
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
}

function openLines(state: RunState, refresh: () => void, output: Output): Display {
  let told = NOTHING_TOLD;
  const tell = (): void => {
    refresh();
    const changes = tellChanges(state, told, Date.now());
    told = changes.told;
    if (changes.lines.length > 0) output.write(`${changes.lines.join('\n')}\n`);
  };
  const timer = setInterval(tell, LINES_MS);
  return {
    stop: () => {
      clearInterval(timer);
      tell();
    },
  };
}
