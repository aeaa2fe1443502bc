import { certificateFacts } from '../../graph/x509';
import {
  isJsonArray,
  list,
  record,
  text,
  texts,
  type JsonObject,
  type JsonValue,
} from '../../json';
import { linkedId } from '../../run/wire';
import { defineResource } from '../defineResource';
import { address, at, boolean, count, ids, named, string, strings } from '../fields';
import { addressesIn, addressIn, hasHttpRedirectUri, hasWildcardRedirectUri } from './redirectUris';
import { APPLICATIONS } from './source';

const CLIENT = 'settings.oauthClient';
const CLIENT_CREDENTIALS = 'credentials.oauthClient';
const SIGN_ON = 'settings.signOn';

/** Public keys of the client that may be used; undefined where Okta does not say it of each. */
function activeKeyCount(application: JsonObject): number | undefined {
  const keys = at(application, `${CLIENT}.jwks.keys`);
  if (!isJsonArray(keys)) return undefined;
  const statuses = keys.map((key) => text(record(key).status));
  return statuses.includes(undefined)
    ? undefined
    : statuses.filter((status) => status === 'ACTIVE').length;
}

/** Okta links to the secrets of a client that has any. */
function hasClientSecret(application: JsonObject): boolean | undefined {
  const link = at(application, '_links.clientCredentials');
  return isJsonArray(link) ? link.some((one) => record(one).name === 'secrets') : undefined;
}

/** What a customer overrides stands beside what the catalog says. */
const overridden =
  (override: string, usual: string) =>
  (application: JsonObject): JsonValue | undefined =>
    text(at(application, `${SIGN_ON}.${override}`)) ?? at(application, `${SIGN_ON}.${usual}`);

function spCertificateExpiresOn(application: JsonObject): number | undefined {
  const [own] = list(at(application, `${SIGN_ON}.spCertificate.x5c`));
  return certificateFacts(text(own))?.expiresOn;
}

function inlineHookIds(application: JsonObject): readonly string[] | undefined {
  const hooks = at(application, `${SIGN_ON}.inlineHooks`);
  return isJsonArray(hooks) ? texts(hooks.map((hook) => record(hook).id ?? null)) : undefined;
}

const linked =
  (name: string) =>
  ({ _links: links }: JsonObject): string | undefined =>
    linkedId(record(links)[name]);

/**
 * What the list of applications says of how each is protected, at no further call. Secrets stand beside it in
 * the same records (`client_secret`, passwords of shared accounts), and are not read.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/application/
 */
export const applicationSettings = defineResource({
  id: 'application-settings',
  title: 'Application settings',
  of: 'applications',
  source: APPLICATIONS,
  applicationFields: {
    redirectUris: strings(addressesIn('redirect_uris'), 'Without query and fragment'),
    postLogoutRedirectUris: strings(addressesIn('post_logout_redirect_uris')),
    wildcardRedirect: string(
      `${CLIENT}.wildcard_redirect`,
      'Whether a * in a redirect URI stands for every subdomain: DISABLED, SUBDOMAIN',
    ),
    hasWildcardRedirectUri: boolean(
      hasWildcardRedirectUri,
      'Whether a redirect URI stands for every subdomain',
    ),
    hasHttpRedirectUri: boolean(
      hasHttpRedirectUri,
      "Whether a redirect URI is plain http and not of the user's own machine",
    ),
    initiateLoginUri: string(addressIn('initiate_login_uri')),
    grantTypes: strings(`${CLIENT}.grant_types`, 'authorization_code, implicit and others'),
    responseTypes: strings(`${CLIENT}.response_types`, 'code, token, id_token'),
    oauthApplicationType: string(`${CLIENT}.application_type`, 'web, native, browser, service'),
    consentMethod: string(`${CLIENT}.consent_method`, 'REQUIRED, TRUSTED'),
    issuerMode: string(`${CLIENT}.issuer_mode`, 'ORG_URL, CUSTOM_URL, DYNAMIC'),
    dpopRequired: boolean(
      `${CLIENT}.dpop_bound_access_tokens`,
      'Whether access tokens are bound to a key of the client',
    ),
    refreshTokenRotation: string(`${CLIENT}.refresh_token.rotation_type`, 'ROTATE, STATIC'),
    refreshTokenLeewaySeconds: count(`${CLIENT}.refresh_token.leeway`),
    jwksUri: address(`${CLIENT}.jwks_uri`, 'Where Okta gets the keys of the client'),
    activeKeyCount: count(
      activeKeyCount,
      'Keys of the client that Okta keeps and that may be used',
    ),
    networkConnection: string(`${CLIENT}.network.connection`, 'ANYWHERE, ZONE'),
    ...ids('networkIncludeZone', `${CLIENT}.network.include`),
    ...ids('networkExcludeZone', `${CLIENT}.network.exclude`),
    clientId: string(`${CLIENT_CREDENTIALS}.client_id`),
    clientAuthMethod: string(
      `${CLIENT_CREDENTIALS}.token_endpoint_auth_method`,
      'client_secret_basic, client_secret_post, private_key_jwt, none and others',
    ),
    pkceRequired: boolean(`${CLIENT_CREDENTIALS}.pkce_required`),
    hasClientSecret: boolean(hasClientSecret),
    signingKid: string('credentials.signing.kid', 'The key with which Okta signs for it'),
    samlSignatureAlgorithm: string(`${SIGN_ON}.signatureAlgorithm`, 'RSA_SHA256, RSA_SHA1'),
    samlDigestAlgorithm: string(`${SIGN_ON}.digestAlgorithm`, 'SHA256, SHA1'),
    samlResponseSigned: boolean(`${SIGN_ON}.responseSigned`),
    samlAssertionSigned: boolean(`${SIGN_ON}.assertionSigned`),
    samlAudience: string(overridden('audienceOverride', 'audience')),
    samlAcsUrl: address(overridden('ssoAcsUrlOverride', 'ssoAcsUrl')),
    samlSpCertificateExpiresOn: count(
      spCertificateExpiresOn,
      'When the certificate ends with which the application signs; ms since the epoch',
    ),
    credentialScheme: string(
      'credentials.scheme',
      'Who sets the password of the account: SHARED_USERNAME_AND_PASSWORD and others',
    ),
    revealPassword: boolean('credentials.revealPassword', 'Whether users may see the password'),
    selfService: boolean('accessibility.selfService', 'Whether users may ask for it themselves'),
    implicitAssignment: boolean('settings.implicitAssignment', 'Whether all users have it'),
    universalLogoutStatus: string('universalLogout.status'),
    accessPolicyId: string(linked('accessPolicy'), 'Okta id of the policy that protects it'),
    profileEnrollmentPolicyId: string(linked('profileEnrollment')),
    ...ids('inlineHook', inlineHookIds),
  },
  edges: [
    {
      class: 'USES',
      to: 'okta_network_zone',
      properties: { condition: 'string' },
      keyedBy: 'condition',
      ends: (application) => [
        ...named(at(application, `${CLIENT}.network.include`), { condition: 'include' }),
        ...named(at(application, `${CLIENT}.network.exclude`), { condition: 'exclude' }),
      ],
    },
  ],
});
