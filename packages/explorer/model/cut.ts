/**
 * The fewest assignments and memberships to remove so that a user no longer reaches something: a minimal cut. Ways
 * through different groups share nothing, so each group costs one removal, and so does each assignment of the user's
 * own.
 */
import { text } from '../../../src/json';
import { isInForce, stateOf } from './grants';
import type { Graph } from './graph';
import { reachOf, type Route } from './reach';

/** Why a membership cannot simply be removed in Okta. */
export type Obstacle = 'rule' | 'directory' | 'everyone';

export interface Removal {
  /**
   * `assignment`: the user's own. `membership`: the user in a group. `group assignment`: what the group is assigned,
   * which ends the access of all its members.
   */
  readonly kind: 'assignment' | 'membership' | 'group assignment';
  readonly group?: number;
  /** The application in which an AWS role was given. */
  readonly application?: number;
  /** Rules in force that add the user again. */
  readonly rules: readonly number[];
  readonly obstacle?: Obstacle;
  /** Removes as much, at the cost of the other members: how many lose access as well. */
  readonly alternative?: { readonly otherMembers: number; readonly grants: number };
  /** What the user loses besides. */
  readonly alsoLost: readonly number[];
}

export interface Cut {
  readonly removals: readonly Removal[];
  /** Ways of which Okta does not say through which group they lead: they cannot be named. */
  readonly unseen: number;
}

/** What Okta calls a group by who fills it. */
function obstacleOf(graph: Graph, group: number): Obstacle | undefined {
  const type = text(graph.value(group, 'type'));
  if (type === 'BUILT_IN') return 'everyone';
  if (type === 'APP_GROUP' || graph.typeOf(group).name === 'okta_app_user_group') {
    return 'directory';
  }
  return undefined;
}

function membersBut(graph: Graph, group: number, user: number): number {
  return graph.adjacency
    .out(group)
    .filter((edge) => graph.accessOf(edge) === 'membership' && graph.toOf(edge) !== user).length;
}

/** Everything that the user reaches through this group alone, but for the target. */
function lostWithout(graph: Graph, user: number, group: number, target: number): readonly number[] {
  return reachOf(graph, user)
    .filter((reached) => reached.target !== target)
    .filter(({ routes }) => routes.every((route) => route.group === group))
    .map((reached) => reached.target);
}

interface Ends {
  readonly user: number;
  readonly target: number;
}

function removalOfGroup(
  graph: Graph,
  { user, target }: Ends,
  group: number,
  routes: readonly Route[],
): Removal {
  const obstacle = obstacleOf(graph, group);
  const grants = new Set(routes.map(({ grant }) => grant)).size;
  const otherMembers = membersBut(graph, group, user);
  const isMember = routes.some(({ membership }) => membership !== undefined);
  if (obstacle === 'everyone' || !isMember) {
    const cause = obstacle === undefined ? {} : { obstacle };
    return {
      kind: 'group assignment',
      group,
      rules: [],
      alsoLost: [],
      ...cause,
      ...placeOf(routes),
    };
  }
  const rules = (routes[0]?.rules ?? []).filter((rule) => stateOf(graph, rule) === '');
  const cause = obstacle ?? (rules.length > 0 ? 'rule' : undefined);
  return {
    kind: 'membership',
    group,
    rules,
    ...(cause !== undefined && { obstacle: cause }),
    alternative: { otherMembers, grants },
    alsoLost: lostWithout(graph, user, group, target),
    ...placeOf(routes),
  };
}

function placeOf(routes: readonly Route[]): { readonly application?: number } {
  const application = routes.find((route) => route.application !== undefined)?.application;
  return application === undefined ? {} : { application };
}

/** What to remove. `loadGrantFacts` must have run, and the groups' `type` must be unpacked. */
export function cutBetween(graph: Graph, user: number, target: number): Cut {
  const reached = reachOf(graph, user).find((each) => each.target === target);
  const routes = (reached?.routes ?? []).filter(({ grant }) => isInForce(graph, grant));
  const byGroup = new Map<number, Route[]>();
  for (const route of routes) {
    if (route.group === undefined) continue;
    byGroup.set(route.group, [...(byGroup.get(route.group) ?? []), route]);
  }
  const direct = routes
    .filter(({ kind }) => kind === 'direct')
    .map((route): Removal => ({
      kind: 'assignment',
      rules: [],
      alsoLost: [],
      ...placeOf([route]),
    }));
  const ofGroups = [...byGroup].map(([group, ways]) =>
    removalOfGroup(graph, { user, target }, group, ways),
  );
  const unseen = routes.filter(({ kind }) => kind === 'unseen').length;
  return { removals: [...direct, ...ofGroups], unseen };
}
