/** Every group of the org, listed once per run: full records for one step, what all steps need of them. */
import { READ_ONLY_ADMIN } from '../../adminRoles';
import type { OktaClient } from '../../okta';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { Channel } from '../../run/channel';
import { SharedList } from '../../run/sharedList';
import { listGroups, refOfGroup, type GroupRef, type OktaGroup } from './api';

/** The built-in group that holds every user, deprovisioned ones too. */
export function isEveryone(group: Pick<GroupRef, 'type' | 'name'>): boolean {
  return group.type === 'BUILT_IN' && group.name === 'Everyone';
}

const NO_EVERYONE =
  'Okta does not show every group: Everyone, which every org has, is not among those it lists. The ' +
  `credential may be limited to some groups; give it the role ${READ_ONLY_ADMIN} for the whole org`;

/** The groups of the org. Its lists reject where Okta does not show the group `Everyone`. */
export class GroupCatalog {
  /** Every listed group once, as soon as it is listed. */
  readonly all: SharedList<GroupRef>;
  private readonly byId = new Map<string, GroupRef>();
  private readonly waiting = new Channel<OktaGroup>();

  constructor(private readonly okta: OktaClient) {
    this.all = new SharedList(() => this.list());
  }

  find(id: string): GroupRef | undefined {
    return this.byId.get(id);
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
      fresh.push(ref);
      await this.waiting.push(group);
    }
    return fresh;
  }
}
