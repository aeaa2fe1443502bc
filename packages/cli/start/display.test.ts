/** What a run looks like: screen, lines and summary, from made-up states. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { RelationshipClass, StepResultStatus } from '@jupiterone/integration-sdk-core';

import type { BucketSnapshot, OktaSnapshot } from '../../../src/okta';
import { COLOURED, PLAIN, widthOf } from '../terminal/style';
import { openDisplay } from './display';
import { inEnvironmentNames } from './environmentNames';
import { renderFailure } from './failure';
import { NOTHING_TOLD, tellChanges } from './lines';
import { renderScreen } from './live';
import { LogFile } from './runLog';
import { openState, stepOf, type RunState } from './state';
import { refuseForeignDirectory } from './storage';
import { countTypes, renderSummary, type SummaryInput } from './summary';

const START = 1_000_000;
/** What every command to a terminal begins with. */
const ESC = '\u001b[';

function bucket(name: string, more: Partial<BucketSnapshot> = {}): BucketSnapshot {
  return {
    name,
    calls: 10,
    inFlight: 0,
    queued: 0,
    waitedMs: 0,
    retries: {},
    rateLimited: 0,
    concurrencyLimited: 0,
    callsToCome: 0,
    ...more,
  };
}

function snapshot(buckets: BucketSnapshot[], more: Partial<OktaSnapshot> = {}): OktaSnapshot {
  return { buckets, callsByEndpoint: {}, concurrencyLimit: 15, ...more };
}

/** A run in its middle: one step of every phase, one bucket that waits. */
function middle(): RunState {
  const state = openState(
    'acme.okta.com',
    [
      { id: 'fetch-users', name: 'Fetch Users' },
      { id: 'fetch-groups', name: 'Fetch Groups' },
      { id: 'fetch-roles', name: 'Fetch Roles' },
      { id: 'fetch-devices', name: 'Fetch Devices' },
      { id: 'fetch-rules', name: 'Fetch Rules' },
    ],
    START,
  );
  Object.assign(state, { phase: 'collecting' });
  Object.assign(stepOf(state, 'fetch-users')!, {
    phase: 'running',
    startedAt: START,
    done: 612,
    total: 1224,
    entities: 612,
    relationships: 1,
  });
  Object.assign(stepOf(state, 'fetch-groups')!, {
    phase: 'done',
    startedAt: START,
    endedAt: START + 3200,
    entities: 31,
    relationships: 31,
  });
  Object.assign(stepOf(state, 'fetch-roles')!, {
    phase: 'failed',
    startedAt: START,
    endedAt: START + 12_000,
  });
  Object.assign(stepOf(state, 'fetch-devices')!, {
    phase: 'disabled',
    offReason: 'off: source machine-devices',
  });
  state.snapshot = snapshot(
    [
      bucket('/api/v1/users', {
        calls: 1304,
        limit: 300,
        remaining: 60,
        waitReason: 'budget',
        opensAt: START + 74_000,
        callsToCome: 612,
      }),
      bucket('/api/v1/apps', { calls: 1, limit: 50, remaining: 49, waitedMs: 41_000 }),
      bucket('/api/v1/iam', { calls: 0 }),
    ],
    { estimatedMs: 130_000 },
  );
  return state;
}

const view = { now: START + 62_000, columns: 100, rows: 40, style: PLAIN };

