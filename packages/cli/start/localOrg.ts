/** Starts the local Okta org as a process of its own, and ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { isJsonObject, text } from '../../../src/json';

export interface LocalOrg {
  readonly url: string;
  readonly apiToken: string;
  /** Resolves when the process has ended. */
  close(): Promise<void>;
}

const ROOT = path.join(__dirname, '../../..');
const START_TIMEOUT_MS = 60_000;

/** The sample org, by default without rate limits, so that a first run takes seconds. */
export function startSampleOrg(plan: 'unlimited' | 'workforce' = 'unlimited'): Promise<LocalOrg> {
  return startLocalOrg(['--plan', plan]);
}

/**
 * An org with options of `npm run okta`. It ends with this process, also when that is killed, as it listens for the
 * end of its standard input.
 *
 * @throws when it does not listen in time
 */
export async function startLocalOrg(options: readonly string[]): Promise<LocalOrg> {
  const main = path.join(ROOT, 'packages/local-okta/main.ts');
  const child = spawn(process.execPath, ['-r', 'ts-node/register', main, ...options], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const { url, apiToken } = await readAddress(child);
  return { url, apiToken, close: () => end(child) };
}

/** `detached` keeps Ctrl+C from the org, which has to answer until the run has closed its requests. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  child.kill('SIGTERM');
  await ended;
}

async function readAddress(child: ChildProcess): Promise<{ url: string; apiToken: string }> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the local Okta org has no output');
  const line = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the local Okta org did not start in time'));
    }, START_TIMEOUT_MS);
    createInterface(stdout).once('line', (first) => {
      clearTimeout(timer);
      resolve(first);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`the local Okta org ended at its start (exit code ${code ?? 'none'})`));
    });
  });
  const said: unknown = JSON.parse(line);
  const url = isJsonObject(said) ? text(said.url) : undefined;
  const apiToken = isJsonObject(said) ? text(said.apiToken) : undefined;
  if (url === undefined || apiToken === undefined) {
    throw new Error('the local Okta org did not say where it listens');
  }
  return { url, apiToken };
}
