/** From tables to the packed graph of a page: types in a stable order, entities by name, edges sorted. */
import { encodeEdges } from '../model/edgeBytes';
import type { Manifest, PackedLink, PackedRelation, PackedType } from '../model/format';
import { KINDS, meaningOf, titleProperties } from '../model/kinds';
import { ChunkStore } from './chunkStore';
import type { CollectedGraph, RelationTable } from './collectedGraph';
import { packColumns } from './packColumn';
import { packFinding, type Evaluation } from './packFinding';
import type { Table } from './table';

export interface PackedGraph {
  readonly manifest: Manifest;
  /** Base64 of raw deflate, by chunk number. */
  readonly chunks: readonly string[];
}

/** Rows by name, then key. The names are compared as a person expects, so `Émile` stands near `Emil`. */
function orderByName(table: Table): Int32Array {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const [first = '', second = ''] = titleProperties(meaningOf(table.name, [...table.classes]).kind);
  const rows = Array.from({ length: table.rows }, (_, row) => ({
    row,
    name: table.text(row, first) || table.text(row, second),
    key: table.text(row, '_key'),
  }));
  rows.sort((a, b) => compare(a.name, b.name) || (a.key < b.key ? -1 : 1));
  return Int32Array.from(rows, ({ row }) => row);
}

function typeRank({ name, classes }: Table): number {
  return KINDS.indexOf(meaningOf(name, [...classes]).kind);
}

function sortedTypes(tables: Iterable<Table>): readonly Table[] {
  return [...tables].sort((a, b) => typeRank(a) - typeRank(b) || (a.name < b.name ? -1 : 1));
}

/** Edges in order of source, then target: the row of each, and its ends as nodes. */
function sortEdges(
  relation: RelationTable,
  nodeOfSerial: Int32Array,
): { order: Int32Array; from: Int32Array; to: Int32Array } {
  const nodes = (serials: readonly number[]): Int32Array =>
    Int32Array.from(serials, (serial) => nodeOfSerial[serial] ?? 0);
  const from = nodes(relation.from);
  const to = nodes(relation.to);
  const span = nodeOfSerial.length;
  const places = Float64Array.from(from, (source, row) => source * span + (to[row] ?? 0));
  const order = Int32Array.from(from.keys()).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const pick = (ends: Int32Array): Int32Array => order.map((row) => ends[row] ?? 0);
  return { order, from: pick(from), to: pick(to) };
}

function countLinks(
  from: Int32Array,
  to: Int32Array,
  typeOfNode: Uint16Array,
): readonly PackedLink[] {
  const links = new Map<string, { from: number; to: number; count: number }>();
  from.forEach((source, edge) => {
    const ends = { from: typeOfNode[source] ?? 0, to: typeOfNode[to[edge] ?? 0] ?? 0 };
    const id = `${ends.from}>${ends.to}`;
    const link = links.get(id) ?? { ...ends, count: 0 };
    link.count += 1;
    links.set(id, link);
  });
  return [...links.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

class Packer {
  readonly chunks = new ChunkStore();
  readonly nodeOfSerial: Int32Array;
  readonly typeOfNode: Uint16Array;

  constructor(readonly graph: CollectedGraph) {
    this.nodeOfSerial = new Int32Array(graph.serialCount);
    this.typeOfNode = new Uint16Array(graph.serialCount);
  }

  packTypes(): PackedType[] {
    let next = 0;
    return sortedTypes(this.graph.entities.values()).map((table, index) => {
      const order = orderByName(table);
      const serials = this.graph.serials.get(table) ?? [];
      for (const row of order) {
        this.nodeOfSerial[serials[row] ?? 0] = next;
        this.typeOfNode[next] = index;
        next += 1;
      }
      return {
        name: table.name,
        classes: [...table.classes],
        mapped: this.graph.mappedTypes.has(table.name),
        count: table.rows,
        columns: packColumns(table, order, this.chunks),
      };
    });
  }

  packRelation(relation: RelationTable): PackedRelation {
    const { order, from, to } = sortEdges(relation, this.nodeOfSerial);
    return {
      name: relation.table.name,
      relationClass: [...relation.table.classes][0] ?? '',
      mapped: relation.mapped,
      count: from.length,
      edges: this.chunks.add(encodeEdges({ from, to })),
      links: countLinks(from, to, this.typeOfNode),
      columns: packColumns(relation.table, order, this.chunks),
    };
  }
}

function orgName(graph: CollectedGraph): string {
  const accounts = [...graph.entities.values()].find(
    (table) => meaningOf(table.name, [...table.classes]).kind === 'account',
  );
  return accounts?.text(0, 'displayName') ?? '';
}

/** What a page says of the run: see the manifest. */
export type Origin = Pick<Manifest, 'collectedOn' | 'hasEnded' | 'incomplete' | 'problems'>;

/** Packs a collected graph, and what the managed questions found in it. */
export function packGraph(
  graph: CollectedGraph,
  origin: Origin,
  evaluation?: Evaluation,
): PackedGraph {
  const packer = new Packer(graph);
  const types = packer.packTypes();
  const relations = [...graph.relations.values()]
    .sort((a, b) => (a.table.name < b.table.name ? -1 : 1))
    .map((relation) => packer.packRelation(relation));
  const manifest = {
    org: orgName(graph),
    ...origin,
    types,
    relations,
    dangling: graph.dangling,
    findings: (evaluation?.findings ?? []).map((each) => packFinding(each, packer.chunks)),
    metrics: evaluation?.metrics ?? [],
    evaluatedOn: evaluation?.evaluatedOn ?? origin.collectedOn,
  };
  return { manifest, chunks: packer.chunks.encoded };
}