describe('the screen', () => {
  test('shows steps, buckets, waits and the time left', () => {
    const screen = renderScreen(middle(), view).join('\n');
    expect(screen).toMatch(/^Okta ▸ acme\.okta\.com +01:02 · about 2 min left$/m);
    expect(screen).toMatch(/^\S Fetch Users +████░░░░ 612\/1,224 +612 entities, 1 relationship$/m);
    expect(screen).toMatch(/^✔ Fetch Groups +3\.2 s +31 entities, 31 relationships$/m);
    expect(screen).toMatch(/^✖ Fetch Roles +failed after 12 s$/m);
    expect(screen).toMatch(/^– Fetch Devices +off: source machine-devices$/m);
    expect(screen).toMatch(/^· Fetch Rules$/m);
    expect(screen).toMatch(
      /^ {2}users █+░+ +240\/300 used {2}waits 12 s: its share is spent, 1,304 calls, 612 to come$/m,
    );
    expect(screen).toMatch(/^ {2}apps {2}░+ +1\/50 used {2}1 call, waited 41 s$/m);
    expect(screen).not.toContain('iam');
  });

  test('shows warnings as they come, the latest ones', () => {
    const state = middle();
    for (let i = 1; i <= 6; i += 1)
      state.warnings.push(`warning number ${i} ${'long '.repeat(60)}`);
    const screen = renderScreen(state, view).join('\n');
    expect(screen).toContain('… 2 warnings before');
    expect(screen).not.toContain('warning number 2');
    expect(screen).toContain('! warning number 6');
  });

  test.each([
    [40, 24],
    [80, 24],
    [80, 10],
    [200, 5],
    [60, 60],
  ])('fits into %d columns and %d rows', (columns, rows) => {
    const state = middle();
    state.warnings.push('Größe: '.repeat(40), 'second', 'third');
    for (const style of [PLAIN, COLOURED]) {
      const lines = renderScreen(state, { ...view, columns, rows, style });
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
    }
  });

  test('folds steps that wait before it gives up what runs', () => {
    const lines = renderScreen(middle(), { ...view, rows: 8 }).join('\n');
    expect(lines).toContain('Fetch Users');
    expect(lines).toMatch(/^ {2}… 1 waiting, 1 off$/m);
    expect(lines).toContain('users');
    const lowest = renderScreen(middle(), { ...view, rows: 7 }).join('\n');
    expect(lowest).toMatch(/^ {2}… 1 done, 1 waiting, 1 off$/m);
    expect(lowest).toContain('Fetch Roles');
  });

  test('leaves room for the numbers of a bucket with a long name', () => {
    const state = middle();
    const long = bucket('/api/v1/meta/schemas/apps/{id}/default', { limit: 600, remaining: 592 });
    state.snapshot = snapshot([long]);
    const screen = renderScreen(state, { ...view, columns: 60 }).join('\n');
    expect(screen).toMatch(/^ {2}meta\/schemas\/a… ░+ +8\/600 used {2}10 calls$/m);
  });

  test('ends with its steps alone: the summary has the rest', () => {
    const state = middle();
    state.warnings.push('roles are missing');
    state.phase = 'finished';
    const screen = renderScreen(state, { ...view, rows: Infinity }).join('\n');
    expect(screen).toContain('Fetch Groups');
    expect(screen).not.toMatch(/roles are missing|used/);
  });

  test('has a title while nothing else is known', () => {
    const lines = renderScreen(openState('acme.okta.com', [], START), view);
    expect(lines[0]).toMatch(/Okta ▸ acme\.okta\.com +01:02 · checking the configuration/);
  });

  test('a limit that is none is not counted down', () => {
    const state = middle();
    state.snapshot = snapshot([
      bucket('/api/v1/users', { limit: 10_000_000, remaining: 9_999_990 }),
    ]);
    expect(renderScreen(state, view).join('\n')).not.toContain(' used');
  });
});

describe('lines', () => {
  test('tell each change once', () => {
    const state = middle();
    state.warnings.push('roles are\nmissing');
    state.snapshot = snapshot([]);
    const first = tellChanges(state, NOTHING_TOLD, START + 5_000);
    expect(first.lines).toEqual([
      '00:05 fetch-users: started',
      '00:05 fetch-groups: done in 3.2 s, 31 entities, 31 relationships',
      '00:05 fetch-roles: FAILED after 12 s, 0 entities, 0 relationships',
      '00:05 fetch-devices: off: source machine-devices',
      '00:05 warning: roles are missing',
    ]);
    expect(tellChanges(state, first.told, START + 6_000).lines).toEqual([]);
  });

  test('announce a long wait once, when it starts', () => {
    const state = middle();
    const { told } = tellChanges(state, NOTHING_TOLD, START + 60_000);
    const waiting = bucket('/api/v1/users', { waitReason: 'budget', callsToCome: 96 });
    const wait = (from: number, untilMs: number, before = told) => {
      state.snapshot = snapshot([{ ...waiting, opensAt: START + untilMs }]);
      return tellChanges(state, before, START + from);
    };
    const first = wait(61_000, 115_000);
    expect(first.lines).toEqual(['01:01 users waits 54 s: its share is spent, 96 calls to come']);
    expect(wait(62_000, 115_400, first.told).lines).toEqual([]);
    expect(wait(116_000, 175_000, { ...first.told, progressAt: START + 115_000 }).lines).toEqual([
      '01:56 users waits 59 s: its share is spent, 96 calls to come',
    ]);
    expect(wait(61_000, 71_000).lines).toEqual([]);
  });

  test('say now and then that a long run goes on', () => {
    const state = middle();
    const { told } = tellChanges(state, NOTHING_TOLD, START + 5_000);
    const later = tellChanges(state, told, START + 62_000);
    expect(later.lines).toEqual([
      '01:02 running: fetch-users 612/1,224; users waits 12 s; about 2 min left',
    ]);
    expect(tellChanges(state, later.told, START + 63_000).lines).toEqual([]);
  });
});

