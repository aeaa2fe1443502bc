/** `npm start` as people and build servers run it: a process of its own, judged by output and exit code. */
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createInvocationConfig } from '../../../src';
import {
  startLocalOkta,
  type Fault,
  type LocalOkta,
  type LocalOktaOptions,
} from '../../local-okta';

import { startProgram, until, type RunningProgram } from '../../../test/harness/program';
import { findingsIn } from '../findings';
import { metricText, numberOf } from '../findings/words';
import { claim } from '../storage/ownFiles';

let storage: string;
beforeEach(() => {
  storage = mkdtempSync(path.join(tmpdir(), 'okta-start-'));
});
afterEach(() => {
  rmSync(storage, { recursive: true, force: true });
});

function start(env: NodeJS.ProcessEnv = {}, args: readonly string[] = []): RunningProgram {
  return startProgram('packages/cli/start', {
    args,
    env: { JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: storage, LOG_LEVEL: 'trace', ...env },
  });
}

async function startAt(options: LocalOktaOptions, env: NodeJS.ProcessEnv = {}) {
  const okta = await startLocalOkta({ plan: 'unlimited', ...options });
  try {
    const ended = await start(environmentOf(okta, env)).ended;
    return { ...ended, okta };
  } finally {
    await okta.close();
  }
}

function environmentOf(okta: LocalOkta, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { OKTA_ORG_URL: okta.url, OKTA_API_KEY: okta.apiToken, ...env };
}

const EARLIER_STEP = 'fetch-of-earlier';

/** As a run has left it that went to its end. */
function leaveRun(directory: string): void {
  claim(directory);
  const entities = path.join(directory, 'graph', EARLIER_STEP, 'entities');
  mkdirSync(entities, { recursive: true });
  writeFileSync(path.join(entities, `${randomUUID()}.json`), '{"entities":[]}');
  writeFileSync(path.join(directory, 'summary.json'), '{}');
}

function everythingIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
}

function readStored(file: string): string {
  return readFileSync(path.join(storage, file), 'utf8');
}

