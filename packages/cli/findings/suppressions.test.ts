/** The file of accepted rows: what it takes, what it refuses, and what it reports. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ManagedQuestion } from '../ask/questions';
import { readSuppressions, Suppressions } from './suppressions';

const NOW = Date.parse('2027-03-31T12:00:00Z');
const COLUMNS = ['login', 'roleName', 'since'];
const QUESTION: ManagedQuestion = {
  id: 'integration-question-okta-admins',
  shortId: 'admins',
  title: 'Who?',
  description: '',
  queries: [],
  severity: 'high',
  why: '',
  remedy: '',
  controls: [],
};

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'okta-suppressions-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function read(content: string) {
  const file = path.join(directory, 'suppressions.yaml');
  writeFileSync(file, content);
  return readSuppressions(file);
}

function entry(fields: string): string {
  return `suppressions:\n  - {question: admins, reason: tested monthly, ${fields}}\n`;
}

describe('a row is suppressed', () => {
  it.each([
    ['by its first column', 'key: ada@acme.com', true],
    ['not by another column', 'key: Super', false],
    ['not by a part', 'key: ada', false],
    ['by columns', 'key: {login: ada@acme.com, roleName: Super}', true],
    ['not if one of the columns differs', 'key: {login: ada@acme.com, roleName: Help}', false],
    ['not by a column that there is not', 'key: {login: ada@acme.com, role: Super}', false],
    ['by a number as people read it', 'key: {since: 7}', true],
  ])('%s', (_, key, expected) => {
    const all = new Suppressions(read(entry(`${key}, expires: 2027-03-31`)), NOW);
    const found = all.of('admins', COLUMNS, ['ada@acme.com', 'Super', 7]);
    expect(found?.reason).toBe(expected ? 'tested monthly' : undefined);
    expect(all.problems([QUESTION])).toHaveLength(expected ? 0 : 1);
    expect(all.of('others', COLUMNS, ['ada@acme.com', 'Super', 7])).toBeUndefined();
  });

  it('until the end of its last day, and then counts again and is named', () => {
    const suppressions = read(entry('key: ada, expires: 2027-03-31'));
    const at = (time: string): readonly unknown[] => {
      const all = new Suppressions(suppressions, Date.parse(time));
      const found = all.of('admins', COLUMNS, ['ada', 'Super', 7]);
      return [found !== undefined, ...all.problems([QUESTION])];
    };
    expect(at('2027-03-31T23:59:59Z')).toEqual([true]);
    expect(at('2027-04-01T00:00:00Z')).toEqual([
      false,
      'The suppression of admins for "ada" expired on 2027-03-31: the row counts again.',
    ]);
  });

  it('by the later of two entries, if the earlier one has expired', () => {
    const old = read(entry('key: ada, expires: 2026-01-01'));
    const all = new Suppressions([...old, ...read(entry('key: ada, expires: 2028-01-01'))], NOW);
    expect(all.of('admins', COLUMNS, ['ada', null, null])?.expires).toBe('2028-01-01');
  });
});

it('names what matches no row, and questions that there are not', () => {
  const suppressions = [
    ...read(entry('key: "ada\\u001b[31m", expires: 2028-01-01')),
    ...read(entry('key: {login: bob, roleName: Super}, expires: 2026-01-01')),
    ...read(
      'suppressions: [{question: integration-question-okta-admin, key: x, reason: y, expires: 2028-01-01}]',
    ),
  ];
  expect(new Suppressions(suppressions, NOW).problems([QUESTION])).toEqual([
    'The suppression of admins for "ada\\u001b[31m" matches no row.',
    'The suppression of admins for login "bob", roleName "Super" expired on 2026-01-01, and matches no row.',
    'The suppression of admin for "x": there is no such question.',
  ]);
});

it.each([
  ['suppressions: {}', 'It needs a list under "suppressions"'],
  ['', 'It needs a list under "suppressions"'],
  ['suppressions: [7]', 'Suppression 1 names no question'],
  [entry('key: x'), 'Suppression 1 needs a day under "expires", as 2027-03-31'],
  [entry('key: x, expires: 2027-02-30'), 'Suppression 1 needs a day under "expires"'],
  [entry('key: x, expires: soon'), 'Suppression 1 needs a day under "expires"'],
  [entry('expires: 2027-01-01'), 'Suppression 1 needs a "key"'],
  [entry('key: {}, expires: 2027-01-01'), 'Suppression 1 needs a "key"'],
  [entry('key: x, expires: 2027-01-01, until: x'), 'Suppression 1 has the unknown field "until"'],
  ['suppressions: [{question: q, key: x, expires: 2027-01-01}]', 'Suppression 1 needs a "reason"'],
  ['suppressions: [', 'Flow sequence'],
])('is refused with the file and what is wrong (%s)', (content, problem) => {
  expect(() => read(content)).toThrow(
    expect.objectContaining({
      name: 'AskError',
      message: expect.stringMatching(/^The suppressions in .*\.yaml cannot be read\. /) as string,
    }) as Error,
  );
  expect(() => read(content)).toThrow(problem);
});

it('is refused if there is no such file', () => {
  expect(() => readSuppressions(path.join(directory, 'none.yaml'))).toThrow(/ENOENT/);
});
