/**
 * Items that other answers of Okta name (a member, an assignee, a source) and that no list showed. Okta is
 * asked for each by its id: the item is then in the graph, or was deleted. One that existed all the time
 * shows that the list is incomplete, and then JupiterOne must not delete what the list did not show.
 */
import { READ_ONLY_ADMIN } from '../adminRoles';
import { isFatal, isForbidden, isGone } from '../okta';
import { asError, IntegrationIncompleteDataError } from './losses';

/** Calls of one run for the items of one list. Beyond it, the list lacks more than single items. */
const MOST_CALLS = 200;

/** After so many calls that Okta refused or did not answer, further calls would bring nothing either. */
const MOST_FAILURES = 5;

/** A clock may be off by an hour, ours or Okta's: what came since then may have come since the run began. */
export const CLOCK_TOLERANCE_MS = 2 * 60 * 60 * 1000;

/** Ids in one message. */
const NAMED_IDS = 5;

/**
 * Why a complete list may lack an item that Okta shows by its id: `new` if the item is younger than the
 * list, `overlooked` if Okta's lists are known to miss items of this kind, `deleted` if Okta shows it as
 * deleted: then it is not in the graph.
 */
export type Excuse = 'new' | 'overlooked' | 'deleted';

/** What is known of one list whose items other answers name. */
export interface ListDescription<T> {
  /** The items in the plural, as a message names them: `users`. */
  readonly items: string;
  /** The types of entities in the list. Every step that declares one of them, or an edge to it, is incomplete if the list is. */
  readonly types: readonly string[];
  /**
   * Reads one item by its id; undefined if Okta's answer is no such item. Rejects with the client's error.
   * Called once for each id.
   */
  readonly read: (id: string) => Promise<T | undefined>;
  /** Makes an item that Okta showed by its id known to all steps. */
  readonly take?: (item: T) => void;
  /** Why a complete list may lack this item; undefined if nothing explains it. */
  readonly excuse: (item: T) => Excuse | undefined;
}

/** What a step has to know of the items that no list showed. */
export interface NamedElsewhere {
  readonly types: readonly string[];
  /** Announces work that may name items. */
  expect(work: Promise<unknown>): void;
  /** Resolves when all announced work has ended: no further item will be named. */
  allNamed(): Promise<void>;
  /** Sentences for the customer about what is in the graph all the same, or not known. Call it after `allNamed`. */
  remarks(): { readonly information: readonly string[]; readonly warnings: readonly string[] };
  /** Throws an IntegrationIncompleteDataError if the list is shown to be incomplete. Call it after `allNamed`. */
  assertComplete(): void;
}

interface Unread {
  readonly id: string;
  readonly reason: Error | undefined;
}

/** Asks for items that other answers name and that no list showed, each once. */
export class Unlisted<T> implements NamedElsewhere {
  private readonly work: Promise<unknown>[] = [];
  private readonly answers = new Map<string, Promise<T | undefined>>();
  private readonly items = new Map<string, T>();
  private readonly unasked = new Set<string>();
  private readonly overlooked: string[] = [];
  private readonly unexplained: string[] = [];
  private readonly refused: Unread[] = [];
  private readonly unanswered: Unread[] = [];
  private contradiction: Error | undefined;

  constructor(private readonly list: ListDescription<T>) {}

  get types(): readonly string[] {
    return this.list.types;
  }

  /** The items that Okta showed by their ids. Complete after `allNamed`. */
  get found(): readonly T[] {
    return [...this.items.values()];
  }

  expect(work: Promise<unknown>): void {
    this.work.push(work.catch(() => undefined));
  }

  async allNamed(): Promise<void> {
    await Promise.all(this.work);
  }

