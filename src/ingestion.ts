/** What a customer may switch off: the ingestion sources, by the ids that customers' switches refer to. */
import type { IntegrationIngestionConfigFieldMap } from '@jupiterone/integration-sdk-core';

/**
 * The ids of the sources that a customer may switch off; never renamed, as settings refer to them.
 */
export type IngestionSourceId =
  'groups' | 'rules' | 'applications' | 'devices' | 'roles' | 'machine-devices';

/**
 * `defaultsToDisabled` is JupiterOne's instruction for new instances: the SDK never applies it, and
 * neither does this integration, because it could not tell a customer who switched the source on from
 * one who never touched it, and switching it off deletes the devices. A run outside JupiterOne leaves
 * sources out with DISABLED_INGESTION_SOURCES; `.env.example` names machine-devices there.
 */
export const ingestionConfig: Record<
  IngestionSourceId,
  IntegrationIngestionConfigFieldMap[string]
> = {
  groups: {
    title: 'Groups',
    description:
      'User groups, application groups and their members. One call for each group with members, or ' +
      'each 1,000 of its members.',
  },
  rules: {
    title: 'Group rules',
    description: 'Rules that put users into groups, and the groups that they manage.',
  },
  applications: {
    title: 'Applications',
    description:
      'Applications, who is assigned to them directly and through groups, who created them, and the ' +
      'AWS roles that they grant. Takes the most time in orgs with many applications.',
  },
  devices: {
    title: 'MFA devices',
    description:
      'Enrolled factors of each user, and whether a user has MFA at all. One call for each user.',
  },
  roles: {
    title: 'Administrator roles',
    description:
      'Standard and custom administrator roles, and the users and groups that hold them. Needs a super ' +
      'administrator, or a custom role that may view roles and admin assignments.',
  },
  'machine-devices': {
    title: 'Devices',
    description:
      'Computers and phones registered with Okta, and their users. Identity Engine orgs only.',
    defaultsToDisabled: true,
  },
};

/** Whether this is the id of a source; undefined is none. */
export function isIngestionSourceId(id: string | undefined): id is IngestionSourceId {
  return id !== undefined && Object.hasOwn(ingestionConfig, id);
}
