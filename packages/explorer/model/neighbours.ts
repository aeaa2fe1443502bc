/**
 * The neighbourhood of a node, bundled by relationship type, direction and type of the other end, so that a group
 * of 20,000 users is one line before it is 20,000.
 */
import type { EntityType, Graph, Relation } from './graph';
import { phraseOf } from './kinds';

export interface Bundle {
  /** Identifies the bundle within its node's neighbourhood: `<relation type>|out` or `|in`, and the other type. */
  readonly id: string;
  readonly relation: Relation;
  /** True where the edges leave the node. */
  readonly outward: boolean;
  readonly other: EntityType;
  /** The edges, ordered by the name of the other end. */
  readonly edges: readonly number[];
}

/** The end of an edge that is not `node` (the node itself for a loop). */
export function otherEnd(graph: Graph, edge: number, node: number): number {
  const from = graph.fromOf(edge);
  return from === node ? graph.toOf(edge) : from;
}

function bundlesOf(graph: Graph, node: number, outward: boolean): Bundle[] {
  const edges = outward ? graph.adjacency.out(node) : graph.adjacency.into(node);
  const grouped = new Map<string, { relation: Relation; other: EntityType; edges: number[] }>();
  for (const edge of edges) {
    const relation = graph.relationOf(edge);
    const other = graph.typeOf(outward ? graph.toOf(edge) : graph.fromOf(edge));
    const id = `${relation.name}|${outward ? 'out' : 'in'}|${other.name}`;
    const group = grouped.get(id) ?? { relation, other, edges: [] };
    group.edges.push(edge);
    grouped.set(id, group);
  }
  return [...grouped].map(([id, group]) => ({
    ...group,
    id,
    outward,
    edges: group.edges.sort((a, b) => otherEnd(graph, a, node) - otherEnd(graph, b, node)),
  }));
}

/** All bundles of a node, what leads to it first, then what it leads to. */
export function neighbourhood(graph: Graph, node: number): readonly Bundle[] {
  return [...bundlesOf(graph, node, false), ...bundlesOf(graph, node, true)];
}

/** `has · Users` or `is assigned to · Groups`: a bundle in words, seen from its node. */
export function bundleTitle({ relation, outward, other }: Bundle): string {
  return `${phraseOf(relation.relationClass, outward)} · ${other.many}`;
}

/** The edges between any two of `nodes`, for a picture of them. */
export function edgesAmong(graph: Graph, nodes: ReadonlySet<number>): readonly number[] {
  const edges: number[] = [];
  for (const node of nodes) {
    for (const edge of graph.adjacency.out(node)) if (nodes.has(graph.toOf(edge))) edges.push(edge);
  }
  return edges;
}
