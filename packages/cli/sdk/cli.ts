/** The SDK's CLI as a process of its own, whose lines are shown without what names in them might do. */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { visible } from '../../../src/visible';
import { makeWorkFolder, removeLeftBehind } from '../storage/leftBehind';

const ROOT = path.join(__dirname, '../../..');
const CLI = path.join(ROOT, 'node_modules/@jupiterone/integration-sdk-cli/bin/j1-integration');

/** The folder in the temporary directory that stands for the project. */
const PROJECT = 'okta-project';

/** What the CLI prints last, whether JupiterOne's job was finalized or aborted. */
const JOB_STATUS = /Synchronization job status: (\w+)/;

/** How the CLI ended. */
export interface CliEnd {
  /** As a shell counts: 128 and the number of the signal, if one ended it. */
  readonly code: number;
  /** As JupiterOne named it at the end. */
  readonly jobStatus: string | undefined;
}

/**
 * @param storage the directory to read and write; the CLI knows only the one of its project, so it gets a
 *   project that leads there. Undefined: whatever it takes by itself.
 */
export async function runCli(
  [command = '', ...args]: readonly string[],
  storage?: string,
): Promise<CliEnd> {
  const project = storage === undefined ? undefined : createProject(storage);
  const projectPath = project === undefined ? [] : ['-p', project];
  try {
    const child = spawn(process.execPath, [...v8Flags(), CLI, command, ...projectPath, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    return await endOf(child);
  } finally {
    if (project !== undefined) rmSync(project, { recursive: true });
  }
}

/** Those of this process, which `package.json` gives it for the CLI. */
function v8Flags(): string[] {
  return process.execArgv.filter((argument) => argument.startsWith('--'));
}

function createProject(storage: string): string {
  removeLeftBehind(tmpdir(), [PROJECT]);
  const project = makeWorkFolder(tmpdir(), PROJECT);
  symlinkSync(path.join(ROOT, 'src'), path.join(project, 'src'));
  symlinkSync(storage, path.join(project, '.j1-integration'));
  return project;
}

async function endOf(child: ChildProcess): Promise<CliEnd> {
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, forward);
  let jobStatus: string | undefined;
  pass(child.stdout, process.stdout, (line) => {
    jobStatus = JOB_STATUS.exec(line)?.[1] ?? jobStatus;
  });
  pass(child.stderr, process.stderr);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      resolve(signal === null ? (exitCode ?? 1) : 128 + constants.signals[signal]);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, forward);
  return { code, jobStatus };
}

function pass(
  from: Readable | null,
  to: NodeJS.WritableStream,
  onLine: (line: string) => void = () => undefined,
): void {
  if (from === null) return;
  createInterface({ input: from }).on('line', (line) => {
    onLine(line);
    to.write(`${visible(line)}\n`);
  });
}
