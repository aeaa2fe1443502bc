/** Every group of the org, listed once per run and known to all steps. */
import type { OktaClient } from '../../okta';
import { SharedList } from '../sharedList';
import { listGroups, type OktaGroup } from './api';

/** The built-in group that holds every user, deprovisioned ones too. */
export function isEveryone(group: OktaGroup): boolean {
  return group.type === 'BUILT_IN' && group.name === 'Everyone';
}

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
  }
}
