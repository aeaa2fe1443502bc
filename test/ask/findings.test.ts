/** What is known, and what is not: findings on graphs that lack something, and the numbers of the sample org. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findingsIn } from '../../packages/cli/findings';
import { withRowsCut, type Finding, type Findings } from '../../packages/cli/findings/model';
import type { Suppression } from '../../packages/cli/findings/suppressions';
import { invocationConfig } from '../../src';
import { collectLocal } from '../harness/collect';
import { writeGraph, type GraphObject } from './writeGraph';

const STEPS = invocationConfig.integrationSteps;
const NOW = Date.parse('2026-11-30T00:00:00Z');

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true });
});

/** One question in four forms: a check, a check of two parts, one to judge, and one for information. */
const QUESTIONS = `questions:
  - id: integration-question-okta-left
    title: Who has left?
    description: Users after their last day.
    severity: critical
    why: They still have access.
    remedy: Deactivate them.
    queries:
      - query: |
          FIND okta_user WITH isActive = true AND terminatedOn < date.now AS u
            RETURN u.displayName AS login
        resultsAre: BAD
  - id: integration-question-okta-weak
    title: Who is weak?
    description: Users without MFA, and those with an unknown factor.
    severity: high
    why: They are easy to attack.
    remedy: Enroll them.
    compliance:
      - standard: CIS Controls v8
        requirements: ['6.3']
    queries:
      - name: none
        query: FIND okta_user WITH isMfaEnabled = false AS u RETURN u.displayName AS login
        resultsAre: BAD
      - name: unknown
        query: FIND okta_user WITH isMfaEnabled = undefined AS u RETURN u.displayName AS login
        resultsAre: UNKNOWN
  - id: integration-question-okta-everybody
    title: Who is there?
    description: All users.
    severity: info
    why: It is good to know.
    remedy: Nothing to mend.
    queries:
      - query: FIND okta_user AS u RETURN u.displayName AS login
        resultsAre: INFORMATIVE
`;

const SQL = {
  left: 'SELECT displayName AS login FROM okta_user WHERE isActive AND terminatedOn < days_ago(0)',
  'weak.none': 'SELECT displayName AS login FROM okta_user WHERE NOT isMfaEnabled ORDER BY ALL',
  'weak.unknown': 'SELECT displayName AS login FROM okta_user WHERE isMfaEnabled IS NULL',
  everybody: 'SELECT displayName AS login FROM okta_user ORDER BY ALL',
};

function writeQuestions(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'okta-questions-'));
  mkdirSync(path.join(directory, 'sql'));
  writeFileSync(path.join(directory, 'questions.yaml'), QUESTIONS);
  for (const [name, sql] of Object.entries(SQL)) {
    writeFileSync(path.join(directory, 'sql', `${name}.sql`), sql);
  }
  return directory;
}

const questions = writeQuestions();
made.push(questions);

function user(name: string, properties: object): GraphObject {
  return { _key: name, _type: 'okta_user', displayName: name, isActive: true, ...properties };
}

const SAFE = user('ada', { isMfaEnabled: true, terminatedOn: NOW + 1 });

interface Given {
  readonly users?: readonly GraphObject[];
  /** Steps of the run's summary; a run that collected all if absent, one that did not end if null. */
  readonly steps?: readonly object[] | null;
  readonly suppressions?: readonly Suppression[];
}

async function evaluated({ users = [SAFE], steps, suppressions = [] }: Given): Promise<Findings> {
  const directory = writeGraph({ entities: users, relationships: [] });
  made.push(directory);
  const summary = path.join(directory, 'summary.json');
  if (steps === null) rmSync(summary);
  if (steps) writeFileSync(summary, JSON.stringify({ integrationStepResults: steps }));
  return findingsIn({ directory, steps: STEPS, questions, now: NOW, suppressions });
}

