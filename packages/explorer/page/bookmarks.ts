/** Views that a person keeps: their addresses, in the page's own storage, apart for each org. */
import { list, parseJson, record, text } from '../../../src/json';
import { button, byId, el, shortened } from './dom';
import { store, stored } from './stored';

interface Bookmark {
  readonly title: string;
  /** The hash of its address. */
  readonly hash: string;
}

function read(key: string): readonly Bookmark[] {
  return list(parseJson(stored(key) ?? '[]')).flatMap((item) => {
    const { title, hash } = record(item);
    const known = { title: text(title), hash: text(hash) };
    // Only an address of this page may become a link.
    if (known.title === undefined || known.hash?.startsWith('#/') !== true) return [];
    return [{ title: known.title, hash: known.hash }];
  });
}

export class Bookmarks {
  private readonly key: string;
  private kept: readonly Bookmark[];
  private title = '';

  constructor(
    org: string,
    readonly announce: (sentence: string) => void,
  ) {
    this.key = `okta-explorer-bookmarks ${org}`;
    this.kept = read(this.key);
    byId('bookmark').addEventListener('click', () => {
      this.toggle();
    });
  }

  /** Says whether the view that is shown is kept, and lists those that are. */
  show(title: string): void {
    this.title = title;
    const isKept = this.kept.some(({ hash }) => hash === location.hash);
    byId('bookmark').setAttribute('aria-pressed', String(isKept));
    byId('bookmarks-section').hidden = this.kept.length === 0;
    byId('bookmarks').replaceChildren(...this.kept.map((bookmark) => this.item(bookmark)));
  }

  private toggle(): void {
    const hash = location.hash || '#/overview';
    const rest = this.kept.filter((bookmark) => bookmark.hash !== hash);
    const isKept = rest.length < this.kept.length;
    this.keep(isKept ? rest : [...rest, { title: this.title, hash }]);
    this.announce(isKept ? 'Bookmark removed' : 'View kept as a bookmark');
  }

  private keep(bookmarks: readonly Bookmark[]): void {
    this.kept = bookmarks;
    store(this.key, JSON.stringify(bookmarks));
    this.show(this.title);
  }

  private item({ title, hash }: Bookmark): HTMLElement {
    const words = shortened(title, 60);
    const remove = button('×', () => {
      this.keep(this.kept.filter((bookmark) => bookmark.hash !== hash));
    });
    remove.className = 'eye';
    remove.setAttribute('aria-label', `Remove the bookmark ${words}`);
    return el('li', {}, el('a', { href: hash, class: 'type-link' }, words), remove);
  }
}
