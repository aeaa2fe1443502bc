/** What definitions of resources may build on: users, groups and applications as records and as ends of edges. */
import { APPLICATIONS_SOURCE, GROUPS_SOURCE, ROLES_SOURCE } from '../sourceIds';
import type { Item } from '../resources/defineResource';
import type { Ends, ExistingEnds } from '../resources/engine/catalog';
import { ACCOUNT_TYPE } from '../resources/engine/declare';
import type { Known } from '../resources/engine/reader';
import type { Sources } from '../resources/engine/records';
import type { ListedItem } from '../resources/engine/takeApart';
import type { JsonObject } from '../json';
import { accountKey } from '../steps/account/model';
import type { ApplicationCatalog } from '../steps/applications/catalog';
import { isAppGroup, type GroupRef } from '../steps/groups/api';
import type { GroupCatalog } from '../steps/groups/catalog';
import type { RoleCatalog } from '../steps/roles/catalog';
import type { Principal, RoleHolder } from '../steps/roles/principals';
import type { UserCatalog } from '../steps/users/catalog';
import type { OrgIdentity } from '../okta/org';

/** What the records and ends are taken from. */
export interface ExistingCatalogs {
  readonly org: OrgIdentity;
  readonly users: UserCatalog;
  readonly groups: GroupCatalog;
  readonly applications: ApplicationCatalog;
  readonly roles: RoleCatalog;
  readonly isEnabled: (source: string) => boolean;
}

/** The records of existing types, a page at a time; none of what is switched off. */
export function existingRecords(catalogs: ExistingCatalogs): Sources['existing'] {
  return (of) => {
    switch (of) {
      case 'account':
        return accountItem(catalogs);
      case 'users':
        return userItems(catalogs);
      case 'groups':
        return groupItems(catalogs);
      case 'applications':
        return applicationItems(catalogs);
      case 'administrators':
        return administratorItems(catalogs);
      case 'serviceApps':
        return serviceAppItems(catalogs);
    }
  };
}

async function* accountItem({ org }: ExistingCatalogs): AsyncGenerator<readonly Item[]> {
  const item = { id: org.host, key: accountKey(org), type: ACCOUNT_TYPE, record: {} };
  yield await Promise.resolve([item]);
}

/** Of users only ids are kept for the whole run: an org has many. */
async function* userItems({ users }: ExistingCatalogs): AsyncGenerator<readonly Item[]> {
  for await (const page of users.refs.pages()) {
    yield page.map(({ id, realmId }) => ({
      id,
      key: id,
      type: 'okta_user',
      record: { id, ...(realmId !== undefined && { realmId }) },
    }));
  }
}

async function* groupItems({
  groups,
  isEnabled,
}: ExistingCatalogs): AsyncGenerator<readonly Item[]> {
  if (!isEnabled(GROUPS_SOURCE)) return;
  for await (const page of groups.all.pages()) {
    yield page.map((group) => ({
      id: group.id,
      key: group.id,
      type: typeOfGroup(group),
      record: { ...group },
    }));
  }
}

async function* applicationItems({
  applications,
  isEnabled,
}: ExistingCatalogs): AsyncGenerator<readonly Item[]> {
  if (!isEnabled(APPLICATIONS_SOURCE)) return;
  for await (const page of applications.all.pages()) {
    yield page.map(({ id, raw }) => ({ id, key: id, type: 'okta_application', record: raw }));
  }
}

/** Everybody who holds a role; of service apps the id is the client's, by which Okta knows their roles. */
async function* administratorItems({
  roles,
  isEnabled,
}: ExistingCatalogs): AsyncGenerator<readonly ListedItem[]> {
  if (!isEnabled(ROLES_SOURCE)) return;
  for await (const holder of roles.principals.withRoles()) {
    const { principal } = holder;
    const { id } = principal;
    const type = typeOfPrincipal(principal);
    const key = principal.kind === 'client' ? principal.application.id : id;
    yield [{ id, key, type, ...recordOf({ id }, holder, ['roles']) }];
  }
}

