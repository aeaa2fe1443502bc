/** What edges of one type lead to. */
import type { Graph } from './graph';

/** The nodes at the other end of the edges of a type that leave a node, or reach it. */
export function endsOf(
  graph: Graph,
  node: number,
  relation: string,
  direction: 'out' | 'into',
): readonly number[] {
  const known = graph.relationNamed(relation);
  if (!known) return [];
  const isOfRelation = (edge: number): boolean =>
    edge >= known.first && edge < known.first + known.count;
  return Array.from(graph.adjacency[direction](node))
    .filter(isOfRelation)
    .map((edge) => (direction === 'out' ? graph.toOf(edge) : graph.fromOf(edge)));
}
