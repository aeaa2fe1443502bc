/**
 * The org's administrator roles and who holds them, read once per run for the steps that need them.
 * Okta lists assignments, not roles: which roles there are is known when all of them were read.
 */
import { type IntegrationOktaApiError, isUnavailable, type OktaClient } from '../../okta';
import { forEachConcurrently } from '../../run/concurrently';
import type { Reading } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import type { OktaApplication } from '../applications/api';
import type { GroupRef } from '../groups/api';
import { isOktaAdministrators, isRefusedToAll, type GroupCatalog } from '../groups/catalog';
import { SharedList } from '../../run/sharedList';
import { allOf } from '../../run/wire';
import type { UserCatalog } from '../users/catalog';
import { Administrators, BestEffort } from './administrators';
import {
  listCustomRoles,
  listRoleAssignees,
  listRolePermissions,
  RoleLists,
  type OktaCustomRole,
  type OktaRoleAssignment,
} from './api';
import {
  Answers,
  doubtOf,
  noAdministrator,
  roleConsistency,
  unlistedRoles,
  withoutLabel,
} from './doubts';
import { Principals, serviceAppOf, type Principal, type ServiceApp } from './principals';
import { mergedRole, roleKeys, roleOfAssignment, roleOfCustomRole, type OktaRole } from './role';

/** All roles of the org, and why what it shows of them may be incomplete. */
export interface RoleRegistry {
  /** Those that are listed, or that users and groups show. */
  readonly roles: readonly OktaRole[];
  /** Those that only service apps show. */
  readonly ofServiceApps: readonly OktaRole[];
  /** `_key` by role id. */
  readonly keys: ReadonlyMap<string, string>;
  /**
   * Why the roles that users or groups hold may be incomplete, once all of them were asked. Also if a
   * role has no label: it has another key than in a run in which Okta sends the label.
   */
  readonly doubts: Readonly<
    Record<'users' | 'groups' | 'serviceApps' | 'roles' | 'labels', Error | undefined>
  >;
}

/** What a catalog of roles works with. */
export interface RoleSources {
  readonly okta: OktaClient;
  readonly users: UserCatalog;
  readonly groups: GroupCatalog;
  readonly applications: AsyncIterable<OktaApplication>;
  /** False if the customer switched groups off: then no role of a group is wanted. */
  readonly wantsGroups: boolean;
  /** The same for the roles of service apps. */
  readonly wantsServiceApps: boolean;
  /** Positions of a group's members in the catalog of users. */
  readonly membersOf: (group: GroupRef) => Promise<Reading<Uint32Array>>;
  /** Called when every user has to be asked, and Okta answers that at least. */
  readonly onFallback: (reason: IntegrationOktaApiError) => void;
}

/** With a failure if some of what Okta lists cannot be used. */
type Assignments = Promise<Reading<readonly OktaRoleAssignment[]>>;
type Permissions = Promise<Reading<readonly string[]>>;

/**
 * Roles and their holders. `ofUser`, `ofGroup` and `permissionsOf` reject with the client's error.
 */
export class RoleCatalog {
  /** Ids of the users to ask: those with roles, or everybody if Okta does not say who has any. */
  readonly holders: SharedList<string>;
  /** The org's custom roles, held or not. */
  readonly customRoles: SharedList<OktaCustomRole>;
  /**
   * Groups to ask: those with admin privilege, those of which Okta does not say, and those of whose role
   * users tell.
   */
  readonly groups: AsyncIterable<GroupRef>;
  /** The active service apps, which are all asked. */
  readonly serviceApps: SharedList<ServiceApp>;
  readonly administrators: Administrators;
  /** Users, groups and service apps with the rows of their roles. */
  readonly principals: Principals;
  /** Ids of the groups through which users have a role, as the roles of users show that were read by now. */
  readonly groupsOfHolders = new Set<string>();
  /** The users that Okta itself calls holders of a role. */
  private readonly named = new Set<string>();
  private readonly byUser = new Map<string, Assignments>();
  private readonly byGroup = new Map<string, Assignments>();
  private readonly byApp = new Map<string, Assignments>();
  private readonly byCustomRole = new Map<string, Permissions>();
  private readonly userRefusals = new Refusals();
  private readonly groupRefusals = new Refusals();
  private readonly appRefusals = new Refusals();
  private readonly permissionRefusals = new Refusals();
  private hasNoList = false;
  /** Why every user is asked, until that was reported. */
  private untoldFallback: IntegrationOktaApiError | undefined;
  private reading: Promise<RoleRegistry> | undefined;

