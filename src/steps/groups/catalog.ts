/** Every group of the org, listed once per run: full records for one step, what all steps need of them. */
import { READ_ONLY_ADMIN } from '../../adminRoles';
import { isEveryone, isOktaApiError, type OktaClient } from '../../okta';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { Channel } from '../../run/channel';
import { SharedList } from '../../run/sharedList';
import type { Unlisted } from '../../run/unlisted';
import { listGroups, refOfGroup, type GroupRef, type OktaGroup } from './api';
import { unlistedGroups } from './unlistedGroups';

/** The built-in group of all administrators, which Okta manages. */
export function isOktaAdministrators(group: Pick<GroupRef, 'type' | 'name'>): boolean {
  return group.type === 'BUILT_IN' && !isEveryone(group);
}

/**
 * Okta does not support lists of the group "Okta Administrators" for anybody, whatever the role
 * (terraform-provider-okta #1845, release note OKTA-606150; the status is not recorded).
 */
const UNSUPPORTED = new Set<number | undefined>([403, 404, 405, 501]);

/** Whether Okta refuses this list of the group to everybody, so that no right is missing. */
export function isRefusedToAll(group: Pick<GroupRef, 'type' | 'name'>, error: unknown): boolean {
  return isOktaAdministrators(group) && isOktaApiError(error) && UNSUPPORTED.has(error.status);
}

const NO_EVERYONE =
  'Okta does not show every group: Everyone, which every org has, is not among those it lists. The ' +
  `credential may be limited to some groups; give it the role ${READ_ONLY_ADMIN} for the whole org`;

export interface GroupOptions {
  /** When the run began, ms since the epoch. */
  readonly startedOn: number;
  /** Whether a step reads the full records; default yes. */
  readonly keepsRecords?: boolean;
}

/** The groups of the org. Its lists reject where Okta does not show the group `Everyone`. */
export class GroupCatalog {
  /** Every listed group once, as soon as it is listed. */
  readonly all: SharedList<GroupRef>;
  /** Groups that the list lacks, although other answers name them. */
  readonly unlisted: Unlisted<OktaGroup>;
  private readonly byId = new Map<string, GroupRef>();
  /** Undefined for a name that several groups have. */
  private readonly byName = new Map<string, GroupRef | undefined>();
  private readonly waiting = new Channel<OktaGroup>();

  constructor(
    private readonly okta: OktaClient,
    private readonly options: GroupOptions,
  ) {
    this.all = new SharedList(() => this.list());
    this.unlisted = unlistedGroups(okta, options.startedOn, (group) => {
      this.byId.set(group.id, refOfGroup(group));
    });
  }

  /** The groups that are known now, those that Okta showed by their ids included. */
  known(): readonly GroupRef[] {
    return [...this.byId.values()];
  }

  /** Whether no list had the group. */
  isUnlisted({ id }: Pick<GroupRef, 'id'>): boolean {
    return this.unlisted.found.some((group) => group.id === id);
  }

  /** The group with this id, or undefined while it is not known. */
  find(id: string): GroupRef | undefined {
    return this.byId.get(id);
  }

  /** The only group of this name, as it is written. To be asked when all groups are listed. */
  findCalled(name: string): GroupRef | undefined {
    return this.byName.get(name);
  }

  /**
   * The group with this id, by which Okta means a group of today. Waits until all groups are listed; if the
   * list lacks the group, Okta is asked for it. Undefined if there is no such group, or none that Okta
   * shows. Rejects with fatal errors only.
   */
  async named(id: string): Promise<GroupRef | undefined> {
    const { failure } = await this.all.reading();
    // If the list could not be read, it is known already that it lacks groups.
    if (this.byId.has(id) || failure !== undefined) return this.find(id);
    await this.unlisted.find(id);
    return this.find(id);
  }

  /** The full record of every group. For one reader only: a record that was read is forgotten. */
  async *records(): AsyncGenerator<OktaGroup, void, undefined> {
    this.all.start();
    yield* this.waiting;
    await this.all.complete();
  }

  private async *list(): AsyncGenerator<readonly GroupRef[], void, undefined> {
    try {
      for await (const page of listGroups(this.okta)) yield await this.admit(page);
    } finally {
      this.waiting.end();
    }
    // Okta leaves it out for administrators of single groups: then other groups are left out too.
    if (![...this.byId.values()].some(isEveryone))
      throw new IntegrationIncompleteDataError(NO_EVERYONE);
  }

  private async admit(page: readonly OktaGroup[]): Promise<readonly GroupRef[]> {
    const fresh: GroupRef[] = [];
    for (const group of page) {
      if (this.byId.has(group.id)) continue;
      const ref = refOfGroup(group);
      this.byId.set(group.id, ref);
      const { name } = ref;
      if (name !== undefined) this.byName.set(name, this.byName.has(name) ? undefined : ref);
      fresh.push(ref);
      if (this.options.keepsRecords !== false) await this.waiting.push(group);
    }
    return fresh;
  }
}
