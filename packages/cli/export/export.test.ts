/** `npm run export`, held against the sample org's graph. */
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

import { DuckDBInstance } from '@duckdb/node-api';

import { invocationConfig } from '../../../src';
import { list, parseJson, record, text, texts } from '../../../src/json';
import { writeGraph } from '../../../test/ask/writeGraph';
import { collectLocal, type Collected } from '../../../test/harness/collect';
import { exportGraph } from './exportGraph';

let sample: Collected;
let graph: string;
let place: string;

beforeAll(async () => {
  sample = await collectLocal();
  graph = path.join(sample.dir, '.j1-integration');
  place = mkdtempSync(path.join(tmpdir(), 'okta-export-'));
});
afterAll(() => {
  rmSync(sample.dir, { recursive: true });
  rmSync(place, { recursive: true });
});

async function run(...argv: string[]) {
  let out = '';
  let err = '';
  const code = await exportGraph(argv, {
    steps: () => Promise.resolve(invocationConfig.integrationSteps),
    write: (written) => (out += written),
    complain: (written) => (err += written),
    now: Date.now,
    env: argv.length === 1 ? { npm_config_format: 'true' } : {},
  });
  return { code, out, err };
}

async function exported(format: string): Promise<string> {
  const output = path.join(place, `${format}-${readdirSync(place).length}`);
  const { code, err } = await run('--graph', graph, '--format', format, '--output', output);
  expect({ code, err: err.replace(/^A run reads only a part of .*\n/, '') }).toEqual({
    code: 0,
    err: '',
  });
  return output;
}

const ofType = (type: string) =>
  [...sample.entities, ...sample.relationships].filter(({ _type }) => _type === type);

describe('Parquet and NDJSON', () => {
  it.each(['parquet', 'ndjson'])(
    '%s has a file for each type, for the owner alone',
    async (format) => {
      const directory = await exported(format);
      const names = readdirSync(directory);
      for (const {
        entities,
        relationships,
        mappedRelationships = [],
      } of invocationConfig.integrationSteps) {
        for (const { _type } of [...entities, ...relationships, ...mappedRelationships]) {
          expect(names).toContain(`${_type}.${format}`);
        }
      }
      const modes = names.map((name) => statSync(path.join(directory, name)).mode & 0o777);
      expect(new Set(modes)).toEqual(new Set([0o600]));
      expect(statSync(directory).mode & 0o777).toBe(0o700);
    },
  );

  it('hold the same rows as the graph', async () => {
    const parquet = await exported('parquet');
    const ndjson = await exported('ndjson');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const type of ['okta_user', 'mfa_device', 'okta_group_has_user', 'okta_user_is_person']) {
      const keys = ofType(type)
        .map(({ _key }) => _key)
        .sort();
      const file = path.join(parquet, `${type}.parquet`);
      const read = await connection.runAndReadAll(`SELECT _key FROM '${file}' ORDER BY 1`);
      expect(read.getRowsJS().flat().sort()).toEqual(keys);
      const lines = readFileSync(path.join(ndjson, `${type}.ndjson`), 'utf8')
        .trimEnd()
        .split('\n');
      expect(lines.map((line) => record(parseJson(line))['_key']).sort()).toEqual(keys);
    }
    connection.closeSync();
    instance.closeSync();
    const [user] = readFileSync(path.join(ndjson, 'okta_user.ndjson'), 'utf8').split('\n');
    expect(record(parseJson(user ?? ''))['createdOn']).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    );
  });

  it('take a directory of an earlier export with --overwrite, and no other', async () => {
    const directory = await exported('ndjson');
    const argv = ['--graph', graph, '--format', 'ndjson', '--output', directory];
    expect(await run(...argv)).toEqual({
      code: 1,
      out: '',
      err: `${directory} is not empty and was not changed. Name another directory, or add --overwrite\n`,
    });
    expect((await run(...argv, '--overwrite')).code).toBe(0);
    const foreign = path.join(place, 'foreign');
    mkdirSync(foreign);
    writeFileSync(path.join(foreign, 'thesis.txt'), 'mine');
    const refused = await run(
      '--graph',
      graph,
      '--format',
      'parquet',
      '--output',
      foreign,
      '--overwrite',
    );
    expect(refused.err).toMatch(/is not empty and was not changed\. Name another directory\n$/);
    expect(readdirSync(foreign)).toEqual(['thesis.txt']);
  });

  it('write within the directory, whatever a type is called', async () => {
    const odd = { _key: 'a', _type: "../../odd'; --", _class: ['Record'], displayName: 'A' };
    const from = writeGraph({ entities: [{ ...odd, _type: 'okta_user' }], relationships: [] });
    const file = path.join(from, 'graph', 'a-step', 'entities', 'odd.json');
    const like = { ...odd, _key: 'b', _type: "../../odd'! --" };
    writeFileSync(file, JSON.stringify({ entities: [odd, like] }));
    const directory = path.join(place, 'odd');
    expect((await run('--graph', from, '--format', 'ndjson', '--output', directory)).code).toBe(0);
    const names = readdirSync(directory).filter((name) => name.startsWith('______odd___-'));
    expect(names).toEqual([
      expect.stringMatching(/^______odd___---[\da-f]{12}\.ndjson$/),
      expect.stringMatching(/^______odd___---[\da-f]{12}\.ndjson$/),
    ]);
    const keys = names.map((name) => {
      return record(parseJson(readFileSync(path.join(directory, name), 'utf8')))['_key'];
    });
    expect(keys.sort()).toEqual(['a', 'b']);
    rmSync(from, { recursive: true });
  });
});