describe('with nothing configured', () => {
  test('the sample org is collected, and said to be the sample org', async () => {
    const { code, output } = await start().ended;
    expect(code).toBe(0);
    expect(output).toMatch(/^No Okta org is configured, so this collects the sample org\./);
    expect(output).toContain('This was the sample org');
    expect(output).toMatch(/cp \.env\.example \.env.*OKTA_ORG_URL/);
    expect(output).toMatch(/npm run explore[\s\S]*npm run ask[\s\S]*npm run graph/);
    expect(output).toContain(`Graph: ${storage}`);
    // No terminal, no colours and no moving of the cursor.
    expect(output).not.toContain('\u001b');
    expect(existsSync(path.join(storage, 'summary.json'))).toBe(true);

    expect(output).toMatch(/fetch-users: done in .* entities, \d+ relationships/);
  });

  test('it ends with how the org stands, as the report has it', async () => {
    const { output } = await start().ended;
    const [posture = ''] = /^Active users[^]*?\n\n[^]*?\n\n/m.exec(output) ?? [];
    const found = await findingsIn({
      directory: storage,
      steps: createInvocationConfig().integrationSteps,
      now: Date.now(),
    });
    for (const metric of found.metrics) {
      expect(posture).toContain(metricText(metric));
      expect(posture).toContain(metric.title);
    }
    const worst = found.findings.filter(({ state }) => state === 'found').slice(0, 8);
    const lines = worst.map((one) => `${one.severity} ${numberOf(one)} ${one.title}`);
    // A title may be longer than its column.
    const table = posture.replace(/\s+/g, ' ');
    for (const line of lines) expect(table).toContain(line);
    // The tables are for those who ask for them.
    expect(output).not.toMatch(/^(?:Entities|Okta API calls|Rate limit) /m);
    expect(existsSync(path.join(storage, 'graph.duckdb'))).toBe(true);
  });

  test('--verbose also shows types, calls and limits', async () => {
    const { code, output } = await start({}, ['--verbose']).ended;
    expect(code).toBe(0);
    for (const step of createInvocationConfig().integrationSteps) {
      for (const { _type } of step.entities) {
        expect(output).toMatch(new RegExp(`^${_type} +[1-9]`, 'm'));
      }
    }
    expect(output).toMatch(/^\/api\/v1\/users\/{id}\/factors +\d+$/m);
    expect(output).toMatch(/^Rate limit +Calls/m);
    expect(output).toMatch(/^Active users with MFA +\d/m);
  });

  test('on a terminal its end is no wider than the terminal', async () => {
    const { code, output } = await startProgram('packages/cli/start', {
      env: { JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: storage },
      terminal: { columns: 60, rows: 24 },
    }).ended;
    expect(code).toBe(0);
    // eslint-disable-next-line no-control-regex -- colours are what is left out
    const lines = output.replace(/\u001b\[[\d;]*m/g, '').split(/\r?\n/);
    const begin = lines.findIndex((line) => line.startsWith('Active users'));
    const end = lines.findIndex((line, i) => i > begin && line.startsWith('Collected'));
    expect(begin).toBeGreaterThan(0);
    expect(end).toBeGreaterThan(begin + 15);
    // A path stays whole, to be copied.
    const texts = lines.slice(begin, end).filter((line) => !line.includes(storage));
    expect(texts.filter((line) => line.length > 60)).toEqual([]);
  });

  test('it ends well where the database cannot be loaded, and says so', async () => {
    const preload = path.join(storage, '../', `${path.basename(storage)}-preload.cjs`);
    writeFileSync(
      preload,
      `const Module = require('node:module');
      const load = Module._load;
      Module._load = (request, ...rest) => {
        if (request === '@duckdb/node-api') throw new Error('no native module for this machine');
        return load(request, ...rest);
      };`,
    );
    try {
      const { code, output } = await start({ NODE_OPTIONS: `--require ${preload}` }).ended;
      expect(code).toBe(0);
      expect(output.replace(/\s+/g, ' ')).toContain(
        'The findings could not be evaluated: no native module for this machine. This does not affect the graph',
      );
      expect(output).toContain('Collected the sample org');
      expect(existsSync(path.join(storage, 'summary.json'))).toBe(true);
    } finally {
      rmSync(preload);
    }
  });

  test('its faults are told once, and as its own', async () => {
    const { output } = await start().ended;
    expect(output).toMatch(/^6 warnings: the sample org contains these faults on purpose/m);
    expect(output.match(/AWS – filter that is no pattern/g)).toHaveLength(1);
    expect(output).not.toMatch(/warning: /);
  });

  test('what it leaves is for the user alone', async () => {
    await start().ended;
    const modes = readdirSync(storage, { recursive: true, encoding: 'utf8' })
      .map((name) => lstatSync(path.join(storage, name)))
      .filter((stats) => !stats.isSymbolicLink())
      .map((stats) => stats.mode & 0o077);
    expect(modes.length).toBeGreaterThan(20);
    expect(new Set(modes)).toEqual(new Set([0]));
  });

  test('the log holds the run and no credential', async () => {
    await start().ended;
    const log = readStored('run.log');
    expect(log).toContain('"stepId":"fetch-users"');
    expect(log).not.toContain('sample-token');
  });
});

test('a source that is switched off is told and does not fail the run', async () => {
  const { code, output } = await startAt(
    {},
    { DISABLED_INGESTION_SOURCES: 'machine-devices,applications' },
  );
  expect(code).toBe(0);
  expect(output).toContain('fetch-devices: off: source machine-devices');
  expect(output).toContain('build-user-app-relationships: off: source applications');
  expect(output).not.toMatch(/^okta_application /m);
  expect(output).not.toContain('sample org');
});

test('a source that does not exist is named, and nothing is collected', async () => {
  const { code, output } = await start({ DISABLED_INGESTION_SOURCES: 'roles,machine-device' })
    .ended;
  expect(code).toBe(1);
  expect(output).toMatch(
    /DISABLED_INGESTION_SOURCES names unknown sources: machine-device\. Choose/,
  );
  expect(output).toContain('machine-devices');
  expect(existsSync(path.join(storage, 'graph'))).toBe(false);
});

test('a reader who goes away early does not end the run', async () => {
  const running = start();
  await until(() => /nothing leaves it/.test(running.output()));
  running.child.stdout?.destroy();
  expect(await running.ended).toEqual({ code: 0, output: running.output() });
  expect(existsSync(path.join(storage, 'summary.json'))).toBe(true);
});

test('a failed step ends in a non-zero exit code, a warning and the types that are kept', async () => {
  const { code, output } = await startAt({
    permissions: {
      deny: ['/api/v1/iam/*', '/api/v1/users/{id}/roles', '/api/v1/groups/{id}/roles'],
    },
  });
  expect(code).toBe(1);
  expect(output).toMatch(/fetch-roles: FAILED/);
  expect(output).toMatch(/Collected 127\.0\.0\.1:\d+ in part: \d+ steps? failed/);
  const text = output.replace(/\s+/g, ' ');
  expect(text).toMatch(
    /Incomplete: \d+ types Objects of these types .* JupiterOne keeps what earlier runs collected of them: .*okta_user_assigned_role/,
  );
  expect(text).toMatch(/\d+ questions are not fully known/);
  expect(text).toMatch(/Administrators (?:0 or more|not collected)/);
  // Told as it came, and only counted at the end.
  expect(output).toMatch(/warning: .*Okta does not permit it.*Super Administrator/);
  expect(output).toMatch(/^\d+ warnings?, listed above$/m);
  expect(output).toMatch(/^Failed\n! Fetch Roles: (?!Fetch Roles)/m);
});

test('a run that cannot begin says what to change', async () => {
  const { code, output } = await start({ OKTA_ORG_URL: 'http://acme.okta.com' }).ended;
  expect(code).toBe(1);
  expect(output).toMatch(/Nothing was collected[\s\S]*OKTA_ORG_URL [\s\S]*npm run doctor/);
  expect(output).not.toContain('oktaOrgUrl');
});

test('a refused configuration leaves what the last run left', async () => {
  leaveRun(storage);
  const before = everythingIn(storage);
  const { code } = await start({ OKTA_ORG_URL: 'http://acme.okta.com' }).ended;
  expect(code).toBe(1);
  expect(everythingIn(storage)).toEqual(before);
});

describe('the graph of an earlier run', () => {
  beforeEach(() => {
    leaveRun(storage);
  });
  const kept = (): string[] => readdirSync(path.join(storage, 'graph'));

  test('is kept where Okta refuses the credential', async () => {
    const { code, output } = await startAt({}, { OKTA_API_KEY: '00dead-and-gone' });
    expect(code).toBe(1);
    expect(kept()).toEqual([EARLIER_STEP]);
    expect(output).toContain(`Graph of the last complete run: ${storage}`);
    expect(readStored('run.log')).toContain('Provider authentication failed');
    expect(readdirSync(storage)).toEqual(['.okta-runs', 'graph', 'run.log', 'summary.json']);
  });

  test('is kept where the run is stopped by a signal', async () => {
    const okta = await startLocalOkta({ plan: 'unlimited', latencyMs: 400 });
    try {
      const running = start(environmentOf(okta));
      await until(() => running.output().includes('fetch-users: started'));
      running.child.kill('SIGTERM');
      expect((await running.ended).code).toBe(143);
      expect(running.output()).toContain('Graph of the last complete run:');
      expect(kept()).toEqual([EARLIER_STEP]);
    } finally {
      await okta.close();
    }
  });

  test('is there while the next run goes on, and after that was killed', async () => {
    const okta = await startLocalOkta({ plan: 'unlimited', latencyMs: 400 });
    try {
      const running = start(environmentOf(okta));
      await until(() => running.output().includes('fetch-users: started'));
      expect(kept()).toEqual([EARLIER_STEP]);
      running.child.kill('SIGKILL');
      await running.ended;
      expect(kept()).toEqual([EARLIER_STEP]);
      expect(existsSync(path.join(storage, 'summary.json'))).toBe(true);
    } finally {
      await okta.close();
    }
  });

  test('makes room for the next complete one', async () => {
    const { code } = await startAt({});
    expect(code).toBe(0);
    expect(kept()).toContain('fetch-users');
    expect(kept()).not.toContain(EARLIER_STEP);
    expect(readdirSync(storage)).toEqual([
      '.okta-runs',
      'earlier',
      'graph',
      'graph.duckdb',
      'index',
      'run.log',
      'summary.json',
    ]);
  });
});

test('a second run in the same directory is refused, and the first goes on', async () => {
  const okta = await startLocalOkta({ plan: 'unlimited', latencyMs: 400 });
  try {
    const running = start(environmentOf(okta));
    await until(() => running.output().includes('fetch-users: started'));
    const second = await start(environmentOf(okta)).ended;
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/^Another run is at work in \S+ \(process \d+\)/);
    expect(existsSync(path.join(storage, 'run.lock'))).toBe(true);
    expect(running.output()).not.toContain('Collected');
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(143);
    expect(existsSync(path.join(storage, 'run.lock'))).toBe(false);
  } finally {
    await okta.close();
  }
});

