/**
 * Runs a command of the SDK's CLI so that it works as `npm start` does: in the directory that the
 * environment names, which one run holds at a time, with the earlier graph kept until there is another.
 * The CLI by itself always takes `.j1-integration` of its project, and deletes it first.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { list, record, type JsonObject } from '../../../src/json';
import { readGraphFile, storageDirectory } from '../collected/files';
import { readRunSummary } from '../collected/summary';
import { earlierKept } from '../start/failure';
import { verifyStored } from '../start/storedCounts';
import { limitsOf } from '../storage/earlier';
import { RunStorage } from '../storage/runStorage';
import { runCli, type CliEnd } from './cli';

const COMMANDS = ['collect', 'run', 'sync'] as const;
type Command = (typeof COMMANDS)[number];

const SUMMARY = 'summary.json';

/** Of `run`: JupiterOne took over what was read, although steps failed (as `deploy/run.js` ends). */
const INCOMPLETE = 2;

/** Resolves with the exit code. Rejects with a sentence for the person if the command cannot begin. */
export async function runSdkCommand(
  [name, ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const command = COMMANDS.find((known) => known === name);
  if (command === undefined) throw new Error(`Choose one of ${COMMANDS.join(', ')}.`);
  if (args.some((argument) => argument === '--help' || argument === '-h')) {
    return (await runCli([command, '--help'])).code;
  }
  refuseProjectPath(args);
  const storage = RunStorage.open(storageDirectory(env), limitsOf(env, process.cwd()));
  try {
    return command === 'sync' ? await sync(storage, args) : await collect(command, storage, args);
  } finally {
    storage.close();
  }
}

/** The project is this one; what people use the option for is to have the graph elsewhere. */
function refuseProjectPath(args: readonly string[]): void {
  const option = args.find((argument) => /^(?:-p|--project-path)/.test(argument));
  if (option === undefined) return;
  throw new Error(
    `There is no option ${option}. Set JUPITERONE_INTEGRATION_STORAGE_DIRECTORY to have the graph elsewhere.`,
  );
}

async function sync(storage: RunStorage, args: readonly string[]): Promise<number> {
  if (!storage.hasResult) {
    throw new Error(
      `${storage.directory} holds no graph of a run that went to its end. Collect one first: npm start`,
    );
  }
  return (await runCli(['sync', ...args], storage.directory)).code;
}

async function collect(
  command: Exclude<Command, 'sync'>,
  storage: RunStorage,
  args: readonly string[],
): Promise<number> {
  const { directory, inProgress } = storage;
  mkdirSync(inProgress);
  const end = await runCli([command, ...args, ...withoutCache(args)], inProgress);
  if (!existsSync(path.join(inProgress, SUMMARY))) {
    if (storage.abandon()) say(earlierKept(directory));
    return end.code === 0 ? 1 : end.code;
  }
  await publish(storage, args);
  say(`Graph: ${directory}`);
  const isComplete = readRunSummary(directory).incomplete.length === 0;
  return command === 'run' ? codeOfRun(end, isComplete) : end.code || (isComplete ? 0 : 1);
}

async function publish(storage: RunStorage, args: readonly string[]): Promise<void> {
  const { inProgress } = storage;
  try {
    // What the SDK takes from a cache it counts in its own way.
    if (!hasOption(args, /^--cache-path/)) await verifyStored(inProgress, resultsIn(inProgress));
    storage.publish();
  } catch (error) {
    storage.abandon();
    throw error;
  }
}

function resultsIn(directory: string): JsonObject[] {
  return list(readGraphFile(path.join(directory, SUMMARY)).integrationStepResults).map(record);
}

/** No step needs what another has collected, and the SDK's cache would take the earlier graph away. */
function withoutCache(args: readonly string[]): string[] {
  const choosesSteps = hasOption(args, /^(?:-s|--step)/);
  return choosesSteps && !hasOption(args, /^--(?:no-cache|cache-path)/) ? ['--no-cache'] : [];
}

function hasOption(args: readonly string[], option: RegExp): boolean {
  return args.some((argument) => option.test(argument));
}

function codeOfRun({ code, jobStatus }: CliEnd, isComplete: boolean): number {
  if (code !== 0 || jobStatus === undefined || jobStatus === 'ABORTED') return code || 1;
  return isComplete ? 0 : INCOMPLETE;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