describe('OpenGraph', () => {
  /** As SpecterOps describes its schema. */
  const NAME = /^[A-Za-z0-9_]+$/;
  const isProperty = (value: unknown): boolean =>
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) &&
      value.every((item) => typeof item === typeof value[0] && typeof item !== 'object'));

  it('keeps to the schema, and each edge leads from node to node', async () => {
    const file = await exported('opengraph');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const document = record(parseJson(readFileSync(file, 'utf8')));
    expect(document['metadata']).toEqual({ source_kind: 'Okta' });
    const { nodes, edges } = record(document['graph']);
    const ids = new Set<unknown>();
    for (const node of list(nodes).map(record)) {
      expect(Object.keys(node)).toEqual(['id', 'kinds', 'properties']);
      expect(ids.has(node['id'])).toBe(false);
      ids.add(node['id']);
      const kinds = texts(node['kinds']);
      expect(kinds.length >= 1 && kinds.length <= 3 && kinds.every((kind) => NAME.test(kind))).toBe(
        true,
      );
      const properties = Object.entries(record(node['properties']));
      expect(
        properties.filter(([name, value]) => name !== name.toLowerCase() || !isProperty(value)),
      ).toEqual([]);
    }
    for (const edge of list(edges).map(record)) {
      expect(text(edge['kind'])).toMatch(NAME);
      for (const end of [record(edge['start']), record(edge['end'])]) {
        expect(end['match_by']).toBe('id');
        expect(ids).toContain(end['value']);
      }
      expect(
        Object.values(record(edge['properties'])).filter((value) => !isProperty(value)),
      ).toEqual([]);
    }
    for (const type of ['okta_user', 'okta_application', 'okta_role', 'okta_device']) {
      for (const { _key } of ofType(type)) expect(ids).toContain(_key);
    }
    expect(list(edges).length).toBeGreaterThan(400);
  });

  it('has edges in the direction in which access flows', async () => {
    const document = record(parseJson(readFileSync(await exported('opengraph'), 'utf8')));
    const { edges } = record(document['graph']);
    const member = ofType('okta_group_has_user')[0];
    expect(list(edges)).toContainEqual({
      kind: 'Okta_MemberOf',
      start: { value: member?.['_toEntityKey'], match_by: 'id' },
      end: { value: member?.['_fromEntityKey'], match_by: 'id' },
      properties: {},
    });
  });
});

