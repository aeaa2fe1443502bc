/** The database beside a graph: when it is made, who may read it, and what a statement cannot do. */
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ask } from '../../packages/cli/ask/ask';
import { writeGraph } from './writeGraph';

const ADA = { _key: '00u-ada', _type: 'okta_user', _class: ['User'], displayName: 'ada' };
const BOB = { ...ADA, _key: '00u-bob', displayName: 'bob' };

let storage: string;
const database = (): string => path.join(storage, 'graph.duckdb');

function given(): void {
  storage = writeGraph({ entities: [ADA], relationships: [] }, 500, false);
}
function cleanUp(): void {
  rmSync(storage, { recursive: true });
}

async function run(sql: string): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await ask(['--graph', storage, '--csv', '--sql', sql], {
    questions: '',
    steps: () => Promise.resolve([]),
    write: (text) => (out += text),
    complain: (text) => (err += text),
  });
  return { code, out, err };
}

const logins = async (): Promise<string> =>
  (await run('SELECT displayName FROM okta_user ORDER BY 1')).out;

/** A time that no build of these tests has. */
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

describe('the database', () => {
  beforeEach(given);
  afterEach(cleanUp);

  it('is made once, for the owner only, and read by the next question', async () => {
    expect(await logins()).toBe('displayName\r\nada\r\n');
    expect(statSync(database()).mode & 0o777).toBe(0o600);
    expect(readdirSync(storage).sort()).toEqual([
      '.okta-runs',
      'graph',
      'graph.duckdb',
      'summary.json',
    ]);
    utimesSync(database(), LONG_AGO, LONG_AGO);
    expect(await logins()).toBe('displayName\r\nada\r\n');
    expect(statSync(database()).mtime).toEqual(LONG_AGO);
  });

  it('is made again from a graph that is newer', async () => {
    await logins();
    const file = path.join(storage, 'graph/a-step/entities/later.json');
    writeFileSync(file, JSON.stringify({ entities: [BOB] }));
    expect(await logins()).toBe('displayName\r\nada\r\nbob\r\n');
  });

  it('is made again if it is damaged', async () => {
    await logins();
    writeFileSync(database(), 'no database');
    expect(await logins()).toBe('displayName\r\nada\r\n');
  });

  it('does not replace a file of somebody else beside a graph', async () => {
    rmSync(path.join(storage, '.okta-runs'));
    writeFileSync(database(), 'no database');
    expect(await logins()).toBe('displayName\r\nada\r\n');
    expect(readFileSync(database(), 'utf8')).toBe('no database');
  });

  it('does not stay beside a graph whose run has not ended', async () => {
    rmSync(path.join(storage, 'summary.json'));
    expect(await logins()).toBe('displayName\r\nada\r\n');
    expect(readdirSync(storage)).toEqual(['.okta-runs', 'graph']);
  });
});

describe('a statement reads the graph, and cannot', () => {
  beforeAll(given);
  afterAll(cleanUp);

  const outside = path.join(tmpdir(), `okta-outside-${process.pid}`);

  it.each([
    ['write a file', `COPY okta_user TO '${outside}'`],
    ['export the graph', `EXPORT DATABASE '${outside}'`],
    ['read a CSV', "SELECT * FROM read_csv('/etc/passwd')"],
    ['read a file by its name', "SELECT * FROM '/etc/passwd'"],
    ['read a text', "SELECT * FROM read_text('/etc/passwd')"],
    ['read bytes', "SELECT * FROM read_blob('/etc/passwd')"],
    ['read JSON', "SELECT * FROM read_json('/etc/passwd')"],
    ['guess at a file', "SELECT * FROM sniff_csv('/etc/passwd')"],
    ['list files', "SELECT * FROM glob('/etc/*')"],
    ['read secrets', 'SELECT * FROM duckdb_secrets()'],
    ['open another database', `ATTACH '${outside}'`],
    ['install an extension', 'INSTALL httpfs'],
    ['load an extension', 'LOAD httpfs'],
    ['change a setting', 'SET threads = 1'],
    ['change a variable', 'SET VARIABLE a = 1'],
    ['take back a setting', 'RESET enable_external_access'],
    ['use a pragma', 'PRAGMA enable_external_access = true'],
    ['call a procedure', 'CALL pragma_version()'],
    ['make a table', 'CREATE TABLE mine AS SELECT 1'],
    ['make a temporary table', 'CREATE TEMP TABLE mine AS SELECT 1'],
    ['add a row', "INSERT INTO okta_user (_key) VALUES ('x')"],
    ['change a row', "UPDATE okta_user SET displayName = 'x'"],
    ['delete a row', 'DELETE FROM okta_user'],
    ['drop a table', 'DROP TABLE okta_user'],
    ['change a table', 'ALTER TABLE okta_user ADD COLUMN mine INTEGER'],
    ['write to the disk', 'CHECKPOINT'],
    ['begin a transaction', 'BEGIN TRANSACTION'],
    ['prepare a statement', 'PREPARE mine AS SELECT 1'],
    ['explain what it may not do', `EXPLAIN ANALYZE COPY okta_user TO '${outside}'`],
  ])('%s', async (_, sql) => {
    const { code, out, err } = await run(sql);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/only reads the tables of the graph|Catalog Error: Table with name/);
    expect(existsSync(outside)).toBe(false);
  });

  it('leave a trace with what was refused', async () => {
    expect(await logins()).toBe('displayName\r\nada\r\n');
    expect((await run('SHOW TABLES')).out).not.toContain('mine');
  });

  it.each([
    ['FROM okta_user SELECT displayName', 'displayName\r\nada\r\n'],
    ['WITH x AS (SELECT 1 AS one) FROM x', 'one\r\n1\r\n'],
    ['SELECT count(*) AS n FROM entities', 'n\r\n1\r\n'],
    ["SELECT json ->> '$._key' AS key FROM entities", 'key\r\n00u-ada\r\n'],
    ['VALUES (1)', 'col0\r\n1\r\n'],
  ])('refuse %s', async (sql, expected) => {
    expect(await run(sql)).toEqual({ code: 0, out: expected, err: '' });
  });

  it.each(['DESCRIBE okta_user', 'SUMMARIZE okta_user', 'SHOW TABLES', 'EXPLAIN SELECT 1'])(
    'refuse to show what there is: %s',
    async (sql) => {
      expect(await run(sql)).toMatchObject({ code: 0, err: '' });
    },
  );
});
