/** Steps between the pages of a list, each an address of its own. */
import { countText } from '../../cli/terminal/format';
import { formatAddress, type Address } from '../model/route';
import { el } from './dom';

function step(label: string, address: Address, page: number, isPossible: boolean): HTMLElement {
  if (!isPossible) return el('span', { class: 'page-step' }, label);
  return el('a', { class: 'page-step', href: formatAddress({ ...address, page }) }, label);
}

/** A field for the number of a page: a list of 100,000 has 2,000 of them. */
function pageField(address: Address, page: number, pages: number): HTMLElement {
  const field = el('input', {
    type: 'number',
    min: 1,
    max: pages,
    value: page,
    class: 'page-field',
    'aria-label': `Page, of ${countText(pages)}`,
  });
  field.addEventListener('change', () => {
    const wanted = Math.min(pages, Math.max(1, Math.trunc(field.valueAsNumber) || page));
    location.hash = formatAddress({ ...address, page: wanted });
  });
  return el('span', {}, 'Page ', field, ` of ${countText(pages)}`);
}

/** Undefined where there is one page only. */
export function pager(address: Address, pages: number): HTMLElement | undefined {
  if (pages <= 1) return undefined;
  const page = Math.min(address.page, pages);
  return el(
    'nav',
    { class: 'pager', 'aria-label': 'Pages' },
    step('First', address, 1, page > 1),
    step('Previous', address, page - 1, page > 1),
    pageField(address, page, pages),
    step('Next', address, page + 1, page < pages),
    step('Last', address, pages, page < pages),
  );
}
