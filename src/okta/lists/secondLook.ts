/**
 * A second look at a full page that has no link to a next one. Okta's lists have lacked that link although
 * there were more items (docs/okta-api.md#lists). The page is asked for again with a size smaller by one: a
 * list that really ends there now ends in a page that is not full.
 */
import { Repetition, SeenIds } from './seenIds';

/** Lists that end in a full page at each of these sizes do not end by chance. */
const MOST_LOOKS = 3;

/** `end`: the page is the last one. `again`: it is to be asked for again. `cut`: there are more items. */
export type Ending = 'end' | 'again' | 'cut';

/** The second looks at one list. */
export class SecondLook {
  private looks = 0;
  private url: URL | undefined;
  private repetition: Repetition | undefined;

  /** How many items fewer than usual are to be asked for. */
  get fewer(): number {
    return this.looks;
  }

  /** What a page without a link to a next one means, of `count` items where `asked` were asked for. */
  endingOf(url: URL, count: number, asked: number): Ending {
    if (count < asked) return 'end';
    // A larger page than was asked for: Okta does not go by the size here, so it proves nothing.
    if (count > asked || asked <= 1) return 'end';
    return url === this.url || this.looks >= MOST_LOOKS ? 'cut' : 'again';
  }

  /** From now on the list is read again from this page on, and `ids`, which it had, are no new items. */
  begin(url: URL, ids: readonly string[]): void {
    this.looks += 1;
    this.url = url;
    const page = new SeenIds();
    for (const id of ids) page.add(id);
    this.repetition = new Repetition(page);
  }

  /** The list is read again from its first page on. */
  restart(): void {
    this.url = undefined;
    this.repetition = undefined;
  }

  /** Whether the page that was read last is being read again, or what follows it. */
  get hasBegun(): boolean {
    return this.repetition !== undefined;
  }

  /** Whether the item is not one that the page had when it was read first. */
  isNew(id: string): boolean {
    return this.repetition?.isNew(id) ?? true;
  }
}
