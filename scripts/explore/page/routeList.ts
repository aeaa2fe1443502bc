/** The routes of an access in words, each with a button that shows it in the picture. */
import type { Route } from '../model/reach';
import { routeText, wayOf } from '../model/routeWords';
import type { ExplorerContext } from './context';
import { button, el, isolated, shortened } from './dom';
import { routeIds } from './pathScene';

const LONGEST_ROUTE = 240;

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
    const words = shortened(routeText(context.graph, route), LONGEST_ROUTE);
    const sentence = `${subjectOf(context, principal, target)}: ${words}`;
    const show = button('Show path', () => {
      context.light(routeIds(principal, target, route), sentence);
    });
    show.classList.add('small');
    show.setAttribute('aria-label', `Show path: ${sentence}`);
    const word = wayOf(context.graph, route);
    const way = el('span', { class: `way way-${word}` }, word);
    return el('li', { class: 'route' }, way, el('span', {}, isolated(words)), show);
  });
  return el('ul', { class: 'routes' }, ...items);
}
