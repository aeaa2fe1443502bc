/** Reads one list page by page, whatever becomes of cursors, page sizes and links on the way. */
import { record, text, type JsonValue } from '../../json';
import type { OktaListRequest } from '../client';
import { IntegrationOktaApiError, isOktaApiError, type FailureCause } from '../errors';
import type { Origin } from '../http/origin';
import type { Success } from '../requests/outcome';
import type { Requester } from '../requests/requester';
import { isTooHeavy } from '../requests/retryPolicy';
import { PageSize } from './pageSize';
import { buildUrl, cursorOf, itemsOf, nextLink, withQuery } from './pagination';
import { SecondLook } from './secondLook';
import { Repetition, SeenIds } from './seenIds';

export interface ListParts {
  readonly requester: Requester;
  readonly origin: Origin;
  /** Told of a page that is asked for again in another way. */
  readonly onRepeat: (template: string, cause: string) => Promise<void>;
}

interface Page {
  readonly items: readonly JsonValue[];
  /** A failure where the page is good, and its link to the next one must not be followed. */
  readonly next: URL | IntegrationOktaApiError | undefined;
}

/** A cursor that expires again and again is no accident of one slow run. */
const MAX_RESTARTS = 3;
/** No real search skips so much in one go; a list that does would never end. */
const MAX_EMPTY_PAGES = 1_000;

/** What distinguishes one item of a list from another: its id, or else its whole content. */
function identityOf(item: JsonValue): string {
  const { id, uuid } = record(item);
  return text(id) ?? text(uuid) ?? JSON.stringify(item);
}

/** 400 for a cursor that was good before: apps answer E0000029, devices E0000031 (docs/okta-api.md#lists). */
function isExpiredCursor(error: unknown): boolean {
  if (!isOktaApiError(error) || error.status !== 400) return false;
  return error.errorCode === 'E0000029' || error.errorCode === 'E0000031';
}

function isTooHeavyError(error: unknown): boolean {
  return isOktaApiError(error) && isTooHeavy({ cause: error.causeKind, status: error.status });
}

/**
 * Follows the pages of one list: asks for less where a page is too heavy, starts over where a
 * cursor expired.
 */
export class ListReader {
  private readonly size: PageSize;
  private readonly first: URL;
  private readonly seenCursors = new Set<string>();
  private readonly look = new SecondLook();
  private emptyPages = 0;
  /** Whether the page before was empty and pointed to itself. */
  private hasStayed = false;
  private restarts = 0;
  /** The size of the page that was asked for last. */
  private asked: number | undefined;
  /** What was emitted so far, and what has come by since the last restart. */
  private readonly emitted = new SeenIds();
  private thisPass = new Repetition(this.emitted);

  constructor(
    private readonly parts: ListParts,
    private readonly request: OktaListRequest,
  ) {
    this.size = new PageSize(request);
    const { path } = request.endpoint;
    this.first = new URL(buildUrl(parts.origin.origin, path, this.size.query()));
  }

  /** The pages in order; the next one is on its way while the caller works on the present one. */
  async *pages(): AsyncGenerator<readonly JsonValue[], void, undefined> {
    let pending: Promise<Page> | undefined = this.load(this.first);
    while (pending) {
      const { items, next }: Page = await pending;
      pending = next instanceof URL ? this.load(next) : undefined;
      // A caller that stops early never awaits this one; its failure then concerns nobody.
      pending?.catch(() => undefined);
      yield items;
      if (next instanceof IntegrationOktaApiError) throw next;
    }
  }

  private async load(url: URL): Promise<Page> {
    try {
      return this.take(url, await this.fetch(url));
    } catch (error) {
      const isFirst = url === this.first;
      if (isFirst || !isExpiredCursor(error) || this.restarts >= MAX_RESTARTS) throw error;
    }
    this.restart();
    await this.parts.onRepeat(this.request.endpoint.template, 'cursor-expired');
    return this.load(this.first);
  }

  private restart(): void {
    this.restarts += 1;
    this.seenCursors.clear();
    this.thisPass = new Repetition(this.emitted);
    this.look.restart();
    this.hasStayed = false;
  }

  private async fetch(url: URL): Promise<Success> {
    const { endpoint, priority, properties } = this.request;
    for (;;) {
      const shaped = this.shape(url);
      this.asked = this.limit;
      const { attemptsWhenHeavy } = this.size;
      try {
        const call = {
          url: shaped.href,
          endpoint,
          priority: priority ?? 'list',
          properties,
          attemptsWhenHeavy,
        };
        const success = await this.parts.requester.send(call);
        this.size.pagePassed();
        return success;
      } catch (error) {
        if (!isTooHeavyError(error) || !this.size.canShrink) throw error;
        this.size.shrink();
        await this.parts.onRepeat(endpoint.template, 'smaller-page');
      }
    }
  }

