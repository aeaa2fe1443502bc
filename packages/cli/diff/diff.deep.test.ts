/** `npm run diff`, held against the sample org, which changes between two runs. */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { invocationConfig } from '../../../src';
import { alteredAnswers, without } from '../../../test/harness/alteredAnswers';
import { collect, SAMPLE_NOW, type Collected } from '../../../test/harness/collect';
import { startProgram } from '../../../test/harness/program';
import { sampleId, sampleOrg, startLocalOkta, type JsonObject } from '../../local-okta';
import { findRun } from '../collected/run';
import { readRunSummary } from '../collected/summary';
import { RunStorage } from '../storage/runStorage';
import { PLAIN } from '../terminal/style';
import { compareGraphs } from './compare';
import { diff } from './diff';
import type { Change, Changes, SubjectId } from './model';

/** A title, a colour, a C1 control, an override, a line of its own, and Markdown. */
const HOSTILE = '\u001b]0;owned\u0007\u001b[31m\u009b1A\u202egpj\n<b>|x|</b>';
const user = (key: string): string => sampleId('00u', key);
/** An AWS application without group mapping, in which Ana has roles. */
const AWS = sampleId('0oa', 'awsprofile');
const group = (key: string): string => sampleId('00g', key);

let older: Collected;
let same: Collected;
let newer: Collected;
let changes: Changes;
const steps = invocationConfig.integrationSteps;
const storageOf = ({ dir }: Collected): string => path.join(dir, '.j1-integration');

beforeAll(async () => {
  const began = Date.now();
  const sample = sampleOrg({ now: SAMPLE_NOW });
  let isHandedOver = false;
  const granted = new Map<string, readonly JsonObject[]>();
  const okta = await startLocalOkta({
    plan: 'unlimited',
    now: () => SAMPLE_NOW + (Date.now() - began),
    org: {
      ...sample,
      userRoles: (id) => [...sample.userRoles(id), ...(granted.get(id) ?? [])],
      appUsers: (id) => {
        const users = sample.appUsers(id);
        if (id !== AWS || !isHandedOver) return users;
        const all = Array.from({ length: users.size }, (_, i) => users.at(i));
        const handed = JSON.parse(
          JSON.stringify(all).replaceAll(user('ana'), user('eun')),
        ) as JsonObject[];
        return { size: users.size, keyAt: (i) => String(handed[i]?.['id']), at: (i) => handed[i]! };
      },
    },
  });
  try {
    older = await collect(okta, { startedOn: SAMPLE_NOW });
    // Only times move: nothing of it is a change.
    okta.org.patchUser(user('ana'), {
      lastLogin: '2026-11-20T11:59:00.000Z',
      lastUpdated: '2026-11-20T11:59:00.000Z',
    });
    okta.org.patchGroup(group('eng'), { lastMembershipUpdated: '2026-11-20T11:59:00.000Z' });
    same = await collect(okta, { startedOn: SAMPLE_NOW + 60_000 });

    const { org } = okta;
    isHandedOver = true;
    granted.set(user('tomas'), sample.userRoles(user('nils')).slice(0, 1));
    org.addMember(group('secops'), user('pia'));
    org.addMember(group('awsprod'), user('eun'));
    org.removeMember(group('awsprod'), user('ana'));
    org.setFactors(user('ana'), []);
    org.setFactors(user('cher'), sample.factors(user('ana')));
    org.patchUser(user('kofi'), { status: 'SUSPENDED' });
    org.deleteUser(user('lea'));
    org.addUser({
      ...sample.users.at(0),
      id: '00unew',
      profile: {
        login: 'new@sample.example',
        email: 'new@sample.example',
        firstName: HOSTILE,
        lastName: 'New',
      },
    });
    org.patchApp(sampleId('0oa', 'github'), { status: 'INACTIVE', label: `=${HOSTILE}` });
    org.deleteApp(sampleId('0oa', 'salesforce'));
    const transport = alteredAnswers(/^\/api\/v1\/api-tokens|^\/api\/v1\/policies/, (item) => {
      if (item['type'] === 'PASSWORD') {
        return [
          JSON.parse(
            JSON.stringify(item).replace(/"minLength":\d+/, '"minLength":4'),
          ) as JsonObject,
        ];
      }
      return 'tokenWindow' in item
        ? [item, { ...without(item, 'expiresAt'), id: '00Tnew', name: 'Fresh token' }]
        : [item];
    });
    newer = await collect(okta, { startedOn: SAMPLE_NOW + 120_000, client: { transport } });
  } finally {
    await okta.close();
  }
  changes = await compareGraphs({ older: storageOf(older), newer: storageOf(newer), steps });
});
afterAll(() => {
  for (const { dir } of [older, same, newer]) rmSync(dir, { recursive: true });
});

