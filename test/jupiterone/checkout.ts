// Gives a test a project directory of its own to run `j1-integration` in, so that tests that run
// side by side do not write to one `.j1-integration`.

import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalJupiterOne } from './localJupiterOne';

/** The root of this repository. */
const ROOT = path.resolve(__dirname, '../..');

const CLI = path.join(ROOT, 'node_modules/@jupiterone/integration-sdk-cli/bin/j1-integration');

export type Checkout = { directory: string; remove: () => void };

/**
 * Lays a project directory out in the temporary directory.
 *
 * @param sources the directory that becomes `src`
 */
export function checkout(sources: string): Checkout {
  const directory = mkdtempSync(path.join(realpathSync(tmpdir()), 'okta-run-'));
  symlinkSync(sources, path.join(directory, 'src'));
  for (const name of ['node_modules', 'package.json', 'tsconfig.json']) {
    symlinkSync(path.join(ROOT, name), path.join(directory, name));
  }
  return {
    directory,
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** How `j1-integration run` ended, and all that it printed. */
export type Ended = { code: number | null; signal: NodeJS.Signals | null; output: string };

export type Running = { ended: Promise<Ended>; kill: (signal: NodeJS.Signals) => void };

/**
 * Runs `j1-integration run` in a project directory, with nothing of this process's environment but
 * what a program needs to start.
 *
 * @param environment the configuration, by environment variable
 */
export function startRun(
  { directory }: Checkout,
  jupiterOne: Pick<LocalJupiterOne, 'url' | 'apiKey' | 'account'>,
  environment: Record<string, string> = {},
  target: string[] = ['-i', 'local-instance'],
): Running {
  const child = spawn(process.execPath, [CLI, 'run', ...target, '--api-base-url', jupiterOne.url], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      JUPITERONE_API_KEY: jupiterOne.apiKey,
      JUPITERONE_ACCOUNT: jupiterOne.account,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, output });
    });
  });
  return { ended, kill: (signal) => child.kill(signal) };
}
