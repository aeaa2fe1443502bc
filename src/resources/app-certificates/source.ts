import type { Source } from '../defineResource';

/** Shared by certificates, client secrets and the times of client keys. */
export const APPLICATION_CREDENTIALS: Source = {
  id: 'application-credentials',
  title: 'Credentials of applications',
  description:
    "Signing certificates, client secrets without their values, and when client keys were made. One call for each SAML application and each OAuth client, of Okta's scarcest limit.",
  defaultsToDisabled: true,
};