test('an org in variables that nothing reads is not taken for no org', async () => {
  const { code, output } = await start({ OKTA_DOMAIN: 'acme.okta.com' }).ended;
  expect(code).toBe(1);
  expect(output).toMatch(/No Okta org is configured\. .*OKTA_DOMAIN \(is OKTA_ORG_URL meant\?\)/);
  expect(readdirSync(storage)).toEqual([]);
});

test('a misspelt setting is told beside a run', async () => {
  const { code, output } = await start({ RATE_LIMIT_TRESHOLD: '0.5' }).ended;
  expect(code).toBe(0);
  expect(output).toMatch(/RATE_LIMIT_TRESHOLD \(is RATE_LIMIT_THRESHOLD meant\?\)/);
});

test('a value that is none is told with its variable', async () => {
  const { code, output } = await start({ MAP_USERS_TO_PERSONS: 'yes' }).ended;
  expect(code).toBe(1);
  expect(output).toContain('MAP_USERS_TO_PERSONS is neither true nor false.');
});

test('a directory of somebody else is left as it is, whatever it is called', async () => {
  const directory = path.join(storage, '.j1-integration');
  mkdirSync(path.join(directory, 'graph'), { recursive: true });
  writeFileSync(path.join(directory, 'graph/figure.json'), '{}');
  const before = everythingIn(storage);
  const env = { JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: directory };
  const { code, output } = await start(env).ended;
  expect(code).toBe(1);
  expect(output).toContain(
    `${directory} holds files that no run of this integration wrote (graph)`,
  );
  expect(output).toContain('Set JUPITERONE_INTEGRATION_STORAGE_DIRECTORY to a directory that');
  expect(everythingIn(storage)).toEqual(before);
});