async function finding(id: string, given: Given): Promise<Finding> {
  const { findings } = await evaluated(given);
  const found = findings.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no finding ${id}`);
  return found;
}

const kinds = ({ gaps }: Finding): readonly string[] => gaps.map(({ kind }) => kind);
const whole = (...declaredTypes: string[]): object => ({ status: 'success', declaredTypes });

describe('a question', () => {
  it('is passed if nothing is found, and all that it rests on was collected', async () => {
    expect(await finding('left', {})).toMatchObject({ state: 'passed', count: 0, gaps: [] });
    expect(await finding('weak', {})).toMatchObject({ state: 'passed', count: 0, gaps: [] });
  });

  it('is found with its rows, and says if there may be more', async () => {
    const users = [user('bob', { isMfaEnabled: false }), user('eve', { isMfaEnabled: false })];
    const found = await finding('weak', { users });
    expect(found).toMatchObject({ state: 'found', count: 2, subjects: 2, gaps: [] });
    expect(found.queries[0]?.rows).toEqual([['bob'], ['eve']]);
    const steps = [
      { status: 'failure', declaredTypes: ['okta_user'] },
      whole('mfa_device', 'okta_user_assigned_factor'),
    ];
    const partial = await finding('weak', { users, steps });
    expect([partial.state, ...kinds(partial)]).toEqual(['found', 'failed']);
  });

  it.each<[string, string, readonly object[] | null, readonly string[]]>([
    ['the run did not come to its end', 'left', null, ['failed']],
    ['a step failed', 'left', [{ status: 'failure', declaredTypes: ['okta_user'] }], ['failed']],
    [
      'a source was switched off',
      'weak',
      [whole('okta_user'), { status: 'disabled', declaredTypes: ['mfa_device'] }],
      ['notCollected'],
    ],
    ['the run did not know a type', 'weak', [whole('okta_user')], ['notCollected']],
    [
      'a run reads a part only',
      'weak',
      [
        whole('okta_user'),
        { status: 'success', declaredTypes: ['mfa_device'], partialTypes: ['mfa_device'] },
      ],
      ['partial'],
    ],
  ])('is never passed if %s', async (_, id, steps, expected) => {
    const found = await finding(id, { steps });
    expect([found.state, found.count]).toEqual(['notFullyKnown', 0]);
    expect(kinds(found)).toEqual(expected);
  });

  it('is not passed if no entity has the property that it asks for', async () => {
    const found = await finding('left', { users: [user('ada', { isMfaEnabled: true })] });
    expect(found.state).toBe('notFullyKnown');
    expect(found.gaps).toEqual([
      {
        kind: 'noSuchProperty',
        text: expect.stringMatching(
          /^No okta_user in this graph has the property terminatedOn,/,
        ) as string,
      },
    ]);
  });

  it('is passed if there is no entity that could have the property', async () => {
    const other = { _key: 'org', _type: 'okta_account', displayName: 'org' };
    expect(await finding('left', { users: [other] })).toMatchObject({ state: 'passed' });
  });

  it('is not passed if a person has to judge rows', async () => {
    const found = await finding('weak', { users: [SAFE, user('bob', {})] });
    expect([found.state, found.count, ...kinds(found)]).toEqual(['notFullyKnown', 0, 'toJudge']);
    expect(found.gaps[0]?.text).toBe('A person has to judge 1 row of "unknown".');
  });

  it('for information is neither passed nor found, whatever its rows', async () => {
    expect(await finding('everybody', {})).toMatchObject({ state: 'informative', count: 1 });
  });

  it('does not count rows that are suppressed, and keeps them', async () => {
    const users = [user('bob', { isMfaEnabled: false }), user('eve', { isMfaEnabled: false })];
    const accepted = { question: 'weak', reason: 'a robot', expires: '2027-01-01' };
    const one = await finding('weak', { users, suppressions: [{ ...accepted, key: 'bob' }] });
    expect(one).toMatchObject({ state: 'found', count: 1, suppressedCount: 1 });
    expect(one.queries[0]).toMatchObject({
      rows: [['eve']],
      suppressed: [{ row: ['bob'], reason: 'a robot', expires: '2027-01-01' }],
    });
    const suppressions = ['bob', 'eve', 'mallory'].map((key) => ({ ...accepted, key }));
    const all = await evaluated({ users, suppressions });
    expect(all.findings.find(({ id }) => id === 'weak')).toMatchObject({
      state: 'passed',
      count: 0,
      suppressedCount: 2,
    });
    expect(all.suppressionProblems).toEqual([
      'The suppression of weak for "mallory" matches no row.',
    ]);
  });
});

it('are plain JSON, the worst first, and can be cut', async () => {
  const users = [user('bob', { isMfaEnabled: false }), user('eve', { isMfaEnabled: false })];
  const found = await evaluated({ users });
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  expect(found.findings.map(({ id }) => id)).toEqual(['left', 'weak', 'everybody']);
  const cut = withRowsCut(found, 1).findings[1];
  expect(cut?.queries[0]).toMatchObject({ rows: [['bob']], count: 2 });
});

describe('of the sample org', () => {
  let found: Findings;

  beforeAll(async () => {
    const sample = await collectLocal();
    made.push(sample.dir);
    const directory = path.join(sample.dir, '.j1-integration');
    found = await findingsIn({ directory, steps: STEPS, now: Date.now() });
  });

  const of = (id: string): Finding | undefined => found.findings.find((one) => one.id === id);
  const metric = (id: string): number | null | undefined =>
    found.metrics.find((one) => one.id === id)?.value;

  it('has numbers that are those of its questions', () => {
    expect(metric('administratorsWithoutMfa')).toBe(of('admins-without-mfa')?.subjects);
    expect(metric('dormantUsers')).toBe(of('dormant-accounts')?.count);
    const administrators = of('administrators')?.queries.flatMap(({ columns, rows }) =>
      rows
        .filter((row) => row[columns.indexOf('status')] === 'active')
        .map((row) => row[columns.indexOf('login')]),
    );
    expect(metric('administrators')).toBe(new Set(administrators).size);
    const mfa = found.metrics.find(({ id }) => id === 'mfa');
    expect((mfa?.of ?? 0) - (mfa?.value ?? 0)).toBe(of('users-without-mfa')?.count);
    expect(metric('awsRoles')).toBeGreaterThan(10);
    expect(metric('phishingResistant')).toBeGreaterThan(0);
  });

  it('holds a finding of each severity, and something passed', () => {
    const bad = found.findings.filter(({ state }) => state === 'found');
    expect(new Set(bad.map(({ severity }) => severity))).toEqual(
      new Set(['critical', 'high', 'medium', 'low']),
    );
    expect(found.findings.some(({ state }) => state === 'passed')).toBe(true);
  });
});
