/** The types at the side: a way to each list, a legend of the picture, and switches that take types out of it. */
import { outlineOf } from '../model/graph';
import type { Address } from '../model/route';
import type { Manifest } from '../model/format';
import { countText, plural, timeText } from '../model/values';
import { button, byId, el } from './dom';
import { eyes, icon } from './icons';
import { hrefOf, viewLink } from './links';

/** Fills the panel; `onToggle` is told of a type that was hidden or shown again. */
export function startTypesPanel(
  manifest: Manifest,
  onToggle: (type: string, isHidden: boolean) => void,
): void {
  const items = outlineOf(manifest).types.map((type) => {
    const label = el('span', { class: 'thing' }, icon(type.kind), el('span', {}, type.many));
    const link = viewLink(label, { view: 'type', subject: type.name }, 'type-link');
    link.append(el('span', { class: 'number' }, countText(type.count)));
    const [open, shut] = eyes();
    const toggle = button(open, (pressed) => {
      const isHidden = pressed.getAttribute('aria-pressed') === 'true';
      pressed.setAttribute('aria-pressed', String(!isHidden));
      onToggle(type.name, isHidden);
    });
    toggle.append(shut ?? '');
    toggle.className = 'eye';
    toggle.setAttribute('aria-pressed', 'true');
    toggle.setAttribute('aria-label', `Show ${type.many} in pictures and lists`);
    toggle.title = `Show ${type.many} in pictures and lists`;
    return el('li', {}, link, toggle);
  });
  byId('types').replaceChildren(...items);
}

/** Marks the place at the side that the view belongs to. */
export function markCurrent({ view, subject }: Address): void {
  const here = hrefOf(view === 'type' ? { view, subject } : { view });
  for (const link of document.querySelectorAll('.types a')) {
    if (link.getAttribute('href') === here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** Says whose graph this is, of when, and what may be missing in it. */
export function showOrigin({ org, collectedOn, incomplete, dangling }: Manifest): void {
  byId('org').textContent = org || 'Okta graph';
  byId('collected').textContent = `collected ${timeText(collectedOn)} UTC`;
  if (org) document.title = `${org} · Okta graph explorer`;
  const notes: HTMLElement[] = [];
  if (incomplete.length > 0) {
    const words = 'May be incomplete, the run could not read all of it: ';
    notes.push(el('span', { class: 'note-warning' }, words, incomplete.join(', ')));
  }
  if (dangling > 0) {
    const words = `${plural(dangling, 'relationship')} left out, because an end is not in the collection.`;
    notes.push(el('span', {}, words));
  }
  byId('notes').replaceChildren(...notes);
}
