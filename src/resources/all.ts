/** Every resource: one line for each. */
export { apiTokens } from './api-tokens/resource';
export { devices } from './devices/resource';
export { groupRules } from './group-rules/resource';
export { networkZones } from './network-zones/resource';
export { oktaSupport } from './okta-support/resource';
export { resourceSets } from './resource-sets/resource';
export { roleAssignments } from './role-assignments/resource';
export { serviceAppRoles } from './service-app-roles/resource';
