/**
 * The routes of an access in words, each with a button that shows it in the picture.
 */
import { grantNote, routeText, type Route } from '../model/reach';
import type { ExplorerContext } from './context';
import { button, el, isolated, shortened } from './dom';
import { routeIds } from './pathScene';

const LONGEST_ROUTE = 240;

/** The words of a route, for the list and to narrow it by. */
export function routeWords(context: ExplorerContext, route: Route): string {
  const note = grantNote(context.graph, route.grant);
  const words = routeText(context.graph, route);
  return note === '' ? words : `${words} (${note})`;
}

/** The way in a word: directly, through a group, or through a group that a rule fills. */
function wayOf({ kind, rules }: Route): 'direct' | 'group' | 'rule' {
  if (kind === 'direct') return 'direct';
  return rules.length > 0 ? 'rule' : 'group';
}

function subjectOf(context: ExplorerContext, principal: number, target: number): string {
  const { graph } = context;
  return `${graph.name(principal)} reaches ${graph.name(target)}`;
}

/** A list of routes from a principal to a target. */
export function routeList(
  context: ExplorerContext,
  principal: number,
  target: number,
  routes: readonly Route[],
): HTMLElement {
  const items = routes.map((route) => {
    const words = shortened(routeWords(context, route), LONGEST_ROUTE);
    const sentence = `${subjectOf(context, principal, target)}: ${words}`;
    const show = button('Show path', () => {
      context.light(routeIds(principal, target, route), sentence);
    });
    show.classList.add('small');
    show.setAttribute('aria-label', `Show path: ${sentence}`);
    const way = el('span', { class: `way way-${wayOf(route)}` }, wayOf(route));
    return el('li', { class: 'route' }, way, el('span', {}, isolated(words)), show);
  });
  return el('ul', { class: 'routes' }, ...items);
}
