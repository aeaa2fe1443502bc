/** The side panel: everything that is known of one thing or relationship, without leaving the view. */
import type { Column } from '../model/column';
import type { Graph } from '../model/graph';
import { phraseOf } from '../model/kinds';
import { bundleTitle, neighbourhood } from '../model/neighbours';
import { currentNames } from '../model/twins';
import { countText } from '../../cli/terminal/format';
import { timeText, valueText, isTime } from '../model/values';
import type { JsonValue } from '../../../src/json';
import { button, byId, el, isolated, shortened, webLink, type Child } from './dom';
import { icon } from './icons';
import { nameText, questionLinks, viewLink } from './links';
import { securityBlock } from './security';

function valueElement(property: string, value: JsonValue): Child {
  if (typeof value === 'number' && isTime(property, value)) {
    return el('time', { datetime: new Date(value).toISOString() }, `${timeText(value)} UTC`);
  }
  const text = valueText(property, value);
  return text.startsWith('https://') ? webLink(text) : isolated(text);
}

function properties(columns: readonly Column[], row: number): HTMLElement {
  const list = el('dl', { class: 'properties' });
  const current = new Set(currentNames(columns.map(({ name }) => name)));
  const sorted = columns
    .filter(({ name }) => current.has(name))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  for (const column of sorted) {
    const value = column.at(row);
    if (value === null) continue;
    const name = el('dt', {}, shortened(column.name, 60));
    list.append(name, el('dd', {}, valueElement(column.name, value)));
  }
  return list;
}

function bundleList(graph: Graph, node: number): HTMLElement | undefined {
  const bundles = neighbourhood(graph, node);
  if (bundles.length === 0) return undefined;
  const items = bundles.map((bundle) => {
    const count = el('span', { class: 'chip-count' }, countText(bundle.edges.length));
    const label = el('span', {}, `${bundleTitle(bundle)} `, count);
    return el(
      'li',
      {},
      viewLink(label, { view: 'near', subject: graph.key(node), only: bundle.id }),
    );
  });
  return el('ul', { class: 'bundles' }, ...items);
}

/**
 * How the panel comes up. `ready`: only where there is room beside the answer. `opened`: over the answer where there
 * is none. `focused`: opened, and the keyboard moves there; closing moves it back.
 */
export type Showing = 'ready' | 'opened' | 'focused';

export class Details {
  private readonly panel = byId('details');
  private opener: Element | null = null;
  private shown = 0;
  private readonly unfolded = new Set<string>();

  constructor(readonly graph: Graph) {
    this.panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    this.close();
  }

  /** Shows a thing. */
  async showNode(node: number, showing: Showing): Promise<void> {
    const { graph } = this;
    const type = graph.typeOf(node);
    this.shown += 1;
    const turn = this.shown;
    const columns = await graph.columns(type);
    const security = await securityBlock(graph, node);
    if (turn !== this.shown) return;
    const kicker = el(
      'p',
      { class: 'tag' },
      icon(type.kind),
      `${type.one} · `,
      el('code', {}, type.name),
    );
    const origin = type.mapped
      ? el(
          'p',
          { class: 'quiet' },
          'Not collected from Okta: this is what JupiterOne will look for.',
        )
      : undefined;
    this.open(showing, nameText(graph, node), [
      kicker,
      security,
      el('p', { class: 'questions' }, ...questionLinks(graph, node)),
      origin,
      this.fold('Relationships', bundleList(graph, node) ?? el('p', { class: 'quiet' }, 'None.')),
      this.fold('All properties', properties(columns, node - type.first)),
    ]);
  }

  /** Shows a relationship that was chosen in the picture. */
  async showEdge(edge: number): Promise<void> {
    const { graph } = this;
    const relation = graph.relationOf(edge);
    this.shown += 1;
    const turn = this.shown;
    const columns = await graph.columns(relation);
    if (turn !== this.shown) return;
    const end = (node: number): HTMLElement =>
      viewLink(nameText(graph, node), { view: 'near', subject: graph.key(node) });
    const phrase = ` ${phraseOf(relation.relationClass, true)} `;
    const kicker = el('p', { class: 'tag' }, 'relationship · ', el('code', {}, relation.name));
    this.open('opened', relation.relationClass, [
      kicker,
      el('p', {}, end(graph.fromOf(edge)), phrase, end(graph.toOf(edge))),
      el('h3', {}, 'Properties'),
      properties(columns, edge - relation.first),
    ]);
  }

  /** A part that a person unfolds; it stays so for the things that follow. */
  private fold(name: string, content: HTMLElement): HTMLElement {
    const part = el('details', { open: this.unfolded.has(name) }, el('summary', {}, name), content);
    part.addEventListener('toggle', () => {
      if (part.open) this.unfolded.add(name);
      else this.unfolded.delete(name);
    });
    return part;
  }

  /** Empties the panel without moving the keyboard, when a view comes that is about something else. */
  clear(): void {
    this.opener = null;
    this.close();
  }

  close(): void {
    this.shown += 1;
    this.panel.classList.remove('is-open');
    document.documentElement.dataset.details = 'none';
    const hint = 'Choose an item in the list or in the picture to see what is known of it.';
    this.panel.replaceChildren(el('p', { class: 'empty' }, hint));
    if (this.opener instanceof HTMLElement && this.opener.isConnected) this.opener.focus();
    this.opener = null;
  }

  private open(showing: Showing, heading: Child, content: readonly Child[]): void {
    const title = el('h2', { tabindex: -1, id: 'details-title' }, heading);
    const close = button('Close', () => {
      this.close();
    });
    close.classList.add('small');
    const parts = [el('div', { class: 'details-head' }, title, close), ...content];
    this.panel.replaceChildren(...parts.filter((part) => part !== undefined));
    this.panel.scrollTop = 0;
    document.documentElement.dataset.details = 'shown';
    if (showing !== 'ready') this.panel.classList.add('is-open');
    if (showing !== 'focused') return;
    this.opener = document.activeElement;
    title.focus();
  }
}
