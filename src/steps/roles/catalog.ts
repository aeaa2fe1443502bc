/**
 * The org's administrator roles and who holds them, read once per run for the steps that need them.
 * Okta lists assignments, not roles: which roles there are is known when all of them were read.
 */
import { type IntegrationOktaApiError, isFatal, isNotFound, type OktaClient } from '../../okta';
import { forEachConcurrently } from '../../run/concurrently';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { isRefusal, Refusals } from '../../run/refusals';
import type { GroupRef } from '../groups/api';
import type { GroupCatalog } from '../groups/catalog';
import { filtered, SharedList } from '../../run/sharedList';
import type { UserCatalog } from '../users/catalog';
import {
  listCustomRoles,
  listGroupRoles,
  listRoleAssignees,
  listRolePermissions,
  listUserRoles,
  type OktaCustomRole,
  type OktaRoleAssignment,
} from './api';
import { Claims } from './claims';
import { mergedRole, roleKeys, roleOfAssignment, roleOfCustomRole, type OktaRole } from './role';

/** All roles of the org, and what is not to be believed of them. */
export interface RoleRegistry {
  readonly roles: readonly OktaRole[];
  /** `_key` by role id. */
  readonly keys: ReadonlyMap<string, string>;
  /**
   * Why what users or groups hold is not to be believed, once all of them were asked. Also where a role
   * has no label: it goes by another key then than in a run in which Okta tells it.
   */
  readonly doubts: { readonly users: Error | undefined; readonly groups: Error | undefined };
}

type Assignments = Promise<readonly OktaRoleAssignment[]>;
type Permissions = Promise<readonly string[]>;

/** How many roles a warning names. */
const NAMED_ROLES = 5;

const NO_ADMINISTRATOR =
  'Okta shows nobody with an administrator role, and yet every org has an administrator. The ' +
  'credential may be limited to some of them';

/**
 * Roles and their holders. `ofUser`, `ofGroup` and `permissionsOf` reject with the client's error.
 */
export class RoleCatalog {
  /** Ids of the users to ask: those with roles, or everybody where Okta does not say who has any. */
  readonly holders: SharedList<string>;
  /** The org's custom roles, held or not. */
  readonly customRoles: SharedList<OktaCustomRole>;
  /** Groups to ask: those with admin privilege, and those of which Okta does not say. */
  readonly groups: AsyncIterable<GroupRef>;
  /** The users that Okta itself calls holders of a role. */
  private readonly named = new Set<string>();
  private readonly byUser = new Map<string, Assignments>();
  private readonly byGroup = new Map<string, Assignments>();
  private readonly byCustomRole = new Map<string, Permissions>();
  private readonly userRefusals = new Refusals();
  private readonly groupRefusals = new Refusals();
  private readonly permissionRefusals = new Refusals();
  /** Why every user is asked, until that was told. */
  private untoldFallback: IntegrationOktaApiError | undefined;
  private reading: Promise<RoleRegistry> | undefined;

  /**
   * @param groups undefined where the customer switched groups off.
   * @param onFallback called when every user has to be asked, and Okta answers that at least.
   */
  constructor(
    private readonly okta: OktaClient,
    private readonly users: UserCatalog,
    groups: GroupCatalog | undefined,
    private readonly onFallback: (reason: IntegrationOktaApiError) => void,
  ) {
    this.holders = new SharedList(() => this.listHolders());
    this.customRoles = new SharedList(() => listCustomRoles(okta));
    this.groups = filtered(
      groups?.all ?? new SharedList<GroupRef>(nothing),
      (group) => group.hasAdminPrivilege !== false,
    );
  }

  ofUser(id: string): Assignments {
    return remembered(this.byUser, id, () => this.askUser(id));
  }

  ofGroup(id: string): Assignments {
    return remembered(this.byGroup, id, () =>
      this.groupRefusals.ask(() => listGroupRoles(this.okta, id)),
    );
  }