  /** The page's URL with our size, and with parameters that the link has lost (docs/okta-api.md#lists). */
  private shape(url: URL): URL {
    const { limit } = this;
    const wanted = this.size.query();
    if (limit !== undefined) wanted.limit = limit;
    const changes = Object.entries(wanted).filter(
      ([name, value]) => value === undefined || name === 'limit' || !url.searchParams.has(name),
    );
    const changed = changes.some(
      ([name, value]) =>
        url.searchParams.get(name) !== (value === undefined ? null : String(value)),
    );
    return changed ? withQuery(url, Object.fromEntries(changes)) : url;
  }

  private take(url: URL, success: Success): Page {
    const { json, headers } = success;
    const raw = itemsOf(json, this.request);
    if (!raw) throw this.failure('unexpected-json');
    const link = this.follow(url, nextLink(json, headers, this.request), raw.length === 0);
    const items = this.look.hasBegun
      ? raw.filter((item) => this.look.isNew(identityOf(item)))
      : raw;
    const next = link ?? this.afterEnd(url, success, raw);
    return { items: this.fresh(items, next !== undefined), next };
  }

  /**
   * What follows a page without a link to a next one: nothing if the list ends there, the same page if it
   * has to be asked for again, or what is wrong with it.
   */
  private afterEnd(url: URL, { headers }: Success, items: readonly JsonValue[]): Page['next'] {
    const { asked } = this;
    if (asked === undefined) return undefined;
    const ending = this.look.endingOf(url, items.length, asked);
    if (ending === 'cut') return this.failure('next-missing');
    if (ending === 'again') {
      this.look.begin(url, items.map(identityOf));
      return url;
    }
    if (this.request.bodyKey !== undefined || headers.get('link') !== null) return undefined;
    return this.lacksLinks(items.length) ? this.failure('links-removed') : undefined;
  }

  /**
   * Okta's lists link to themselves (docs/okta-api.md#lists), which is not recorded for every endpoint
   * and every empty list. A full page without a link had one; so had a short one where no answer of this
   * org brings any, since what removes them removes all.
   */
  private lacksLinks(count: number): boolean {
    return count >= (this.asked ?? Infinity) || !this.parts.requester.hasSeenLinks;
  }

  /** Leaves out what was emitted before a restart; the same id twice in one pass is two items. */
  private fresh(items: readonly JsonValue[], goesOn: boolean): readonly JsonValue[] {
    // A list of one page cannot restart, and most lists have one page.
    if (this.restarts === 0 && !goesOn) return items;
    if (this.restarts === 0) {
      for (const item of items) this.emitted.add(identityOf(item));
      return items;
    }
    return items.filter((item) => {
      const id = identityOf(item);
      if (!this.thisPass.isNew(id)) return false;
      this.emitted.add(id);
      return true;
    });
  }

  /** The next page's URL on our own origin; a failure for a foreign host and a list without end. */
  private follow(url: URL, link: string | undefined, isEmpty: boolean): Page['next'] {
    const cursor = cursorOf(url);
    this.seenCursors.add(cursor);
    this.emptyPages = isEmpty ? this.emptyPages + 1 : 0;
    if (link === undefined || (isEmpty && this.isPolling())) return undefined;
    const next = this.parts.origin.rebase(link);
    if (!next) return this.failure('foreign-link');
    const nextCursor = cursorOf(next);
    // An empty page that points to itself is asked for once more, as an index may be late; then it is the end.
    const stays = isEmpty && nextCursor === cursor;
    if (stays && this.hasStayed) return undefined;
    this.hasStayed = stays;
    if ((this.seenCursors.has(nextCursor) && !stays) || this.emptyPages > MAX_EMPTY_PAGES) {
      return this.failure('endless-list');
    }
    return next;
  }

  /** A System Log query without an end always has a `next`: an empty page is its end for now. */
  private isPolling(): boolean {
    const { endpoint, query } = this.request;
    return endpoint.template === '/api/v1/logs' && query?.until === undefined;
  }

  /** The page size to ask for now; undefined where the request names none. */
  private get limit(): number | undefined {
    const { limit } = this.size;
    return limit === undefined ? undefined : Math.max(1, limit - this.look.fewer);
  }

  private failure(cause: FailureCause): IntegrationOktaApiError {
    const { template: endpoint } = this.request.endpoint;
    return new IntegrationOktaApiError({ method: 'GET', endpoint, cause, attempts: 1 });
  }
}