test('what another program does to the files while a run is at work is noticed', async () => {
  const okta = await startLocalOkta({ plan: 'unlimited', latencyMs: 400 });
  try {
    const running = start(environmentOf(okta));
    await until(() => running.output().includes('fetch-users: started'));
    // As j1-integration collect does in a second terminal.
    rmSync(storage, { recursive: true });
    const { code, output } = await running.ended;
    expect(code).toBe(1);
    expect(output).toContain(`Another program has deleted or replaced ${storage}`);
    expect(output).not.toContain('Collected');
  } finally {
    await okta.close();
  }
});

test('a directory that cannot be written is told with the remedy', async () => {
  const file = path.join(storage, 'file');
  writeFileSync(file, '');
  const { code, output } = await start({ JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: file }).ended;
  expect(code).toBe(1);
  expect(output.replace(/\s+/g, ' ')).toMatch(
    /^\S+file is no directory that a run can write \(.*\)\. Move away what is there, or set JUPITERONE/,
  );
  expect(output).not.toContain('The log lies');
});

test('an argument is refused before anything is done', async () => {
  leaveRun(storage);
  const before = everythingIn(storage);
  const { code, output } = await start({}, ['--dry-run']).ended;
  expect(code).toBe(1);
  expect(output).toMatch(/^There is no option --dry-run\.\n\nUsage: npm start\n/);
  expect(everythingIn(storage)).toEqual(before);
});

