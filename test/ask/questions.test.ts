/**
 * Checks every managed question against the graph: its words exist, and its SQL twin gives the answer
 * that its J1QL gives and that a person worked out from the sample org.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { rowObjects, type Answer } from '../../packages/cli/ask/answer';
import { ask } from '../../packages/cli/ask/ask';
import { declaredTables } from '../../packages/cli/ask/declarations';
import { RELATIONSHIP_PROPERTIES } from '../../packages/cli/ask/edgeProperties';
import { openGraphFiles } from '../../packages/cli/ask/graphFiles';
import { GraphDatabase } from '../../packages/cli/ask/graphDatabase';
import { FRAMEWORKS } from '../../packages/cli/findings/frameworks';
import { ID_PREFIX, loadQuestions, readSql } from '../../packages/cli/ask/questions';
import { invocationConfig } from '../../src';
import { collectLocal, SAMPLE_NOW, type Collected } from '../harness/collect';
import { EXPECTED } from './expected';
import { supplemented, writeSupplement } from './supplement';
import { problemsOf, vocabularyOf } from './j1ql/check';
import { evaluateJ1ql, MappedGraph } from './j1ql/evaluate';
import { parseJ1ql } from './j1ql/parse';
import { writeGraph, type Graph } from './writeGraph';

const STEPS = invocationConfig.integrationSteps;
const DIRECTORY = path.join(__dirname, '../../jupiterone/questions');
const QUESTIONS = loadQuestions(DIRECTORY);
const QUERIES = QUESTIONS.flatMap(({ shortId, queries }) =>
  queries.map((query) => ({
    id: query.name === undefined ? shortId : `${shortId}.${query.name}`,
    query,
  })),
);
const DECLARED = declaredTables(STEPS);

/** Properties that a question needs, the steps declare, and nothing in the sample org has. */
const NOT_IN_SAMPLE = new Set(['mfa_device.lastVerifiedOn']);

function propertiesByType({ entities, relationships }: Graph): Map<string, Set<string>> {
  const byType = new Map<string, Set<string>>();
  for (const object of [...entities, ...relationships]) {
    const known = byType.get(object._type) ?? new Set();
    for (const name of Object.keys(object)) known.add(name);
    byType.set(object._type, known);
  }
  return byType;
}

/** A twin's row in the form of J1QL's: it shows times readably, J1QL in milliseconds. */
function asJ1ql(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const iso = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && iso.test(value) ? Date.parse(value) : value,
    ]),
  );
}

const inOrder = (rows: readonly unknown[]): string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

