/** Lists that are worth a look on any org: ready-made conditions, each where the graph has what it asks for. */
import { filterAmong, filterNodes, type Condition } from './filter';
import { loadGrantFacts } from './grants';
import type { Graph } from './graph';
import { reachersOf } from './reach';
import type { Address } from './route';
import { traitsOf } from './traits';
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
  /** The list. */
  readonly address: Partial<Address>;
  readonly count: number;
}

/** Admin roles are many, and what is wrong with the holders of one is mostly wrong with those of another. */
const MOST_ROLES = 4;

/** Admin roles whose holders lack a second factor or have not signed in for long, most holders first. */
async function roleFindings(graph: Graph): Promise<readonly Finding[]> {
  await loadGrantFacts(graph);
  const traits = traitsOf(graph).filter(({ isDanger }) => isDanger);
  const findings: Finding[] = [];
  for (const { first, count } of graph.types.filter(({ kind }) => kind === 'role')) {
    for (let role = first; role < first + count; role += 1) {
      const { users } = reachersOf(graph, role);
      for (const { words, conditions } of traits) {
        const { length } = await filterAmong(graph, users, conditions);
        if (length === 0) continue;
        const address = { view: 'who', subject: graph.key(role), conditions } as const;
        findings.push({ words: `${graph.name(role)}: ${words}`, address, count: length });
      }
    }
  }
  return findings.sort((a, b) => b.count - a.count).slice(0, MOST_ROLES);
}

/** The ready-made lists that find something in this graph. */
export async function findingsOf(graph: Graph): Promise<readonly Finding[]> {
  return [...(await roleFindings(graph)), ...(await typeFindings(graph))];
}

async function typeFindings(graph: Graph): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { words, kind, conditions } of READY_LISTS) {
    const type = graph.types.find((candidate) => candidate.kind === kind);
    const names = new Set(type?.columns.map((column) => column.name));
    if (!type || !conditions.every(({ property }) => names.has(property))) continue;
    const { length: count } = await filterNodes(graph, type, conditions);
    const address = { view: 'type', subject: type.name, conditions } as const;
    if (count > 0) findings.push({ words, address, count });
  }
  return findings;
}
