/**
 * Reads one resource with all that belongs to it, once per run and when a step first asks: records are
 * listed, completed and taken apart, and what each step needs of them is handed to that step.
 */
import { isGone } from '../../okta';
import { Channel } from '../../run/channel';
import { forEachConcurrently } from '../../run/concurrently';
import { SharedList } from '../../run/sharedList';
import { unusable } from '../../run/wire';
import type { Item } from '../item';
import { Completer } from './complete';
import type { DeclaredNode, Resource } from './declare';
import { listItems, type Listing, type Sources } from './records';
import {
  endsOf,
  itemsOf,
  recordsWithin,
  type Completed,
  type ListedItem,
  type NamedEnds,
} from './takeApart';

/** What belongs to one record, and could not be read to its end. */
export interface Missing {
  readonly parentId: string;
  readonly failure: Error;
}

/** A record for the step that makes entities. */
export interface Found {
  readonly item: Item;
  /** What could not be read, where no edge and no child says so: its properties are absent. */
  readonly unsaid: readonly Error[];
}

/** What edges need of a record after its entity was made. */
export interface Ref extends Pick<Item, 'id' | 'key' | 'type'> {
  /** By position of the edge in the definition. */
  readonly named: readonly NamedEnds[];
}

/** What a resource's records are known by to edges of others. */
export type Known = Pick<Item, 'key' | 'type'>;

/** One node of one run. */
class NodeRecords {
  readonly found = new Channel<Found | Missing>();
  readonly refs = new Channel<Ref | Missing>();
  /** By id and by key. */
  readonly known = new Map<string, Known>();
  /** Why some are not among them although they are there. */
  failure: Error | undefined;
  /** By another name; undefined if several records have it. */
  readonly named = new Map<string, Known | undefined>();
}

/** Whether this stands for something that could not be read. */
export function isMissing(each: Found | Ref | Missing): each is Missing {
  return 'failure' in each;
}

/** One resource of one run. */
export class ResourceReader {
  private readonly records = new Map<DeclaredNode, NodeRecords>();
  private readonly sharedRefs = new Map<DeclaredNode, SharedList<Ref | Missing>>();
  private readonly reading: SharedList<never>;
  private readonly completer: Completer;
  private readonly listing: Listing = { saidNone: false };
  /** Why what was embedded in the records of a node is not to be believed. */
  private readonly doubts = new Map<DeclaredNode, Error>();

  constructor(
    private readonly resource: Resource,
    private readonly sources: Sources,
  ) {
    this.completer = new Completer(sources);
    this.reading = new SharedList(() => this.read());
  }

  /** True once Okta has said that the org has none of it, rather than shown none. */
  get saidNone(): boolean {
    return this.listing.saidNone;
  }

  /** Every record of the node, for the step that makes entities. For one reader: it is forgotten then. */
  async *found(node: DeclaredNode): AsyncGenerator<Found | Missing, void, undefined> {
    this.reading.start();
    yield* this.of(node).found;
    await this.reading.complete();
    this.assertBelievable(node.parent);
  }

  /** What edges need of every record of the node; for any number of readers. */
  refs(node: DeclaredNode): SharedList<Ref | Missing> {
    const shared = this.sharedRefs.get(node) ?? new SharedList(() => this.follow(node));
    this.sharedRefs.set(node, shared);
    return shared;
  }

  /** Resolves when all is read that could be; with the error that kept some of these types from being read. */
  async ended(types: readonly string[]): Promise<Error | undefined> {
    const { failure } = await this.reading.reading();
    const nodes = this.resource.nodes.filter((node) =>
      node.types.some((type) => types.includes(type)),
    );
    const failures = nodes.map((node) => this.of(node).failure ?? this.doubtAbout(node.parent));
    return failure ?? failures.find((each) => each !== undefined);
  }

  /** What was listed under this id, or other name, as one of these types. To be asked once the reading has ended. */
  find(id: string, types: readonly string[]): Known | undefined {
    for (const { known, named } of this.records.values()) {
      const found = known.get(id) ?? named.get(id);
      if (found !== undefined && types.includes(found.type)) return found;
    }
    return undefined;
  }

  private of(node: DeclaredNode): NodeRecords {
    const records = this.records.get(node) ?? new NodeRecords();
    this.records.set(node, records);
    return records;
  }

