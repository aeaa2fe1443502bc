/**
 * The search field: suggestions while typing, chosen with arrow keys or pointer (the combobox pattern of the ARIA
 * Authoring Practices).
 */
import type { Graph } from '../model/graph';
import { canBeReached, canReach, KINDS, type Kind } from '../model/kinds';
import { search, type SearchIndex } from '../model/search';
import { counted } from '../../cli/terminal/format';
import { valueText } from '../model/values';
import { byId, el, shortened } from './dom';
import { icon } from './icons';
import { hrefOf } from './links';

const MOST_SUGGESTIONS = 9;

/** A question that waits for the thing it is about. */
export type Question = 'reach' | 'who' | 'path';

interface Asking {
  readonly words: string;
  readonly placeholder: string;
  readonly kinds: readonly Kind[];
}

const QUESTIONS: Readonly<Record<Question, Asking>> = {
  reach: {
    words: 'What can … reach?',
    placeholder: 'Name, e-mail or id of a user or group',
    kinds: KINDS.filter(canReach),
  },
  who: {
    words: 'Who can reach …?',
    placeholder: 'Name or id of an application, admin role or AWS role',
    kinds: KINDS.filter(canBeReached),
  },
  path: {
    words: 'From … to …',
    placeholder: 'Name, e-mail or id of one end',
    kinds: KINDS,
  },
};
const PLACEHOLDER = 'Find by name, e-mail or id';

interface Option {
  readonly element: HTMLElement;
  readonly href: string;
}

function field(): HTMLInputElement {
  const element = byId('search');
  if (!(element instanceof HTMLInputElement)) throw new Error('The search field is no input.');
  return element;
}

export class SearchBox {
  private readonly field = field();
  private readonly list = byId('search-results');
  private readonly mode = byId('search-mode');
  private question: Question | undefined;
  /** Of the question `path`: the key of the first end, once it is chosen. */
  private from = '';
  private options: readonly Option[] = [];
  private active = -1;

  constructor(
    readonly graph: Graph,
    readonly index: SearchIndex,
    readonly announce: (sentence: string) => void,
  ) {
    this.field.disabled = false;
    this.field.addEventListener('input', () => {
      this.suggest();
    });
    this.field.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
    this.field.addEventListener('blur', () => {
      this.close();
    });
    this.mode.addEventListener('click', () => {
      this.wait(undefined);
      this.field.focus();
    });
    this.field.form?.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.field.focus();
      this.field.select();
    });
  }

  /** Lets the field wait for the thing that a question is about. */
  readonly ask = (question: Question, from = ''): void => {
    this.wait(question);
    this.from = from;
    this.field.value = '';
    this.field.focus();
    this.announce(`${QUESTIONS[question].words} ${QUESTIONS[question].placeholder}`);
  };

  private wait(question: Question | undefined): void {
    const asking = question && QUESTIONS[question];
    const placeholder = asking?.placeholder ?? PLACEHOLDER;
    this.question = question;
    this.from = '';
    this.mode.hidden = asking === undefined;
    this.mode.textContent = asking ? `${asking.words} ×` : '';
    this.mode.setAttribute('aria-label', `Cancel the question: ${asking?.words ?? ''}`);
    this.field.placeholder = placeholder;
    this.field.setAttribute('aria-label', asking ? `${asking.words} ${placeholder}` : placeholder);
  }

  private suggest(): void {
    const query = this.field.value;
    const kinds = this.question && QUESTIONS[this.question].kinds;
    const { nodes, total } = search(this.index, query, {
      limit: MOST_SUGGESTIONS,
      ...(kinds && { kinds }),
    });
    if (query.trim() === '') {
      this.close();
      return;
    }
    const options = nodes.map((node, position) => this.nodeOption(node, position));
    const all = total === 0 ? 'Nothing found' : `List all: ${counted(total, 'result')}`;
    const list = { view: 'find', subject: query.trim() } as const;
    options.push(this.option(options.length, hrefOf(list), all));
    this.options = options;
    this.list.replaceChildren(...options.map(({ element }) => element));
    this.list.hidden = false;
    this.field.setAttribute('aria-expanded', 'true');
    this.activate(total === 0 ? -1 : 0);
    this.announce(total === 0 ? 'Nothing found' : `${counted(total, 'result')}, arrow keys choose`);
  }

  private nodeOption(node: number, position: number): Option {
    const { graph } = this;
    const type = graph.typeOf(node);
    const email = valueText('email', graph.value(node, 'email'));
    const detail = el('small', {}, `${type.one} · ${shortened(email || graph.key(node), 48)}`);
    const name = el('bdi', {}, shortened(graph.name(node), 64));
    const key = graph.key(node);
    const ends = this.from === '' ? { subject: key } : { subject: this.from, to: key };
    const href = hrefOf({ view: this.question ?? 'near', ...ends });
    return this.option(position, href, icon(type.kind), el('span', {}, name, detail));
  }

  private option(position: number, href: string, ...content: readonly (Node | string)[]): Option {
    const id = `search-option-${position}`;
    const element = el('li', { id, role: 'option', 'aria-selected': 'false' }, ...content);
    // Pressing must not take the focus from the field before the click arrives.
    element.addEventListener('pointerdown', (event) => {
      event.preventDefault();
    });
    element.addEventListener('click', () => {
      this.open(position);
    });
    return { element, href };
  }

  private onKey(event: KeyboardEvent): void {
    const last = this.options.length - 1;
    if (event.key === 'ArrowDown') this.activate(this.active >= last ? 0 : this.active + 1);
    else if (event.key === 'ArrowUp') this.activate(this.active <= 0 ? last : this.active - 1);
    else if (event.key === 'Enter') this.open(this.active);
    else if (event.key === 'Escape') this.clear();
    else return;
    event.preventDefault();
  }

  private activate(position: number): void {
    this.active = position;
    for (const [each, { element }] of this.options.entries()) {
      element.setAttribute('aria-selected', String(each === position));
    }
    const active = this.options[position]?.element;
    if (active) this.field.setAttribute('aria-activedescendant', active.id);
    else this.field.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
  }

  private open(position: number): void {
    const option = this.options[position];
    if (!option) return;
    this.clear();
    location.hash = option.href;
  }

  private clear(): void {
    this.field.value = '';
    this.wait(undefined);
    this.close();
  }

  private close(): void {
    this.options = [];
    this.list.hidden = true;
    this.list.replaceChildren();
    this.field.setAttribute('aria-expanded', 'false');
    this.activate(-1);
  }
}
