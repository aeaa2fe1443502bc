/** What edges of one type lead to. */
import type { Graph } from './graph';

/** The position of the first of ascending numbers that is not below `least`. */
function firstFrom(ascending: Int32Array, least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The edges of a type that leave a node, or reach it; looks at no other, as a node may have 100,000. */
export function edgesOf(
  graph: Graph,
  node: number,
  relation: string,
  direction: 'out' | 'into',
): readonly number[] {
  const known = graph.relationNamed(relation);
  if (!known) return [];
  const edges = graph.adjacency[direction](node);
  const [from, to] = [known.first, known.first + known.count];
  return Array.from(edges.subarray(firstFrom(edges, from), firstFrom(edges, to)));
}

/** The nodes at the other end of these edges. */
export function endsOf(
  graph: Graph,
  node: number,
  relation: string,
  direction: 'out' | 'into',
): readonly number[] {
  return edgesOf(graph, node, relation, direction).map((edge) =>
    direction === 'out' ? graph.toOf(edge) : graph.fromOf(edge),
  );
}