  /** What a custom role permits. */
  permissionsOf(id: string): Permissions {
    return remembered(this.byCustomRole, id, () =>
      this.permissionRefusals.ask(() => listRolePermissions(this.okta, id)),
    );
  }

  /**
   * Every role that could be seen. What could not be read is left out here; the step that reads the
   * same list or assignment meets the same error and reports it.
   */
  registry(): Promise<RoleRegistry> {
    this.reading ??= this.read();
    return this.reading;
  }

  private async read(): Promise<RoleRegistry> {
    const byId = new Map<string, OktaRole>();
    const note = (role: OktaRole): void => {
      const known = byId.get(role.id);
      byId.set(role.id, known === undefined ? role : mergedRole(known, role));
    };
    const users = new Claims('users');
    const groups = new Claims('groups');
    const noteAll = async (claims: Claims, isNamed: boolean, reading: Assignments) => {
      const assignments = await unlessLost(reading);
      if (assignments === undefined) return;
      claims.note(isNamed, assignments.length > 0);
      for (const assignment of assignments) note(roleOfAssignment(assignment));
    };
    await Promise.all([
      unlessLost(
        forEachConcurrently(this.customRoles, async (role) => {
          note(roleOfCustomRole(role, await unlessLost(this.permissionsOf(role.id))));
        }),
      ),
      unlessLost(
        forEachConcurrently(this.holders, (id) =>
          noteAll(users, this.named.has(id), this.ofUser(id)),
        ),
      ),
      unlessLost(
        forEachConcurrently(this.groups, ({ id, hasAdminPrivilege }) =>
          noteAll(groups, hasAdminPrivilege === true, this.ofGroup(id)),
        ),
      ),
    ]);
    const roles = [...byId.values()];
    const nobody = users.areAllEmpty ? noAdministrator() : undefined;
    const unlabelled = withoutLabel(roles);
    const doubts = {
      users: users.doubt() ?? nobody ?? unlabelled,
      groups: groups.doubt() ?? unlabelled,
    };
    return { roles, keys: roleKeys(roles), doubts };
  }

  private async askUser(id: string): Assignments {
    const assignments = await this.userRefusals.ask(() => listUserRoles(this.okta, id));
    if (this.untoldFallback !== undefined) this.onFallback(this.untoldFallback);
    this.untoldFallback = undefined;
    return assignments;
  }

  private async *listHolders(): AsyncGenerator<readonly string[], void, undefined> {
    const { named } = this;
    const isNew = (id: string): boolean => !named.has(id) && named.add(id).size > 0;
    try {
      for await (const page of listRoleAssignees(this.okta)) yield page.filter(isNew);
      if (named.size === 0) throw noAdministrator();
    } catch (error) {
      if (!isRefusal(error) && !isNotFound(error)) throw error;
      this.untoldFallback = error;
      for await (const user of this.users.refs) if (!named.has(user.id)) yield [user.id];
    }
  }
}

function noAdministrator(): Error {
  return new IntegrationIncompleteDataError(NO_ADMINISTRATOR);
}

function withoutLabel(roles: readonly OktaRole[]): Error | undefined {
  const ids = roles.flatMap(({ id, label }) => (label === undefined ? [id] : []));
  if (ids.length === 0) return undefined;
  return new IntegrationIncompleteDataError(
    `Okta does not say the label of ${ids.length} of ${roles.length} administrator roles ` +
      `(${ids.sort().slice(0, NAMED_ROLES).join(', ')}), by which they are known`,
  );
}

async function unlessLost<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  }
}

function remembered<T>(
  known: Map<string, Promise<T>>,
  id: string,
  read: () => Promise<T>,
): Promise<T> {
  const earlier = known.get(id);
  if (earlier !== undefined) return earlier;
  const reading = read();
  known.set(id, reading);
  return reading;
}

async function* nothing(): AsyncGenerator<never, void, undefined> {
  // No group is listed where groups are switched off.
}