describe('managed questions', () => {
  let sample: Collected;
  let graph: Graph;
  /** The properties that the integration emitted, by type. */
  let collected: Map<string, Set<string>>;
  let database: GraphDatabase;
  let nothing: GraphDatabase;
  let empty: string;
  let now: number;

  const open = (directory: string): Promise<GraphDatabase> =>
    GraphDatabase.open({ files: openGraphFiles(directory), declarations: DECLARED, now });

  beforeAll(async () => {
    sample = await collectLocal();
    now = SAMPLE_NOW;
    const found = sample as unknown as Graph;
    collected = propertiesByType(found);
    graph = supplemented(found, now);
    writeSupplement(path.join(sample.dir, '.j1-integration'), found, graph);
    database = await open(path.join(sample.dir, '.j1-integration'));
    const account = graph.entities.filter(({ _type }) => _type === 'okta_account');
    empty = writeGraph({ entities: account, relationships: [] });
    nothing = await open(empty);
  });

  afterAll(() => {
    database.close();
    nothing.close();
    rmSync(sample.dir, { recursive: true });
    rmSync(empty, { recursive: true });
  });

  it('are at least 100, each with a prefix of its own, and one SQL file to each query', () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(100);
    for (const { id } of QUESTIONS) expect(id.startsWith(ID_PREFIX)).toBe(true);
    const files = readdirSync(path.join(DIRECTORY, 'sql')).sort();
    expect(files).toEqual(QUERIES.map(({ id }) => `${id}.sql`).sort());
    expect(Object.keys(EXPECTED).sort()).toEqual(QUERIES.map(({ id }) => id).sort());
  });

  it.each(QUESTIONS)(
    '$shortId has a severity that fits its queries, a reason and a remedy',
    ({ severity, why, remedy, queries, controls }) => {
      const isCheck = queries.some(({ resultsAre }) => resultsAre === 'BAD');
      expect({ isCheck, severity }).not.toEqual({ isCheck: true, severity: 'info' });
      if (!isCheck) expect(severity).toBe('info');
      for (const sentence of [why, remedy]) {
        expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
        expect(sentence.length).toBeLessThan(250);
      }
      const standards: readonly string[] = Object.values(FRAMEWORKS);
      for (const { standard, requirements } of controls) {
        expect(standards).toContain(standard);
        expect(requirements).not.toEqual([]);
      }
    },
  );

  it.each([
    ['severity: grave', 'needs a severity (critical, high, medium, low, info), and has "grave"'],
    ['title: What?', 'needs a severity (critical, high, medium, low, info), and has none'],
    ['severity: low', 'needs a text under "why"'],
    ['severity: low\n    why: Because.\n    remedy: " "', 'needs a text under "remedy"'],
  ])('are refused by name if what they need is missing or unknown (%s)', (fields, problem) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'okta-questions-'));
    const file = path.join(directory, 'questions.yaml');
    const title = fields.startsWith('title') ? '' : '    title: What?\n';
    writeFileSync(file, `questions:\n  - id: one\n${title}    ${fields}\n`);
    expect(() => loadQuestions(directory)).toThrow(`The question one ${problem}`);
    rmSync(directory, { recursive: true });
  });

  describe.each(QUERIES)('$id', ({ id, query }) => {
    const parsed = parseJ1ql(query.j1ql);
    let answer: Answer;

    beforeAll(async () => {
      answer = await database.query(readSql(query));
    });

    it('uses types, relationships and properties that the graph has', () => {
      const vocabulary = vocabularyOf(
        STEPS,
        { person: 'Person' },
        (type, property) =>
          collected.get(type)?.has(property) === true ||
          RELATIONSHIP_PROPERTIES[type]?.[property] !== undefined ||
          NOT_IN_SAMPLE.has(`${type}.${property}`),
      );
      expect(problemsOf(parsed, vocabulary)).toEqual([]);
    });

    it('gives in SQL what it gives in J1QL', () => {
      expect(answer.columns).toEqual(parsed.returned.map(({ name }) => name));
      const rows = new Set(inOrder(rowObjects(answer).map(asJ1ql)));
      expect([...rows]).toEqual(inOrder(evaluateJ1ql(new MappedGraph(graph), parsed, now)));
    });

    it('gives what the sample org holds', () => {
      const wanted = EXPECTED[id] ?? [];
      const names = Object.keys(wanted[0] ?? {});
      const rows = rowObjects(answer).map((row) =>
        Object.fromEntries(names.map((name) => [name, row[name]])),
      );
      expect(wanted.length).toBeGreaterThan(0);
      expect(inOrder(rows)).toEqual(inOrder(wanted));
    });

    it('runs on an org that has nothing', async () => {
      const { columns, rows } = await nothing.query(readSql(query));
      expect(columns).toEqual(answer.columns);
      // An org that has nothing is an answer where the org itself is asked for.
      if (parsed.find.names[0] !== 'okta_account') expect(rows).toEqual([]);
    });
  });

  it('rest on policy rules where they ask for what rules decide of a policy', () => {
    const sql = 'SELECT p.usesNetworkZones FROM okta_sign_on_policy AS p WHERE p.neverApplies';
    expect(database.typesUsedBy(sql)).toEqual([
      { type: 'okta_sign_on_policy', decides: [] },
      { type: 'okta_policy_rule', decides: ['usesNetworkZones', 'neverApplies'] },
    ]);
  });

  it('are answered from the command line', async () => {
    let out = '';
    const code = await ask(
      ['support-access', '--csv', '--graph', path.join(sample.dir, '.j1-integration')],
      {
        questions: DIRECTORY,
        steps: () => Promise.resolve(STEPS),
        write: (text) => (out += text),
        complain: (text) => (out += text),
      },
    );
    expect({ code, header: out.split('\r\n')[0] }).toEqual({
      code: 0,
      header: 'orgName,supportExpiresOn',
    });
  });

  it('say so when nothing was collected', async () => {
    const bare = mkdtempSync(path.join(tmpdir(), 'okta-bare-'));
    let err = '';
    const code = await ask(['support-access', '--graph', bare], {
      questions: DIRECTORY,
      steps: () => Promise.resolve(STEPS),
      write: () => undefined,
      complain: (text) => (err += text),
    });
    rmSync(bare, { recursive: true });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('npm start') as string });
  });

  it('find a column for every property, on orgs that lack it as well', () => {
    /** Their profiles have attributes of the org's own making. */
    const custom = new Set(['okta_user', 'okta_user_group', 'okta_app_user_group']);
    const missing = [...graph.entities, ...graph.relationships]
      .filter(({ _type }) => !custom.has(_type))
      .flatMap(({ _type, ...properties }) =>
        Object.keys(properties)
          .filter((name) => !['_rawData', '_mapping'].includes(name))
          .filter((name) => DECLARED.get(_type)?.columns.has(name) !== true)
          .map((name) => `${_type}.${name}`),
      );
    expect([...new Set(missing)].sort()).toEqual([]);
  });
});
