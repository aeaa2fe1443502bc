/** `npm run ask -- --shell`: a prompt for one statement after another, with history and completion. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';

import { visibleLines } from '../../../src/visible';
import type { Answer } from './answer';
import { AskError } from './askError';

/** What the prompt works with. */
export interface ShellSurroundings {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether a person is typing: only then a prompt is shown and keys are edited. */
  readonly isTerminal: boolean;
  /** Keeps what was typed from one shell to the next (mode 600); undefined: nothing is kept. */
  readonly historyFile: string | undefined;
  /** Table and column names, for completion. */
  readonly names: readonly string[];
  /** What an input that is no statement stands for: the answer to `.tables`, `.questions`, or a question's id. */
  readonly command: (line: string) => Promise<string>;
  readonly query: (sql: string) => Promise<Answer>;
  readonly written: (answer: Answer) => string;
}

const PROMPT = 'okta> ';
const CONTINUED = ' ...> ';
const LONGEST_HISTORY = 500;

const HELP = `A statement ends with a semicolon, and may take several lines. Tab completes names.

  .tables      the tables and their columns
  .questions   the managed questions
  .ask <id>    answers one of them
  .help        this text
  .exit        or Ctrl-D: leaves
`;

const KEYWORDS =
  'SELECT FROM WHERE GROUP ORDER BY LIMIT JOIN LEFT USING ON AND OR NOT NULL IS IN LIKE COUNT DISTINCT AS DESC days_ago';

/** Reads statements until the end of the input. Errors are shown, and the next statement is read. */
export async function runShell(surroundings: ShellSurroundings): Promise<void> {
  const { input, output, isTerminal, historyFile, names } = surroundings;
  const words = [
    ...names,
    ...KEYWORDS.split(' '),
    '.tables',
    '.questions',
    '.ask',
    '.help',
    '.exit',
  ];
  let history = historyIn(historyFile);
  const lines = createInterface({
    input,
    output,
    terminal: isTerminal,
    history: [...history],
    historySize: LONGEST_HISTORY,
    removeHistoryDuplicates: true,
    completer: (line: string) => completions(line, words),
  });
  lines.on('history', (typed: string[]) => {
    history = [...typed];
  });
  if (isTerminal) output.write(`${HELP}\n`);
  try {
    await answerEach(lines, surroundings);
  } finally {
    lines.close();
    keep(historyFile, history);
  }
}

async function answerEach(lines: Interface, surroundings: ShellSurroundings): Promise<void> {
  const { output, isTerminal } = surroundings;
  let statement = '';
  const prompt = (): void => {
    if (!isTerminal) return;
    lines.setPrompt(statement === '' ? PROMPT : CONTINUED);
    lines.prompt();
  };
  lines.on('SIGINT', () => {
    statement = '';
    output.write('\n');
    prompt();
  });
  prompt();
  for await (const line of lines) {
    if (statement === '' && line.trim() === '.exit') return;
    if (statement === '' && line.trim().startsWith('.')) {
      await answer(surroundings, () => command(line.trim(), surroundings));
    } else {
      statement = `${statement}${line}\n`;
      if (/;\s*$/.test(statement)) {
        const sql = statement;
        statement = '';
        await answer(surroundings, async () => surroundings.written(await surroundings.query(sql)));
      } else if (statement.trim() === '') statement = '';
    }
    prompt();
  }
  if (statement.trim() !== '') {
    const sql = statement;
    await answer(surroundings, async () => surroundings.written(await surroundings.query(sql)));
  }
}

function command(line: string, surroundings: ShellSurroundings): Promise<string> {
  return line === '.help' ? Promise.resolve(HELP) : surroundings.command(line);
}

async function answer({ output }: ShellSurroundings, find: () => Promise<string>): Promise<void> {
  try {
    output.write(await find());
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    output.write(`${visibleLines(error.message)}\n`);
  }
}

/** The words that may follow what stands before the cursor, and the part of it that they replace. */
export function completions(line: string, words: readonly string[]): [string[], string] {
  const [begun = ''] = /[.\w]*$/.exec(line) ?? [];
  // `u.last…` completes the column's name behind the dot; a dot at the line's beginning is a command's.
  const part = line.startsWith('.') ? begun : (begun.split('.').at(-1) ?? '');
  if (part === '') return [[], ''];
  const matching = words.filter((word) => word.toLowerCase().startsWith(part.toLowerCase()));
  return [[...new Set(matching)].sort(), part];
}

function historyIn(file: string | undefined): readonly string[] {
  if (file === undefined || !existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .reverse();
}

/** What a person typed may name people, so it is theirs to read alone. */
function keep(file: string | undefined, typed: readonly string[]): void {
  if (file === undefined || typed.length === 0) return;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${[...typed].reverse().join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