  /**
   * The item with this id, if Okta shows it; undefined if it was deleted, cannot be read, or if enough
   * items were asked for. To be called when the list was read to its end. Rejects with fatal errors only.
   */
  find(id: string): Promise<T | undefined> {
    const known = this.answers.get(id);
    if (known !== undefined) return known;
    const failures = this.refused.length + this.unanswered.length;
    if (this.answers.size >= MOST_CALLS || failures >= MOST_FAILURES) {
      this.unasked.add(id);
      return Promise.resolve(undefined);
    }
    const answer = this.ask(id);
    this.answers.set(id, answer);
    return answer;
  }

  remarks(): ReturnType<NamedElsewhere['remarks']> {
    const { items } = this.list;
    const { overlooked, unanswered } = this;
    const unknown = unanswered.length + this.unasked.size;
    const information =
      overlooked.length === 0
        ? []
        : [
            `${counted(overlooked.length, items)} (${named(overlooked)}) are in the graph although Okta’s lists ` +
              'lack them: other answers of Okta name them, and Okta shows them by id. ' +
              'Nothing is incomplete because of this.',
          ];
    const [first] = unanswered;
    const warnings =
      first === undefined
        ? []
        : [
            `Okta names ${counted(unknown, items)} ` +
              `(${named(
                unanswered.map(({ id }) => id),
                unknown,
              )}) that its lists lack, and does not say whether they exist` +
              `${first.reason === undefined ? '' : ` (${first.reason.message})`}. They are not in the graph.`,
          ];
    return { information, warnings };
  }

  assertComplete(): void {
    const reasons = this.reasons();
    if (reasons.length === 0) return;
    this.contradiction ??= new IntegrationIncompleteDataError(
      `Okta’s lists of ${this.list.items} are incomplete. They lack ${reasons.join(', and ')}. If this happens ` +
        `again, give the credential the role ${READ_ONLY_ADMIN} for the whole org`,
      this.refused[0]?.reason,
    );
    throw this.contradiction;
  }

  private reasons(): readonly string[] {
    const { items } = this.list;
    const { unexplained, refused, overlooked, unasked } = this;
    const [first] = refused;
    const reasons: string[] = [];
    if (unexplained.length > 0) {
      reasons.push(
        `${counted(unexplained.length, items)} that other answers of Okta name and that Okta shows by id ` +
          `(${named(unexplained)})`,
      );
    }
    if (first !== undefined) {
      reasons.push(
        `${counted(refused.length, items)} that other answers of Okta name and that may not be read by id ` +
          `(${named(refused.map(({ id }) => id))}: ${first.reason?.message ?? 'no reason'})`,
      );
    }
    if (overlooked.length > 0 && unasked.size > 0) {
      reasons.push(
        `${counted(overlooked.length + unasked.size, items)} that other answers of Okta name, of which only ` +
          `${this.answers.size} were asked for by id`,
      );
    }
    return reasons;
  }

  private async ask(id: string): Promise<T | undefined> {
    try {
      const item = await this.list.read(id);
      if (item !== undefined) return this.take(id, item);
      this.unanswered.push({ id, reason: undefined });
      return undefined;
    } catch (error) {
      if (isFatal(error)) throw error;
      const reason = asError(error);
      if (isForbidden(reason)) this.refused.push({ id, reason });
      // That Okta does not know the id is what a deletion during the run looks like. No answer proves nothing.
      else if (!isGone(reason)) this.unanswered.push({ id, reason });
      return undefined;
    }
  }

  private take(id: string, item: T): T | undefined {
    const excuse = this.list.excuse(item);
    if (excuse === 'deleted') return undefined;
    this.items.set(id, item);
    this.list.take?.(item);
    if (excuse === undefined) this.unexplained.push(id);
    if (excuse === 'overlooked') this.overlooked.push(id);
    return item;
  }
}

/** `3 users`, `1 of the users`. */
function counted(count: number, items: string): string {
  return count === 1 ? `1 of the ${items}` : `${count} ${items}`;
}

/** The first ids of `count` items. */
function named(ids: readonly string[], count = ids.length): string {
  const first = ids.slice(0, NAMED_IDS);
  return first.join(', ') + (count > first.length ? ', …' : '');
}
