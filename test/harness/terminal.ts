/**
 * A terminal of a given size, as far as a test needs one: what stands on its screen, and how many lines it has
 * moved into its history. As tmux it keeps what is cleared from the first cell on.
 */
import { widthOf } from '../../packages/cli/terminal/style';

// eslint-disable-next-line no-control-regex -- escape sequences are what is read
const PIECES = /\u001b\[(\??[\d;]*)([A-Za-z])|[\r\n]|[^\u001b\r\n]/gu;

export class Terminal {
  /** Lines that have left the screen at its top. */
  history = 0;
  private readonly lines: string[];
  private row = 0;
  private column = 0;
  private wraps = true;

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.lines = Array.from({ length: rows }, () => '');
  }

  /** What stands on the screen, without blanks at the ends of lines. */
  get screen(): string[] {
    return this.lines.map((line) => line.trimEnd());
  }

  readonly write = (output: string): void => {
    for (const [piece, parameters = '', command] of output.matchAll(PIECES)) {
      if (command !== undefined) this.obey(command, parameters);
      else if (piece === '\r') this.column = 0;
      else if (piece === '\n') this.feed();
      else this.print(piece);
    }
  };

  private obey(command: string, parameters: string): void {
    if (command === 'A') this.row = Math.max(0, this.row - Number(parameters || '1'));
    if (command === 'K') this.clearFrom(this.row, this.column);
    if (command === 'J') this.clearBelow();
    if (parameters === '?7') this.wraps = command === 'h';
  }

  private clearFrom(row: number, column: number): void {
    this.lines[row] = (this.lines[row] ?? '').slice(0, column);
  }

  private clearBelow(): void {
    if (this.row === 0 && this.column === 0) {
      this.history += this.lines.filter((line) => line !== '').length;
    }
    this.clearFrom(this.row, this.column);
    for (let row = this.row + 1; row < this.rows; row += 1) this.lines[row] = '';
  }

  /** As with `onlcr`, which terminals have: the next line begins at its first column. */
  private feed(): void {
    this.column = 0;
    if (this.row < this.rows - 1) {
      this.row += 1;
      return;
    }
    this.history += 1;
    this.lines.shift();
    this.lines.push('');
  }

  private print(character: string): void {
    const width = widthOf(character);
    if (this.column + width > this.columns) {
      if (!this.wraps) return;
      this.feed();
    }
    const line = (this.lines[this.row] ?? '').padEnd(this.column);
    this.lines[this.row] = line.slice(0, this.column) + character + line.slice(this.column + 1);
    this.column += width;
  }
}
