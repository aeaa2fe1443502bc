/** Who holds which administrator role, read once per run for the steps that need it. */
import type { OktaClient } from '../../okta';
import { isFeatureDisabled, isForbidden, isNotFound } from '../../okta/errors';
import { SharedList } from '../sharedList';
import type { UserDirectory } from '../users/directory';
import {
  listCustomRoles,
  listGroupRoles,
  listRoleAssignees,
  listUserRoles,
  type OktaCustomRole,
  type OktaRoleAssignment,
} from './api';

type Holdings = Map<string, Promise<readonly OktaRoleAssignment[]>>;

export class RoleAssignments {
  /** Ids of the users to ask: those with roles, or everybody where Okta does not say who has any. */
  readonly holders: SharedList<string>;
  /** The org's custom roles, held or not. */
  readonly customRoles: SharedList<OktaCustomRole>;
  private readonly byUser: Holdings = new Map();
  private readonly byGroup: Holdings = new Map();

  /** @param onFallback called once when every user has to be asked. */
  constructor(
    private readonly okta: OktaClient,
    private readonly users: UserDirectory,
    private readonly onFallback: (reason: unknown) => void,
  ) {
    this.holders = new SharedList(() => this.listHolders());
    this.customRoles = new SharedList(() => listCustomRoles(okta));
  }

  ofUser(id: string): Promise<readonly OktaRoleAssignment[]> {
    return remembered(this.byUser, id, () => listUserRoles(this.okta, id));
  }

  ofGroup(id: string): Promise<readonly OktaRoleAssignment[]> {
    return remembered(this.byGroup, id, () => listGroupRoles(this.okta, id));
  }

  private async *listHolders(): AsyncGenerator<readonly string[], void, undefined> {
    const seen = new Set<string>();
    try {
      for await (const page of listRoleAssignees(this.okta)) {
        yield page.filter((id) => !seen.has(id) && seen.add(id).size > 0);
      }
    } catch (error) {
      if (!isForbidden(error) && !isFeatureDisabled(error) && !isNotFound(error)) throw error;
      this.onFallback(error);
      for await (const user of this.users.refs) {
        if (user.canHaveFactors && !seen.has(user.id)) yield [user.id];
      }
    }
  }
}

function remembered<T>(known: Map<string, Promise<T>>, id: string, read: () => Promise<T>): Promise<T> {
  const earlier = known.get(id);
  if (earlier !== undefined) return earlier;
  const reading = read();
  known.set(id, reading);
  return reading;
}
