/** Routes in words. */
import { grantNote, stateOf } from './grants';
import type { Graph } from './graph';
import type { Route } from './reach';

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
