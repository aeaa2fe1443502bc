/** What a run learns of the org: one catalog for each list, which the steps share. */
import type { ExecutionHistory } from '@jupiterone/integration-sdk-core';

import type { OktaSettings } from '../config';
import type { IngestionSourceId } from '../ingestion';
import type { OktaClient } from '../okta';
import { noUsersError } from '../preflight';
import { adviceFor } from './advice';
import { AwsCatalog, isAws } from '../steps/applications/aws/catalog';
import { ApplicationCatalog } from '../steps/applications/catalog';
import { DeviceCatalog } from '../steps/devices/catalog';
import { FactorCensus } from '../steps/factors/census';
import { factorChangesSince, usersWithFactorEvents } from '../steps/factors/changes';
import { listGroupRules, type OktaGroupRule } from '../steps/group-rules/api';
import { GroupCatalog } from '../steps/groups/catalog';
import { Memberships } from '../steps/groups/memberships';
import { RoleCatalog } from '../steps/roles/catalog';
import { SharedList } from './sharedList';
import { UserCatalog } from '../steps/users/catalog';

/** What has been learned of the org, each list read once and on demand. */
export interface Catalogs {
  readonly users: UserCatalog;
  readonly factors: FactorCensus;
  readonly groups: GroupCatalog;
  readonly memberships: Memberships;
  readonly groupRules: SharedList<OktaGroupRule>;
  readonly applications: ApplicationCatalog;
  readonly aws: AwsCatalog;
  readonly roles: RoleCatalog;
  readonly devices: DeviceCatalog;
}

/** What the catalogs are made of, and whom they tell what is missing. */
export interface CatalogSources {
  readonly okta: OktaClient;
  readonly settings: OktaSettings;
  readonly isEnabled: (source: IngestionSourceId) => boolean;
  readonly warnOfPermission: (description: string) => void;
  readonly executionHistory: ExecutionHistory;
}

/** The catalogs of one run. Nothing is asked for until a step wants to know it. */
export function createCatalogs({
  okta,
  settings,
  isEnabled,
  warnOfPermission,
  executionHistory,
}: CatalogSources): Catalogs {
  const users = new UserCatalog(
    okta,
    () => noUsersError(settings.credentials.kind),
    executionHistory.current.startedOn,
  );
  const groups = new GroupCatalog(okta);
  const knownGroups = isEnabled('groups') ? groups : undefined;
  const applications = new ApplicationCatalog(okta, isAws, knownGroups !== undefined);
  return {
    users,
    factors: factorCensus(okta, settings, executionHistory),
    groups,
    memberships: new Memberships(okta, users),
    groupRules: new SharedList(() => listGroupRules(okta)),
    applications,
    aws: new AwsCatalog(applications, knownGroups),
    roles: new RoleCatalog(okta, users, knownGroups, (reason) => {
      warnOfPermission(
        'Okta does not say who holds administrator roles ' +
          `(${reason.message}): every user is asked, one call each.` +
          adviceFor(reason, settings.credentials.kind),
      );
    }),
    devices: new DeviceCatalog(okta),
  };
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
