/** The types at the side: a way to each list, a legend of the picture, and switches that take types out of it. */
import { outlineOf } from '../model/graph';
import type { Address } from '../model/route';
import type { Manifest } from '../model/format';
import { countText, counted } from '../../cli/terminal/format';
import { timeText } from '../model/values';
import { button, byId, el, shortened } from './dom';
import { eyes, icon } from './icons';
import { hrefOf, viewLink } from './links';

/** Fills the panel; `onToggle` is called with a type that was hidden or shown again. */
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
  foldWhereNarrow();
}

/** On a narrow screen the types stand over the answer: folded, they leave it in sight. */
function foldWhereNarrow(): void {
  const fold = byId('types-fold');
  const wide = matchMedia('(min-width: 761px)');
  const apply = (): void => {
    fold.toggleAttribute('open', wide.matches);
  };
  wide.addEventListener('change', apply);
  apply();
}

/** Marks the place at the side that the view belongs to. */
export function markCurrent({ view, subject }: Address): void {
  const here = hrefOf(view === 'type' ? { view, subject } : { view });
  for (const link of document.querySelectorAll('.types a:not(#bookmarks a)')) {
    if (link.getAttribute('href') === here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** Why the run is incomplete, and what helps; undefined where it read everything. */
function warningOf(manifest: Manifest): readonly [cause: string, remedy: string] | undefined {
  const { hasEnded, incomplete, problems } = manifest;
  if (!hasEnded) {
    return [
      'This run did not come to its end: anything may be missing.',
      'npm start runs it again.',
    ];
  }
  if (incomplete.length === 0) return undefined;
  const [first] = problems;
  const isOne = problems.length === 1 && first !== undefined;
  const steps = isOne
    ? `“${shortened(first.step, 60)}” ${first.cause}`
    : `${counted(problems.length, 'step')} did not end well`;
  const types = counted(incomplete.length, 'type');
  return [
    `This run is incomplete: ${steps}, so ${types} may lack records.`,
    'npm run doctor shows what the credentials may not read.',
  ];
}

function showWarning(manifest: Manifest): void {
  const place = byId('warning');
  const warning = warningOf(manifest);
  place.hidden = warning === undefined;
  if (!warning) return;
  const [cause, remedy] = warning;
  const link = viewLink('What is missing, and why', { view: 'run' });
  place.replaceChildren(el('strong', {}, cause), ` ${remedy} `, link);
}

/** Says whose graph this is, of when, and what may be missing in it. */
export function showOrigin(manifest: Manifest): void {
  const { org, collectedOn, dangling } = manifest;
  showWarning(manifest);
  byId('org').textContent = org || 'Okta graph';
  byId('collected').textContent = `collected ${timeText(collectedOn)} UTC`;
  if (org) document.title = `${org} · Okta graph explorer`;
  if (dangling === 0) return;
  byId('notes').textContent =
    `${counted(dangling, 'relationship')} left out, because an end is not in the collection.`;
}
