/** `npm run ask` on small graphs of its own: tables, answers, formats and errors. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import {
  RelationshipClass,
  RelationshipDirection,
  type StepMetadata,
} from '@jupiterone/integration-sdk-core';

import { ask, type Surroundings } from '../../packages/cli/ask/ask';
import { writeGraph, type Graph } from './writeGraph';

const STEPS: readonly StepMetadata[] = [
  {
    id: 'a-step',
    name: 'A step',
    entities: [
      {
        resourceName: 'User',
        _type: 'okta_user',
        _class: ['User'],
        schema: {
          properties: {
            login: { type: 'string' },
            lastLoginOn: { type: 'number' },
            verifiedEmails: { type: 'array', items: { type: 'string' } },
          },
        },
      },
      {
        resourceName: 'Device',
        _type: 'okta_device',
        _class: ['Device'],
        schema: { properties: { managed: { type: 'boolean' } } },
      },
    ],
    relationships: [
      {
        _type: 'okta_user_assigned_application',
        sourceType: 'okta_user',
        _class: RelationshipClass.ASSIGNED,
        targetType: 'okta_application',
      },
    ],
    mappedRelationships: [
      {
        _type: 'okta_user_assigned_aws_iam_role',
        sourceType: 'okta_user',
        _class: RelationshipClass.ASSIGNED,
        targetType: 'aws_iam_role',
        direction: RelationshipDirection.FORWARD,
      },
      {
        _type: 'okta_user_is_person',
        sourceType: 'okta_user',
        _class: RelationshipClass.IS,
        targetType: 'Person',
        direction: RelationshipDirection.FORWARD,
      },
    ],
  },
];

const NOW = Date.parse('2026-11-01T00:00:00Z');
const DAY = 86_400_000;

const GRAPH: Graph = {
  entities: [
    {
      _key: '00u-ada',
      _type: 'okta_user',
      _class: ['User'],
      displayName: 'ada@acme.com',
      name: 'Ada',
      email: ['ada@acme.com'],
      lastLoginOn: NOW - 100 * DAY,
      isMfaEnabled: true,
      dept: 'R&D',
      Dept: 7,
      level: 3,
      mixed: 'x',
      fraction: 1,
      tags: [],
      nothing: null,
      'odd "name" \'x': "it's",
      _rawData: [{ name: 'default', rawData: { id: '00u-ada', profile: { city: 'Zürich' } } }],
    },
    {
      _key: '00u-bob',
      _type: 'okta_user',
      _class: ['User'],
      displayName: '=HYPERLINK("x"), "bob"\n',
      name: null,
      email: null,
      lastLoginOn: null,
      isMfaEnabled: false,
      level: 4,
      mixed: 5,
      fraction: 1.5,
      tags: ['a', 'b'],
    },
    { _key: 'secret-1', _type: 'undeclared_thing', _class: ['Record'], displayName: 'Thing' },
  ],
  relationships: [
    {
      _key: 'ada|assigned|arn',
      _type: 'okta_user_assigned_aws_iam_role',
      _class: 'ASSIGNED',
      displayName: 'ASSIGNED',
      via: 'direct',
      _mapping: {
        relationshipDirection: 'FORWARD',
        sourceEntityKey: '00u-ada',
        targetEntity: { _type: 'aws_iam_role', _key: 'arn:aws:iam::1:role/Dev' },
        targetFilterKeys: [['_type', '_key']],
      },
    },
    {
      _key: 'bob|assigned|arn',
      _type: 'okta_user_assigned_aws_iam_role',
      _class: 'ASSIGNED',
      displayName: 'ASSIGNED',
      via: 'group',
      _mapping: {
        relationshipDirection: 'REVERSE',
        sourceEntityKey: '00u-bob',
        targetEntity: { _type: 'aws_iam_role', _key: 'arn:aws:iam::1:role/Dev' },
        targetFilterKeys: [['_type', '_key']],
      },
    },
    {
      _key: 'bob|assigned|alias',
      _type: 'okta_user_assigned_aws_iam_role',
      _class: 'ASSIGNED',
      displayName: 'ASSIGNED',
      _mapping: {
        relationshipDirection: 'FORWARD',
        sourceEntityKey: '00u-bob',
        targetEntity: { _type: 'aws_iam_role', roleName: 'Ops', 'tag.AccountName': 'prod eu' },
        targetFilterKeys: [['_type', 'roleName', 'tag.AccountName']],
      },
    },
  ],
};

const QUESTIONS = `
sourceId: managed:okta
integrationDefinitionId: x
questions:
  - id: integration-question-okta-sleepers
    title: Who sleeps?
    description: Users who have not signed in lately.
    queries:
      - query: FIND okta_user WITH lastLoginOn < date.now - 90 days AS u RETURN u.name AS name
        resultsAre: BAD
    tags: [okta]
    severity: low
    why: Nobody notices what happens to an account that sleeps.
    remedy: Wake its owner.
  - id: integration-question-okta-admins-without-mfa
    title: Who has no MFA?
    description: Two ways to ask.
    queries:
      - name: one
        query: FIND okta_user AS u RETURN u._key AS key
      - name: two
        query: FIND okta_device AS d RETURN d._key AS key
    tags: [okta]
    severity: info
    why: A password alone is not enough.
    remedy: Have them enroll.
`;

interface Asked {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('npm run ask', () => {
  const made: string[] = [];
  let directory: string;
  let questions: string;

  beforeAll(() => {
    directory = writeGraph(GRAPH, 1);
    questions = mkdtempSync(path.join(tmpdir(), 'okta-questions-'));
    made.push(directory, questions);
    mkdirSync(path.join(questions, 'sql'));
    const files = {
      'questions.yaml': QUESTIONS,
      'sql/sleepers.sql': 'SELECT name FROM okta_user WHERE lastLoginOn < days_ago(90)',
      'sql/admins-without-mfa.one.sql': 'SELECT _key AS key FROM okta_user ORDER BY key',
      'sql/admins-without-mfa.two.sql': 'SELECT _key AS key FROM okta_device',
    };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(path.join(questions, name), text);
    }
  });

  afterAll(() => {
    for (const path of made) rmSync(path, { recursive: true });
  });

  function run(...argv: string[]): Promise<Asked> {
    return askWith({}, '--graph', directory, ...argv);
  }

  async function askWith(
    surroundings: Pick<Surroundings, 'columns' | 'env'>,
    ...argv: string[]
  ): Promise<Asked> {
    let out = '';
    let err = '';
    const code = await ask(argv, {
      questions,
      steps: () => Promise.resolve(STEPS),
      write: (text) => (out += text),
      complain: (text) => (err += text),
      now: () => NOW,
      ...surroundings,
    });
    return { code, out, err };
  }

  async function rows(sql: string): Promise<unknown> {
    const { code, out, err } = await run('--json', '--sql', sql);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out);
  }

  describe('tables', () => {
    it('gives every property a column of the type that fits all of its values', async () => {
      const found = await rows(
        `SELECT column_name AS name, column_type AS type FROM (DESCRIBE okta_user) WHERE name IN
         ('_class', 'isMfaEnabled', 'lastLoginOn', 'level', 'fraction', 'mixed', 'tags', 'email')
         ORDER BY name`,
      );
      expect(found).toEqual([
        { name: '_class', type: 'VARCHAR[]' },
        { name: 'email', type: 'VARCHAR[]' },
        { name: 'fraction', type: 'DOUBLE' },
        { name: 'isMfaEnabled', type: 'BOOLEAN' },
        { name: 'lastLoginOn', type: 'TIMESTAMP' },
        { name: 'level', type: 'BIGINT' },
        { name: 'mixed', type: 'JSON' },
        { name: 'tags', type: 'VARCHAR[]' },
      ]);
      expect(await rows('SELECT mixed, fraction, tags FROM okta_user ORDER BY _key')).toEqual([
        { mixed: 'x', fraction: 1, tags: [] },
        { mixed: 5, fraction: 1.5, tags: ['a', 'b'] },
      ]);
    });

    it('keeps apart properties whose names differ in case only, and odd names whole', async () => {
      const [ada] = (await rows(`SELECT * FROM okta_user WHERE _key = '00u-ada'`)) as unknown[];
      expect(ada).toMatchObject({ Dept: 7, dept_2: 'R&D', 'odd "name" \'x': "it's" });
    });

    it('has declared types without rows, with the columns of their schema and class', async () => {
      expect(await rows('SELECT managed, serial, lastSeenOn FROM okta_device')).toEqual([]);
      expect(await rows('SELECT scope, roles FROM okta_user_assigned_application')).toEqual([]);
      expect(await rows('SELECT p.email FROM Person p')).toEqual([]);
      expect(await rows('SELECT verifiedEmails FROM okta_user LIMIT 1')).toEqual([
        { verifiedEmails: null },
      ]);
    });

    it('has types that nobody declared', async () => {
      expect(await rows('SELECT _key FROM undeclared_thing')).toEqual([{ _key: 'secret-1' }]);
    });

    it('finds the types by looking into the files where the index is missing', async () => {
      const moved = writeGraph(GRAPH, 2, false);
      made.push(moved);
      const { out } = await run('--graph', moved, '--csv', '--sql', 'SELECT _key FROM okta_user');
      expect(out).toBe('_key\r\n00u-ada\r\n00u-bob\r\n');
    });

    it('gives mapped relationships both ends, whichever way they point', async () => {
      expect(
        await rows(`SELECT a._fromEntityKey AS "from", a._toEntityKey AS "to", a.via
                    FROM okta_user_assigned_aws_iam_role a ORDER BY a._key`),
      ).toEqual([
        { from: '00u-ada', to: 'arn:aws:iam::1:role/Dev', via: 'direct' },
        { from: '00u-bob', to: 'aws_iam_role|Ops|prod eu', via: null },
        { from: 'arn:aws:iam::1:role/Dev', to: '00u-bob', via: 'group' },
      ]);
    });

    it('shows the targets of mapped relationships once each', async () => {
      expect(
        await rows(
          'SELECT _key, roleName, "tag.AccountName" AS account FROM aws_iam_role ORDER BY _key',
        ),
      ).toEqual([
        { _key: 'arn:aws:iam::1:role/Dev', roleName: null, account: null },
        { _key: 'aws_iam_role|Ops|prod eu', roleName: 'Ops', account: 'prod eu' },
      ]);
    });

    it('has the whole graph with the JSON of each object', async () => {
      expect(
        await rows(`SELECT json->>'$._rawData[0].rawData.profile.city' AS city FROM entities
                    WHERE _key = '00u-ada'`),
      ).toEqual([{ city: 'Zürich' }]);
      expect(
        await rows(`SELECT _type, _fromEntityKey IS NOT NULL AND _toEntityKey IS NOT NULL AS ends,
                    count(*) AS n FROM relationships GROUP BY ALL`),
      ).toEqual([{ _type: 'okta_user_assigned_aws_iam_role', ends: true, n: 3 }]);
    });

    it('lists them all', async () => {
      const { out } = await run('--tables', '--json');
      const tables = JSON.parse(out) as { table: string; kind: string; rows: number }[];
      expect(tables.map(({ table, kind, rows }) => `${kind} ${table} ${rows}`)).toEqual([
        'entity okta_device 0',
        'entity okta_user 2',
        'entity undeclared_thing 1',
        'mapped okta_user_assigned_aws_iam_role 3',
        'mapped okta_user_is_person 0',
        'relationship okta_user_assigned_application 0',
        'target Person 0',
        'target aws_iam_role 2',
      ]);
    });

    it('loads all tables for a statement that names none', async () => {
      const found = (await rows('SHOW TABLES')) as { name: string }[];
      expect(found.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['okta_user', 'okta_device', 'aws_iam_role', 'entities']),
      );
    });
  });

  describe('answers', () => {
    it('lists the questions', async () => {
      const { out } = await run();
      expect(out).toContain('  sleepers            Who sleeps?\n');
      expect(out).toContain('  admins-without-mfa  Who has no MFA? [one, two]\n');
      expect(out).toContain('npm run ask -- admins-without-mfa.one\n');
      expect(JSON.parse((await run('--json')).out)).toEqual([
        { id: 'sleepers', question: 'Who sleeps?', queries: [] },
        { id: 'admins-without-mfa', question: 'Who has no MFA?', queries: ['one', 'two'] },
      ]);
    });

    it.each([30, 50])('lists the questions within %d columns', async (columns) => {
      const { out } = await askWith({ columns });
      const questions = out.split('\n\n')[0]?.split('\n') ?? [];
      expect(Math.max(...questions.map(({ length }) => length))).toBeLessThanOrEqual(columns);
      expect(out.replace(/\s+/g, ' ')).toContain('admins-without-mfa Who has no MFA? [one, two]');
    });

    it('asks the graph that the run was told to leave elsewhere', async () => {
      const env = { JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: directory };
      const { out } = await askWith(
        { env },
        '--csv',
        '--sql',
        'SELECT count(*) AS n FROM entities',
      );
      expect(out).toBe('n\r\n3\r\n');
    });

    it('writes a table by default, one line to a row', async () => {
      const { out } = await run('--sql', 'SELECT displayName, level FROM okta_user ORDER BY level');
      expect(out).toBe(
        [
          'displayName               level',
          '────────────────────────  ─────',
          'ada@acme.com              3',
          '=HYPERLINK("x"), "bob"\\n  4',
          '',
          '(2 rows)\n',
        ].join('\n'),
      );
    });

    it('writes CSV that a spreadsheet does not execute', async () => {
      const { out } = await run(
        '--csv',
        '--sql',
        'SELECT displayName, email FROM okta_user ORDER BY 1',
      );
      expect(out).toBe(
        'displayName,email\r\n"\'=HYPERLINK(""x""), ""bob""\\n",\r\nada@acme.com,ada@acme.com\r\n',
      );
    });

    it.each([
      [`'=1+1'`, `'=1+1`],
      [`'+49 170'`, `'+49 170`],
      [`'-cmd'`, `'-cmd`],
      [`'@SUM(A1)'`, `'@SUM(A1)`],
      [`chr(9) || '=1'`, `'\\t=1`],
      [`chr(13) || 'x'`, `'\\rx`],
      [`'  =1'`, `'  =1`],
      [`'"=1'`, `"'""=1"`],
      [`chr(8203) || '=1'`, `'\\u200b=1`],
      [`'＝1'`, `'＝1`],
      [`['=1', 'two']`, `"'=1, two"`],
      ['-5', '-5'],
      ['-1.5::DOUBLE', '-1.5'],
      ['-9007199254740993', '-9007199254740993'],
      [`'a-b=c'`, 'a-b=c'],
    ])('writes %s as a cell that is no formula', async (sql, cell) => {
      const { out } = await run('--csv', '--sql', `SELECT ${sql} AS "=x"`);
      expect(out).toBe(`'=x\r\n${cell}\r\n`);
    });

    describe('shows what a name holds, and is not moved by it', () => {
      const hostile = `'a' || chr(27) || '[31mb' || chr(10) || chr(8238) || chr(155)`;
      const sql = `SELECT ${hostile} AS name`;
      const value = 'a\u001b[31mb\n\u202e\u009b';
      const shown = 'a\\u001b[31mb\\n\\u202e\\u009b';

      it('in a table and in CSV', async () => {
        expect((await run('--sql', sql)).out).toContain(`\n${shown}\n`);
        expect((await run('--csv', '--sql', sql)).out).toBe(`name\r\n${shown}\r\n`);
      });

      it('in JSON, whose values stay', async () => {
        const { out } = await run('--json', '--sql', sql);
        expect(out).toContain(`"name": "${shown}"`);
        expect(JSON.parse(out)).toEqual([{ name: value }]);
      });

      it('in an error, of which no line begins as one of ours does', async () => {
        const { code, err } = await run('--sql', `SELECT (${hostile})::INTEGER`);
        expect(code).toBe(1);
        expect(err).toMatch(/Could not convert string .*a\\u001b\[31mb/);
        expect(err.trimEnd().split('\n').slice(1).join('\n')).not.toMatch(/^\S/m);
      });

      it('if it is as long as a page, in part', async () => {
        const { out } = await askWith(
          { columns: 80 },
          '--graph',
          directory,
          '--sql',
          `SELECT repeat('x', 3000) AS name`,
        );
        expect(out.split('\n').length).toBeLessThan(30);
        expect(out).toContain('…');
      });
    });

    describe('on a narrow terminal', () => {
      const sql = `SELECT displayName, 'a rather long text of many words' AS words, level,
                   'arn:aws:iam::123456789012:role/one-name' AS arn FROM okta_user ORDER BY level`;
      const askNarrow = (columns: number, ...argv: string[]): Promise<Asked> =>
        askWith({ columns }, '--graph', directory, ...argv);

      it('breaks cells between words, and no line is wider', async () => {
        const { out } = await askNarrow(80, '--sql', sql);
        expect(out.split('\n')).toEqual([
          'displayName             words                    level  arn',
          '──────────────────────  ───────────────────────  ─────  ────────────────────────',
          'ada@acme.com            a rather long text of    3      arn:aws:iam::12345678901',
          '                        many words                      2:role/one-name',
          '=HYPERLINK("x"),        a rather long text of    4      arn:aws:iam::12345678901',
          '"bob"\\n                 many words                      2:role/one-name',
          '',
          '(2 rows)',
          '',
        ]);
      });

      it('writes a column to a line where they do not fit side by side', async () => {
        const { out } = await askNarrow(40, '--sql', sql);
        expect(out.split('\n').slice(0, 7)).toEqual([
          'displayName  ada@acme.com',
          'words        a rather long text of many',
          '             words',
          'level        3',
          'arn          arn:aws:iam::123456789012:r',
          '             ole/one-name',
          '',
        ]);
      });

      it('breaks what stands above and below an answer, too', async () => {
        const { out } = await askNarrow(20, 'sleepers');
        expect(out).toMatch(/^Who sleeps\?\nUsers who have not\nsigned in lately\.\n\n/);
      });
    });

    it('takes a statement that ends as SQL does', async () => {
      expect(await rows('SELECT 1 AS one;\n-- that is all')).toEqual([{ one: 1 }]);
    });

    it('writes times as ISO 8601, and whole numbers as numbers', async () => {
      expect(
        await rows(`SELECT lastLoginOn AS at, epoch_ms(days_ago(0)) AS now, count(*) AS n FROM okta_user
                    WHERE _key = '00u-ada' GROUP BY ALL`),
      ).toEqual([{ at: new Date(NOW - 100 * DAY).toISOString(), now: NOW, n: 1 }]);
    });

    it('compares times as timestamps, a part of a day included', async () => {
      const sql = (days: number): string =>
        `SELECT _key FROM okta_user WHERE lastLoginOn < days_ago(${days}) AND lastLoginOn > '2020-01-01'`;
      expect(await rows(sql(99.9))).toEqual([{ _key: '00u-ada' }]);
      expect(await rows(sql(100.1))).toEqual([]);
    });

    it('answers a question by its short and by its full id', async () => {
      for (const id of ['sleepers', 'integration-question-okta-sleepers']) {
        const { out } = await run(id, '--json');
        expect(JSON.parse(out)).toEqual({
          id: 'integration-question-okta-sleepers',
          title: 'Who sleeps?',
          queries: [{ name: null, resultsAre: 'BAD', rows: [{ name: 'Ada' }] }],
        });
      }
    });

    it('counts ages from --now', async () => {
      const { out } = await run('sleepers', '--csv', '--now', '2026-08-01T00:00:00Z');
      expect(out).toBe('name\r\n');
    });

    it('gives the queries of a question as one CSV, each row with its query', async () => {
      const { out } = await run('admins-without-mfa', '--csv');
      const id = 'admins-without-mfa';
      expect(out).toBe(`question,query,key\r\n${id},one,00u-ada\r\n${id},one,00u-bob\r\n`);
    });

    it('answers all questions in every format', async () => {
      const all = JSON.parse((await run('--all', '--json')).out) as { id: string }[];
      expect(all.map(({ id }) => id)).toEqual([
        'integration-question-okta-sleepers',
        'integration-question-okta-admins-without-mfa',
      ]);
      const csv = await run('--all', '--csv');
      expect(csv.out.split('\r\n').slice(0, 2)).toEqual([
        'question,query,name,key',
        'sleepers,,Ada,',
      ]);
      expect((await run('--all')).out).toMatch(/^Who sleeps\?[^]*\nWho has no MFA\?/);
    });

    it('writes Markdown in which a name is a name', async () => {
      const sql = `SELECT '<b>|*x*\`[a](b)' || chr(10) || 'y' AS odd, 1 AS one`;
      const { out } = await run('--format', 'markdown', '--sql', sql);
      expect(out).toBe(
        '| odd | one |\n| --- | --- |\n| \\<b\\>\\|\\*x\\*\\`\\[a\\](b)\\\\ny | 1 |\n',
      );
    });

    it('writes an answer to a file that its owner alone may read', async () => {
      const file = path.join(directory, 'answer.csv');
      writeFileSync(file, 'older', { mode: 0o644 });
      const refused = await run('sleepers', '--csv', '--output', file);
      expect(refused.err).toContain(`${file} exists and was not changed`);
      expect(readFileSync(file, 'utf8')).toBe('older');
      const { code, out } = await run('sleepers', '--csv', '--output', file, '--overwrite');
      expect({ code, out }).toEqual({ code: 0, out: '' });
      expect(readFileSync(file, 'utf8')).toBe('name\r\nAda\r\n');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      rmSync(file);
    });

    it('says so if the file cannot be written', async () => {
      const { code, err } = await run('sleepers', '--output', path.join(directory, 'no', 'where'));
      expect(code).toBe(1);
      expect(err).toMatch(/^The answer cannot be written to .*ENOENT/);
    });

    it.each([
      [['--all', '--tables'], /either --tables or --all/],
      [['--all', 'sleepers'], /either --all or sleepers/],
      [['--shell', '--sql', 'SELECT 1'], /either --shell or --sql/],
    ])('refuses %j', async (argv, problem) => {
      const { code, err } = await run(...argv);
      expect(code).toBe(1);
      expect(err).toMatch(problem);
    });

    it('answers all queries of a question, or the one that is named', async () => {
      const all = await run('admins-without-mfa');
      expect(all.out).toMatch(/^Who has no MFA\?\nTwo ways to ask\.\n\none:\nkey/);
      expect(all.out).toMatch(/\n\ntwo:\nkey\n─+\n\n\(0 rows\)/);
      const one = await run('admins-without-mfa.one', '--csv');
      expect(one.out).toBe('key\r\n00u-ada\r\n00u-bob\r\n');
    });

    it('shows the sources of a question', async () => {
      const { out } = await run('sleepers', '--source');
      expect(out).toContain('-- J1QL\nFIND okta_user WITH lastLoginOn');
      expect(out).toContain('-- SQL\nSELECT name FROM okta_user');
    });

    it('says when the run could not read all of a table that it asks', async () => {
      const partial = writeGraph(GRAPH);
      made.push(partial);
      const integrationStepResults = [
        { id: 'a-step', status: 'failure', declaredTypes: ['okta_user', 'okta_device'] },
        { id: 'b-step', status: 'success', declaredTypes: ['undeclared_thing'] },
      ];
      writeFileSync(path.join(partial, 'summary.json'), JSON.stringify({ integrationStepResults }));
      const { err, code } = await run('--graph', partial, '--sql', 'SELECT 1 FROM okta_user');
      expect({ err, code }).toEqual({
        err: 'The run could not read all of okta_user: this answer may lack rows.\n',
        code: 0,
      });
      expect((await run('--graph', partial, '--sql', 'SELECT 1 FROM undeclared_thing')).err).toBe(
        '',
      );
    });
  });

  describe('of a run that left something out', () => {
    let partial: string;
    const gapsOf = async (...argv: string[]): Promise<string> =>
      (await run('--graph', partial, ...argv)).err;

    beforeAll(() => {
      partial = writeGraph(GRAPH);
      made.push(partial);
      const integrationStepResults = [
        { status: 'success', declaredTypes: ['okta_user', 'undeclared_thing'] },
        { status: 'success', declaredTypes: ['okta_device'], partialTypes: ['okta_device'] },
        {
          status: 'disabled',
          declaredTypes: ['mfa_device', 'okta_user_assigned_aws_iam_role', 'okta_user'],
        },
      ];
      writeFileSync(path.join(partial, 'summary.json'), JSON.stringify({ integrationStepResults }));
    });

    it.each(['table', 'json', 'csv'])('names it on the error stream beside %s', async (format) => {
      const sql = 'SELECT _key FROM okta_user_assigned_aws_iam_role';
      expect(await gapsOf('--format', format, '--sql', sql)).toBe(
        'Not collected, because it was switched off in this run: okta_user_assigned_aws_iam_role. ' +
          'If this answer has no row, there may still be some in Okta.\n',
      );
    });

    it('names the relationships that lead to the targets of an answer', async () => {
      expect(await gapsOf('--sql', 'SELECT * FROM aws_iam_role')).toMatch(
        /switched off in this run: okta_user_assigned_aws_iam_role\./,
      );
    });

    it('names the factors that a property of users is computed from', async () => {
      expect(await gapsOf('--sql', 'SELECT 1 FROM okta_user WHERE NOT isMfaEnabled')).toMatch(
        /switched off in this run: mfa_device \(it decides isMfaEnabled\)\./,
      );
    });

    it('names what is only ever read in part', async () => {
      expect(await gapsOf('--sql', 'SELECT * FROM okta_device')).toBe(
        'A run reads only a part of okta_device: this answer may lack rows.\n',
      );
    });

    it('names all of it where the whole graph is asked, and each once', async () => {
      const relationships = await gapsOf('--sql', 'SELECT _type FROM relationships');
      expect(relationships).toMatch(/this run: okta_user_assigned_aws_iam_role\. /);
      expect(relationships).not.toContain('okta_device');
      expect(await gapsOf('--tables')).toMatch(/assigned_aws_iam_role\.[^]*part of okta_device:/);
      expect(await gapsOf('admins-without-mfa')).toMatch(/^A run[^\n]*okta_device[^\n]*\n$/);
    });

    it('says nothing where all that an answer rests on is there', async () => {
      expect(await gapsOf('sleepers')).toBe('');
    });
  });

  it('says when the run did not come to its end', async () => {
    const stopped = writeGraph(GRAPH);
    made.push(stopped);
    rmSync(path.join(stopped, 'summary.json'));
    const { err, code } = await run('--graph', stopped, '--sql', 'SELECT 1 FROM okta_user');
    expect({ err, code }).toEqual({
      err: 'The run that collects this graph is under way or was stopped: this answer may lack rows.\n',
      code: 0,
    });
  });

  it('reads a compressed graph as a plain one, and leaves nothing of it behind', async () => {
    const compressed = writeGraph(GRAPH);
    made.push(compressed);
    for (const name of readdirSync(compressed, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(compressed, name);
      if (!name.endsWith('.json') || name.startsWith('index')) continue;
      writeFileSync(file, brotliCompressSync(readFileSync(file)));
    }
    const asked = ['--sql', 'SELECT _key, json FROM entities ORDER BY _key', '--json'];
    const plain = await run(...asked);
    expect(await run('--graph', path.join(compressed, 'graph'), ...asked)).toEqual(plain);
    expect(plain.out).toContain('00u-ada');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('okta-unpacked'))).toEqual([]);
  });

  describe('errors', () => {
    it.each([
      ['an unknown option', ['--colour'], /^There is no option --colour\. See: .* --help\n$/],
      ['an option without its value', ['--sql'], /^--sql needs a value after it\. See: /],
      ['two formats', ['--json', '--csv', 'sleepers'], /^Choose one format, not json and csv/],
      ['two formats, spelt out', ['--format', 'table', '--csv', 'x'], /not table and csv/],
      ['two statements', ['--sql', 'SELECT 1; SELECT 2'], /^Write one statement at a time, not 2/],
      ['an unknown format', ['--format', 'xml', 'sleepers'], /table, json, csv.*"xml"/],
      ['a time that is none', ['--now', 'soon', 'sleepers'], /--now takes an ISO 8601 time/],
      ['a question and SQL at once', ['sleepers', '--sql', 'SELECT 1'], /not both/],
      ['two questions', ['sleepers', 'sleepers'], /One question at a time/],
      ['a statement without words', ['--sql', ' '], /--sql needs a statement/],
      ['the sources of nothing', ['--source'], /--source takes the id of a question/],
      ['a statement without its option', ['SELECT 1'], /npm run ask -- --sql/],
      ['an unknown query', ['admins-without-mfa.three'], /no query "three", only: one, two/],
      [
        'an unknown table',
        ['--sql', 'SELECT * FROM okta_usr'],
        /Table with name okta_usr does not exist/,
      ],
      ['an unknown column', ['--sql', 'SELECT nme FROM okta_user'], /"nme" not found[^]*name/],
      ['SQL that is none', ['--sql', 'SELEC 1'], /syntax error/],
    ])('names the reason for %s', async (_, argv, message) => {
      const { code, out, err } = await run(...argv);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(message);
    });

    it('says so when npm has kept an option', async () => {
      const env = { npm_config_json: 'true' };
      expect(await askWith({ env }, 'sleepers')).toEqual({
        code: 1,
        out: '',
        err: 'npm has kept --json for itself. Write: npm run ask -- sleepers --json\n',
      });
      expect((await askWith({ env }, '--help')).code).toBe(0);
    });

    it('names the closest ids for an unknown one', async () => {
      const { code, err } = await run('admin-without-mfas');
      expect(code).toBe(1);
      expect(err).toMatch(/no question "admin-without-mfas".*\n {2}admins-without-mfa\n/);
    });

    it('says what to run when nothing was collected', async () => {
      const empty = mkdtempSync(path.join(tmpdir(), 'okta-empty-'));
      made.push(empty);
      const { code, err } = await run('--graph', empty, 'sleepers');
      expect(code).toBe(1);
      expect(err).toBe(`There is no collected graph in ${empty}. Collect one first: npm start\n`);
    });

    it("names a file that is none of the run's", async () => {
      const odd = mkdtempSync(path.join(tmpdir(), 'okta-odd-'));
      made.push(odd);
      mkdirSync(path.join(odd, 'graph/a-step/entities'), { recursive: true });
      writeFileSync(path.join(odd, 'graph/a-step/entities/x.json'), Buffer.from([27, 3, 0]));
      const { code, err } = await run('--graph', odd, 'sleepers');
      expect(code).toBe(1);
      expect(err).toMatch(/entities\/x\.json is not a file that collect wrote\.\n$/);
    });
  });
});
