// Shows what the entry of the image adds to `j1-integration run`: exit codes, a log without
// credentials, and nothing left on disk.

import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLocalOkta } from '../../packages/local-okta';
import type { Ended } from './checkout';
import { countByType, startLocalJupiterOne } from './localJupiterOne';
import type { Fault, LocalJupiterOne } from './localJupiterOne';

const ROOT = path.resolve(__dirname, '../..');

let image: string;
let temporary: string;
let jupiterOne: LocalJupiterOne;

/** Lays out what the image holds, with the fixture in place of our compiled integration. */
beforeEach(() => {
  image = mkdtempSync(path.join(realpathSync(tmpdir()), 'okta-image-'));
  temporary = path.join(image, 'tmp');
  mkdirSync(temporary);
  mkdirSync(path.join(image, 'deploy'));
  copyFileSync(path.join(ROOT, 'deploy/run.js'), path.join(image, 'deploy/run.js'));
  symlinkSync(path.join(__dirname, 'fixture'), path.join(image, 'dist'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(image, 'node_modules'));
});
afterEach(async () => {
  rmSync(image, { recursive: true, force: true });
  await jupiterOne.close();
});

function start(environment: Record<string, string | undefined>, directory = image) {
  const child = spawn(process.execPath, [path.join(directory, 'deploy/run.js')], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      TMPDIR: temporary,
      INTEGRATION_INSTANCE_ID: 'scheduled-instance',
      JUPITERONE_API_BASE_URL: jupiterOne.url,
      JUPITERONE_API_KEY: jupiterOne.apiKey,
      JUPITERONE_ACCOUNT: jupiterOne.account,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, output });
    });
  });
  return { ended, child };
}

async function run(
  environment: Record<string, string | undefined> = {},
  faults: Fault[] = [],
): Promise<Ended> {
  jupiterOne = await startLocalJupiterOne({ faults });
  return start(environment).ended;
}

it('ends with 0 when JupiterOne took a complete run', async () => {
  const { code, output } = await run();
  expect(output).toContain('Synchronization job status: FINALIZE_PENDING');
  expect(jupiterOne.jobs).toMatchObject([
    {
      integrationInstanceId: 'scheduled-instance',
      finalized: { partialDatasets: { types: [] } },
    },
  ]);
  expect(code).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});

it('goes on and clears up where nobody reads its output any more', async () => {
  jupiterOne = await startLocalJupiterOne();
  const { child, ended } = start({});
  child.stdout.destroy();
  child.stderr.destroy();
  expect((await ended).code).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});

it('collects an org from a checkout', async () => {
  jupiterOne = await startLocalJupiterOne();
  const okta = await startLocalOkta({ plan: 'unlimited' });
  const environment = { OKTA_ORG_URL: okta.url, OKTA_API_KEY: okta.apiToken };
  const { code } = await start(environment, ROOT).ended;
  await okta.close();
  expect(countByType(jupiterOne.jobs[0]?.entities ?? [])).toMatchObject({ okta_account: 1 });
  expect(code).toBe(0);
  // The compiler keeps a cache there; nothing of the graph may stay.
  expect(readdirSync(temporary).filter((name) => name.startsWith('okta'))).toEqual([]);
});

it('ends with 2 when a step failed', async () => {
  const { code } = await run({ FAIL: 'step' });
  expect(jupiterOne.jobs[0]?.finalized?.partialDatasets?.types).toHaveLength(2);
  expect(code).toBe(2);
});

it('ends with 1 when the run was aborted', async () => {
  const { code } = await run({ FAIL: 'fatal' });
  expect(jupiterOne.jobs).toMatchObject([{ status: 'ABORTED' }]);
  expect(code).toBe(1);
});

it('ends with 1 when the finished job cannot be finalized', async () => {
  const closed: Fault = { call: 'finalize', answer: 'JOB_NOT_AWAITING_UPLOADS', times: 5 };
  const { code } = await run({}, [closed]);
  expect(jupiterOne.jobs).toMatchObject([{ finalized: undefined }]);
  expect(code).toBe(1);
});

it('ends with 1 when JupiterOne refuses the key, and does not print it', async () => {
  const { code, output } = await run({ JUPITERONE_API_KEY: 'wrong-key-4711' });
  expect(output).toContain('401');
  expect(output).not.toContain('wrong-key-4711');
  expect(code).toBe(1);
});

it('prints no credential when an upload fails, though the SDK does', async () => {
  const secret = 'okta-token-4711';
  const { code, output } = await run({ OKTA_API_KEY: secret, RAW_TEXT: secret }, [
    { call: 'entities', answer: 'JOB_NOT_AWAITING_UPLOADS' },
  ]);
  expect(output).toContain('JOB_NOT_AWAITING_UPLOADS');
  expect(output).toContain('[REDACTED]');
  expect(output).not.toContain(jupiterOne.apiKey);
  expect(output).not.toContain(secret);
  expect(code).toBe(1);
});

it('shows what names hold when an upload fails, and is not moved by it', async () => {
  const { output } = await run({ RAW_TEXT: 'a\u009b2J\u202eb\u{e0041}' }, [
    { call: 'entities', answer: 'JOB_NOT_AWAITING_UPLOADS' },
  ]);
  expect(output).toContain('a\\u009b2J\\u202eb\\udb40\\udc41');
  expect(output.split('\n').filter((line) => /[\p{Cc}\p{Cf}]/u.test(line))).toEqual([]);
});

it('passes a signal on and leaves nothing behind', async () => {
  jupiterOne = await startLocalJupiterOne();
  const { ended, child } = start({ FAIL: 'hang' });
  await jupiterOne.seen('events');
  child.kill('SIGTERM');
  expect((await ended).code).toBe(143);
  expect(jupiterOne.jobs).toMatchObject([{ finalized: undefined, aborted: undefined }]);
  expect(readdirSync(temporary)).toEqual([]);
});

it('asks for the id of the instance', async () => {
  const { code, output } = await run({ INTEGRATION_INSTANCE_ID: undefined });
  expect(output).toContain('INTEGRATION_INSTANCE_ID is not set');
  expect(jupiterOne.requests).toEqual([]);
  expect(code).toBe(1);
});
