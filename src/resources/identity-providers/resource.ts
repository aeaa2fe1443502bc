import { isJsonArray, record, text, timestamp, type JsonObject } from '../../json';
import { CERTIFICATE_FIELDS, CERTIFICATE_SHAPE } from '../certificateFields';
import { defineResource, type ChildDefinition, type EntityDefinition } from '../defineResource';
import { address, at, boolean, constant, count, ids, named, string, strings } from '../fields';
import type { Item } from '../item';
import {
  autoLinksWithoutFilter,
  currentKids,
  isSocial,
  isWord,
  kidsOf,
  trustKids,
} from './identityProvider';

const POLICY = 'policy';
const PROVISIONING = 'policy.provisioning';
const CREDENTIALS = 'protocol.credentials';

/** Providers and certificates are of use together only. */
const STEP = { id: 'fetch-identity-providers', name: 'Fetch Identity Providers' } as const;

const PROVIDER: EntityDefinition = {
  type: 'okta_identity_provider',
  class: 'Service',
  description: 'A service outside the org whose users may sign in to it',
  words: ['identity provider', 'Identity providers'],
  icon: 'provider',
  fields: {
    category: constant(['security']),
    function: constant(['SSO']),
    idpType: string('type', 'SAML2, OIDC, X509, GOOGLE and others'),
    protocol: string('protocol.type', 'SAML2, OIDC, OAUTH2, MTLS, ID_PROOFING'),
    isSocial: boolean(isSocial, 'Whether people sign in with an account that they made themselves'),
    isSmartCard: boolean(({ type }) => (text(type) === undefined ? undefined : type === 'X509')),
    isOrg2Org: boolean(
      ({ protocol }) =>
        protocol === undefined ? undefined : text(record(protocol).oktaIdpOrgUrl) !== undefined,
      'Whether it is another Okta org',
    ),
    issuer: string(
      (provider) =>
        text(at(provider, `${CREDENTIALS}.trust.issuer`)) ?? at(provider, 'protocol.issuer.url'),
      'How the provider names itself',
    ),
    audience: string(`${CREDENTIALS}.trust.audience`, 'How the provider names this org'),
    issuerMode: string('issuerMode', 'ORG_URL, CUSTOM_URL, DYNAMIC'),
    ssoUrl: address(
      (provider) =>
        text(at(provider, 'protocol.endpoints.sso.url')) ??
        at(provider, 'protocol.endpoints.authorization.url'),
      'Where users are sent to sign in',
    ),
    clientId: string(`${CREDENTIALS}.client.client_id`),
    requestSigned: boolean(
      isWord('protocol.algorithms.request.signature.scope', 'REQUEST', 'NONE'),
      'Whether Okta signs its requests',
    ),
    signatureAlgorithm: string('protocol.algorithms.request.signature.algorithm'),
    signingKid: string(`${CREDENTIALS}.signing.kid`, 'The key with which Okta signs'),
    trustKids: strings(trustKids, 'The keys with which Okta verifies what the provider says'),
    jitProvisioning: boolean(
      isWord(`${PROVISIONING}.action`, 'AUTO', 'DISABLED'),
      'Whether it creates users in Okta when they first sign in',
    ),
    profileSource: boolean(`${PROVISIONING}.profileMaster`, 'Whether it writes profiles'),
    groupsAction: string(`${PROVISIONING}.groups.action`, 'NONE, ASSIGN, APPEND, SYNC'),
    ...ids('assignsGroup', `${PROVISIONING}.groups.assignments`, 'Every user is put into these'),
    ...ids('filterGroup', `${PROVISIONING}.groups.filter`, 'It may put users into these'),
    groupAttribute: string(
      `${PROVISIONING}.groups.sourceAttributeName`,
      'The attribute that names the groups of a user',
    ),
    reactivatesDeprovisioned: boolean(
      isWord(`${PROVISIONING}.conditions.deprovisioned.action`, 'REACTIVATE', 'NONE'),
      'Whether signing in gives a deactivated user the account back',
    ),
    unsuspendsSuspended: boolean(
      isWord(`${PROVISIONING}.conditions.suspended.action`, 'UNSUSPEND', 'NONE'),
      'Whether signing in ends a suspension',
    ),
    accountLinkAction: string('policy.accountLink.action', 'AUTO, DISABLED'),
    ...ids(
      'accountLinkGroup',
      'policy.accountLink.filter.groups.include',
      'Only members of these are linked',
    ),
    excludesAdmins: boolean(
      'policy.accountLink.filter.users.excludeAdmins',
      'Whether administrators are never linked',
    ),
    autoLinksWithoutFilter: boolean(
      autoLinksWithoutFilter,
      'Whether a person who signs in there is linked to any Okta user that matches',
    ),
    subjectMatchType: string(
      `${POLICY}.subject.matchType`,
      'USERNAME, EMAIL, USERNAME_OR_EMAIL, CUSTOM_ATTRIBUTE',
    ),
    subjectMatchAttribute: string(`${POLICY}.subject.matchAttribute`),
    subjectFilter: string(
      `${POLICY}.subject.filter`,
      'Regular expression that names have to match',
    ),
    usernameTemplate: string(`${POLICY}.subject.userNameTemplate.template`),
    maxClockSkew: count(`${POLICY}.maxClockSkew`, 'Okta does not document the unit'),
    trustClaims: boolean(
      `${POLICY}.trustClaims`,
      'Whether Okta accepts the claim of the provider that MFA was used',
    ),
  },
  raw: {
    id: true,
    name: true,
    type: true,
    status: true,
    issuerMode: true,
    created: true,
    lastUpdated: true,
    protocol: {
      type: true,
      scopes: true,
      algorithms: true,
      relayState: true,
      settings: true,
      credentials: {
        trust: {
          issuer: true,
          audience: true,
          kid: true,
          additionalKids: true,
          revocation: true,
          revocationCacheLifetime: true,
        },
        signing: { kid: true },
        client: { client_id: true, pkce_required: true, token_endpoint_auth_method: true },
      },
    },
    policy: {
      provisioning: true,
      accountLink: true,
      subject: true,
      maxClockSkew: true,
      trustClaims: true,
    },
  },
};

