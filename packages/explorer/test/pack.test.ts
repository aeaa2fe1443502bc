/** From the SDK's files to the packed graph and back: nothing is lost, nothing is invented, raw data stays out. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { decodeEdges, encodeEdges } from '../model/edgeBytes';
import { edgesAmong } from '../model/neighbours';
import { embeddedJson } from '../pack/buildPage';
import { graphObjects } from '../../cli/collected/files';
import { findRun } from '../../cli/collected/run';
import { packCollection, writeExplorePage } from '../explorePage';
import { graphOf, temporaryDirectory, type TemporaryDirectory } from './collection';
import { fixtureEntities, fixtureRelationships, SMALL, writeFixture } from './fixture';
import { ADA, ADMIN_ARN, AWS, HOSTILE_NAMES, READ_ARN } from './fixtureActors';
import { RAW_CANARY } from './fixtureObjects';

const UNPACKED = ['_type', '_class', '_rawData'];

describe('edges as bytes', () => {
  it('come back as they went in', () => {
    const ends = fc.tuple(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1));
    fc.assert(
      fc.property(fc.array(ends), (pairs) => {
        const sorted = pairs.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
        const from = Int32Array.from(sorted, ([source]) => source);
        const to = Int32Array.from(sorted, ([, target]) => target);
        expect(decodeEdges(encodeEdges({ from, to }), sorted.length)).toEqual({ from, to });
      }),
    );
  });
});

describe('a packed collection', () => {
  let storage: TemporaryDirectory;
  beforeAll(() => {
    storage = temporaryDirectory();
    writeFixture(storage.directory, SMALL);
  });
  afterAll(() => {
    storage.remove();
  });

  it('holds every entity with every property but the raw data', async () => {
    const graph = await graphOf(packCollection(storage.directory));
    for (const entity of fixtureEntities(SMALL)) {
      const key = entity._key as string;
      const node = graph.nodeOf(key)!;
      const columns = await graph.columns(graph.typeOf(node));
      const row = node - graph.typeOf(node).first;
      const packed: unknown = Object.fromEntries(
        columns
          .map((column) => [column.name, column.at(row)])
          .filter(([, value]) => value !== null),
      );
      const expected = Object.entries(entity).filter(([name]) => !UNPACKED.includes(name));
      expect(packed).toEqual(Object.fromEntries(expected));
      expect(graph.typeOf(node).name).toBe(entity._type);
      expect(graph.typeOf(node).classes).toEqual(entity._class);
      expect(entity._rawData).toBeDefined();
    }
  });

  it('joins what the collection joins, and leaves out what lacks an end', async () => {
    const graph = await graphOf(packCollection(storage.directory));
    const all = [...fixtureRelationships(SMALL)];
    const direct = all.filter((item) => item._fromEntityKey !== undefined);
    const mapped = all.length - direct.length;
    const isWhole = (item: (typeof all)[number]) =>
      graph.nodeOf(item._toEntityKey as string) !== undefined;
    expect(graph.edgeCount).toBe(direct.filter(isWhole).length + mapped);
    expect(graph.manifest.dangling).toBe(1);
    for (const item of direct.filter(isWhole)) {
      const ends = [item._fromEntityKey, item._toEntityKey].map((key) =>
        graph.nodeOf(key as string)!,
      );
      const types = edgesAmong(graph, new Set(ends)).map((edge) => graph.relationOf(edge).name);
      expect(types).toContain(item._type);
    }
  });

  it('makes one node of a mapped target that several edges name', async () => {
    const graph = await graphOf(packCollection(storage.directory));
    const admin = graph.nodeOf(ADMIN_ARN)!;
    expect(graph.typeOf(admin)).toMatchObject({ name: 'aws_iam_role', mapped: true, count: 2 });
    expect(graph.name(admin)).toBe('Admin (123456789012)');
    expect(graph.name(graph.nodeOf(READ_ARN)!)).toBe('team/ReadOnly (123456789012)');
    expect(graph.adjacency.into(admin)).toHaveLength(2);
    expect(graph.adjacency.into(graph.nodeOf(READ_ARN)!)).toHaveLength(2);
    const person = graph.typeNamed('person')!;
    expect(person.mapped).toBe(true);
    expect(person.count).toBe(SMALL.users + 2);
  });

  it('keeps what an edge says and drops what repeats its ends', async () => {
    const graph = await graphOf(packCollection(storage.directory));
    const relation = graph.relationNamed('okta_user_assigned_application')!;
    const columns = await graph.columns(relation);
    expect(columns.map((column) => column.name).sort()).toEqual(['role', 'scope', 'status']);
    const [edge] = edgesAmong(graph, new Set([graph.nodeOf(ADA)!, graph.nodeOf(AWS)!]));
    expect(graph.edgeValue(edge!, 'scope')).toBe('GROUP');
  });

  it('orders the things of a type by name, and says which types may be incomplete', async () => {
    const graph = await graphOf(packCollection(storage.directory));
    const groups = graph.typeNamed('okta_user_group')!;
    const names = Array.from({ length: groups.count }, (_, row) => graph.name(groups.first + row));
    expect(names).toEqual(names.toSorted(new Intl.Collator('en', { numeric: true }).compare));
    expect(names).toContain('Engineering');
    expect(graph.manifest.incomplete).toEqual(['okta_user_created_application']);
    expect(new Date(graph.manifest.collectedOn).toISOString()).toBe('2026-11-02T06:45:00.000Z');
  });

  it('is the same whatever order the files were written in', () => {
    const other = temporaryDirectory();
    const directory = path.join(other.directory, 'graph', 'fixture');
    for (const collection of ['entities', 'relationships'] as const) {
      mkdirSync(path.join(directory, collection), { recursive: true });
      const objects = [...graphObjects(findRun(storage.directory), collection)];
      const file = path.join(directory, collection, 'all.json');
      writeFileSync(file, JSON.stringify({ [collection]: objects.toReversed() }, null, 2));
    }
    const expected = packCollection(storage.directory).manifest;
    const { types, relations } = packCollection(other.directory).manifest;
    const outline = (items: typeof types | typeof relations) =>
      items.map(({ name, count }) => ({ name, count }));
    expect(outline(types)).toEqual(outline(expected.types));
    expect(outline(relations)).toEqual(outline(expected.relations));
    other.remove();
  });

  it('says when the run did not come to its end', () => {
    const stopped = temporaryDirectory();
    writeFixture(stopped.directory, SMALL);
    expect(packCollection(stopped.directory).manifest.hasEnded).toBe(true);
    rmSync(path.join(stopped.directory, 'summary.json'));
    expect(packCollection(stopped.directory).manifest).toMatchObject({
      hasEnded: false,
      incomplete: [],
    });
    stopped.remove();
  });

  it('reads compressed collections', () => {
    const compressed = temporaryDirectory();
    writeFixture(compressed.directory, SMALL, true);
    const { manifest } = packCollection(compressed.directory);
    const expected = packCollection(storage.directory).manifest;
    expect(manifest).toEqual(expected);
    compressed.remove();
  });

  it('gives a page that holds no raw data and no name as markup, readable by its owner only', () => {
    const out = path.join(storage.directory, 'explore.html');
    const page = writeExplorePage({ directory: storage.directory, out });
    const html = readFileSync(out, 'utf8');
    expect(page.bytes).toBe(Buffer.byteLength(html));
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const markup = HOSTILE_NAMES.filter((name) => name.includes('<'));
    expect(markup.length).toBeGreaterThan(3);
    expect([RAW_CANARY, ...markup].filter((text) => html.includes(text))).toEqual([]);
    expect(/(src|href)="?https?:/.exec(html)).toBeNull();
  });
});

describe('JSON inside a page', () => {
  it('cannot end its element and says the same', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        const embedded = embeddedJson(value);
        expect(embedded).not.toContain('<');
        expect(JSON.parse(embedded)).toEqual(value);
      }),
    );
    expect(embeddedJson('</script><!--')).toBe('"\\u003c/script>\\u003c!--"');
  });
});

describe('npm run explore', () => {
  const explore = (...args: string[]) =>
    spawnSync(process.execPath, ['-r', 'ts-node/register', 'packages/explorer', ...args], {
      cwd: path.join(__dirname, '../../..'),
      encoding: 'utf8',
    });

  it('writes the page where it is told to and says where it is', () => {
    const storage = temporaryDirectory();
    writeFixture(storage.directory, SMALL);
    const out = path.join(storage.directory, 'elsewhere', 'my graph.html');
    const run = explore(path.join(storage.directory, 'graph'), '--out', out);
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('423 entities, 822 relationships');
    expect(run.stdout).toContain('/elsewhere/my%20graph.html');
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>/);
    storage.remove();
  });

  it('says what to do where nothing was collected', () => {
    const storage = temporaryDirectory();
    const run = explore(storage.directory);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('Collect one first: npm start');
    expect(run.stderr).not.toContain('    at ');
    storage.remove();
  });

  it('names the file that it cannot read', () => {
    const storage = temporaryDirectory();
    writeFixture(storage.directory, SMALL);
    const broken = path.join(storage.directory, 'graph', 'fixture', 'entities', 'broken.json');
    writeFileSync(broken, '{"entities": [');
    const run = explore(storage.directory);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(broken);
    storage.remove();
  });
});