  private readonly lists: RoleLists;

  constructor(private readonly sources: RoleSources) {
    const { okta, wantsGroups, wantsServiceApps } = sources;
    this.lists = new RoleLists(okta);
    this.holders = new SharedList(() => this.listHolders());
    this.customRoles = new SharedList(() => listCustomRoles(okta));
    const privileged = { [Symbol.asyncIterator]: () => this.privilegedGroups() };
    this.groups = wantsGroups ? privileged : new SharedList<GroupRef>(nothing);
    this.serviceApps = new SharedList(wantsServiceApps ? () => this.listServiceApps() : nothing);
    this.administrators = new Administrators({
      ...sources,
      privileged,
      holders: this.holders,
      ofUser: async (id) => (await this.ofUser(id)).value,
      ofGroup: async (group) => (await this.ofGroup(group)).value,
    });
    this.principals = new Principals({
      users: this.holders,
      groups: this.groups,
      serviceApps: this.serviceApps,
      rolesOf: (principal) => this.ofPrincipal(principal),
      doubt: async () => {
        const { doubts } = await this.registry();
        return doubts.users ?? doubts.groups ?? doubts.serviceApps;
      },
    });
  }

  /** Whether every user is asked for roles, as Okta does not say who holds any. Known once `holders` are. */
  get asksEveryUser(): boolean {
    return this.hasNoList;
  }

  ofUser(id: string): Assignments {
    return remembered(this.byUser, id, () => this.askUser(id));
  }

  ofGroup(group: GroupRef): Assignments {
    return remembered(this.byGroup, group.id, () => this.askGroup(group));
  }

  ofApp({ id }: Pick<ServiceApp, 'id'>): Assignments {
    return remembered(this.byApp, id, () =>
      allOf(this.appRefusals.pages(() => this.lists.of('clients', id))),
    );
  }

  /** Rejects with an IntegrationIncompleteDataError if empty lists of roles were not true. */
  async confirm(of: 'users' | 'groups'): Promise<void> {
    await (of === 'users' ? this.userRefusals : this.groupRefusals).confirm();
  }

