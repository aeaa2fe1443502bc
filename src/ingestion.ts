/** What a customer may switch off: the ingestion sources, by the ids that customers' switches refer to. */
import type { IntegrationIngestionConfigFieldMap } from '@jupiterone/integration-sdk-core';

import { RESOURCES } from './resources';
import { APPLICATIONS } from './resources/application-settings/source';
import { APPLICATIONS_SOURCE, FACTORS_SOURCE, GROUPS_SOURCE, ROLES_SOURCE } from './sourceIds';

export type { IngestionSourceId } from './sourceIds';

/**
 * `defaultsToDisabled` is JupiterOne's instruction for new instances: the SDK never applies it, and
 * neither does this integration, because it could not tell a customer who switched the source on from
 * one who never touched it, and switching it off deletes the devices. A run outside JupiterOne leaves
 * sources out with DISABLED_INGESTION_SOURCES; `.env.example` names machine-devices there.
 */
export const ingestionConfig: IntegrationIngestionConfigFieldMap = {
  [GROUPS_SOURCE]: {
    title: 'Groups',
    description:
      'User groups, application groups and their members. One call for each group with members, or ' +
      'each 1,000 of its members.',
  },
  [APPLICATIONS_SOURCE]: { title: APPLICATIONS.title, description: APPLICATIONS.description },
  [FACTORS_SOURCE]: {
    title: 'MFA devices',
    description:
      'Enrolled factors of each user, and whether a user has MFA at all. One call for each user.',
  },
  [ROLES_SOURCE]: {
    title: 'Administrator roles',
    description:
      'Standard and custom administrator roles, and the users and groups that hold them. Needs a super ' +
      'administrator, or a custom role that may view roles and admin assignments.',
  },
  ...Object.fromEntries(
    RESOURCES.flatMap(({ definition: { source }, nodes }) => [
      ...(source === undefined ? [] : [source]),
      ...nodes
        .flatMap(({ definition: { embedded = {} } }) => Object.values(embedded))
        .flatMap((call) => (call.source === undefined ? [] : [call.source])),
    ]).map(({ id, ...source }) => [id, source]),
  ),
};

/** Whether this is the id of a source; undefined is none. */
export function isIngestionSourceId(id: string | undefined): boolean {
  return id !== undefined && Object.hasOwn(ingestionConfig, id);
}