/** The active service apps. Without a word on their roles nothing is known of their granted scopes either. */
async function* serviceAppItems({
  roles,
}: ExistingCatalogs): AsyncGenerator<readonly ListedItem[]> {
  for await (const holder of roles.principals.serviceApps()) {
    const { id, raw } = holder.principal.application;
    yield [
      { id, key: id, type: 'okta_application', ...recordOf(raw, holder, ['roles', 'grants']) },
    ];
  }
}

/** The record with the rows of the roles, as far as they could be read. */
function recordOf(
  record: JsonObject,
  { rows, failure }: Pick<RoleHolder, 'rows' | 'failure'>,
  lost: readonly string[],
): Pick<ListedItem, 'record' | 'partial' | 'failures'> {
  const complete = { ...record, _embedded: { roles: rows } };
  if (failure === undefined) return { record: complete };
  return { record, partial: complete, failures: new Map(lost.map((name) => [name, failure])) };
}

function typeOfPrincipal(principal: Principal): string {
  switch (principal.kind) {
    case 'user':
      return 'okta_user';
    case 'group':
      return typeOfGroup(principal.group);
    case 'client':
      return 'okta_application';
  }
}

/** What the ids of existing types stand for, once all of them are listed. */
export function existingEnds({
  users,
  groups,
  applications,
  roles,
  isEnabled,
}: ExistingCatalogs): ExistingEnds {
  return {
    users: async (): Promise<Ends> => ({
      failure: (await users.refs.reading()).failure,
      find: (id) => knownUser(users.find(id)),
      named: async (id) => knownUser(await users.named(id)),
    }),
    groups: () => groupEnds(groups),
    applications: () => applicationEnds(applications),
    roles: async (): Promise<Ends> => {
      if (!isEnabled(ROLES_SOURCE)) return { failure: undefined, find: () => undefined };
      const { keys, doubts } = await roles.registry();
      return {
        // A role that is named is known; only its key may be another one.
        failure: doubts.labels,
        find: (id) => {
          const key = keys.get(id);
          return key === undefined ? undefined : { key, type: 'okta_role' };
        },
      };
    },
  };
}

async function groupEnds(groups: GroupCatalog): Promise<Ends> {
  const { failure } = await groups.all.reading();
  // Group rules name some groups by what they are called. Of a part of the groups no name is known to be unique.
  const findCalled = (name: string) =>
    failure === undefined ? groups.findCalled(name) : undefined;
  return {
    failure,
    find: (id) => knownGroup(groups.find(id) ?? findCalled(id)),
    named: async (id) => knownGroup(await groups.named(id)),
  };
}

async function applicationEnds(applications: ApplicationCatalog): Promise<Ends> {
  const { value: listed, failure } = await applications.all.reading();
  return {
    failure,
    // Some records name an application by the client id that OAuth knows it by.
    find: (id) => knownApplication(applications.find(id) ?? applications.findClient(id)),
    allOf: (name) =>
      isApplicationId(name) || applications.findClient(name) !== undefined
        ? undefined
        : instancesOf(name, listed),
    named: async (id) => knownApplication(await applications.named(id)),
  };
}

/** Okta's ids of applications begin so, and the names of applications in its catalog do not. */
function isApplicationId(name: string): boolean {
  return name.startsWith('0oa');
}

function instancesOf(
  name: string,
  applications: readonly { readonly id: string; readonly name: string | undefined }[],
): readonly Known[] {
  return applications.flatMap((each) =>
    each.name === name ? [{ key: each.id, type: 'okta_application' }] : [],
  );
}

type HasId = { readonly id: string } | undefined;

function knownUser(user: HasId): Known | undefined {
  return user && { key: user.id, type: 'okta_user' };
}

function knownGroup(group: GroupRef | undefined): Known | undefined {
  return group && { key: group.id, type: typeOfGroup(group) };
}

function knownApplication(application: HasId): Known | undefined {
  return application && { key: application.id, type: 'okta_application' };
}

function typeOfGroup(group: Pick<GroupRef, 'type'>): string {
  return isAppGroup(group) ? 'okta_app_user_group' : 'okta_user_group';
}