/** Undefined where the providers could not all be read. */
function isCurrent({ kid }: JsonObject, { parent }: Item): boolean | undefined {
  const providers = parent === undefined ? undefined : at(parent.record, '_embedded.providers');
  return isJsonArray(providers)
    ? providers.some((provider) => currentKids(record(provider)).includes(text(kid) ?? ''))
    : undefined;
}

const CERTIFICATE: EntityDefinition = {
  type: 'okta_idp_certificate',
  class: 'Certificate',
  description: 'A certificate with which Okta verifies what an identity provider says',
  words: ['identity provider certificate', 'Identity provider certificates'],
  icon: 'token',
  fields: {
    ...CERTIFICATE_FIELDS,
    isCurrent: boolean(
      isCurrent,
      'Whether an identity provider uses it now; further ones are old, or for later',
    ),
  },
  raw: CERTIFICATE_SHAPE,
};

/** Okta users who sign in there. Their profiles at the provider are not kept. */
const LINKED_USERS: ChildDefinition = {
  id: 'identity-provider-user',
  at: '_embedded.users',
  edges: [
    {
      class: 'USES',
      from: 'okta_user',
      properties: { externalId: 'string', createdOn: 'number', updatedOn: 'number' },
      ends: (link) =>
        named(link.id, {
          externalId: text(link.externalId),
          createdOn: timestamp(link.created),
          updatedOn: timestamp(link.lastUpdated),
        }),
      step: {
        id: 'build-user-identity-provider-relationships',
        name: 'Build Users of Identity Providers',
      },
    },
  ],
};

/**
 * Providers and the store of their certificates are two lists of the org. They are read together, as a
 * certificate does not say who uses it.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/identityprovider/
 */
export const identityProviders = defineResource({
  id: 'identity-providers',
  title: 'Identity providers',
  of: 'account',
  permission: {
    title: 'Identity providers',
    scope: 'okta.idps.read',
    reference: 'identityprovider',
    withoutIt:
      'No identity providers, and nothing says who outside the org can create users and sign in.',
  },
  source: {
    id: 'identity-providers',
    title: 'Identity providers',
    description:
      'Services outside the org whose users may sign in, their certificates, and the users who ' +
      'are linked to them. One call for each 200 linked users of each provider.',
  },
  embedded: {
    providers: { path: '/api/v1/idps', limit: 200 },
    certificates: {
      path: '/api/v1/idps/credentials/keys',
      limit: 200,
      reference: 'identityproviderkeys',
    },
  },
  children: [
    {
      id: 'idp-certificate',
      at: '_embedded.certificates',
      idOf: ({ kid }) => text(kid),
      // A certificate that no provider names stands alone.
      belongsTo: false,
      entity: CERTIFICATE,
      step: STEP,
    },
    {
      id: 'identity-provider',
      at: '_embedded.providers',
      entity: PROVIDER,
      step: STEP,
      embedded: {
        users: {
          path: '/api/v1/idps/{id}/users',
          limit: 200,
          reference: 'identityproviderusers',
          keep: { id: true, externalId: true, created: true, lastUpdated: true },
        },
      },
      edges: [
        {
          class: 'HAS',
          to: 'okta_idp_certificate',
          type: 'okta_identity_provider_has_certificate',
          ends: kidsOf,
          step: {
            id: 'build-identity-provider-certificate-relationships',
            name: 'Build Certificates of Identity Providers',
          },
        },
        {
          class: 'TRUSTS',
          from: 'okta_account',
          ends: ({ status }) => (status === 'ACTIVE' ? ['this'] : []),
          step: STEP,
        },
        {
          class: 'MANAGES',
          to: 'okta_user_group',
          type: 'okta_identity_provider_manages_group',
          ends: (provider) => [
            ...named(at(provider, `${PROVISIONING}.groups.assignments`)),
            ...named(at(provider, `${PROVISIONING}.groups.filter`)),
          ],
        },
      ],
      children: [LINKED_USERS],
    },
  ],
});