  private async *follow(
    node: DeclaredNode,
  ): AsyncGenerator<readonly (Ref | Missing)[], void, undefined> {
    this.reading.start();
    for await (const ref of this.of(node).refs) yield [ref];
    await this.reading.complete();
    this.assertBelievable(node);
  }

  /** Throws where the lists that belong to the records of this node, or of one above it, became empty. */
  private assertBelievable(node: DeclaredNode | undefined): void {
    const doubt = this.doubtAbout(node);
    if (doubt !== undefined) throw doubt;
  }

  private doubtAbout(node: DeclaredNode | undefined): Error | undefined {
    return node && (this.doubts.get(node) ?? this.doubtAbout(node.parent));
  }

  private async *read(): AsyncGenerator<never[], void, undefined> {
    const { root, nodes } = this.resource;
    try {
      for await (const page of listItems(root, this.sources, this.listing)) {
        await this.takeApart(root, page);
        yield [];
      }
    } finally {
      for (const node of nodes) {
        const doubt = await this.completer.doubtAbout(node);
        if (doubt !== undefined) this.doubts.set(node, doubt);
      }
      for (const node of nodes) {
        this.of(node).found.end();
        this.of(node).refs.end();
      }
    }
  }

  /** Completes items of one node and hands on what is in them. */
  private async takeApart(
    node: DeclaredNode,
    items: readonly ListedItem[],
    unsaid: readonly Error[] = [],
  ): Promise<void> {
    const fresh = items.filter((item) => this.isNew(node, item));
    this.completer.announce(node, fresh);
    await forEachConcurrently(fresh, async (item) => {
      await this.handOn(node, await this.completer.complete(node, item), unsaid);
    });
  }

  /** A list that shifts while it is read shows an item twice. What has no entity has no key of its own. */
  private isNew(node: DeclaredNode, { id, key, type, record }: Item): boolean {
    if (node.entities.length === 0) return true;
    const { known, named } = this.of(node);
    if (known.has(key)) return false;
    const own = { key, type };
    known.set(key, own);
    known.set(id, own);
    const name = node.definition.knownAs?.(record);
    if (name !== undefined) named.set(name, named.has(name) ? undefined : own);
    return true;
  }

  private async handOn(
    node: DeclaredNode,
    completed: Completed,
    above: readonly Error[],
  ): Promise<void> {
    const { item, failures } = completed;
    const named = node.edges.map(({ definition }) => endsOf(definition, completed));
    const said = new Set(named.map(({ failure }) => failure));
    // What has no step of its own leaves it to its children to say what they lack.
    const forChildren = needsRecords(node) ? [] : [...failures.values()];
    for (const child of node.children) {
      said.add(await this.handOnChildren(child, completed, forChildren));
    }
    const { found, refs } = this.of(node);
    if (named.length > 0) await refs.push({ id: item.id, key: item.key, type: item.type, named });
    if (needsRecords(node)) {
      const own = [...failures.values()].filter((failure) => !said.has(failure));
      await found.push({ item, unsaid: [...above, ...own] });
    }
  }

  /** The failure that kept some of the children from being read. */
  private async handOnChildren(
    child: DeclaredNode,
    completed: Completed,
    unsaid: readonly Error[],
  ): Promise<Error | undefined> {
    const { item } = completed;
    const { records, failure } = recordsWithin(child, completed);
    const { items, odd } = itemsOf(child, records, item);
    // Records that are made of several parts of the parent lack what one of these would have said.
    const isComposed = typeof child.place === 'function' && failure === undefined;
    await this.takeApart(child, items, isComposed ? unsaid : []);
    const reason = failure ?? (odd.length > 0 ? unusable(odd, records.length) : undefined);
    if (reason !== undefined) await this.miss(child, { parentId: item.id, failure: reason });
    return failure;
  }

  private async miss(node: DeclaredNode, missing: Missing): Promise<void> {
    const records = this.of(node);
    const { found, refs } = records;
    // What belonged to something that was deleted meanwhile is gone too.
    if (!isGone(missing.failure)) records.failure ??= missing.failure;
    if (needsRecords(node)) await found.push(missing);
    if (node.edges.length > 0) await refs.push(missing);
    for (const child of node.children) await this.miss(child, missing);
  }
}

/** Only a step that makes entities of records, or adds to the account, needs them whole. */
function needsRecords({ entities, parent, resource }: DeclaredNode): boolean {
  const addsToAccount = parent === undefined && resource.accountFields !== undefined;
  return entities.length > 0 || addsToAccount;
}
