/** Which second factors a user has. */
import { flag, text } from '../../../src/json';
import type { Graph } from './graph';

/** Unpacks what `factorsOf` reads. */
export async function loadFactorFacts(graph: Graph): Promise<void> {
  for (const type of graph.types) {
    if (type.kind !== 'factor') continue;
    for (const name of ['factorType', 'isActive', 'status']) await graph.column(type, name);
  }
}

function isUsable(graph: Graph, factor: number): boolean {
  const status = text(graph.value(factor, 'status')) ?? 'active';
  return flag(graph.value(factor, 'isActive')) ?? status.toLowerCase() === 'active';
}

/** The names of a user's active factors, each once: `OKTA push`, `FIDO webauthn`. */
export function factorsOf(graph: Graph, user: number): readonly string[] {
  const ends = Array.from(graph.adjacency.out(user), (edge) => graph.toOf(edge));
  const factors = ends.filter((node) => graph.typeOf(node).kind === 'factor');
  const usable = factors.filter((factor) => isUsable(graph, factor));
  return [...new Set(usable.map((factor) => graph.name(factor)))];
}
