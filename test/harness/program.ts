/** A program of `packages/` as people and build servers run it: a process of its own, judged by output and exit code. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** Set and empty, so that a developer's own `.env` is not read. */
const BLANK = {
  OKTA_ORG_URL: '',
  OKTA_API_KEY: '',
  OKTA_CLIENT_ID: '',
  OKTA_PRIVATE_KEY: '',
  OKTA_KEY_ID: '',
  RATE_LIMIT_THRESHOLD: '',
  MFA_COLLECTION_MODE: '',
  DISABLED_INGESTION_SOURCES: '',
  JUPITERONE_API_KEY: '',
  JUPITERONE_ACCOUNT: '',
  LOG_LEVEL: 'info',
  FORCE_COLOR: '0',
};

export interface ProgramOptions {
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Size of the terminal that it runs on: `script` of util-linux gives it one. Without, it writes to a pipe. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

export interface RunningProgram {
  readonly child: ChildProcess;
  /** All that was written so far, to both streams. */
  output(): string;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

/** @param program its folder, for example `packages/cli/start` */
export function startProgram(program: string, options: ProgramOptions = {}): RunningProgram {
  const { args = [], env = {}, terminal } = options;
  const command = [process.execPath, '-r', 'ts-node/register', program, ...args];
  const [file = '', ...rest] = terminal === undefined ? command : onTerminal(command, terminal);
  const child = spawn(file, rest, {
    cwd: ROOT,
    env: { ...process.env, ...BLANK, ...(terminal && { TERM: 'xterm', CI: '' }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
  return { child, output: () => output, ended };
}

function onTerminal(
  command: readonly string[],
  { columns, rows }: NonNullable<ProgramOptions['terminal']>,
): string[] {
  const words = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return ['script', '-qfec', `stty cols ${columns} rows ${rows}; exec ${words}`, '/dev/null'];
}

/** Resolves once `holds` is true. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
