/** Every resource of one run, each read once and on demand, and what an id of any type stands for. */
import { APPLICATIONS_SOURCE, GROUPS_SOURCE, ROLES_SOURCE } from '../../sourceIds';
import { ACCOUNT_TYPE, EXISTING_TYPES, type Resource } from './declare';
import type { Sources } from './records';
import { ResourceReader, type Known } from './reader';

/** What is known of the ends that edges lead to. */
export interface Ends {
  /** Key and type of what was collected under this id. */
  readonly find: (id: string) => Known | undefined;
  /** What a name means that is no id: the name of an application, all its instances. Undefined for an id. */
  readonly allOf?: (name: string) => readonly Known[] | undefined;
  /** The same for an id that no list has: Okta is asked for it, as the list may be incomplete. */
  readonly named?: (id: string) => Promise<Known | undefined>;
  /** Why not all of them could be listed. */
  readonly failure?: Error | undefined;
}

/** What a run collects besides resources, as ends of edges. */
export interface ExistingEnds {
  users(): Promise<Ends>;
  groups(): Promise<Ends>;
  applications(): Promise<Ends>;
  roles(): Promise<Ends>;
}

export interface ResourceCatalogOptions extends Sources {
  readonly resources: readonly Resource[];
  readonly accountKey: string;
  readonly ends: ExistingEnds;
}

/** The resources of one run. */
export class ResourceCatalog {
  private readonly readers = new Map<Resource, ResourceReader>();

  constructor(private readonly options: ResourceCatalogOptions) {}

  reader(resource: Resource): ResourceReader {
    const reader = this.readers.get(resource) ?? new ResourceReader(resource, this.options);
    this.readers.set(resource, reader);
    return reader;
  }

  /**
   * What these types' ids stand for, once all of them are listed. Undefined where the customer switched
   * them off: then nothing is asked, and no edge leads to them.
   */
  async ends(types: readonly string[]): Promise<Ends | undefined> {
    const { accountKey, ends, isEnabled } = this.options;
    if (types.includes(ACCOUNT_TYPE)) {
      return { find: () => ({ key: accountKey, type: ACCOUNT_TYPE }) };
    }
    if (isAny(types, EXISTING_TYPES.users)) return ends.users();
    if (isAny(types, EXISTING_TYPES.groups))
      return isEnabled(GROUPS_SOURCE) ? ends.groups() : undefined;
    if (isAny(types, EXISTING_TYPES.applications)) {
      return isEnabled(APPLICATIONS_SOURCE) ? ends.applications() : undefined;
    }
    if (isAny(types, EXISTING_TYPES.roles)) {
      return isEnabled(ROLES_SOURCE) ? ends.roles() : undefined;
    }
    return this.definedEnds(types);
  }

  private async definedEnds(types: readonly string[]): Promise<Ends | undefined> {
    const { resources, isEnabled } = this.options;
    const readers = resources
      .filter(({ nodes }) =>
        nodes.some((node) => node.entities.length > 0 && isAny(types, node.types)),
      )
      .filter(({ definition: { source } }) => source === undefined || isEnabled(source.id))
      .map((resource) => this.reader(resource));
    if (readers.length === 0) return undefined;
    const failures = await Promise.all(readers.map((reader) => reader.ended(types)));
    return {
      find: (id) =>
        readers.map((reader) => reader.find(id, types)).find((known) => known !== undefined),
      failure: failures.find((failure) => failure !== undefined),
    };
  }
}

function isAny(types: readonly string[], others: readonly string[]): boolean {
  return types.some((type) => others.includes(type));
}
