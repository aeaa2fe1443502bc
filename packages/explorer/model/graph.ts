/** The graph as the page asks it: types, names, keys and neighbours at hand; properties unpacked when asked for. */
import type { JsonValue } from '../../../src/json';
import { createAdjacency, type Adjacency } from './adjacency';
import { createColumn, type Column } from './column';
import { derivedOf } from './derived';
import { decodeEdges } from './edgeBytes';
import type { Manifest, PackedColumn } from './format';
import { accessOf, ACCESSES, meaningOf, titleProperties, type Access, type Kind } from './kinds';

export interface EntityType {
  readonly index: number;
  readonly name: string;
  readonly classes: readonly string[];
  readonly mapped: boolean;
  readonly kind: Kind;
  /** In plain words: one of it, many of it. */
  readonly one: string;
  readonly many: string;
  /** The node of its first entity. */
  readonly first: number;
  readonly count: number;
  readonly columns: readonly PackedColumn[];
}

export interface Relation {
  readonly index: number;
  readonly name: string;
  readonly relationClass: string;
  readonly mapped: boolean;
  /** Its first edge. */
  readonly first: number;
  readonly count: number;
  readonly columns: readonly PackedColumn[];
}

/** Where the packed bytes come from: the page's own elements, or memory in a test. */
export type ReadChunk = (chunk: number) => Promise<Uint8Array>;

/** What a person chooses among things of one name. Factors have the name of their kind, as it should be. */
const TOLD_APART: ReadonlySet<Kind> = new Set<Kind>(['user', 'group', 'application']);

interface Parts {
  readonly manifest: Manifest;
  readonly readChunk: ReadChunk;
  readonly types: readonly EntityType[];
  readonly relations: readonly Relation[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly adjacency: Adjacency;
}

export class Graph {
  readonly manifest: Manifest;
  readonly types: readonly EntityType[];
  readonly relations: readonly Relation[];
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly adjacency: Adjacency;
  private readonly parts: Parts;
  private readonly unpacked = new Map<PackedColumn, Promise<Column>>();
  private readonly loaded = new Map<PackedColumn, Column>();
  private readonly nodeOfKey = new Map<string, number>();
  /** What the page computes, by type and name. */
  private readonly derived = new Map<string, Column>();
  private access: Uint8Array | undefined;

  /** Use loadGraph. */
  constructor(parts: Parts) {
    this.parts = parts;
    this.manifest = parts.manifest;
    this.types = parts.types;
    this.relations = parts.relations;
    this.adjacency = parts.adjacency;
    this.nodeCount = parts.types.reduce((sum, type) => sum + type.count, 0);
    this.edgeCount = parts.from.length;
  }

  typeOf(node: number): EntityType {
    const type = this.types.findLast((candidate) => candidate.first <= node && candidate.count > 0);
    if (!type) throw new Error(`There is no node ${node}.`);
    return type;
  }

  typeNamed(name: string): EntityType | undefined {
    return this.types.find((type) => type.name === name);
  }

  relationNamed(name: string): Relation | undefined {
    return this.relations.find((relation) => relation.name === name);
  }

  relationOf(edge: number): Relation {
    const relation = this.relations.findLast((item) => item.first <= edge && item.count > 0);
    if (!relation) throw new Error(`There is no edge ${edge}.`);
    return relation;
  }

  fromOf(edge: number): number {
    return this.parts.from[edge] ?? 0;
  }

  toOf(edge: number): number {
    return this.parts.to[edge] ?? 0;
  }

  /** What an edge says about access. */
  accessOf(edge: number): Access {
    this.access ??= this.accesses();
    return ACCESSES[this.access[edge] ?? 0] ?? 'other';
  }

  /** The accesses of all edges, as positions in ACCESSES: most relationship types have one. */
  private accesses(): Uint8Array {
    const all = new Uint8Array(this.edgeCount);
    this.parts.manifest.relations.forEach(({ relationClass, links }, index) => {
      const { first, count } = this.relations[index] ?? { first: 0, count: 0 };
      const codeOf = (from: Kind, to: Kind): number =>
        ACCESSES.indexOf(accessOf(relationClass, from, to));
      const kindAt = (type: number): Kind => this.types[type]?.kind ?? 'other';
      const codes = new Set(links.map(({ from, to }) => codeOf(kindAt(from), kindAt(to))));
      const [only] = codes;
      if (codes.size === 1 && only !== undefined) {
        all.fill(only, first, first + count);
        return;
      }
      for (let edge = first; edge < first + count; edge += 1) {
        all[edge] = codeOf(this.typeOf(this.fromOf(edge)).kind, this.typeOf(this.toOf(edge)).kind);
      }
    });
    return all;
  }

  key(node: number): string {
    return this.text(node, '_key');
  }

  /** What a person calls it, or the key where it has no name; those of equal name are distinguished by login or id. */
  name(node: number): string {
    const name = this.ownName(node);
    const { kind, first, count } = this.typeOf(node);
    if (!TOLD_APART.has(kind)) return name;
    // Nodes of a type are in the order of their names.
    const isShared = [node - 1, node + 1].some(
      (other) => other >= first && other < first + count && this.ownName(other) === name,
    );
    if (!isShared) return name;
    const login = kind === 'user' ? this.login(node) : '';
    return `${name} (${login || this.key(node)})`;
  }

  /** What a user signs in with; empty if it is not known. */
  login(user: number): string {
    return this.text(user, 'login') || this.text(user, 'displayName');
  }

