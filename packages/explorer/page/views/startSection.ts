/** What a person can start from: the questions that this page answers, and lists that are worth a look. */
import { findingsOf, type Finding } from '../../model/findings';
import type { Graph } from '../../model/graph';
import { countText } from '../../../cli/terminal/format';
import { button, el, type Child } from '../dom';
import { icon } from '../icons';
import { viewLink } from '../links';
import type { Question } from '../searchBox';

function questionCard(
  title: string,
  text: string,
  drawing: SVGSVGElement,
  onPress: () => void,
): Child {
  const words = el('span', {}, el('strong', {}, title), el('small', {}, text));
  const card = button(drawing, onPress, { class: 'start-card' });
  card.append(words);
  return card;
}

function findingChip({ words, address, count }: Finding): HTMLLIElement {
  const link = viewLink(`${words} `, address, 'chip');
  link.append(el('span', { class: 'chip-count' }, countText(count)));
  return el('li', {}, link);
}

/** A chip in whose place the further findings come; the focus goes to the first of them. */
function furtherChip(further: readonly Finding[]): HTMLLIElement {
  const item = el('li');
  const words = `${countText(further.length)} more of admin roles`;
  const show = button(
    words,
    () => {
      const chips = further.map(findingChip);
      item.replaceWith(...chips);
      chips[0]?.querySelector('a')?.focus();
    },
    { class: 'chip' },
  );
  item.append(show);
  return item;
}

async function findingChips(graph: Graph): Promise<HTMLElement | undefined> {
  const { shown, further } = await findingsOf(graph);
  if (shown.length === 0) return undefined;
  const items = shown.map(findingChip);
  if (further.length > 0) items.push(furtherChip(further));
  return el('ul', { class: 'chips', 'aria-label': 'Worth a look' }, ...items);
}

/** The section that stands first under the map. */
export async function startSection(
  graph: Graph,
  ask: (question: Question) => void,
): Promise<HTMLElement> {
  const reach = questionCard(
    'What can a user reach?',
    'Applications, admin roles and AWS roles, and through what',
    icon('user'),
    () => {
      ask('reach');
    },
  );
  const who = questionCard(
    'Who can reach it?',
    'An application or role: everyone, directly, by group, by rule',
    icon('application'),
    () => {
      ask('who');
    },
  );
  const cards = el('div', { class: 'start-cards' }, reach, who);
  return el('div', { class: 'start' }, cards, await findingChips(graph));
}
