/** Every resource: one line for each. */
export { apiTokens } from './api-tokens/resource';
export { applicationSettings } from './application-settings/resource';
export { authenticators } from './authenticators/resource';
export { authorizationServers } from './authorization-servers/resource';
export { behaviors } from './behaviors/resource';
export { deviceAssurancePolicies } from './device-assurance-policies/resource';
export { devices } from './devices/resource';
export { eventHooks } from './event-hooks/resource';
export { groupRules } from './group-rules/resource';
export { identityProviders } from './identity-providers/resource';
export { applicationInlineHooks, inlineHooks } from './inline-hooks/resource';
export { logStreams } from './log-streams/resource';
export { networkZones } from './network-zones/resource';
export { oktaSupport } from './okta-support/resource';
export { orgSettings } from './org-settings/resource';
export { applicationPolicies, policies } from './policies/resource';
export { trustedOrigins } from './trusted-origins/resource';
export { userTypes } from './user-types/resource';
