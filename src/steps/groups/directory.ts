/** Every group of the org, listed once per run and known to all steps. */
import { READ_ONLY_ADMIN } from '../../graph/authorization';
import type { OktaClient } from '../../okta';
import { IntegrationIncompleteDataError } from '../losses';
import { SharedList } from '../sharedList';
import { listGroups, type OktaGroup } from './api';

/** The built-in group that holds every user, deprovisioned ones too. */
export function isEveryone(group: OktaGroup): boolean {
  return group.type === 'BUILT_IN' && group.name === 'Everyone';
}

const NO_EVERYONE =
  'Okta does not show every group: Everyone, which every org has, is not among those it lists. The ' +
  `credential may be limited to some groups; give it the role ${READ_ONLY_ADMIN} for the whole org`;

export class GroupDirectory {
  /** Every listed group once, as soon as it is listed. */
  readonly all: SharedList<OktaGroup>;
  private readonly byId = new Map<string, OktaGroup>();

  constructor(private readonly okta: OktaClient) {
    this.all = new SharedList(() => this.list());
  }

  find(id: string): OktaGroup | undefined {
    return this.byId.get(id);
  }

  /** Resolves when all groups are listed: from then on an unknown id is no group of this org. */
  listed(): Promise<void> {
    return this.all.complete();
  }

  private async *list(): AsyncGenerator<readonly OktaGroup[], void, undefined> {
    for await (const page of listGroups(this.okta)) {
      const fresh = page.filter((group) => !this.byId.has(group.id));
      for (const group of fresh) this.byId.set(group.id, group);
      yield fresh;
    }
    // Okta leaves it out for administrators of single groups: then other groups are left out too.
    if (![...this.byId.values()].some(isEveryone))
      throw new IntegrationIncompleteDataError(NO_EVERYONE);
  }
}