describe('the display', () => {
  function show(env: NodeJS.ProcessEnv, isTTY: boolean, size = { columns: 90, rows: 30 }): string {
    let written = '';
    const output = { isTTY, ...size, write: (text: string) => (written += text) };
    const display = openDisplay(middle(), () => undefined, output, env);
    display.stop();
    return written;
  }

  test('draws over itself on a terminal and gives the cursor back', () => {
    const written = show({ TERM: 'xterm' }, true);
    expect(written.startsWith(`${ESC}?25l`)).toBe(true);
    expect(written).toContain(`A\r${ESC}J`);
    expect(written.endsWith(`${ESC}?25h`)).toBe(true);
    expect(written).toContain(`${ESC}32m`);
  });

  test('respects NO_COLOR', () => {
    const written = show({ TERM: 'xterm', NO_COLOR: '1' }, true);
    expect(written).toContain(`${ESC}J`);
    expect(written).not.toContain(`${ESC}32m`);
    expect(written).not.toContain(`${ESC}1m`);
  });

  test('takes a terminal that says it has no size for a usual one', () => {
    expect(show({ TERM: 'xterm' }, true, { columns: 0, rows: 0 })).toBe(
      show({ TERM: 'xterm' }, true, { columns: 80, rows: 24 }),
    );
  });

  test('writes lines anywhere else', () => {
    const written = show({}, false);
    expect(written).not.toContain('\u001b');
    expect(written).toContain('fetch-users: started');
  });
});

describe('the summary', () => {
  const result = (id: string, status: StepResultStatus, counts: Record<string, number>) => ({
    id,
    name: id,
    status,
    declaredTypes: [],
    partialTypes: [],
    encounteredTypes: [],
    encounteredTypeCounts: counts,
  });
  const relationship = (type: string) => ({
    _type: type,
    _class: RelationshipClass.HAS,
    sourceType: 'a',
    targetType: 'b',
  });
  const entity = (type: string) => ({ _type: type, _class: 'Record', resourceName: type });
  const state = middle();
  stepOf(state, 'fetch-roles')!.failure = 'roles: not permitted';
  state.warnings.push('factors of 2 users could not be read');
  state.snapshot = snapshot(
    [
      bucket('/api/v1/users', {
        calls: 1304,
        limit: 300,
        greatestUse: 0.8,
        waitedMs: 240_000,
        retries: { 'HTTP 503': 2 },
        rateLimited: 1,
      }),
    ],
    { callsByEndpoint: { '/api/v1/users': 7, '/api/v1/users/{id}/factors': 1297 } },
  );
  const input: SummaryInput = {
    state,
    steps: [
      {
        id: 'fetch-users',
        name: 'Fetch Users',
        entities: [entity('okta_user')],
        relationships: [relationship('okta_account_has_user')],
      },
      {
        id: 'fetch-roles',
        name: 'Fetch Roles',
        entities: [entity('okta_role')],
        relationships: [],
      },
      {
        id: 'fetch-devices',
        name: 'Fetch Devices',
        entities: [entity('okta_device')],
        relationships: [],
      },
    ],
    results: [
      result('fetch-users', StepResultStatus.SUCCESS, {
        okta_user: 1224,
        okta_account_has_user: 1224,
      }),
      result('fetch-roles', StepResultStatus.FAILURE, {}),
      result('fetch-devices', StepResultStatus.DISABLED, {}),
    ],
    partial: { types: ['okta_role'] },
    tookMs: 250_000,
    directory: '/graph',
    logFile: '/graph/run.log',
    isSample: false,
    areWarningsTold: false,
  };
  const render = (more: Partial<SummaryInput> = {}): string =>
    renderSummary({ ...input, ...more }, { columns: 100, style: PLAIN }).join('\n');

  test('counts every declared type of the steps that ran', () => {
    expect(countTypes(input.steps, input.results)).toEqual([
      { type: 'okta_role', kind: 'entity', number: 0 },
      { type: 'okta_user', kind: 'entity', number: 1224 },
      { type: 'okta_account_has_user', kind: 'relationship', number: 1224 },
    ]);
  });

  test('has the verdict, the counts, the calls, the limits, the warnings and the places', () => {
    const text = render();
    expect(text).toContain('Collected acme.okta.com in part: 1 step failed (4 min 10 s).');
    expect(text).toMatch(/^okta_role +0 {2}partial$/m);
    expect(text).toMatch(/^okta_user +1,224$/m);
    expect(text).toMatch(/^Okta API calls +1,304$/m);
    expect(text).toMatch(/^\/api\/v1\/users\/{id}\/factors +1,297$/m);
    expect(text).toMatch(/^users +1,304 +300 +80 % +4 min 0 s +2 HTTP 503 +1$/m);
    expect(text).toMatch(
      /^1 warning\n! factors of 2 users.*\n\nFailed\n! Fetch Roles: roles: not permitted$/m,
    );
    expect(text).toMatch(/The graph lies in \/graph/);
    expect(text).toMatch(/^1,224 entities, 1,224 relationships, 1,304 calls$/m);
    expect(text).not.toContain('sample');
  });

  test('only counts warnings that stand above, and lists what does not', () => {
    const text = render({ areWarningsTold: true });
    expect(text).toMatch(
      /^1 warning, told above as they came\n\nFailed\n! Fetch Roles: roles: not permitted$/m,
    );
    expect(text).not.toContain('factors of 2 users');
  });

  test('tells the faults of the sample org as what they are, and some of them only', () => {
    const sample = openState('the sample org', [], START);
    sample.expected.push('first fault', 'second fault', 'third fault');
    const text = render({ state: sample, results: [], isSample: true });
    expect(text).toMatch(
      /^3 warnings: the sample org contains these faults on purpose.*\n! first fault\n! second fault\n {2}… 1 more like these in \/graph\/run\.log$/m,
    );
    expect(text).not.toContain('No warnings');
  });

  test('says when all is well, and when it was the sample', () => {
    const text = render({
      state: { ...openState('the sample org', [], START) },
      results: input.results.slice(0, 1),
      partial: { types: [] },
      isSample: true,
    });
    expect(text).toContain('Collected the sample org in 4 min 10 s.');
    expect(text).toContain('No warnings.');
    expect(text).toMatch(/This was the sample org[\s\S]*npm run doctor[\s\S]*npm start/);
  });
});

