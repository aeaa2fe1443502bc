/** What a run learns of the org: one catalog for each list, which the steps share. */
import type { ExecutionHistory } from '@jupiterone/integration-sdk-core';

import type { OktaSettings } from '../config';
import type { IngestionSourceId } from '../ingestion';
import type { OktaClient } from '../okta';
import type { OrgIdentity } from '../okta/org';
import { noUsersError } from '../preflight';
import { RESOURCES } from '../resources';
import { ResourceCatalog } from '../resources/engine/catalog';
import type { Sources } from '../resources/engine/records';
import { GROUPS_SOURCE } from '../sourceIds';
import { accountKey } from '../steps/account/model';
import { AwsCatalog, isAws } from '../steps/applications/aws/catalog';
import { ApplicationCatalog } from '../steps/applications/catalog';
import { FactorCensus } from '../steps/factors/census';
import { factorChangesSince, usersWithFactorEvents } from '../steps/factors/changes';
import { GroupCatalog } from '../steps/groups/catalog';
import { Memberships } from '../steps/groups/memberships';
import { RoleCatalog } from '../steps/roles/catalog';
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
}

/** What the catalogs are made of, and whom they tell what is missing. */
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
  const { okta, settings, isEnabled, warnOfPermission, executionHistory } = sources;
  const users = new UserCatalog(
    okta,
    () => noUsersError(settings.credentials.kind),
    executionHistory.current.startedOn,
  );
  const groups = new GroupCatalog(okta);
  const knownGroups = isEnabled(GROUPS_SOURCE) ? groups : undefined;
  const applications = new ApplicationCatalog(okta, isAws, knownGroups !== undefined);
  return {
    users,
    factors: factorCensus(okta, settings, executionHistory),
    groups,
    memberships: new Memberships(okta, users),
    applications,
    aws: new AwsCatalog(applications, knownGroups),
    roles: new RoleCatalog(okta, users, knownGroups, (reason) => {
      warnOfPermission(
        'Okta does not say who holds administrator roles ' +
          `(${reason.message}): every user is asked, one call each.` +
          adviceFor(reason, settings.credentials.kind),
      );
    }),
    resources: resourceCatalog(sources, { ...sources, users, groups, applications }),
  };
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
  const since = mfaCollectionMode === 'changes' ? factorChangesSince(history) : undefined;
  if (since === undefined) return new FactorCensus(okta);
  return new FactorCensus(okta, () =>
    usersWithFactorEvents(okta, since, history.current.startedOn),
  );
}
