/** `npm run collect`, `run` and `sync`: the SDK's commands in the directory of our runs, and beside one. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startProgram, until, type RunningProgram } from '../../../test/harness/program';
import {
  countByType,
  startLocalJupiterOne,
  type LocalJupiterOne,
} from '../../../test/jupiterone/localJupiterOne';
import { startLocalOkta, type LocalOkta, type LocalOktaOptions } from '../../local-okta';
import { findRun } from '../collected/run';

let storage: string;
let okta: LocalOkta;
let jupiterOne: LocalJupiterOne | undefined;
beforeEach(() => {
  storage = mkdtempSync(path.join(tmpdir(), 'okta-sdk-'));
});
afterEach(async () => {
  rmSync(storage, { recursive: true, force: true });
  await okta.close();
  await jupiterOne?.close();
  jupiterOne = undefined;
});

async function openOrg(options: LocalOktaOptions = {}): Promise<void> {
  okta = await startLocalOkta({ plan: 'unlimited', ...options });
}

function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return startProgram(program, {
    args,
    env: {
      OKTA_ORG_URL: okta.url,
      OKTA_API_KEY: okta.apiToken,
      JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: storage,
      ...env,
    },
  });
}

const sdk = (...args: readonly string[]): RunningProgram => start('packages/cli/sdk', args);

const steps = (): string[] => readdirSync(path.join(storage, 'graph'));

/** A step of the sample org that no longer answers. */
const REFUSED = { permissions: { deny: ['/api/v1/devices'] } };

describe('collect', () => {
  test('leaves its graph where the environment says, and nothing elsewhere', async () => {
    await openOrg();
    const { code, output } = await sdk('collect').ended;
    expect(code).toBe(0);
    expect(output).toContain(`Graph: ${storage}`);
    expect(steps()).toContain('fetch-users');
    expect(findRun(storage).entities.length).toBeGreaterThan(5);
    expect(readdirSync(storage)).toEqual(['.okta-runs', 'graph', 'index', 'summary.json']);
  });

  test('ends with 1 if a step failed, and keeps what it has', async () => {
    await openOrg(REFUSED);
    expect((await sdk('collect').ended).code).toBe(1);
    expect(steps()).toContain('fetch-users');
  });

  test('keeps the earlier graph if Okta refuses the credential', async () => {
    await openOrg();
    await sdk('collect', '--step', 'fetch-groups').ended;
    expect(steps()).toEqual(['fetch-groups']);
    const env = { OKTA_API_KEY: '00dead' };
    const { code, output } = await start('packages/cli/sdk', ['collect'], env).ended;
    expect(code).toBe(1);
    expect(output).toContain(`Graph of the last complete run: ${storage}`);
    expect(steps()).toEqual(['fetch-groups']);
  });

  test('is stopped by a signal as one, and leaves no folder of its own', async () => {
    await openOrg({ latencyMs: 400 });
    const running = sdk('collect');
    await until(() => running.output().includes('Running integration'));
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(143);
    expect(existsSync(path.join(storage, 'run-in-progress'))).toBe(false);
    expect(existsSync(path.join(storage, 'summary.json'))).toBe(false);
  });

  test('leaves a directory of somebody else as it is', async () => {
    await openOrg();
    mkdirSync(path.join(storage, 'index'));
    writeFileSync(path.join(storage, 'index/page.html'), 'mine');
    const { code, output } = await sdk('collect').ended;
    expect(code).toBe(1);
    expect(output).toContain('holds files that no run of this integration wrote (index)');
    expect(readdirSync(storage, { recursive: true })).toEqual(['index', 'index/page.html']);
  });

  test('takes no project path, which would lead it past the lock', async () => {
    await openOrg();
    const { code, output } = await sdk('collect', '--project-path=/tmp').ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^There is no option --project-path/);
  });
});

test.each([
  ['collect', '00dead'],
  ['collect', ''],
  ['run', ''],
  ['sync', ''],
])('%s beside a run is refused, and the run has its graph at its end', async (command, key) => {
  await openOrg({ latencyMs: 250 });
  const running = start('packages/cli/start', []);
  await until(() => running.output().includes('fetch-users: started'));
  const env = key === '' ? {} : { OKTA_API_KEY: key };
  const second = await start('packages/cli/sdk', [command, '-i', 'instance'], env).ended;
  expect(second.code).toBe(1);
  expect(second.output).toMatch(/^Another run is at work in \S+ \(process \d+\)/);
  const { code, output } = await running.ended;
  expect(code).toBe(0);
  expect(output).toMatch(/^Active users +[1-9]/m);
  expect(steps()).toContain('fetch-users');
});

describe('upload', () => {
  const upload = (command: string) =>
    sdk(
      command,
      '-i',
      'instance',
      '--api-base-url',
      jupiterOne?.url ?? '',
      '--account',
      'local-account',
      '--api-key',
      jupiterOne?.apiKey ?? '',
    );

  test('sync uploads what lies where the environment says', async () => {
    await openOrg();
    jupiterOne = await startLocalJupiterOne();
    await sdk('collect').ended;
    expect((await upload('sync').ended).code).toBe(0);
    const [job] = jupiterOne.jobs;
    expect(job?.status).toBe('FINALIZE_PENDING');
    expect(countByType(job?.entities ?? [])).toMatchObject({ okta_account: 1 });
    expect(steps()).toContain('fetch-users');
  });

  test('sync refuses where no run went to its end', async () => {
    await openOrg();
    jupiterOne = await startLocalJupiterOne();
    const { code, output } = await upload('sync').ended;
    expect(code).toBe(1);
    expect(output).toContain('holds no graph of a run that went to its end');
    expect(jupiterOne.requests).toEqual([]);
    expect(readdirSync(storage)).toEqual([]);
  });

  test.each([
    ['a complete run', {}, [], 0],
    ['failed steps', REFUSED, [], 2],
    [
      'an upload that JupiterOne refuses',
      {},
      [{ call: 'entities', answer: 'JOB_NOT_AWAITING_UPLOADS' }],
      1,
    ],
  ] as const)('run says by its exit code what became of %s', async (_, org, faults, expected) => {
    await openOrg(org);
    jupiterOne = await startLocalJupiterOne({ faults: [...faults] });
    expect((await upload('run').ended).code).toBe(expected);
    expect(existsSync(path.join(storage, 'summary.json'))).toBe(expected !== 1);
  });
});
