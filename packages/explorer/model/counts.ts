/**
 * Counts over all things of a type at once, for lists and the overview: the same numbers as `reach.ts` finds for one
 * thing, without its lists.
 */
import { canSignIn, isInForce, isResolvedPerUser, reasonsOf, stateOf } from './grants';
import type { EntityType, Graph } from './graph';

/** How many users each group of a type has, by row. */
export function memberCounts(graph: Graph, type: EntityType): Uint32Array {
  return Uint32Array.from({ length: type.count }, (_, row) => {
    let members = 0;
    for (const edge of graph.adjacency.out(type.first + row)) {
      if (graph.accessOf(edge) === 'membership') members += 1;
    }
    return members;
  });
}

/** By which ways a user holds something, added up. */
export const WAYS = { direct: 1, group: 2, rule: 4 } as const;

function isFilledByRule(graph: Graph, group: number): boolean {
  return graph.adjacency
    .into(group)
    .some(
      (edge) => graph.accessOf(edge) === 'management' && stateOf(graph, graph.fromOf(edge)) === '',
    );
}

function ownWays(graph: Graph, edge: number): number {
  const ways = reasonsOf(graph, edge).map(({ via, group }) => {
    if (via === 'direct') return WAYS.direct;
    return group !== undefined && isFilledByRule(graph, group) ? WAYS.rule : WAYS.group;
  });
  return ways.reduce((all, way) => all | way, 0);
}

/** Visits who reaches a target and can sign in: each user once for each assignment that lets the user in. */
type Visit = (user: number, ways: number) => void;

class Visitor {
  private readonly able: Uint8Array;
  /** The last target that let a user in, or denied the user, counted from 1. */
  private readonly own: Uint32Array;
  private readonly denied: Uint32Array;

  constructor(readonly graph: Graph) {
    this.able = ableUsers(graph);
    this.own = new Uint32Array(graph.nodeCount);
    this.denied = new Uint32Array(graph.nodeCount);
  }

  visit(target: number, visit: Visit): void {
    const { graph } = this;
    const groups: number[] = [];
    const isApplication = graph.typeOf(target).kind === 'application';
    for (const edge of graph.adjacency.into(target)) {
      if (graph.accessOf(edge) !== 'grant') continue;
      const holder = graph.fromOf(edge);
      const isUser = graph.typeOf(holder).kind === 'user';
      if (!isInForce(graph, edge)) {
        if (isUser && isApplication) this.denied[holder] = target + 1;
      } else if (!isUser) groups.push(holder);
      else {
        this.own[holder] = target + 1;
        if (this.able[holder] === 1) visit(holder, ownWays(graph, edge));
      }
    }
    if (isResolvedPerUser(graph, target)) return;
    for (const group of groups) this.visitMembers(target, group, visit);
  }

  private visitMembers(target: number, group: number, visit: Visit): void {
    const { graph, able, own, denied } = this;
    const ways = isFilledByRule(graph, group) ? WAYS.rule : WAYS.group;
    for (const edge of graph.adjacency.out(group)) {
      if (graph.accessOf(edge) !== 'membership') continue;
      const user = graph.toOf(edge);
      if (able[user] !== 1) continue;
      if (own[user] === target + 1 || denied[user] !== target + 1) visit(user, ways);
    }
  }
}

function ableUsers(graph: Graph): Uint8Array {
  const able = new Uint8Array(graph.nodeCount);
  for (const { kind, first, count } of graph.types) {
    if (kind !== 'user') continue;
    for (let user = first; user < first + count; user += 1) {
      able[user] = canSignIn(graph, user) ? 1 : 0;
    }
  }
  return able;
}

/** How many users reach each thing of a type and can sign in, by row. `loadGrantFacts` must have run. */
export function reacherCounts(graph: Graph, type: EntityType): Uint32Array {
  const visitor = new Visitor(graph);
  const seen = new Uint32Array(graph.nodeCount);
  return Uint32Array.from({ length: type.count }, (_, row) => {
    const target = type.first + row;
    let users = 0;
    visitor.visit(target, (user) => {
      if (seen[user] === target + 1) return;
      seen[user] = target + 1;
      users += 1;
    });
    return users;
  });
}

/** How many admin roles each user holds, and by which ways, by node. */
export interface RolesHeld {
  readonly roles: Uint32Array;
  readonly ways: Uint8Array;
}

/** The admin roles of users who can sign in. `loadGrantFacts` must have run. */
export function rolesHeld(graph: Graph): RolesHeld {
  const visitor = new Visitor(graph);
  const roles = new Uint32Array(graph.nodeCount);
  const ways = new Uint8Array(graph.nodeCount);
  const seen = new Uint32Array(graph.nodeCount);
  for (const type of graph.types.filter(({ kind }) => kind === 'role')) {
    for (let role = type.first; role < type.first + type.count; role += 1) {
      visitor.visit(role, (user, by) => {
        ways[user] = (ways[user] ?? 0) | by;
        if (seen[user] === role + 1) return;
        seen[user] = role + 1;
        roles[user] = (roles[user] ?? 0) + 1;
      });
    }
  }
  return { roles, ways };
}
