/**
 * An org whose names, ids and headers hold everything that does harm on a screen or in a log: what each real
 * program and the integration itself make of it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { sampleId, startLocalOkta, type Fault, type LocalOkta } from '../packages/local-okta';
import { collect } from './harness/collect';
import { startProgram, type ProgramOptions } from './harness/program';

/** A title, a colour, the screen cleared, a C1 control, overrides, NUL, separators, a forged line, half a pair. */
const HOSTILE =
  '\u001b]0;owned\u0007\u001b[31m\u001b[2J\u009b1A\u202egpj\u2066\u200b\u0000\u2028\u2029\n12:00 fetch-users: done\r\ud800';
const SHOWN = '\\u001b]0;owned\\u0007\\u001b[31m\\u001b[2J\\u009b1A\\u202egpj\\u2066\\u200b\\u0000';

const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Headers hold bytes: C1 controls are all the harm that they can do, besides their length. */
const REQUEST_ID = `\u009b31m${'x'.repeat(3000)}`;

const FAULTS: readonly Fault[] = [
  {
    on: '/api/v1/users/{id}/factors',
    nth: [2, 3],
    kind: 'status',
    status: 400,
    headers: { 'x-okta-request-id': REQUEST_ID },
  },
];

let okta: LocalOkta;
let storage: string;

beforeAll(async () => {
  storage = mkdtempSync(path.join(tmpdir(), 'okta-hostile-'));
  okta = await startLocalOkta({
    plan: 'unlimited',
    faults: FAULTS,
  });
  const { org } = okta;
  const profile = {
    firstName: HOSTILE,
    lastName: HOSTILE,
    displayName: HOSTILE,
    title: `=${HOSTILE}`,
  };
  org.patchUser(sampleId('00u', 'ana'), { profile });
  org.patchGroup(sampleId('00g', 'eng'), { profile: { name: `=${HOSTILE}` } });
  org.patchDevice(sampleId('guo', 'anamac'), { profile: { displayName: HOSTILE } });
  org.patchApp(sampleId('0oa', 'awsinvalid'), {
    label: HOSTILE,
    settings: { app: { groupFilter: `${HOSTILE}(?{{role}}[a-z` } },
  });
  // What is asked and drawn below.
  await run('packages/cli/start');
});
afterAll(async () => {
  await okta.close();
  rmSync(storage, { recursive: true, force: true });
});

function run(program: string, args: readonly string[] = [], more: Partial<ProgramOptions> = {}) {
  return startProgram(program, {
    args,
    ...more,
    env: {
      OKTA_ORG_URL: okta.url,
      OKTA_API_KEY: okta.apiToken,
      JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: storage,
      ...more.env,
    },
  }).ended;
}

/** What programs write to a terminal themselves: colours, moves and clearing of the live screen. */
// eslint-disable-next-line no-control-regex -- escape sequences are what is looked for
const OWN_SEQUENCES = /\u001b\[(?:\d+(?:;\d+)*m|\d+A|K|J|\?(?:7|25)[hl])/g;

function expectHarmless(output: string): void {
  const lines = output.replace(OWN_SEQUENCES, '').split(/\r?\n|\r/);
  expect(lines.filter((line) => HARMFUL.test(line))).toEqual([]);
  expect(lines.filter((line) => /^12:00/.test(line))).toEqual([]);
  expect(output).not.toContain('x'.repeat(200));
}

const TERMINAL = { columns: 100, rows: 24 };

test.each([
  ['a pipe', undefined],
  ['a terminal', TERMINAL],
])('npm start on %s shows names as they are, and no more', async (_, terminal) => {
  okta.setFaults(FAULTS);
  const { output } = await run('packages/cli/start', [], terminal && { terminal });
  expectHarmless(output);
  expect(output.replace(/\s/g, '')).toContain(`AWSrolesoftheapplication"${SHOWN}`);
  const log = readFileSync(path.join(storage, 'run.log'), 'utf8');
  expectHarmless(log);
  const records = log
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(JSON.stringify(records)).toContain('AWS roles of the application');
});

test.each(['table', 'csv', 'json'])('npm run ask, as %s', async (format) => {
  const sql = `SELECT displayName AS name FROM okta_user_group
    UNION ALL SELECT name FROM okta_user UNION ALL SELECT displayName FROM okta_device`;
  const args = ['--format', format, '--sql', sql];
  const { output } = await run('packages/cli/ask', args);
  expectHarmless(output.replaceAll('\r\n', '\n'));
  expect(output).toContain(format === 'json' ? '\\u001b]0;owned' : SHOWN.slice(0, 20));
  if (format === 'csv') expect(output).toContain(`'=${SHOWN}`);
  if (format === 'json') {
    const rows: unknown = JSON.parse(output);
    expect(rows).toContainEqual({ name: `=${HOSTILE.replace('\ud800', '\ufffd')}` });
  }
});

test('npm run ask on a terminal, and its errors', async () => {
  const sql = 'SELECT displayName::INTEGER FROM okta_user_group';
  const wrong = await run('packages/cli/ask', ['--sql', sql], { terminal: TERMINAL });
  expect(wrong.code).toBe(1);
  expectHarmless(wrong.output);
  const all = 'SELECT displayName FROM okta_user_group';
  expectHarmless((await run('packages/cli/ask', ['--sql', all], { terminal: TERMINAL })).output);
});

test.each([
  ['npm run doctor', 'packages/cli/doctor', []],
  ['npm run collect', 'packages/cli/sdk', ['collect']],
  ['npm run explore', 'packages/explorer', []],
  ['npm run report', 'packages/cli/report', ['--fail-on', 'low']],
  ['npm run report, as Markdown', 'packages/cli/report', ['--format', 'markdown']],
  ['npm run report, as JSON', 'packages/cli/report', ['--format', 'json']],
  ['npm run report, as JUnit', 'packages/cli/report', ['--format', 'junit']],
  ['npm run report, as SARIF', 'packages/cli/report', ['--format', 'sarif']],
  ['npm run graph', 'packages/explorer/drawing', []],
])('%s', async (_, program, args) => {
  okta.setFaults(FAULTS);
  expectHarmless((await run(program, args)).output);
});

test('what JupiterOne is told and logs', async () => {
  okta.setFaults(FAULTS);
  const { logs, events } = await collect(okta);
  const texts = [
    ...events.map(({ description }) => description),
    ...logs.map((record) => String((record as { msg?: unknown }).msg)),
  ];
  // Reports of our own have several lines.
  expectHarmless(texts.filter((text) => !text.startsWith('Okta API')).join(' '));
  expect(texts.some((text) => text.includes(SHOWN))).toBe(true);
  expect(texts.join('\n')).toMatch(/request .?\\u009b31mx{58,59}…/);
});
