/**
 * Small bar charts: a list whose items are links with a bar behind the number, so that eyes, keyboard and screen reader
 * get the same. A chart library draws on a canvas, is many times the size of this page's own code, and knows neither
 * links nor text.
 */
import { countText } from '../../cli/terminal/format';
import type { Address } from '../model/route';
import { el } from './dom';
import { viewLink } from './links';

export type Tone = 'good' | 'plain' | 'warn' | 'bad';

export interface Bar {
  readonly label: string;
  readonly count: number;
  /** The list that the bar counts. */
  readonly address: Partial<Address>;
  readonly tone: Tone;
}

const SVG = 'http://www.w3.org/2000/svg';

function drawing(share: number, tone: Tone): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'bar-drawing');
  svg.setAttribute('aria-hidden', 'true');
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('class', `tone-${tone}`);
  rect.setAttribute('width', `${(share * 100).toFixed(1)}%`);
  rect.setAttribute('height', '100%');
  rect.setAttribute('rx', '3');
  svg.append(rect);
  return svg;
}

/** A chart; the longest bar is as wide as there is room. */
export function barChart(title: string, note: string, bars: readonly Bar[]): HTMLElement {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const items = bars.map(({ label, count, address, tone }) => {
    const link = viewLink(el('span', { class: 'bar-label' }, label), address, 'bar-row');
    link.append(
      drawing(count / most, tone),
      el('span', { class: 'number' }, ` ${countText(count)}`),
    );
    return el('li', {}, link);
  });
  const list = el('ul', { class: 'bars', 'aria-label': title }, ...items);
  const words = note === '' ? undefined : el('p', { class: 'quiet' }, note);
  return el('section', { class: 'chart' }, el('h2', {}, title), words, list);
}
