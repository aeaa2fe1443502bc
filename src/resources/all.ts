/** Every resource: one line for each. */
export { apiTokens } from './api-tokens/resource';
export { authenticators } from './authenticators/resource';
export { behaviors } from './behaviors/resource';
export { deviceAssurancePolicies } from './device-assurance-policies/resource';
export { devices } from './devices/resource';
export { groupRules } from './group-rules/resource';
export { networkZones } from './network-zones/resource';
export { oktaSupport } from './okta-support/resource';
export { applicationPolicies, policies } from './policies/resource';
export { userTypes } from './user-types/resource';