  private ownName(node: number): string {
    const [first = '', second = ''] = titleProperties(this.typeOf(node).kind);
    return this.text(node, first) || this.text(node, second) || this.key(node);
  }

  nodeOf(key: string): number | undefined {
    return this.nodeOfKey.get(key);
  }

  /** Unpacks a property of a type or relationship type; undefined where the type does not have it. */
  async column(owner: EntityType | Relation, name: string): Promise<Column | undefined> {
    const packed = owner.columns.find((column) => column.name === name);
    if (packed) return this.unpack(packed);
    return 'kind' in owner ? this.computed(owner, name) : undefined;
  }

  /** The names of all properties of a type, collected and computed. */
  propertiesOf(type: EntityType): readonly string[] {
    const collected = type.columns.map(({ name }) => name);
    return [...new Set([...collected, ...derivedOf(type.kind).map(({ name }) => name)])];
  }

  private async computed(type: EntityType, name: string): Promise<Column | undefined> {
    const id = `${type.index} ${name}`;
    const known = this.derived.get(id);
    if (known) return known;
    const column = await derivedOf(type.kind)
      .find((derived) => derived.name === name)
      ?.compute(this, type);
    if (column) this.derived.set(id, column);
    return column;
  }

  /** Unpacks all properties of a type. */
  async columns(owner: EntityType | Relation): Promise<readonly Column[]> {
    return Promise.all(owner.columns.map((packed) => this.unpack(packed)));
  }

  /** A property of an edge, `null` where absent; its column must have been asked for before. */
  edgeValue(edge: number, name: string): JsonValue {
    const relation = this.relationOf(edge);
    const packed = relation.columns.find((column) => column.name === name);
    return (packed && this.loaded.get(packed)?.at(edge - relation.first)) ?? null;
  }

  /** A property of a node, `null` where absent; its column must have been asked for before. */
  value(node: number, name: string): JsonValue {
    const type = this.typeOf(node);
    const packed = type.columns.find((column) => column.name === name);
    const column = packed ? this.loaded.get(packed) : this.derived.get(`${type.index} ${name}`);
    return column?.at(node - type.first) ?? null;
  }

  /** Unpacks a chunk that holds JSON. */
  async json(chunk: number): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.parts.readChunk(chunk)));
  }

  /** Unpacks keys and names of all entities, so that `key`, `name` and `nodeOf` answer. */
  async loadNames(): Promise<void> {
    for (const type of this.types) {
      for (const property of titleProperties(type.kind)) await this.column(type, property);
      const keys = await this.column(type, '_key');
      for (let row = 0; row < type.count; row += 1) {
        const key = keys?.at(row);
        if (typeof key === 'string') this.nodeOfKey.set(key, type.first + row);
      }
    }
  }

  private text(node: number, property: string): string {
    const value = this.value(node, property);
    return typeof value === 'string' ? value : '';
  }

  private unpack(packed: PackedColumn): Promise<Column> {
    const known = this.unpacked.get(packed);
    if (known) return known;
    const column = this.read(packed);
    this.unpacked.set(packed, column);
    return column;
  }

  private async read(packed: PackedColumn): Promise<Column> {
    const { readChunk } = this.parts;
    const [values, codes] = await Promise.all([
      readChunk(packed.values),
      packed.codes.kind === 'listed' ? readChunk(packed.codes.chunk) : undefined,
    ]);
    const column = createColumn(packed, new TextDecoder().decode(values), codes);
    this.loaded.set(packed, column);
    return column;
  }
}

/** A running number for consecutive ranges: the first of each, given their sizes. */
function firsts(counts: readonly number[]): number[] {
  let next = 0;
  return counts.map((count) => {
    const first = next;
    next += count;
    return first;
  });
}

/** Types and relationship types as the manifest lists them, without reading a chunk. */
export function outlineOf(manifest: Manifest): {
  readonly types: readonly EntityType[];
  readonly relations: readonly Relation[];
} {
  const firstNodes = firsts(manifest.types.map((type) => type.count));
  const firstEdges = firsts(manifest.relations.map((relation) => relation.count));
  return {
    types: manifest.types.map((type, index) => ({
      ...type,
      ...meaningOf(type.name, type.classes),
      index,
      first: firstNodes[index] ?? 0,
    })),
    relations: manifest.relations.map((relation, index) => ({
      ...relation,
      index,
      first: firstEdges[index] ?? 0,
    })),
  };
}

/** Reads the edges and names of a packed graph; the rest is read on demand. */
export async function loadGraph(manifest: Manifest, readChunk: ReadChunk): Promise<Graph> {
  const { types, relations } = outlineOf(manifest);
  const edgeCount = relations.reduce((sum, relation) => sum + relation.count, 0);
  const from = new Int32Array(edgeCount);
  const to = new Int32Array(edgeCount);
  for (const [index, relation] of relations.entries()) {
    const ends = decodeEdges(
      await readChunk(manifest.relations[index]?.edges ?? 0),
      relation.count,
    );
    from.set(ends.from, relation.first);
    to.set(ends.to, relation.first);
  }
  const nodeCount = types.reduce((sum, type) => sum + type.count, 0);
  const adjacency = createAdjacency({ from, to }, nodeCount);
  const graph = new Graph({ manifest, readChunk, types, relations, from, to, adjacency });
  await graph.loadNames();
  return graph;
}
