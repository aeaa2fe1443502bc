/** The doctor as a process, and its report on pages of different widths. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Examined, Prediction } from '../../../src/preflight';
import { startLocalOkta, type LocalOktaOptions } from '../../local-okta';
import { PLAIN, widthOf } from '../terminal/style';
import { envFileCheck } from './envFile';
import { isHealthy, renderChecks, renderPrediction, renderVerdict } from './report';

const ROOT = path.join(__dirname, '../../..');
const BLANK = {
  OKTA_ORG_URL: '',
  OKTA_API_KEY: '',
  OKTA_CLIENT_ID: '',
  OKTA_PRIVATE_KEY: '',
  OKTA_KEY_ID: '',
  RATE_LIMIT_THRESHOLD: '',
  DISABLED_INGESTION_SOURCES: '',
  FORCE_COLOR: '0',
};

function doctor(
  env: NodeJS.ProcessEnv = {},
  args: readonly string[] = [],
): Promise<{ code: number | null; output: string }> {
  const child = spawn(
    process.execPath,
    ['-r', 'ts-node/register', 'packages/cli/doctor', ...args],
    {
      cwd: ROOT,
      env: { ...process.env, ...BLANK, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}

async function doctorAt(options: LocalOktaOptions, env: NodeJS.ProcessEnv = {}) {
  const okta = await startLocalOkta(options);
  try {
    const ended = await doctor({ OKTA_ORG_URL: okta.url, OKTA_API_KEY: okta.apiToken, ...env });
    return { ...ended, requests: okta.counters.requests };
  } finally {
    await okta.close();
  }
}

describe('the exit code', () => {
  test('is 0 where a full run would be complete, and nothing was changed', async () => {
    const { code, output, requests } = await doctorAt({});
    expect(output).toContain('A full run would be complete.');
    expect(output).toMatch(/A full run takes .* at a threshold of 0\.8\./);
    expect(output).toMatch(/^\/api\/v1\/apps +(?:≥ )?\d+ +40 /m);
    expect(output).not.toContain('\u001b');
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(code).toBe(0);
  });

  test('is 0 for the sources that are left on', async () => {
    const { code, output } = await doctorAt(
      { permissions: { deny: ['/api/v1/devices'] } },
      { DISABLED_INGESTION_SOURCES: 'machine-devices' },
    );
    expect(output).toContain('A run of all sources that are switched on would be complete.');
    expect(code).toBe(0);
  });

  test('is 1 where a permission is missing', async () => {
    const { code, output } = await doctorAt({ permissions: { adminRole: 'readOnly' } });
    expect(output).toMatch(/A full run would not be complete: \d+ checks failed\./);
    expect(output).toMatch(/Administrator roles +✖ FAIL +not permitted/);
    expect(code).toBe(1);
  });

  test('is 1 for a dead credential, which is not shown', async () => {
    const { code, output } = await doctorAt({}, { OKTA_API_KEY: '00dead-and-gone' });
    expect(output).toMatch(/Credential +✖ FAIL +refused/);
    expect(output).not.toContain('00dead');
    expect(output).toContain('Okta refuses the credential. No run can begin, so nothing else was');
    expect(output).not.toMatch(/would (not )?be complete|Forecast/);
    expect(code).toBe(1);
  });

  test('is 1 for a configuration that cannot be used', async () => {
    const { code, output } = await doctor({ OKTA_ORG_URL: 'acme.okta.com' });
    expect(output).toMatch(/Configuration +✖ FAIL +cannot be used +OKTA_API_KEY is empty/);
    expect(output).toContain('The configuration cannot be used. No run can begin, so nothing else');
    expect(output).not.toMatch(/✔|would (not )?be complete|For the graph|oktaApiKey/);
    expect(code).toBe(1);
  });

  test('is 1 for an argument, which would be ignored otherwise, and 0 for --help', async () => {
    const wrong = await doctor({}, ['--fix']);
    expect(wrong.output).toMatch(/^There is no option --fix\.\n\nUsage: npm run doctor/);
    expect(wrong.code).toBe(1);
    const help = await doctor({}, ['--help']);
    expect(help.output).toMatch(/^Usage: npm run doctor\n/);
    expect(help.code).toBe(0);
  });
});

test('with nothing configured the sample org is examined', async () => {
  const { code, output } = await doctor();
  expect(output).toMatch(/^No Okta org is configured, so this examines the sample org\./);
  expect(output).toMatch(/^.*limits of a Workforce org here; npm start collects it without any/);
  expect(code).toBe(0);
});

test('an org in variables that nothing reads is not taken for no org', async () => {
  const { code, output } = await doctor({ OKTA_TOKEN: '00abc' });
  expect(code).toBe(1);
  expect(output).toMatch(/OKTA_TOKEN \(is OKTA_API_KEY meant\?\)/);
  expect(output).not.toContain('00abc');
});

describe('the report', () => {
  const checks: Examined[] = [
    { id: 'users', title: 'Users', result: { status: 'ok', finding: 'may be read' } },
    {
      id: 'roles',
      title: 'Administrator roles',
      result: {
        status: 'fail',
        finding: 'not permitted (403 E0000006)',
        meaning: 'Nobody is shown as an administrator of Okta.',
        remedy: 'Give the administrator who owns the API token the role Super Administrator.',
      },
    },
  ];

  test.each([60, 80, 110, 160])('fits into %d columns and says it all', (columns) => {
    const lines = renderChecks(checks, { columns, style: PLAIN });
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
    const words = lines.join(' ').replace(/\s+/g, ' ');
    for (const word of ['Users', 'may be read', 'Nobody', 'administrator of', 'Super']) {
      expect(words).toContain(word);
    }
  });

  test('the verdict counts what failed', () => {
    expect(renderVerdict(checks, false, { columns: 80, style: PLAIN })[0]).toContain(
      '1 check failed',
    );
    expect(isHealthy(checks)).toBe(false);
    expect(isHealthy(checks.slice(0, 1))).toBe(true);
  });

  test('has no column that says nothing', () => {
    const [titles] = renderChecks(checks.slice(0, 1), { columns: 120, style: PLAIN });
    expect(titles).toMatch(/^Check +Result$/);
    expect(renderChecks(checks, { columns: 120, style: PLAIN })[0]).toMatch(/Result +For.*Remedy$/);
  });

  test('notes a .env that others may read', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'okta-env-'));
    try {
      expect(envFileCheck(folder)).toBeUndefined();
      writeFileSync(path.join(folder, '.env'), '', { mode: 0o600 });
      expect(envFileCheck(folder)).toBeUndefined();
      chmodSync(path.join(folder, '.env'), 0o640);
      expect(envFileCheck(folder)?.result).toMatchObject({
        status: 'warn',
        remedy: 'chmod 600 .env',
      });
      expect(envFileCheck(folder, 'win32')).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('the forecast says when it knows sizes from below only', () => {
    const prediction: Prediction = {
      buckets: [
        {
          bucket: '/api/v1/users',
          calls: 20_112,
          atLeast: true,
          perMinute: 240,
          durationMs: 83 * 60_000,
        },
      ],
      durationMs: 83 * 60_000,
      atLeast: true,
      threshold: 0.8,
      shortenings: [{ advice: 'Set rateLimitThreshold to 1', durationMs: 67 * 60_000 }],
    };
    const text = renderPrediction(prediction, { columns: 80, style: PLAIN }).join('\n');
    expect(text).toMatch(/^\/api\/v1\/users +≥ 20,112 +240 +about 1 h 23 min$/m);
    expect(text).toContain('A full run takes at least about 1 h 23 min at a threshold of 0.8.');
    expect(text).toContain('• about 1 h 7 min instead: Set RATE_LIMIT_THRESHOLD to 1.');
    expect(text).not.toContain('later runs');
  });

  test('the forecast by changes says which runs are shorter, and where', () => {
    const prediction: Prediction = {
      buckets: [],
      durationMs: 83 * 60_000,
      laterRunMs: 2 * 60_000,
      atLeast: false,
      threshold: 0.8,
      shortenings: [],
    };
    const text = renderPrediction(prediction, { columns: 400, style: PLAIN }).join('\n');
    expect(text).toContain('A full run takes about 1 h 23 min');
    expect(text).toMatch(/later runs of the same day .* about 2 min .* JupiterOne's own schedule/);
  });
});
