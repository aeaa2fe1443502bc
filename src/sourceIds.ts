/** The ids of ingestion sources; never renamed, as customers' settings refer to them. */

/** Id of a source. Definitions of resources bring their own. */
export type IngestionSourceId = string;

export const GROUPS_SOURCE = 'groups';
export const APPLICATIONS_SOURCE = 'applications';
/** MFA factors. The predecessor called them devices, and customers' settings do. */
export const FACTORS_SOURCE = 'devices';
/** Computers and phones. */
export const DEVICES_SOURCE = 'machine-devices';
export const ROLES_SOURCE = 'roles';
/** What administrators' roles reach, and the roles of service apps. Without `roles` it brings resource sets alone. */
export const ADMIN_SCOPES_SOURCE = 'admin-scopes';
