/** What a run learns of the org: one catalog for each list, which the steps share. */
import type { ExecutionHistory } from '@jupiterone/integration-sdk-core';

import type { OktaSettings } from '../config';
import type { IngestionSourceId } from '../ingestion';
import type { IntegrationOktaApiError, OktaClient } from '../okta';
import type { OrgIdentity } from '../okta/org';
import { noUsersError } from '../preflight';
import { RESOURCES } from '../resources';
import { ResourceCatalog } from '../resources/engine/catalog';
import type { Sources } from '../resources/engine/records';
import {
  ADMIN_SCOPES_SOURCE,
  APPLICATIONS_SOURCE,
  GROUPS_SOURCE,
  ROLES_SOURCE,
} from '../sourceIds';
import { accountKey } from '../steps/account/model';
import { isAws } from '../steps/applications/awsSettings';
import { ApplicationCatalog } from '../steps/applications/catalog';
import { AwsCatalog } from '../steps/aws/catalog';
import { FactorCensus } from '../steps/factors/census';
import {
  factorChangesSince,
  usersWhoEnrolledLately,
  usersWithFactorEvents,
} from '../steps/factors/changes';
import { GroupCatalog } from '../steps/groups/catalog';
import { Memberships } from '../steps/groups/memberships';
import { RoleCatalog } from '../steps/roles/catalog';
import type { NamedElsewhere } from './unlisted';
import { UserCatalog } from '../steps/users/catalog';
import { adviceFor } from './advice';
import { existingEnds, existingRecords, type ExistingCatalogs } from './existingRecords';

/** What has been learned of the org, each list read once and on demand. */
export interface Catalogs {
  readonly users: UserCatalog;
  readonly factors: FactorCensus;
  readonly groups: GroupCatalog;
  readonly memberships: Memberships;
  readonly applications: ApplicationCatalog;
  readonly aws: AwsCatalog;
  readonly roles: RoleCatalog;
  /** What is defined in `src/resources`. */
  readonly resources: ResourceCatalog;
  /** What other answers name and the lists of users, groups and applications lack. */
  readonly unlisted: readonly NamedElsewhere[];
}

/** What the catalogs are made of, and where they report what is missing. */
export interface CatalogSources {
  readonly okta: OktaClient;
  readonly settings: OktaSettings;
  readonly isEnabled: (source: IngestionSourceId) => boolean;
  readonly org: OrgIdentity;
  readonly warnOfPermission: (description: string) => void;
  readonly informOfNone: Sources['informOfNone'];
  readonly executionHistory: ExecutionHistory;
}

/** The catalogs of one run. Nothing is asked for until a step wants to know it. */
export function createCatalogs(sources: CatalogSources): Catalogs {
  const { okta, settings, isEnabled, executionHistory } = sources;
  const { startedOn } = executionHistory.current;
  const users = new UserCatalog(okta, {
    noUsers: () => noUsersError(settings.credentials.kind),
    startedOn,
    isTrusted: settings.trustUserList,
  });
  const groups = new GroupCatalog(okta, { startedOn, keepsRecords: isEnabled(GROUPS_SOURCE) });
  const applications = new ApplicationCatalog(okta, {
    keepsUsers: isAws,
    listsGroups: isEnabled(GROUPS_SOURCE),
    startedOn,
  });
  // Each needs the other: administrators are known by groups, and the members of one group by them.
  const memberships: Memberships = new Memberships(okta, users, {
    ...(isEnabled(ROLES_SOURCE) && { administrators: () => roles.administrators.all() }),
    hasMembers: (id) => applications.throughGroups.hasGroup(id) || roles.groupsOfHolders.has(id),
  });
  const roles: RoleCatalog = roleCatalog(sources, { users, groups, applications, memberships });
  return {
    users,
    factors: factorCensus(okta, settings, executionHistory),
    groups,
    memberships,
    applications,
    aws: new AwsCatalog(applications, groups),
    roles,
    resources: resourceCatalog(sources, { ...sources, users, groups, applications, roles }),
    unlisted: [users.unlisted, groups.unlisted, applications.unlisted],
  };
}

function roleCatalog(
  { okta, settings, isEnabled, warnOfPermission }: CatalogSources,
  {
    users,
    groups,
    applications,
    memberships,
  }: Pick<Catalogs, 'users' | 'groups' | 'applications' | 'memberships'>,
): RoleCatalog {
  return new RoleCatalog({
    okta,
    users,
    groups,
    applications: applications.all,
    wantsServiceApps: [ROLES_SOURCE, ADMIN_SCOPES_SOURCE, APPLICATIONS_SOURCE].every(isEnabled),
    wantsGroups: isEnabled(GROUPS_SOURCE),
    membersOf: (group) => memberships.of(group),
    onFallback: (reason) => {
      warnOfPermission(
        'Okta does not say who holds administrator roles ' +
          `(${reason.message}): every user is asked, one call each.` +
          adviceFor(isNoList(reason) ? undefined : reason, settings.credentials.kind),
      );
    },
  });
}

/** No right is missing where something else than Okta's API answers. */
function isNoList({ causeKind }: IntegrationOktaApiError): boolean {
  return causeKind === 'unexpected-json';
}

function resourceCatalog(sources: CatalogSources, existing: ExistingCatalogs): ResourceCatalog {
  return new ResourceCatalog({
    ...sources,
    resources: RESOURCES,
    accountKey: accountKey(sources.org),
    existing: existingRecords(existing),
    ends: existingEnds(existing),
  });
}

function factorCensus(
  okta: OktaClient,
  { mfaCollectionMode }: OktaSettings,
  history: ExecutionHistory,
): FactorCensus {
  const { startedOn } = history.current;
  const since = mfaCollectionMode === 'changes' ? factorChangesSince(history) : undefined;
  if (since === undefined) {
    return new FactorCensus(okta, { enrolled: () => usersWhoEnrolledLately(okta, startedOn) });
  }
  return new FactorCensus(okta, {
    onlyChanged: () => usersWithFactorEvents(okta, since, startedOn),
  });
}
