/** What the access policy of an application demands of those who sign in. */
import { flag } from '../../../src/json';
import type { EntityType, Graph } from './graph';

/** The strongest first. `unknown` is not among them: it is the absence of a word. */
export const PROTECTIONS = [
  'a phishing-resistant factor',
  'two factors',
  'one factor',
  'a password alone',
] as const;
export type Protection = (typeof PROTECTIONS)[number];

const ACCESS_POLICY = 'okta_access_policy';
const FACTS = ['phishingResistantEverywhere', 'allowsSingleFactor', 'passwordAloneSuffices'];

/** The type of access policies, if the graph has any. */
export function accessPolicies(graph: Graph): EntityType | undefined {
  return graph.typeNamed(ACCESS_POLICY);
}

/** Unpacks what `protectionOf` reads. */
export async function loadPolicyFacts(graph: Graph): Promise<void> {
  const policies = accessPolicies(graph);
  if (!policies) return;
  for (const name of FACTS) await graph.column(policies, name);
}

function demandOf(graph: Graph, policy: number): Protection | undefined {
  const is = (name: string): boolean | undefined => flag(graph.value(policy, name));
  if (is('passwordAloneSuffices') === true) return 'a password alone';
  if (is('allowsSingleFactor') === true) return 'one factor';
  if (is('phishingResistantEverywhere') === true) return 'a phishing-resistant factor';
  return is('allowsSingleFactor') === false ? 'two factors' : undefined;
}

/** The weakest that its access policies let pass; undefined where none is known. */
export function protectionOf(graph: Graph, application: number): Protection | undefined {
  const demands = Array.from(graph.adjacency.into(application))
    .filter((edge) => graph.relationOf(edge).relationClass === 'PROTECTS')
    .map((edge) => graph.fromOf(edge))
    .filter((node) => graph.typeOf(node).name === ACCESS_POLICY)
    .map((policy) => demandOf(graph, policy));
  if (demands.length === 0 || demands.includes(undefined)) return undefined;
  return PROTECTIONS.findLast((protection) => demands.includes(protection));
}
