/** Which second factors a user has. */
import { flag, text } from '../../../src/json';
import { countText } from '../../cli/terminal/format';
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

function factorsHeld(graph: Graph, user: number): readonly number[] {
  const ends = Array.from(graph.adjacency.out(user), (edge) => graph.toOf(edge));
  return ends.filter((node) => graph.typeOf(node).kind === 'factor');
}

/** The names of a user's active factors, each once: `OKTA push`, `FIDO webauthn`. */
export function factorsOf(graph: Graph, user: number): readonly string[] {
  const usable = factorsHeld(graph, user).filter((factor) => isUsable(graph, factor));
  return [...new Set(usable.map((factor) => graph.name(factor)))];
}

const NEVER_ACTIVATED: ReadonlySet<string> = new Set(['pending_activation', 'not_setup']);

/** `1, never activated`, of a user without an active factor; empty if the user has no factor at all. */
export function unusableFactorsText(graph: Graph, user: number): string {
  const factors = factorsHeld(graph, user).filter((factor) => !isUsable(graph, factor));
  if (factors.length === 0) return '';
  const arePending = factors.every((factor) =>
    NEVER_ACTIVATED.has(text(graph.value(factor, 'status'))?.toLowerCase() ?? ''),
  );
  return `${countText(factors.length)}, ${arePending ? 'never activated' : 'not active'}`;
}

/** How well a second factor withstands an attack, the strongest first. */
export const STRENGTHS = [
  'phishing-resistant',
  'app or token',
  'SMS, call or e-mail',
  'security question',
  'no active factor',
] as const;
export type Strength = (typeof STRENGTHS)[number];

/**
 * Factor types by strength, as the managed question on administrators counts them: WebAuthn, U2F and Okta FastPass
 * (`signed_nonce`) are phishing-resistant.
 */
const RESISTANT: ReadonlySet<string> = new Set(['webauthn', 'u2f', 'signed_nonce']);
const BY_CARRIER: ReadonlySet<string> = new Set(['sms', 'call', 'email']);

function strengthRank(factorType: string): number {
  if (RESISTANT.has(factorType)) return 0;
  if (BY_CARRIER.has(factorType)) return 2;
  return factorType === 'question' ? 3 : 1;
}

const NONE = STRENGTHS.length - 1;

/** The strength of a user's strongest active factor; undefined where it is not known. */
export function strengthOf(graph: Graph, user: number): Strength | undefined {
  if (graph.value(user, 'mfaEnabled') === false) return STRENGTHS[NONE];
  let best = NONE;
  for (const factor of factorsHeld(graph, user)) {
    if (!isUsable(graph, factor)) continue;
    const rank = strengthRank(text(graph.value(factor, 'factorType'))?.toLowerCase() ?? '');
    best = Math.min(best, rank);
  }
  return best === NONE ? undefined : STRENGTHS[best];
}