describe('a run that failed', () => {
  const failure = (code: string): string =>
    renderFailure(
      {
        error: Object.assign(new Error('write'), { code }),
        hadBegun: true,
        isEarlierKept: false,
        warnings: ['factors of 2 users could not be read'],
        directory: '/graph',
        logFile: undefined,
      },
      { columns: 200, style: PLAIN },
    ).join('\n');

  test.each([
    ['ENOSPC', 'No space is left for /graph. Free some'],
    ['EACCES', '/graph cannot be written (write). Make it writable'],
    ['ENOTDIR', '/graph is no directory that a run can write. Remove it'],
  ])('for %s says where and what to do', (code, words) => {
    const text = failure(code);
    expect(text).toContain(words);
    expect(text).toContain('JUPITERONE_INTEGRATION_STORAGE_DIRECTORY');
    expect(text).toContain('! factors of 2 users could not be read');
    expect(text).not.toContain('The log lies');
  });

  test('names settings as .env does', () => {
    expect(
      inEnvironmentNames(
        'The field "oktaApiKey" is empty, and so is oktaClientId; oktaXyz is not.',
      ),
    ).toBe('OKTA_API_KEY is empty, and so is OKTA_CLIENT_ID; oktaXyz is not.');
  });
});

describe('the files of a run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'okta-files-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('a log that cannot be written is told and ends nothing', async () => {
    const losses: Error[] = [];
    const log = new LogFile((error) => losses.push(error));
    log.open(folder);
    log.write('first\n');
    while (losses.length === 0) await sleep(1);
    expect(losses[0]?.message).toContain('EISDIR');
    log.write('later\n');
    await expect(log.close()).resolves.toBeUndefined();
  });

  test('only a directory that is empty, absent or a run’s own may be wiped', () => {
    const refusing = (directory: string) => () => {
      refuseForeignDirectory(directory);
    };
    expect(refusing(path.join(folder, 'none'))).not.toThrow();
    expect(refusing(folder)).not.toThrow();
    const own = path.join(folder, '.j1-integration');
    mkdirSync(own);
    writeFileSync(path.join(own, 'index.html'), '');
    expect(refusing(own)).not.toThrow();
    rmSync(own, { recursive: true });
    writeFileSync(path.join(folder, 'photo.jpg'), '');
    expect(refusing(folder)).toThrow(/photo\.jpg/);
    mkdirSync(path.join(folder, 'graph'));
    expect(refusing(folder)).not.toThrow();
  });
});