describe('the access review', () => {
  let rows: readonly (readonly string[])[];

  beforeAll(async () => {
    const csv = readFileSync(await exported('access-review'), 'utf8')
      .trimEnd()
      .split('\r\n');
    rows = csv.map((line) =>
      Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
        (quoted ?? plain ?? '').replaceAll('""', '"'),
      ),
    );
  });

  it('has one row for each user and application, role or AWS role, and room for a decision', () => {
    expect(rows[0]).toEqual([
      'login',
      'name',
      'status',
      'lastLoginOn',
      'resourceType',
      'resource',
      'ways',
      'decision',
      'comment',
    ]);
    const of = (kind: string): number => rows.filter((row) => row[4] === kind).length;
    expect(of('application')).toBe(ofType('okta_user_assigned_application').length);
    expect(of('AWS role')).toBe(ofType('okta_user_assigned_aws_iam_role').length);
    expect(rows.slice(1).filter((row) => row[6] === '' || row[7] !== '' || row[8] !== '')).toEqual(
      [],
    );
  });

  it('names every way that leads there', () => {
    const waysTo = (login: string, resource: string): string | undefined =>
      rows.find((row) => row[0] === `${login}@sample.example` && row[5] === resource)?.[6];
    expect(waysTo('nils.nystrom', 'Super Administrator')).toBe('direct');
    expect(waysTo('nils.nystrom', 'Auditor')).toBe('group Security Operations');
    expect(waysTo('ana.admin', 'arn:aws:iam::111122223333:role/Admin')).toMatch(
      /^direct in AWS – roles in profiles; .*; name of group aws_111122223333_Admin in AWS – group mapping/,
    );
    expect(rows.some((row) => /group .+ \(rules fill it: .+\)/.test(row[6] ?? ''))).toBe(true);
  });

  it('holds every administrator, and no one else in roles', () => {
    const direct = ofType('okta_user_assigned_role').map(({ _fromEntityKey }) => _fromEntityKey);
    const groups = new Set(
      ofType('okta_user_group_assigned_role').map(({ _fromEntityKey }) => _fromEntityKey),
    );
    const members = [...ofType('okta_group_has_user'), ...ofType('okta_app_user_group_has_user')]
      .filter(({ _fromEntityKey }) => groups.has(_fromEntityKey))
      .map(({ _toEntityKey }) => _toEntityKey);
    const keys = new Set([...direct, ...members]);
    const logins = ofType('okta_user')
      .filter(({ _key }) => keys.has(_key))
      .map(({ displayName }) => displayName);
    const listed = rows.filter((row) => row[4] === 'administrator role').map(([login]) => login);
    expect([...new Set(listed)].sort()).toEqual(logins.sort());
  });
});

describe('the command', () => {
  it('explains itself', async () => {
    expect((await run()).out).toMatch(/^Writes the graph/);
    expect((await run('--graph', graph, '--help')).out).toMatch(
      /Exit codes: 0 it was written; 1 it was not\.\n$/,
    );
  });

  it.each([
    [['--format', 'xml'], '--format takes parquet, ndjson, opengraph, access-review, not "xml"'],
    [['--format', 'parquet'], '--output needs the file or directory to write'],
    [['--formt', 'x'], 'There is no option --formt. See: npm run export -- --help'],
    [['parquet'], 'npm has kept --format for itself. Write: npm run export -- --format …'],
    [
      ['--format', 'ndjson', '--output', '/dev/null/x'],
      'The export cannot be written to /dev/null/x',
    ],
    [['--format', 'opengraph', '--output', '/tmp'], '/tmp exists and was not changed'],
    [
      ['--format', 'opengraph', '--output', '/nowhere/x'],
      'The export cannot be written to /nowhere/x',
    ],
  ])('refuses %s', async (argv, message) => {
    const all = argv.length === 1 ? argv : [...argv, '--graph', graph];
    const { code, out, err } = await run(...all);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });

  it('names what the run did not collect', async () => {
    const from = writeGraph({
      entities: [{ _key: 'u', _type: 'okta_user', displayName: 'u' }],
      relationships: [],
    });
    const step = { status: 'failure', declaredTypes: ['okta_application'] };
    writeFileSync(
      path.join(from, 'summary.json'),
      JSON.stringify({ integrationStepResults: [step] }),
    );
    const output = path.join(place, 'partial.csv');
    const { err } = await run('--graph', from, '--format', 'access-review', '--output', output);
    expect(err).toMatch(/^The run could not read all of okta_application: /m);
    rmSync(from, { recursive: true });
  });
});
