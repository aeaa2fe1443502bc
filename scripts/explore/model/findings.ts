/** Lists that are worth a look on any org: ready-made conditions, each where the graph has what it asks for. */
import { filterNodes, type Condition } from './filter';
import type { Graph } from './graph';
import type { Kind } from './kinds';

interface ReadyList {
  readonly words: string;
  readonly kind: Kind;
  readonly conditions: readonly Condition[];
}

const is = (property: string, value: string): Condition => ({ property, operator: 'is', value });
const unknown = (property: string): Condition => ({ property, operator: 'unknown', value: '' });

const READY_LISTS: readonly ReadyList[] = [
  {
    words: 'Active users without a factor',
    kind: 'user',
    conditions: [is('status', 'active'), is('mfaEnabled', 'false')],
  },
  {
    words: 'Active users who never signed in',
    kind: 'user',
    conditions: [is('status', 'active'), unknown('lastLoginOn')],
  },
  { words: 'Suspended users', kind: 'user', conditions: [is('status', 'suspended')] },
  {
    words: 'Groups with admin privilege',
    kind: 'group',
    conditions: [is('hasAdminPrivilege', 'true')],
  },
  { words: 'Invalid group rules', kind: 'rule', conditions: [is('status', 'invalid')] },
  { words: 'Inactive applications', kind: 'application', conditions: [is('status', 'inactive')] },
];

export interface Finding {
  readonly words: string;
  readonly type: string;
  readonly conditions: readonly Condition[];
  readonly count: number;
}

/** The ready-made lists that find something in this graph. */
export async function findingsOf(graph: Graph): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { words, kind, conditions } of READY_LISTS) {
    const type = graph.types.find((candidate) => candidate.kind === kind);
    const names = new Set(type?.columns.map((column) => column.name));
    if (!type || !conditions.every(({ property }) => names.has(property))) continue;
    const { length: count } = await filterNodes(graph, type, conditions);
    if (count > 0) findings.push({ words, type: type.name, conditions, count });
  }
  return findings;
}
