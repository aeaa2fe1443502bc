/** The shortest ways between two things over relationships of any kind, whichever way these point. */
import { isInForce } from './grants';
import type { Graph } from './graph';
import type { Kind } from './kinds';
import { otherEnd } from './neighbours';

/** A way: its edges in order from the first thing to the second. */
export interface FoundPath {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

/** Every thing belongs to the account: a way through it says nothing. */
const HUBS: ReadonlySet<Kind> = new Set<Kind>(['account', 'service']);

interface Search {
  readonly graph: Graph;
  readonly to: number;
  readonly avoidsHubs: boolean;
  /** Steps from the start, -1 where the search has not come. */
  readonly distance: Int32Array;
}

function isOpen({ graph, to, avoidsHubs }: Search, node: number): boolean {
  return node === to || !avoidsHubs || !HUBS.has(graph.typeOf(node).kind);
}

function isUsable(graph: Graph, edge: number): boolean {
  return graph.accessOf(edge) !== 'grant' || isInForce(graph, edge);
}

function* edgesAt(graph: Graph, node: number): Generator<number> {
  yield* graph.adjacency.out(node);
  yield* graph.adjacency.into(node);
}

/** Breadth first, until the level of the other end is known. */
function measure(search: Search, from: number): void {
  const { graph, to, distance } = search;
  distance[from] = 0;
  let level = [from];
  while (level.length > 0 && (distance[to] ?? -1) < 0) {
    const next: number[] = [];
    for (const node of level) {
      for (const edge of edgesAt(graph, node)) {
        const other = otherEnd(graph, edge, node);
        if ((distance[other] ?? 0) >= 0 || !isUsable(graph, edge)) continue;
        if (!isOpen(search, other)) continue;
        distance[other] = (distance[node] ?? 0) + 1;
        next.push(other);
      }
    }
    level = next;
  }
}

/** Walks back from the other end, at most `most` ways. */
function collect({ graph, to, distance }: Search, most: number): readonly FoundPath[] {
  const found: FoundPath[] = [];
  const walk = (nodes: readonly number[], edges: readonly number[]): void => {
    const [node] = nodes;
    if (node === undefined || found.length >= most) return;
    const steps = distance[node] ?? 0;
    if (steps === 0) {
      found.push({ nodes, edges });
      return;
    }
    for (const edge of edgesAt(graph, node)) {
      const other = otherEnd(graph, edge, node);
      if (distance[other] === steps - 1 && isUsable(graph, edge)) {
        walk([other, ...nodes], [edge, ...edges]);
      }
    }
  };
  walk([to], []);
  return found;
}

export interface FoundPaths {
  /** At most as many as asked for, all of the same length. */
  readonly paths: readonly FoundPath[];
  /** True if only the account joins the two. */
  readonly isThroughAccount: boolean;
}

/**
 * The shortest ways between two things, over assignments that are in force; through the account only where there is no
 * other. `loadGrantFacts` must have run.
 */
export function pathsBetween(graph: Graph, from: number, to: number, most: number): FoundPaths {
  for (const avoidsHubs of [true, false]) {
    const distance = new Int32Array(graph.nodeCount).fill(-1);
    const search = { graph, to, avoidsHubs, distance };
    measure(search, from);
    if ((distance[to] ?? -1) >= 0) {
      return { paths: collect(search, most), isThroughAccount: !avoidsHubs };
    }
  }
  return { paths: [], isThroughAccount: false };
}
