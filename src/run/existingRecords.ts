/** What definitions of resources may build on: users, groups and applications as records and as ends of edges. */
import { APPLICATIONS_SOURCE, GROUPS_SOURCE } from '../sourceIds';
import type { Item } from '../resources/defineResource';
import type { Ends, ExistingEnds } from '../resources/engine/catalog';
import { ACCOUNT_TYPE } from '../resources/engine/declare';
import type { Known } from '../resources/engine/reader';
import type { Sources } from '../resources/engine/records';
import { accountKey } from '../steps/account/model';
import type { ApplicationCatalog } from '../steps/applications/catalog';
import { isAppGroup, type GroupRef } from '../steps/groups/api';
import type { GroupCatalog } from '../steps/groups/catalog';
import type { UserCatalog } from '../steps/users/catalog';
import type { OrgIdentity } from '../okta/org';

/** What the records and ends are taken from. */
export interface ExistingCatalogs {
  readonly org: OrgIdentity;
  readonly users: UserCatalog;
  readonly groups: GroupCatalog;
  readonly applications: ApplicationCatalog;
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

/** What the ids of existing types stand for, once all of them are listed. */
export function existingEnds({ users, groups, applications }: ExistingCatalogs): ExistingEnds {
  return {
    users: async (): Promise<Ends> => ({
      failure: (await users.refs.reading()).failure,
      find: (id) => knownUser(users.find(id)),
      named: async (id) => knownUser(await users.named(id)),
    }),
    groups: async (): Promise<Ends> => {
      const { failure } = await groups.all.reading();
      // Group rules name some groups by what they are called. Of a part of the groups no name is known to be unique.
      const findCalled = (name: string) =>
        failure === undefined ? groups.findCalled(name) : undefined;
      return {
        failure,
        find: (id) => knownGroup(groups.find(id) ?? findCalled(id)),
        named: async (id) => knownGroup(await groups.named(id)),
      };
    },
    applications: async (): Promise<Ends> => ({
      failure: (await applications.all.reading()).failure,
      // Some records name an application by the client id that OAuth knows it by.
      find: (id) => knownApplication(applications.find(id) ?? applications.findClient(id)),
      named: async (id) => knownApplication(await applications.named(id)),
    }),
  };
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
