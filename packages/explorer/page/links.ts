/** Links and buttons that stand for things of the graph, the same in every list. */
import { addressOf, formatAddress, type Address } from '../model/route';
import { stateOf } from '../model/grants';
import type { Graph } from '../model/graph';
import { canBeReached, canReach } from '../model/kinds';
import type { ExplorerContext } from './context';
import { button, el, isolated, shortened, type Child } from './dom';
import { icon } from './icons';

const LONGEST_NAME = 120;

/** The hash of an address given by its parts. */
export function hrefOf(parts: Partial<Address>): string {
  return formatAddress(addressOf(parts));
}

/** A link to a view of this page. */
export function viewLink(label: Child, parts: Partial<Address>, className = ''): HTMLAnchorElement {
  return el('a', { href: hrefOf(parts), class: className || undefined }, label);
}

/** The name of a thing as text, shortened and isolated. */
export function nameText(graph: Graph, node: number): HTMLElement {
  return isolated(shortened(graph.name(node), LONGEST_NAME));
}

/** A button with icon and name (or another word for it) that opens the thing's details in the side panel. */
export function nodeButton(
  { graph, showNode }: ExplorerContext,
  node: number,
  word?: string,
): HTMLButtonElement {
  const text = word === undefined ? nameText(graph, node) : isolated(word);
  const label = el('span', { class: 'name' }, text);
  const opener = button(
    icon(graph.typeOf(node).kind),
    () => {
      showNode(node);
    },
    { class: 'thing', 'data-node': node },
  );
  opener.append(label);
  return opener;
}

/** The two great questions, where they make sense for a thing, and its neighbourhood. */
export function questionLinks(graph: Graph, node: number, without = ''): readonly HTMLElement[] {
  const { kind } = graph.typeOf(node);
  const subject = graph.key(node);
  const links: HTMLElement[] = [];
  if (canReach(kind) && without !== 'reach') {
    const words =
      kind === 'group' ? 'What do its members reach through it?' : 'What can this user reach?';
    links.push(viewLink(words, { view: 'reach', subject }, 'question'));
  }
  if (canBeReached(kind) && without !== 'who') {
    links.push(viewLink('Who can reach this?', { view: 'who', subject }, 'question'));
  }
  if (without !== 'near')
    links.push(viewLink('Neighbourhood', { view: 'near', subject }, 'question'));
  if (without === '' || without === 'near')
    links.push(viewLink('Path to …', { view: 'path', subject }, 'question'));
  return links;
}

/** What can be asked of the thing that a view is about: the row under the view's title. */
export function subjectRow(context: ExplorerContext, node: number, view: string): HTMLElement {
  const details = button(
    'Details',
    () => {
      context.showNode(node);
    },
    { class: 'question' },
  );
  return el('p', { class: 'questions' }, ...questionLinks(context.graph, node, view), details);
}

/** `Users · Groups` as a small word with its type's icon. */
export function typeTag(graph: Graph, node: number): HTMLElement {
  const type = graph.typeOf(node);
  return el('span', { class: 'tag' }, icon(type.kind), type.one);
}

/** The state of a thing that is not active, to stand beside its name. */
export function stateFlag(graph: Graph, node: number): HTMLElement | undefined {
  const state = stateOf(graph, node);
  return state === '' ? undefined : el('span', { class: 'flag' }, state);
}

/** Says over a list that the thing is not active: what is assigned is then not what can be used. */
export function stateNote(graph: Graph, node: number): HTMLElement | undefined {
  const state = stateOf(graph, node);
  if (state === '') return undefined;
  const { one } = graph.typeOf(node);
  const words = `This ${one} is ${state}: the list says what is assigned, not what can be used now.`;
  return el('p', { class: 'note' }, words);
}

/** A link to what has to be removed so that the user no longer reaches the target. */
export function cutLink(graph: Graph, user: number, target: number): HTMLAnchorElement {
  const ends = { subject: graph.key(user), to: graph.key(target) };
  const link = viewLink('What to remove', { view: 'cut', ...ends });
  const words = `What to remove so that ${graph.name(target)} is out of reach of ${graph.name(user)}`;
  link.setAttribute('aria-label', words);
  return link;
}