test('a refused credential ends the run with a sentence, and without the credential', async () => {
  const { code, output } = await startAt({}, { OKTA_API_KEY: '00dead-and-gone' });
  expect(code).toBe(1);
  expect(output).toMatch(/Nothing was collected[\s\S]*does not accept the API\s+token/);
  expect(output + readStored('run.log')).not.toContain('00dead');
});

test('a token that dies in the middle stops the run as what it is', async () => {
  const faults: Fault[] = [{ on: '/api/v1/groups/{id}/users', from: 3, kind: 'invalidToken' }];
  const { code, output } = await startAt({ faults });
  expect(code).toBe(1);
  expect(output).toContain('The run was stopped. What it collected is not complete.');
  expect(output).toMatch(/Provider authentication failed/);
  expect(existsSync(path.join(storage, 'summary.json'))).toBe(false);
});

describe('a process that is asked to stop', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('%s ends it in good order with %d', async (signal, exitCode) => {
    const okta = await startLocalOkta({ plan: 'unlimited', latencyMs: 400 });
    try {
      const running = start(environmentOf(okta));
      await until(() => running.output().includes('fetch-users: started'));
      // Known before any step starts, so that it does not look as if it were still to come.
      expect(running.output()).toContain('fetch-changed-mfa-devices: off: not needed');
      running.child.kill(signal);
      const { code, output } = await running.ended;
      expect(code).toBe(exitCode);
      expect(output).toContain(`Stopped by ${signal}`);
      expect(output).not.toContain('Collected');
      expect(existsSync(path.join(storage, 'summary.json'))).toBe(false);
    } finally {
      await okta.close();
    }
  });

  test('says that the graph is there, if only its findings are to be evaluated', async () => {
    const preload = path.join(storage, '../', `${path.basename(storage)}-preload.cjs`);
    writeFileSync(
      preload,
      `const Module = require('node:module');
      const load = Module._load;
      Module._load = (request, ...rest) => {
        if (request === '@duckdb/node-api') process.kill(process.pid, 'SIGINT');
        return load(request, ...rest);
      };`,
    );
    try {
      const { code, output } = await start({ NODE_OPTIONS: `--require ${preload}` }).ended;
      expect(code).toBe(130);
      expect(output).toContain(
        'Stopped by SIGINT. The run had ended, and only its findings were not evaluated: npm run report',
      );
      expect(output).toContain(`Graph: ${storage}`);
      expect(output).not.toMatch(/not complete|last complete run/);
      expect(existsSync(path.join(storage, 'summary.json'))).toBe(true);
    } finally {
      rmSync(preload);
    }
  });

  test('takes the sample org with it', async () => {
    const running = start();
    await until(() => /nothing leaves it/.test(running.output()));
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(running.output()) ?? [];
    expect((await fetch(`${url}/.well-known/okta-organization`)).status).toBe(200);
    running.child.kill('SIGTERM');
    await running.ended;
    await expect(fetch(`${url}/.well-known/okta-organization`)).rejects.toThrow();
  });
});
