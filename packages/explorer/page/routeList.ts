/** The routes of an access in words, each with a button that shows it in the picture. */
import type { Route } from '../model/reach';
import { counted } from '../../cli/terminal/format';
import { routeText, wayOf } from '../model/routeWords';
import type { ExplorerContext } from './context';
import { button, el, isolated, shortened } from './dom';

const LONGEST_ROUTE = 240;
const ROUTES_AT_ONCE = 5;

function subjectOf(context: ExplorerContext, principal: number, target: number): string {
  const { graph } = context;
  return `${graph.name(principal)} reaches ${graph.name(target)}`;
}

function routeItem(
  context: ExplorerContext,
  principal: number,
  target: number,
  route: Route,
): HTMLElement {
  const { graph } = context;
  const words = shortened(routeText(graph, route), LONGEST_ROUTE);
  const sentence = `${subjectOf(context, principal, target)}: ${words}`;
  const show = button('Show path', () => {
    context.showPath(principal, target, route, sentence);
  });
  show.classList.add('small');
  show.setAttribute('aria-label', `Show path: ${sentence}`);
  const word = wayOf(graph, route);
  const way = el('span', { class: `way way-${word}` }, word);
  return el('li', { class: 'route' }, way, el('span', {}, isolated(words)), show);
}

/** A list of routes from a principal to a target, the first few at once. */
export function routeList(
  context: ExplorerContext,
  principal: number,
  target: number,
  routes: readonly Route[],
): HTMLElement {
  const item = (route: Route): HTMLElement => routeItem(context, principal, target, route);
  const list = el('ul', { class: 'routes' }, ...routes.slice(0, ROUTES_AT_ONCE).map(item));
  const rest = routes.slice(ROUTES_AT_ONCE);
  if (rest.length === 0) return list;
  const more = button(
    counted(rest.length, 'more way'),
    () => {
      const items = rest.map(item);
      list.lastElementChild?.replaceWith(...items);
      items[0]?.querySelector('button')?.focus();
    },
    { class: 'small' },
  );
  list.append(el('li', { class: 'route' }, more));
  return list;
}
