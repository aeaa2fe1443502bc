/** What a run looks like: screen, lines and summary, from made-up states. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { RelationshipClass, StepResultStatus } from '@jupiterone/integration-sdk-core';

import { createInvocationConfig } from '../../../src';
import type { BucketSnapshot, OktaSnapshot } from '../../../src/okta';
import { Terminal } from '../../../test/harness/terminal';
import { COLOURED, PLAIN, widthOf } from '../terminal/style';
import type { Finding } from '../findings/model';
import { openDisplay } from './display';
import { inEnvironmentNames } from './environmentNames';
import { renderFailure } from './failure';
import { NOTHING_TOLD, tellChanges } from './lines';
import { renderScreen } from './live';
import { LogFile } from './runLog';
import type { Posture } from './posture';
import { openState, stepOf, type RunState } from './state';
import { renderSummary, type SummaryInput } from './summary';
import { countTypes } from './tables';
import { RunTracker } from './tracker';

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
        queued: 20,
        callsToCome: 612,
      }),
      bucket('/api/v1/apps', { calls: 1, limit: 50, remaining: 49, waitedMs: 41_000 }),
      bucket('/api/v1/iam', { calls: 0 }),
    ],
    { estimatedMs: 130_000 },
  );
  return state;
}

function finding(
  id: string,
  severity: Finding['severity'],
  state: Finding['state'],
  count: number,
): Finding {
  const texts = { title: `What of ${id}?`, description: '', why: '', remedy: '' };
  const rest = { controls: [], gaps: [], queries: [], suppressedCount: 0, subjects: count };
  return { id, severity, state, count, ...texts, ...rest };
}

const POSTURE: Posture = {
  org: 'Acme',
  collectedOn: '2026-11-30T00:00:00.000Z',
  evaluatedOn: '2026-11-30T00:00:00.000Z',
  incompleteTypes: [],
  leftOutTypes: [],
  metrics: [
    { id: 'activeUsers', title: 'Active users', value: 1100, of: 1224, gaps: [] },
    {
      id: 'administratorsWithoutMfa',
      title: 'Administrators without MFA',
      value: 2,
      of: 9,
      gaps: [],
    },
    {
      id: 'administrators',
      title: 'Administrators',
      value: 9,
      of: null,
      gaps: [{ kind: 'failed', text: 'A step failed.' }],
    },
    { id: 'awsRoles', title: 'AWS roles reached', value: null, of: null, gaps: [] },
  ],
  findings: [
    { ...finding('admins', 'critical', 'found', 4), subjects: 2 },
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => finding(id, 'high', 'found', 1)),
    finding('open', 'high', 'notFullyKnown', 0),
    finding('clean', 'low', 'passed', 0),
  ],
  suppressionProblems: [],
};

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
      /^ {2}users █+░+ +240\/300 used {2}waits 12 s: share used up, 1,304 calls, 612 to come$/m,
    );
    // Nothing is to come there: what is finished is full.
    expect(screen).toMatch(/^ {2}apps {2}█+ +1\/50 used {2}1 call, waited 41 s$/m);
    expect(screen).not.toContain('iam');
  });

  test('says what a step waits for: a limit, or another step', () => {
    const steps: Parameters<typeof openState>[1] = createInvocationConfig().integrationSteps;
    const state = openState('acme.okta.com', steps, START);
    state.phase = 'collecting';
    const of = (id: string) => stepOf(state, id)!;
    Object.assign(of('fetch-users'), { phase: 'running', done: 179, total: 400 });
    Object.assign(of('fetch-groups'), { phase: 'done' });
    const members = { phase: 'running', done: 35, total: 35, relationships: 3896 };
    Object.assign(of('build-user-group-users-relationships'), members);
    Object.assign(of('build-user-app-relationships'), { phase: 'running', done: 3, total: 40 });
    Object.assign(of('build-group-app-relationships'), { phase: 'running' });
    const waits = { waitReason: 'budget', opensAt: START + 74_000, queued: 5 } as const;
    state.snapshot = snapshot([
      bucket('/api/v1/users', { inFlight: 3 }),
      bucket('/api/v1/apps', waits),
    ]);
    const rowOf = (id: string): string => {
      const lines = renderScreen(state, { ...view, columns: 150 });
      return lines.find((line) => line.includes(of(id).name)) ?? '';
    };
    expect(rowOf('build-user-group-users-relationships')).toMatch(
      /████████ 35\/35 +waits for Fetch Users · 3,896 relationships$/,
    );
    expect(rowOf('build-user-app-relationships')).toMatch(/█░+ 3\/40 +waits 12 s: limit of apps$/);
    expect(rowOf('build-group-app-relationships')).toMatch(/ {2}waits 12 s: limit of apps$/);
    expect(rowOf('fetch-users')).not.toContain('waits');
    state.snapshot = snapshot([bucket('/api/v1/users', waits), bucket('/api/v1/apps', waits)]);
    expect(rowOf('build-user-app-relationships')).toContain('limit of apps');
    state.snapshot = snapshot([bucket('/api/v1/apps', { inFlight: 2 })]);
    expect(rowOf('build-user-app-relationships')).not.toContain('waits');
    expect(rowOf('build-group-app-relationships')).not.toContain('waits');
  });

  test('says that Okta does not answer, since when, why, and for how long that is borne', () => {
    const state = middle();
    const since = new Date(2026, 10, 30, 15, 21).getTime();
    const outage = { since, reason: 'the connection was refused', givingUpAt: since + 900_000 };
    state.outages.push(outage);
    const at = (now: number): string => renderScreen(state, { ...view, now }).join('\n');
    expect(at(since + 3000)).toContain(
      'Okta has not answered since 15:21 (the connection was refused); trying again until about 15:36',
    );
    expect(at(since + 3000)).not.toMatch(/ left$/m);
    expect(at(since + 3000)).toMatch(/Fetch Users +█+░+ 612\/1,224 +waits for Okta · 612/);
    expect(at(outage.givingUpAt)).toContain('giving up the rest');
    state.outages.splice(0, 1, { ...outage, endedAt: since + 60_000 });
    expect(at(since + 61_000)).not.toContain('has not answered');
    expect(at(since + 61_000)).toMatch(/about 2 min left$/m);
  });

  test('shows warnings as they come, the latest ones', () => {
    const state = middle();
    for (let i = 1; i <= 6; i += 1)
      state.warnings.push(`warning number ${i} ${'long '.repeat(60)}`);
    const screen = renderScreen(state, view).join('\n');
    expect(screen).toContain('… 2 earlier warnings');
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
    expect(screen).toMatch(/^ {2}meta\/schemas\/a… █+ +8\/600 used {2}10 calls$/m);
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
      '00:05 warning: roles are\\nmissing',
    ]);
    expect(tellChanges(state, first.told, START + 6_000).lines).toEqual([]);
  });

  test('announce a long wait once, when it starts', () => {
    const state = middle();
    const { told } = tellChanges(state, NOTHING_TOLD, START + 60_000);
    const waiting = bucket('/api/v1/users', { waitReason: 'budget', queued: 9, callsToCome: 96 });
    const wait = (from: number, untilMs: number, before = told) => {
      state.snapshot = snapshot([{ ...waiting, opensAt: START + untilMs }]);
      return tellChanges(state, before, START + from);
    };
    const first = wait(61_000, 115_000);
    expect(first.lines).toEqual(['01:01 users waits 54 s: share used up, 96 calls to come']);
    expect(wait(62_000, 115_400, first.told).lines).toEqual([]);
    expect(wait(116_000, 175_000, { ...first.told, progressAt: START + 115_000 }).lines).toEqual([
      '01:56 users waits 59 s: share used up, 96 calls to come',
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

describe('an outage', () => {
  const since = new Date(2026, 10, 30, 15, 21).getTime();
  const outage = { since, reason: 'HTTP 503', givingUpAt: since + 900_000 };

  test('is told in lines when it begins and when it ends', () => {
    const state = middle();
    const { told } = tellChanges(state, NOTHING_TOLD, START);
    state.outages.push(outage);
    const first = tellChanges(state, told, START + 5_000);
    expect(first.lines).toEqual([
      '00:05 Okta has not answered since 15:21 (HTTP 503); trying again until about 15:36',
    ]);
    const later = tellChanges(state, first.told, START + 60_000);
    expect(later.lines.join()).toMatch(/running: .*Okta has not answered since 15:21/);
    expect(later.lines.join()).not.toContain('left');
    state.outages.splice(0, 1, { ...outage, endedAt: since + 200_000 });
    expect(tellChanges(state, later.told, START + 61_000).lines).toEqual([
      '01:01 Okta answers again, after 3 min 20 s',
    ]);
  });

  test('is taken from the client, with its end', () => {
    let now = since;
    const tracker = new RunTracker(middle(), undefined, () => now);
    let seen: OktaSnapshot['outage'] = outage;
    const snapshotNow = (): OktaSnapshot => snapshot([], seen && { outage: seen });
    tracker.runStarted({ snapshot: snapshotNow, close: () => Promise.resolve() });
    tracker.refresh();
    seen = { ...outage, reason: 'HTTP 502' };
    tracker.refresh();
    expect(tracker.state.outages).toEqual([seen]);
    seen = undefined;
    now += 5_000;
    tracker.refresh();
    tracker.refresh();
    const first = { ...outage, reason: 'HTTP 502', endedAt: now };
    expect(tracker.state.outages).toEqual([first]);
    seen = { ...outage, since: since + 60_000 };
    tracker.refresh();
    expect(tracker.state.outages).toEqual([first, seen]);
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
    expect(written).toContain(`A\r${ESC}K`);
    expect(written.endsWith(`${ESC}?25h`)).toBe(true);
    expect(written).toContain(`${ESC}32m`);
  });

  test('respects NO_COLOR', () => {
    const written = show({ TERM: 'xterm', NO_COLOR: '1' }, true);
    expect(written).toContain(`A\r${ESC}K`);
    expect(written).not.toContain(`${ESC}32m`);
    expect(written).not.toContain(`${ESC}1m`);
  });

  test.each([
    [100, 12],
    [40, 24],
    [100, 34],
  ])('leaves nothing in the history of a terminal of %d columns and %d rows', (columns, rows) => {
    jest.useFakeTimers();
    try {
      const terminal = new Terminal(columns, rows);
      const state = middle();
      state.warnings.push('山田太郎 '.repeat(40), `👩‍💻 ${'x'.repeat(300)}`);
      const output = { isTTY: true, columns, rows, write: terminal.write };
      const display = openDisplay(state, () => undefined, output, { TERM: 'xterm' });
      const before = terminal.history;
      jest.advanceTimersByTime(5_000);
      state.warnings.length = 0;
      jest.advanceTimersByTime(5_000);
      expect(terminal.history).toBe(before);
      expect(terminal.screen.filter((line) => line.includes('Okta ▸'))).toHaveLength(1);
      expect(terminal.screen.join('\n')).not.toContain('xxx');
      display.stop();
    } finally {
      jest.useRealTimers();
    }
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
    now: START + 250_000,
    directory: '/graph',
    logFile: '/graph/run.log',
    isSample: false,
    areWarningsTold: false,
    posture: POSTURE,
    isVerbose: true,
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
    expect(text).toMatch(/Graph: \/graph/);
    expect(text).toMatch(/^1,224 entities, 1,224 relationships, 1,304 calls$/m);
    expect(text).not.toContain('sample');
  });

  test('shows the numbers that matter, and the worst findings', () => {
    const text = render();
    expect(text).toMatch(/^Active users {16}1,100 of 1,224 \(90 %\)$/m);
    expect(text).toMatch(/^Administrators without MFA {2}2 of 9 \(22 %\)$/m);
    expect(text).toMatch(/^Administrators +9 or more$/m);
    expect(text).toMatch(/^AWS roles reached +not collected$/m);
    expect(text).toMatch(/^critical +2 \(4 rows\) {2}What of admins\?$/m);
    expect(text).toMatch(/^high +1 {2}What of g\?$/m);
    expect(text).not.toContain('What of h?');
    expect(text).not.toContain('What of clean?');
    expect(text).toMatch(
      /^1 more finding\. 1 question passed\. 1 question is not fully known, because the data/m,
    );
  });

  test('has them before what is incomplete, and both before how to look on', () => {
    const places = ['Worst findings', 'Incomplete: 1 type', '1 warning', 'Collected', 'Next'];
    const results = input.results.map((one) =>
      one.id === 'fetch-roles' ? { ...one, declaredTypes: ['okta_role'] } : one,
    );
    const text = render({ results, isVerbose: false });
    const order = places.map((place) => text.indexOf(place));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(text).toMatch(/keeps what earlier runs collected of them:\s+okta_role$/m);
    for (const table of ['Entities', 'Okta API calls', 'Rate limit']) {
      expect(text).not.toContain(table);
      expect(render()).toContain(table);
    }
  });

  test.each([40, 60, 100])('is not wider than a terminal of %d columns', (columns) => {
    const lines = renderSummary(
      { ...input, isVerbose: false, directory: '/g', logFile: '/g/run.log' },
      { columns, style: COLOURED },
    ).map((line) => line.replace(/\u001b\[\d+m/g, '')); // eslint-disable-line no-control-regex
    const next = lines.indexOf('Next');
    expect(lines.slice(0, next).filter((line) => widthOf(line) > columns)).toEqual([]);
  });

  test('says why nothing is known, if the questions could not be asked', () => {
    const text = render({ posture: { problem: 'no native module.' } });
    expect(text).toMatch(/^The findings could not be evaluated: no native module\. /m);
    expect(text).toContain('npm run report');
    expect(text).not.toContain('Worst findings');
    expect(text).toContain('Collected acme.okta.com in part');
  });

  test('only counts warnings that stand above, and lists what does not', () => {
    const text = render({ areWarningsTold: true });
    expect(text).toMatch(
      /^1 warning, listed above\n\nFailed\n! Fetch Roles: roles: not permitted$/m,
    );
    expect(text).not.toContain('factors of 2 users');
  });

  test('names an outage once as the reason of all that came of it', () => {
    const since = new Date(2026, 10, 30, 15, 21).getTime();
    const down = openState('acme.okta.com', [], since);
    const failure = 'failed: the connection was refused, ECONNREFUSED, not asked again';
    down.warnings.push(`GET /api/v1/groups ${failure}`, `GET /api/v1/apps ${failure}`, 'other');
    const reason = 'the connection was refused, ECONNREFUSED';
    down.outages.push({ since, reason, givingUpAt: since + 900_000 });
    const text = render({ state: down, results: [], now: since + 960_000 });
    expect(text).toMatch(
      /^! Okta has not answered since 15:21 \(the connection was refused, ECONNREFUSED\)\.\n {2}What could not be read meanwhile is missing; 2 warnings about it: see \/graph\/run\.log$/m,
    );
    expect(text).toMatch(/^1 warning\n! other$/m);
    expect(text).not.toContain('GET /api/v1');
    down.outages.splice(0, 1, { since, reason, givingUpAt: 0, endedAt: since + 420_000 });
    expect(render({ state: down, results: [], now: since + 960_000 })).toContain(
      'Okta did not answer from 15:21 to 15:28 (the connection was refused, ECONNREFUSED).',
    );
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
    ['ENOTDIR', '/graph is no directory that a run can write (write). Move away what is there'],
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
});
