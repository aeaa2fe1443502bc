/** Every resource: one line for each. */
export { apiTokens } from './api-tokens/resource';
export { applicationSettings } from './application-settings/resource';
export { devices } from './devices/resource';
export { groupRules } from './group-rules/resource';
export { identityProviders } from './identity-providers/resource';
export { networkZones } from './network-zones/resource';
export { orgSettings } from './org-settings/resource';
export { trustedOrigins } from './trusted-origins/resource';
export { oktaSupport } from './okta-support/resource';
