/** A plain table, the same for every list. */
import { el, type Child } from './dom';

/** A row whose first cell is its heading. */
export function bodyRow(cells: readonly Child[]): HTMLElement {
  const [first, ...others] = cells;
  const row = el('tr', {}, el('th', { scope: 'row' }, first));
  row.append(...others.map((cell) => el('td', {}, cell)));
  return row;
}

/** A table with a caption, in a frame that scrolls sideways where the window is narrow. */
export function tableFrame(
  caption: string,
  headings: readonly HTMLElement[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const head = el('thead', {}, el('tr', {}, ...headings));
  const body = el('tbody', {}, ...rows.map(bodyRow));
  const whole = el('table', {}, el('caption', {}, caption), head, body);
  const frame = { class: 'table-frame', role: 'group', tabindex: 0, 'aria-label': caption };
  return el('div', frame, whole);
}

/** A table whose headings are words. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  return tableFrame(
    caption,
    headings.map((text) => el('th', { scope: 'col' }, text)),
    rows,
  );
}
