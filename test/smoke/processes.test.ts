/** A row of each deep suite that starts programs of their own. What a deep suite is: docs/testing.md */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { sampleOrg, startLocalOkta, type LocalOktaOptions } from '../../packages/local-okta';
import { countByType, startLocalJupiterOne } from '../jupiterone/localJupiterOne';

const ROOT = path.join(__dirname, '../..');

/** Set and empty, so that a developer's own `.env` is not read. */
const BLANK = {
  OKTA_ORG_URL: '',
  OKTA_API_KEY: '',
  OKTA_CLIENT_ID: '',
  OKTA_PRIVATE_KEY: '',
  OKTA_KEY_ID: '',
};

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; output: string }>;
}

function node(args: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...BLANK, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
  return { child, ended };
}

/** Collects and uploads, as the image does. */
async function upload(org: LocalOktaOptions = {}) {
  const okta = await startLocalOkta({ plan: 'unlimited', ...org });
  const jupiterOne = await startLocalJupiterOne();
  const { child, ended } = node(['deploy/run.js'], {
    OKTA_ORG_URL: okta.url,
    OKTA_API_KEY: okta.apiToken,
    INTEGRATION_INSTANCE_ID: 'smoke-instance',
    JUPITERONE_API_BASE_URL: jupiterOne.url,
    JUPITERONE_API_KEY: jupiterOne.apiKey,
    JUPITERONE_ACCOUNT: jupiterOne.account,
  });
  const close = async (): Promise<void> => {
    await jupiterOne.close();
    await okta.close();
  };
  return { okta, jupiterOne, child, ended, close };
}

test('packages/cli/start/start: the sample org is collected', async () => {
  const storage = mkdtempSync(path.join(tmpdir(), 'okta-smoke-'));
  const { code, output } = await node(['-r', 'ts-node/register', 'packages/cli/start'], {
    JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: storage,
  }).ended;
  expect(output).toMatch(/^Active users +[1-9]/m);
  expect(output).toMatch(/^critical +[1-9]/m);
  expect(existsSync(path.join(storage, 'summary.json'))).toBe(true);
  expect(code).toBe(0);
});

test('packages/cli/doctor/doctor: a full run of the sample org would be complete', async () => {
  const okta = await startLocalOkta();
  const { code, output } = await node(['-r', 'ts-node/register', 'packages/cli/doctor'], {
    OKTA_ORG_URL: okta.url,
    OKTA_API_KEY: okta.apiToken,
  }).ended;
  await okta.close();
  expect(output).toContain('A full run would be complete.');
  expect(code).toBe(0);
});

test('packages/cli/sdk/sdk: collect leaves its graph where the environment says', async () => {
  const okta = await startLocalOkta({ plan: 'unlimited' });
  const storage = mkdtempSync(path.join(tmpdir(), 'okta-smoke-'));
  const { code } = await node(['-r', 'ts-node/register', 'packages/cli/sdk', 'collect'], {
    OKTA_ORG_URL: okta.url,
    OKTA_API_KEY: okta.apiToken,
    JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: storage,
  }).ended;
  await okta.close();
  expect(existsSync(path.join(storage, 'graph', 'fetch-users'))).toBe(true);
  expect(code).toBe(0);
});

test('test/jupiterone/scheduledRun, test/jupiterone/run, test/jupiterone/localJupiterOne: the sample org is uploaded and finalized', async () => {
  const { jupiterOne, ended, close } = await upload();
  const { code } = await ended;
  await close();
  const [job] = jupiterOne.jobs;
  expect(job?.status).toBe('FINALIZE_PENDING');
  expect(countByType(job?.entities ?? [])).toMatchObject({ okta_user: sampleOrg().users.size });
  expect(code).toBe(0);
});

test('test/reliability/stop: a run whose requests hang ends when it is told to', async () => {
  const { okta, jupiterOne, child, ended, close } = await upload({
    faults: [{ kind: 'hang', from: 30 }],
  });
  while (okta.counters.total < 35 && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGTERM');
  const { code } = await ended;
  await close();
  expect(code).toBe(143);
  expect(jupiterOne.jobs[0]).toMatchObject({ finalized: undefined });
});