/** `critical + tomas is now Super Administrator, directly` of each change. */
function told({ subjects }: Changes, id: SubjectId): string[] {
  const marks = { new: '+', changed: '~', lost: '-' };
  const changesOf = subjects.find((subject) => subject.id === id)?.changes ?? [];
  return changesOf.map(({ severity, state, who, what, through }: Change) =>
    [severity, marks[state], `${who} ${what}`.replaceAll('@sample.example', ''), ...through].join(
      ' ',
    ),
  );
}

async function run(argv: readonly string[], columns = Number.POSITIVE_INFINITY, env = {}) {
  let out = '';
  let err = '';
  const code = await diff(argv, {
    steps: () => Promise.resolve(steps),
    write: (text) => (out += text),
    complain: (text) => (err += text),
    now: Date.now,
    env,
    page: { columns, style: PLAIN },
  });
  return { code, out, err };
}

const both = (): [string, string] => [storageOf(older), storageOf(newer)];

describe('what changed', () => {
  test('administrators, with the way', () => {
    expect(told(changes, 'administrators')).toEqual([
      'critical + tomas.dvorak is now Super Administrator directly',
      'high + pia.pohl is now Auditor through group Security Operations',
      'high + pia.pohl is now Read-Only Administrator through group Security Operations',
    ]);
  });

  test('AWS roles, with the way', () => {
    const aws = told(changes, 'aws');
    expect(aws).toContainEqual(
      expect.stringMatching(
        /^high \+ eun\S* can now assume \S*role\/Admin directly in AWS – roles in profiles$/,
      ),
    );
    expect(aws).toContainEqual(
      expect.stringMatching(
        /^low ~ ana\.admin can still assume \S*role\/Admin by other ways \(before: directly in /,
      ),
    );
    expect(aws).toContainEqual(
      expect.stringMatching(
        /^info - ana\.admin can no longer assume \S+ directly in AWS – roles in profiles$/,
      ),
    );
  });

  test('factors, and what they do to the strongest one', () => {
    expect(told(changes, 'mfa')).toEqual([
      'high - ana.admin no longer has FIDO webauthn, OKTA push, OKTA token:software:totp: strongest now no factor, before phishing-resistant',
      'info + cher has enrolled FIDO webauthn, OKTA push, OKTA token:software:totp: strongest now phishing-resistant, before no factor',
    ]);
  });

  test('what policies demand, and credentials with whom they act for', () => {
    expect(told(changes, 'policies')).toEqual([
      'high ~ password policy Default Policy minLength: 8 → 4',
      'high ~ password policy Strong passwords minLength: 15 → 4',
    ]);
    expect(told(changes, 'credentials')[0]).toBe(
      'high + Fresh token is a new API token (active) of ana.admin@sample.example',
    );
  });

  test('applications, members and accounts', () => {
    expect(told(changes, 'applications').slice(0, 2)).toEqual([
      `medium ~ application =${HOSTILE} displayName: GitHub Enterprise Cloud – sample → =${HOSTILE}; status: active → inactive`,
      'info - Salesforce.com is no longer there: application (active)',
    ]);
    expect(told(changes, 'memberships')).toEqual([
      'low + eun is now in the group aws_111122223333_Admin',
      'low + pia.pohl is now in the group Security Operations',
      'info - ana.admin is no longer in the group aws_111122223333_Admin',
    ]);
    expect(told(changes, 'accounts')).toEqual([
      'low + new is a new account (active)',
      'info ~ kofi.mensah status: active → suspended',
      'info - lea.lefevre is no longer there: account (active)',
    ]);
    // Assignments of what is no longer there go with it.
    expect(told(changes, 'assignments').filter((line) => /lea|Salesforce/.test(line))).toEqual([]);
  });

  test('the other way round, what was new is lost', async () => {
    const back = await compareGraphs({ older: storageOf(newer), newer: storageOf(older), steps });
    expect(told(back, 'administrators')).toContainEqual(
      'info - tomas.dvorak is no longer Super Administrator directly',
    );
    expect(told(back, 'accounts')).toContainEqual(
      'medium ~ kofi.mensah status: suspended → active',
    );
    expect(told(back, 'accounts')).toContainEqual(
      'info - new is no longer there: account (active)',
    );
  });

  test('times that only move are none', async () => {
    const moved = await compareGraphs({ older: storageOf(older), newer: storageOf(same), steps });
    expect(moved.subjects).toEqual([]);
    expect(moved.gaps.filter(({ kind }) => kind !== 'notCollected')).toEqual([]);
  });
});

describe('what a run did not read whole', () => {
  /** The same graph, of a run that says this of the steps with the type. */
  function retold({ dir }: Collected, type: string, said: object): string {
    const copy = mkdtempSync(path.join(tmpdir(), 'okta-diff-'));
    folders.push(copy);
    cpSync(path.join(dir, '.j1-integration'), copy, { recursive: true });
    const file = path.join(copy, 'summary.json');
    const summary = JSON.parse(readFileSync(file, 'utf8')) as {
      integrationStepResults: { declaredTypes: string[] }[];
    };
    const integrationStepResults = summary.integrationStepResults.map((step) =>
      step.declaredTypes.includes(type) ? { ...step, ...said } : step,
    );
    writeFileSync(file, JSON.stringify({ ...summary, integrationStepResults }));
    return copy;
  }
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  test('a failed step of the newer run: nothing of it is lost, what is new is told', async () => {
    const partial = retold(newer, 'okta_group_has_user', { status: 'failure' });
    const found = await compareGraphs({ older: storageOf(older), newer: partial, steps });
    expect(told(found, 'memberships')).toEqual([
      'low + eun is now in the group aws_111122223333_Admin',
      'low + pia.pohl is now in the group Security Operations',
    ]);
    expect(told(found, 'administrators')).toHaveLength(3);
    expect(found.gaps).toContainEqual({
      kind: 'failed',
      types: expect.arrayContaining(['okta_group_has_user']) as string[],
      text: expect.stringMatching(
        /^The newer run read only a part of .*: lost ones are not named\.$/,
      ) as string,
    });
    const { code, err } = await run([storageOf(older), partial, '--fail-on', 'critical']);
    expect({ code, err }).toEqual({ code: 3, err: '1 change that is critical.\n' });
  });

  test('a failed step of the older run: nothing of it is new, administrators by it neither', async () => {
    const partial = retold(older, 'okta_group_has_user', { status: 'failure' });
    const found = await compareGraphs({ older: partial, newer: storageOf(newer), steps });
    expect(told(found, 'memberships')).toEqual([
      'info - ana.admin is no longer in the group aws_111122223333_Admin',
    ]);
    expect(told(found, 'administrators')).toEqual([]);
    expect((await run([partial, storageOf(same), '--fail-on', 'high'])).code).toBe(2);
  });

  test('a source that was switched off is not compared, and named', async () => {
    const without = retold(newer, 'mfa_device', { status: 'disabled' });
    const found = await compareGraphs({ older: storageOf(older), newer: without, steps });
    expect(told(found, 'mfa')).toEqual([]);
    expect(found.gaps.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^The newer run did not collect mfa_device, .*: not compared\.$/),
    );
  });

  test('a property that a run did not read of anybody is no change of everybody', async () => {
    const copy = retold(newer, 'okta_user', {});
    const { entities } = findRun(copy);
    for (const file of entities) {
      const content = readFileSync(file, 'utf8');
      writeFileSync(file, content.replace(/"userType":\s*"[^"]*",?/g, ''));
    }
    const found = await compareGraphs({ older: storageOf(older), newer: copy, steps });
    expect(found.gaps).toContainEqual({
      kind: 'property',
      types: ['okta_user'],
      text: 'No okta_user of the newer graph has userType, and many of the other one have it: not compared.',
    });
    expect(told(found, 'accounts')).toHaveLength(3);
  });
});

describe('the command', () => {
  test('takes the last two complete graphs of the org, and lists them', async () => {
    const directory = path.join(mkdtempSync(path.join(tmpdir(), 'okta-diff-')), 'graphs');
    const leave = (from: Collected): void => {
      const storage = RunStorage.open(directory);
      cpSync(storageOf(from), storage.inProgress, {
        recursive: true,
        filter: (name) => !/duckdb/.test(name),
      });
      storage.publish();
      storage.close();
    };
    try {
      leave(older);
      const alone = await run(['--graph', directory]);
      expect(alone.code).toBe(1);
      expect(alone.err).toMatch(
        /^There is one graph of a complete run of this org in .* npm start\n$/,
      );
      leave(newer);
      const { code, out } = await run(['--graph', directory, '--format', 'json']);
      expect(code).toBe(0);
      expect((JSON.parse(out) as Changes).subjects).toEqual(changes.subjects);
      const list = await run(['--list', '--graph', directory]);
      const [, , last = '', first = ''] = list.out.split('\n');
      expect(last).toContain(directory);
      const [name = ''] = first.split(' ');
      expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/);
      const named = await run(['--graph', directory, '--format', 'json', name]);
      expect((JSON.parse(named.out) as Changes).older.collectedOn).toBe(
        new Date(readRunSummary(storageOf(older)).endedOn ?? 0).toISOString(),
      );
    } finally {
      rmSync(path.dirname(directory), { recursive: true });
    }
  });

  test('writes a table no wider than the terminal, and Markdown that stays text', async () => {
    const { out } = await run([...both()], 80);
    expect(out).toMatch(/^sample: what changed from \d{4}-\d\d-\d\d \d\d:\d\d UTC to /);
    expect(out).toMatch(/^1 critical, /m);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const markdown = (await run([...both(), '--format', 'markdown'])).out;
    expect(markdown).toContain('## Administrators: 3 new\n');
    expect(markdown).toContain(
      '| critical | new | tomas.dvorak@sample.example | is now Super Administrator, directly |',
    );
    expect(markdown).toContain('\\n\\<b\\>\\|x\\|\\</b\\>');
    expect(`${out}${markdown}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('cuts what is written and counts all', async () => {
    const { out } = await run([...both(), '--rows', '1']);
    expect(out).toContain('Administrators: 3 new\n');
    expect(out).toContain('The first 1 of 3; --rows shows more.');
  });

  test('writes a file for its owner alone', async () => {
    const output = path.join(mkdtempSync(path.join(tmpdir(), 'okta-diff-')), 'changes.json');
    expect((await run([...both(), '--format', 'json', '--output', output])).code).toBe(0);
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect((JSON.parse(readFileSync(output, 'utf8')) as Changes).org).toBe('sample');
    expect((await run([...both(), '--output', output])).err).toMatch(/ exists and was not changed/);
    rmSync(path.dirname(output), { recursive: true });
  });

  test('--fail-on sets the exit code', async () => {
    expect(await run([...both(), '--fail-on', 'high'])).toMatchObject({
      code: 3,
      err: '9 changes that are high or worse.\n',
    });
    expect(await run([storageOf(older), storageOf(same), '--fail-on', 'low'])).toMatchObject({
      code: 0,
      err: 'Nothing changed that is low or worse.\n',
    });
  });

  test('refuses graphs of two orgs', async () => {
    const okta = await startLocalOkta({
      plan: 'unlimited',
      org: sampleOrg({ facts: { subdomain: 'other' } }),
    });
    const other = await collect(okta);
    await okta.close();
    const { code, err } = await run([storageOf(older), storageOf(other)]);
    rmSync(other.dir, { recursive: true });
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^These are graphs of two orgs/) as string,
    });
  });

  test.each([
    [['a', 'b', 'c'], 'Two graphs at a time, and not 3'],
    [['nowhere'], 'There is no graph nowhere. See: npm run diff -- --list'],
    [['--fail-on', 'info'], '--fail-on knows critical, high, medium, low, and not "info"'],
    [['--formt'], 'There is no option --formt. See: npm run diff -- --help'],
    [['--list', 'a'], '--list takes no graph'],
    [['--rows', 'x'], '--rows takes a number, and not "x"'],
  ])('refuses %j', async (argv, message) => {
    expect(await run(argv)).toMatchObject({ code: 1, out: '', err: `${message}\n` });
  });

  test('explains itself, and knows what npm keeps', async () => {
    expect((await run(['--help'])).out).toMatch(/^Shows what changed/);
    expect((await run([], 80, { npm_config_format: 'json' })).err).toMatch(
      /^npm has kept --format for itself/,
    );
  });

  test.each([undefined, { columns: 70, rows: 24 }])('as a program, on %j', async (terminal) => {
    const { code, output } = await startProgram('packages/cli/diff', {
      args: both(),
      ...(terminal && { terminal }),
    }).ended;
    expect(code).toBe(0);
    // eslint-disable-next-line no-control-regex -- colours are what is left out
    const plain = output.replace(/\u001b\[\d+m/g, '');
    expect(plain).toContain('tomas.dvorak');
    expect(plain.replace(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(output === plain).toBe(terminal === undefined);
    if (terminal !== undefined) {
      const wide = plain.split(/\r?\n/).filter((line) => line.length > terminal.columns);
      expect(wide).toEqual([]);
    }
  });
});
