/** Routes in words. */
import { grantNote, stateOf } from './grants';
import type { Graph } from './graph';
import type { Kind } from './kinds';
import type { Reached, Route } from './reach';
import { counted } from '../../cli/terminal/format';

/** The way in a word: directly, through a group, or through a group that an active rule fills. */
export function wayOf(graph: Graph, { kind, rules }: Route): 'direct' | 'group' | 'rule' {
  if (kind === 'direct') return 'direct';
  return rules.some((rule) => stateOf(graph, rule) === '') ? 'rule' : 'group';
}

/** `the rule A (inactive) manages`, `the rules A and B manage`: a rule that is not active fills nothing now. */
function rulesText(graph: Graph, rules: readonly number[]): string {
  const names = rules.map((rule) => {
    const state = stateOf(graph, rule);
    return state === '' ? graph.name(rule) : `${graph.name(rule)} (${state})`;
  });
  return names.length === 1
    ? `the rule ${names.join('')} manages`
    : `the rules ${names.join(' and ')} manage`;
}

function reasonText(graph: Graph, { kind, group, rules }: Route): string {
  if (kind === 'direct') return 'directly assigned';
  if (group === undefined) return 'through a group that is not in this collection';
  const named = `through the ${graph.typeOf(group).one} ${graph.name(group)}`;
  return rules.length === 0 ? named : `${named}, which ${rulesText(graph, rules)}`;
}

/** A route as a clause: `through the group Sales, which the rule All sales manages (role Admin)`. */
export function routeText(graph: Graph, route: Route): string {
  const { application } = route;
  const place = application === undefined ? '' : `, in the application ${graph.name(application)}`;
  const note = grantNote(graph, route.grant);
  return `${reasonText(graph, route)}${place}${note === '' ? '' : ` (${note})`}`;
}

/** All routes on one line, for a file and to narrow a list by. */
export function routesText(graph: Graph, routes: readonly Route[]): string {
  return routes.map((route) => routeText(graph, route)).join('; ');
}

/** `1 admin role, 2 AWS roles, 7 applications`: a reach in one line, what gives most power first. */
export function tallyText(graph: Graph, reached: readonly Reached[]): string {
  const counts = new Map<string, number>();
  for (const { target } of byPower(graph, reached)) {
    const { one } = graph.typeOf(target);
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return [...counts].map(([one, count]) => counted(count, one)).join(', ');
}

/** What gives most power stands first: a picture and a page of a list have room for some only. */
const RANKS: readonly Kind[] = ['role', 'awsRole', 'application'];

/** Sorted so. */
export function byPower(graph: Graph, reached: readonly Reached[]): readonly Reached[] {
  const rankOf = ({ target }: Reached): number => RANKS.indexOf(graph.typeOf(target).kind);
  return reached.toSorted((a, b) => rankOf(a) - rankOf(b));
}
