/** Lists that are worth a look on any org: ready-made conditions, each where the graph has what it asks for. */
import { flag, text } from '../../../src/json';
import { filterAmong, filterNodes, type Condition } from './filter';
import { loadGrantFacts } from './grants';
import type { Graph } from './graph';
import { reachersOf } from './reach';
import type { Address } from './route';
import { traitsOf } from './traits';
import type { Kind } from './kinds';

interface ReadyList {
  /** Names the list of one type, whose plural is given: a kind may have several types. */
  readonly words: (many: string) => string;
  readonly kind: Kind;
  readonly conditions: readonly Condition[];
}

const is = (property: string, value: string): Condition => ({ property, operator: 'is', value });
const unknown = (property: string): Condition => ({ property, operator: 'unknown', value: '' });

const READY_LISTS: readonly ReadyList[] = [
  {
    words: (many) => `Active ${many.toLowerCase()} without a factor`,
    kind: 'user',
    conditions: [is('status', 'active'), is('mfaEnabled', 'no')],
  },
  {
    words: (many) => `Active ${many.toLowerCase()} who never signed in`,
    kind: 'user',
    conditions: [is('status', 'active'), unknown('lastLoginOn')],
  },
  {
    words: (many) => `Suspended ${many.toLowerCase()}`,
    kind: 'user',
    conditions: [is('status', 'suspended')],
  },
  {
    words: (many) => `${many} with admin privilege`,
    kind: 'group',
    conditions: [is('hasAdminPrivilege', 'yes')],
  },
  {
    words: (many) => `Invalid ${many.toLowerCase()}`,
    kind: 'rule',
    conditions: [is('status', 'invalid')],
  },
  {
    words: (many) => `Inactive ${many.toLowerCase()}`,
    kind: 'application',
    conditions: [is('status', 'inactive')],
  },
];

export interface Finding {
  readonly words: string;
  /** The list. */
  readonly address: Partial<Address>;
  readonly count: number;
}

/** The order in which a role's holders can do harm to the whole org; other standard roles and custom ones follow. */
const SEVERE_ROLE_TYPES: readonly string[] = [
  'SUPER_ADMIN',
  'ORG_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
  'USER_ADMIN',
  'APP_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
  'HELP_DESK_ADMIN',
];

interface RoleFinding extends Finding {
  /** Smaller is worse. */
  readonly rank: number;
}

function rankOf(graph: Graph, role: number): number {
  if (flag(graph.value(role, 'superAdmin')) === true) return 0;
  const rank = SEVERE_ROLE_TYPES.indexOf(text(graph.value(role, 'roleType')) ?? '');
  return rank < 0 ? SEVERE_ROLE_TYPES.length : rank;
}

async function findingsOfRole(graph: Graph, role: number): Promise<readonly RoleFinding[]> {
  const { users } = reachersOf(graph, role);
  const findings: RoleFinding[] = [];
  for (const { words, conditions } of traitsOf(graph).filter(({ isDanger }) => isDanger)) {
    const { length: count } = await filterAmong(graph, users, conditions);
    if (count === 0) continue;
    const address = { view: 'who', subject: graph.key(role), conditions } as const;
    findings.push({
      words: `${graph.name(role)}: ${words}`,
      address,
      count,
      rank: rankOf(graph, role),
    });
  }
  return findings;
}

/** Admin roles whose holders lack a second factor or have not signed in for long: most power first, then most holders. */
async function roleFindings(graph: Graph): Promise<readonly Finding[]> {
  await loadGrantFacts(graph);
  const findings: RoleFinding[] = [];
  for (const type of graph.types.filter(({ kind }) => kind === 'role')) {
    for (const property of ['superAdmin', 'roleType']) await graph.column(type, property);
    for (let role = type.first; role < type.first + type.count; role += 1) {
      findings.push(...(await findingsOfRole(graph, role)));
    }
  }
  return findings.sort((a, b) => a.rank - b.rank || b.count - a.count);
}

export interface Findings {
  readonly shown: readonly Finding[];
  /** Of admin roles, less severe: for whoever asks for them. */
  readonly further: readonly Finding[];
}

/** Admin roles are many, and what is wrong with the holders of one is mostly wrong with those of another. */
const MOST_OF_ROLES = 4;

/** The ready-made lists that find something in this graph. */
export async function findingsOf(graph: Graph): Promise<Findings> {
  const roles = await roleFindings(graph);
  const shown = [...roles.slice(0, MOST_OF_ROLES), ...(await typeFindings(graph))];
  return { shown, further: roles.slice(MOST_OF_ROLES) };
}

/** The list of each type of the kind that has the properties: a kind may have several types. */
async function findingsOfList(
  graph: Graph,
  { words, kind, conditions }: ReadyList,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const type of graph.types.filter((candidate) => candidate.kind === kind)) {
    const names = new Set(type.columns.map((column) => column.name));
    if (!conditions.every(({ property }) => names.has(property))) continue;
    const { length: count } = await filterNodes(graph, type, conditions);
    const address = { view: 'type', subject: type.name, conditions } as const;
    if (count > 0) findings.push({ words: words(type.many), address, count });
  }
  return findings;
}

async function typeFindings(graph: Graph): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const list of READY_LISTS) findings.push(...(await findingsOfList(graph, list)));
  return findings;
}
