/** The questions that this page answers about any two things: pressed, they wait in the search field. */
import type { ExplorerContext } from '../context';
import { button, el } from '../dom';
import { icon } from '../icons';
import type { Kind } from '../../model/kinds';
import type { Question } from '../searchBox';

const QUESTIONS: readonly (readonly [Question, Kind, string, string])[] = [
  [
    'reach',
    'user',
    'What can a user reach?',
    'Applications, admin roles and AWS roles, and through what',
  ],
  [
    'who',
    'application',
    'Who can reach it?',
    'An application or role: everyone, directly, by group, by rule',
  ],
  ['path', 'group', 'How are two items joined?', 'Any two: the shortest ways between them'],
];

/** The cards. */
export function startCards({ ask }: ExplorerContext): HTMLElement {
  const cards = QUESTIONS.map(([question, kind, title, text]) => {
    const words = el('span', {}, el('strong', {}, title), el('small', {}, text));
    const card = button(
      icon(kind),
      () => {
        ask(question);
      },
      { class: 'start-card' },
    );
    card.append(words);
    return card;
  });
  return el('div', { class: 'start-cards' }, ...cards);
}
