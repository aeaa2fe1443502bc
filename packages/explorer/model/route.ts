/**
 * The address of a view: what the page shows is written after the `#` of its URL, so that the browser's back
 * button works and a view can be kept as a bookmark. Keys, not positions, name things: they survive a new run.
 */
import { isOperator, type Condition } from './filter';

const VIEWS = [
  'overview',
  'map',
  'type',
  'relation',
  'near',
  'reach',
  'who',
  'path',
  'cut',
  'protection',
  'find',
  'questions',
  'question',
  'run',
] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Address {
  readonly view: ViewName;
  /** What the view is about: a type, a relationship type, the key of an entity, a search, a question's id; or empty. */
  readonly subject: string;
  /** Counted from 1. */
  readonly page: number;
  readonly conditions: readonly Condition[];
  /** Of `near`: only this bundle. Of `who` and `reach`: only this way. */
  readonly only: string;
  /** Text that narrows the list. */
  readonly text: string;
  /** Of `near`: keys of what was added to the picture. */
  readonly added: readonly string[];
  /** Of `path`, `cut` and `protection`: the key of the other end. */
  readonly to: string;
  /** The id of the column by which the list is sorted, with a `-` before it if the greatest stands first. */
  readonly sort: string;
  /** The ids of the columns that the list shows; empty for those that it shows by default. */
  readonly columns: readonly string[];
}

const NOTHING: Address = {
  view: 'overview',
  subject: '',
  page: 1,
  conditions: [],
  only: '',
  text: '',
  added: [],
  to: '',
  sort: '',
  columns: [],
};

/** An address with what is not given left at its default. */
export function addressOf(parts: Partial<Address>): Address {
  return { ...NOTHING, ...parts };
}

function parseCondition(written: string): Condition | undefined {
  const [operator = '', property = '', value = ''] = written.split('~').map(decode);
  if (!isOperator(operator) || property === '') return undefined;
  return { operator, property, value };
}

/** Reads `#/who/<key>?page=2`; anything that is not an address is the overview. */
export function parseAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [name = '', ...rest] = path.split('/');
  const view = VIEWS.find((candidate) => candidate === name);
  if (view === undefined) return NOTHING;
  const search = new URLSearchParams(query);
  const conditions = search.getAll('where').map(parseCondition);
  return {
    view,
    subject: decode(rest.join('/')),
    page: Math.max(1, Math.trunc(Number(search.get('page') ?? 1)) || 1),
    conditions: conditions.filter((condition) => condition !== undefined),
    only: search.get('only') ?? '',
    text: search.get('text') ?? '',
    added: search.getAll('add'),
    to: search.get('to') ?? '',
    sort: search.get('sort') ?? '',
    columns: search.getAll('column'),
  };
}

function decode(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Custom attributes may be called anything, so the separator is escaped too. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replaceAll('~', '%7E');
}

/** Writes an address as the hash of a URL. */
export function formatAddress(address: Address): string {
  const search = new URLSearchParams();
  if (address.page > 1) search.set('page', String(address.page));
  for (const { operator, property, value } of address.conditions) {
    search.append('where', [operator, property, value].map(encodePart).join('~'));
  }
  if (address.only !== '') search.set('only', address.only);
  if (address.text !== '') search.set('text', address.text);
  for (const key of address.added) search.append('add', key);
  if (address.to !== '') search.set('to', address.to);
  if (address.sort !== '') search.set('sort', address.sort);
  for (const column of address.columns) search.append('column', column);
  const query = search.toString();
  const subject = address.subject === '' ? '' : `/${encodeURIComponent(address.subject)}`;
  return `#/${address.view}${subject}${query === '' ? '' : `?${query}`}`;
}
