/** A run that is asked to stop, or whose token dies, ends within seconds and leaves no result. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { checkout, type Checkout } from '../jupiterone/checkout';
import type { LocalOkta, LocalOktaOptions } from '../../packages/local-okta';
import { startSampleOrg } from './collectInMemory';

const ROOT = path.resolve(__dirname, '../..');

/** The ways to collect an org from a checkout. */
const COMMANDS = {
  start: [
    '-r',
    path.join(ROOT, 'node_modules/ts-node/register'),
    path.join(ROOT, 'packages/cli/start'),
  ],
  collect: [path.join(ROOT, 'node_modules/.bin/j1-integration'), 'collect'],
} as const;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

interface Running {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

function start(command: readonly string[], { directory }: Checkout, okta: LocalOkta): Running {
  const child = spawn(process.execPath, command, {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TS_NODE_PROJECT: path.join(ROOT, 'tsconfig.json'),
      OKTA_ORG_URL: okta.url,
      OKTA_API_KEY: okta.apiToken,
      DISABLED_INGESTION_SOURCES: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, output });
    });
  });
  return { ended, kill: (signal) => child.kill(signal) };
}

async function inProject<T>(
  org: LocalOktaOptions,
  use: (okta: LocalOkta, project: Checkout) => Promise<T>,
): Promise<T> {
  const okta = await startSampleOrg(org);
  const project = checkout(path.join(ROOT, 'src'));
  try {
    return await use(okta, project);
  } finally {
    project.remove();
    await okta.close();
  }
}

const PATIENCE_MS = 50_000;

/** Resolves when it has come true. Rejects before the test's own time limit, or it would look on for ever. */
async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('It has not come true');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function hasSummary({ directory }: Checkout): boolean {
  return existsSync(path.join(directory, '.j1-integration/summary.json'));
}

type Command = keyof typeof COMMANDS;

test('a run that is let alone leaves a summary', async () => {
  await inProject({}, async (okta, project) => {
    await start(COMMANDS.collect, project, okta).ended;
    expect(hasSummary(project)).toBe(true);
  });
});

test.each<[Command, NodeJS.Signals]>([
  ['start', 'SIGTERM'],
  ['start', 'SIGINT'],
  ['collect', 'SIGTERM'],
])('%s ends by %s while its requests hang', async (command, signal) => {
  await inProject({ faults: [{ kind: 'hang', from: 30 }] }, async (okta, project) => {
    const running = start(COMMANDS[command], project, okta);
    await until(() => okta.counters.total >= 35);
    running.kill(signal);
    const { code, signal: by } = await running.ended;
    expect({ code, by }).not.toEqual({ code: 0, by: null });
    expect(hasSummary(project)).toBe(false);
    await until(() => okta.counters.inFlight === 0);
  });
});

test.each<Command>(['start', 'collect'])(
  '%s ends when the token dies in the middle',
  async (command) => {
    await inProject({ faults: [{ kind: 'invalidToken', from: 60 }] }, async (okta, project) => {
      const { code, output } = await start(COMMANDS[command], project, okta).ended;
      expect(code).toBe(1);
      expect(output).toMatch(/credential|authenticat/i);
      expect(output).not.toMatch(/unhandled/i);
      expect(output).not.toContain(okta.apiToken);
      expect(hasSummary(project)).toBe(false);
    });
  },
);