  /** What a custom role permits. */
  permissionsOf(id: string): Permissions {
    return remembered(this.byCustomRole, id, () =>
      allOf(this.permissionRefusals.pages(() => listRolePermissions(this.sources.okta, id))),
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

  private ofPrincipal(principal: Principal): Assignments {
    switch (principal.kind) {
      case 'user':
        return this.ofUser(principal.id);
      case 'group':
        return this.ofGroup(principal.group);
      case 'client':
        return this.ofApp(principal);
    }
  }

  private async *listServiceApps(): AsyncGenerator<readonly ServiceApp[], void, undefined> {
    for await (const application of this.sources.applications) {
      const app = serviceAppOf(application);
      if (app !== undefined) yield [app];
    }
  }

  private async *privilegedGroups(): AsyncGenerator<GroupRef, void, undefined> {
    const { groups } = this.sources;
    for await (const group of groups.all) if (group.hasAdminPrivilege !== false) yield group;
    const tried = new BestEffort();
    const ask = async (id: string): Promise<void> => {
      await tried.of(this.ofUser(id));
    };
    await tried.of(forEachConcurrently(this.holders, ask));
    for (const id of this.groupsOfHolders) {
      const group = groups.find(id);
      if (group?.hasAdminPrivilege === false) yield group;
    }
  }

  private async read(): Promise<RoleRegistry> {
    const byId = new Map<string, OktaRole>();
    const note = (role: OktaRole | undefined): void => {
      if (role === undefined) return;
      const known = byId.get(role.id);
      byId.set(role.id, known === undefined ? role : mergedRole(known, role));
    };
    const tried = new BestEffort();
    const users = new Answers();
    const groups = new Answers();
    const noteAll = async (of: Answers, id: string, isNamed: boolean, reading: Assignments) => {
      const answer = await tried.of(reading);
      if (answer === undefined) return;
      of.note(id, isNamed, answer.value.length > 0 || answer.failure !== undefined);
      for (const assignment of answer.value) note(roleOfAssignment(assignment));
    };
    const readings = [
      forEachConcurrently(this.customRoles, async (role) => {
        note(roleOfCustomRole(role, (await tried.of(this.permissionsOf(role.id)))?.value));
      }),
      forEachConcurrently(this.holders, (id) =>
        noteAll(users, id, this.named.has(id), this.ofUser(id)),
      ),
      forEachConcurrently(this.groups, (group) => {
        const isNamed = group.hasAdminPrivilege === true && !isOktaAdministrators(group);
        return noteAll(groups, group.id, isNamed, this.ofGroup(group));
      }),
    ];
    await Promise.all(readings.map((reading) => tried.of(reading)));
    const elsewhere = [...byId.values()];
    const ofServiceApps = await this.readServiceApps(tried, byId);
    return {
      roles: elsewhere,
      ofServiceApps,
      keys: roleKeys([...elsewhere, ...ofServiceApps]),
      doubts: await this.doubtsAbout(elsewhere, users, groups),
    };
  }

  /** The roles that nobody else shows. */
  private async readServiceApps(
    tried: BestEffort,
    elsewhere: ReadonlyMap<string, OktaRole>,
  ): Promise<readonly OktaRole[]> {
    const byId = new Map<string, OktaRole>();
    const ofApp = async (app: ServiceApp): Promise<void> => {
      for (const assignment of (await tried.of(this.ofApp(app)))?.value ?? []) {
        const role = roleOfAssignment(assignment);
        if (role === undefined || elsewhere.has(role.id)) continue;
        const known = byId.get(role.id);
        byId.set(role.id, known === undefined ? role : mergedRole(known, role));
      }
    };
    await tried.of(forEachConcurrently(this.serviceApps, ofApp));
    return [...byId.values()];
  }

  private async doubtsAbout(
    roles: readonly OktaRole[],
    users: Answers,
    groups: Answers,
  ): Promise<RoleRegistry['doubts']> {
    const unlabelled = withoutLabel(roles);
    return {
      users: (await this.doubtAboutUsers(users)) ?? unlabelled,
      groups: roleConsistency('groups', groups.named, groups.denied.length) ?? unlabelled,
      serviceApps: await doubtOf(this.appRefusals),
      labels: unlabelled,
      roles: unlistedRoles(roles, await this.customRoles.reading()),
    };
  }

  /**
   * Orgs differ in whether they show with a user the roles of the user's groups. So a user who shows
   * none may have one through a group.
   */
  private async doubtAboutUsers(answers: Answers): Promise<Error | undefined> {
    const { answered, holders, named, denied } = answers;
    const { value: all, failure } = await this.holders.reading();
    const isNobody = holders === 0 && failure === undefined && answered === all.length;
    if (!isNobody && denied.length === 0) return undefined;
    const { value: through } = await this.administrators.throughGroups();
    const { users } = this.sources;
    const explained = denied.filter((id) => through.users.has(users.positionOf(id))).length;
    const doubt = roleConsistency('users', named, denied.length, explained);
    return doubt ?? (isNobody && !through.includesSuperAdmins ? noAdministrator() : undefined);
  }

  private async askUser(id: string): Assignments {
    const { onFallback } = this.sources;
    const assignments = await allOf(this.userRefusals.pages(() => this.lists.of('users', id)));
    for (const { groupId } of assignments.value) {
      if (groupId !== undefined) this.groupsOfHolders.add(groupId);
    }
    if (this.untoldFallback !== undefined) onFallback(this.untoldFallback);
    this.untoldFallback = undefined;
    return assignments;
  }

  private async askGroup(group: GroupRef): Assignments {
    try {
      return await allOf(this.groupRefusals.pages(() => this.lists.of('groups', group.id)));
    } catch (error) {
      if (isRefusedToAll(group, error)) return { value: [] };
      throw error;
    }
  }

  private async *listHolders(): AsyncGenerator<readonly string[], void, undefined> {
    const { named } = this;
    const { okta, users } = this.sources;
    const isNew = (id: string): boolean => !named.has(id) && named.add(id).size > 0;
    try {
      for await (const page of listRoleAssignees(okta)) yield page.filter(isNew);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      this.untoldFallback = error;
      this.hasNoList = true;
      for await (const user of users.refs) if (!named.has(user.id)) yield [user.id];
    }
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
  // No group, and no service app, is listed where these are switched off.
}
