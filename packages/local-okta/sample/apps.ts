/** Applications other than AWS: every sign-on mode, vendor settings, secrets of every sort. */
import { canary } from '../canary';
import type { JsonObject } from '../types';
import type { AppSpec } from './appSpec';
import { idOf } from './build';

const OAUTH_CLIENT: JsonObject = {
  client_uri: null,
  logo_uri: null,
  redirect_uris: ['https://portal.sample.example/callback'],
  response_types: ['code'],
  grant_types: ['authorization_code', 'refresh_token'],
  application_type: 'web',
  consent_method: 'TRUSTED',
  issuer_mode: 'DYNAMIC',
  wildcard_redirect: 'DISABLED',
};

/** Of the application that signs its requests; public, and valid until 30 November 2027. */
const SP_CERTIFICATE =
  'MIIBvTCCAWOgAwIBAgIUH1Eql4ow0v/GBqrG2n1vRky5q/cwCgYIKoZIzj0EAwIwNDEUMBIGA1UECgwLT2xkIFBh' +
  'cnRuZXIxHDAaBgNVBAMME29sZC5wYXJ0bmVyLmV4YW1wbGUwHhcNMjYxMTMwMjE0MjQxWhcNMjcxMTMwMjE0MjQx' +
  'WjA0MRQwEgYDVQQKDAtPbGQgUGFydG5lcjEcMBoGA1UEAwwTb2xkLnBhcnRuZXIuZXhhbXBsZTBZMBMGByqGSM49' +
  'AgEGCCqGSM49AwEHA0IABEr4hEhf2A7x/TCQYJHomH+REi6axKUK69u/QVKXrLyeD3kU64PPTQfXhf7OsgbCcpxo' +
  'RR51SLsKbOuyHJgx6V+jUzBRMB0GA1UdDgQWBBRN5zTZfqTbKGEFKfeEYICZPF0q5zAfBgNVHSMEGDAWgBRN5zTZ' +
  'fqTbKGEFKfeEYICZPF0q5zAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIBRqPj3IyCeOnEWVy6W+' +
  'PbjhCb5IMpCH2YjrMKeYzfj8AiEA4XGI5oEzXvfAFGKe+r8OpL1XKHu3enrGRLvH2QNEFWs=';

/** As the list of applications shows them, without times. */
const CLIENT_KEYS: JsonObject[] = [
  {
    id: idOf('pks', 'current'),
    kid: 'public-1',
    kty: 'RSA',
    alg: 'RS256',
    use: 'sig',
    e: 'AQAB',
    n: 'sXch',
    d: canary('client-key-private'),
    status: 'ACTIVE',
  },
  { id: idOf('pks', 'old'), kid: 'public-0', kty: 'EC', x: 'x', y: 'y', status: 'INACTIVE' },
  { kid: 'public-2', kty: 'RSA', use: 'enc', e: 'AQAB', n: 'sXch', status: 'ACTIVE' },
];

export const APPS: readonly AppSpec[] = [
  {
    key: 'gcp',
    name: 'cloudconsole',
    label: 'Google Cloud Platform',
    signOnMode: 'SAML_2_0',
    app: { domain: 'sample.example', afwOnly: false },
    extra: { universalLogout: { status: 'DISABLED', supportType: 'PARTIAL' } },
    groups: [{ group: 'eng', priority: 0 }],
  },
  {
    key: 'github',
    accessPolicy: 'onefactor',
    name: 'githubcloud',
    label: 'GitHub Enterprise Cloud – sample',
    signOnMode: 'SAML_2_0',
    features: ['PUSH_NEW_USERS', 'PUSH_USER_DEACTIVATION', 'GROUP_PUSH'],
    app: { githubOrg: 'sample-org', apiToken: canary('github-apiToken') },
    groups: [{ group: 'eng', priority: 0, profile: { role: 'member' } }],
    users: [{ user: 'ana', profile: { role: 'admin', email: 'ana.admin@sample.example' } }],
  },
  {
    key: 'office',
    name: 'office365',
    label: 'Microsoft Office 365',
    signOnMode: 'SAML_1_1',
    features: ['PUSH_NEW_USERS', 'IMPORT_NEW_USERS', 'PUSH_PROFILE_UPDATES'],
    app: {
      domain: 'sample.onmicrosoft.com',
      domains: [
        {
          domain: 'sample.example',
          isDefault: true,
          adminPassword: canary('office-domain-password'),
        },
      ],
      requireAdminConsent: false,
      windowsTransportEnabled: false,
      wsFedConfigureType: 'AUTO',
      msftTenant: 'sample',
      adminUsername: 'o365admin@sample.onmicrosoft.com',
      adminPassword: canary('office-adminPassword'),
    },
    groups: [
      { group: 'everyone', priority: 0, profile: { licenses: ['E3'], roles: null } },
      { group: 'adusers', priority: 1 },
    ],
  },
  {
    key: 'google',
    name: 'google',
    label: 'Google Workspace',
    signOnMode: 'SAML_2_0',
    app: {
      domain: 'sample.example',
      rpId: null,
      oauthClientSecret: canary('google-oauthClientSecret'),
    },
    groups: [{ group: 'gws', priority: 0 }],
  },
  {
    key: 'salesforce',
    name: 'salesforce',
    label: 'Salesforce.com',
    signOnMode: 'SAML_2_0',
    app: {
      integrationType: 'STANDARD',
      instanceType: 'SANDBOX',
      loginUrl: 'https://sample.my.salesforce.com',
      provisioning: {
        oauth: {
          clientSecret: canary('nested-clientSecret'),
          refreshToken: canary('nested-refreshToken'),
        },
      },
      apiCredentials: [{ name: 'primary', token: canary('array-token') }],
    },
    groups: [
      { group: 'sales', priority: 0, profile: { profile: 'Standard User', role: null } },
      { group: 'contractors', priority: 1, profile: { profile: 'Chatter Free User' } },
    ],
  },
  {
    key: 'slack',
    accessPolicy: 'gone',
    name: 'slack',
    label: 'Slack',
    signOnMode: 'AUTO_LOGIN',
    app: { domain: 'sample', userEmailValue: null, bearerToken: canary('slack-bearerToken') },
    groups: [{ group: 'everyone', priority: 0 }],
  },
  {
    key: 'oidcweb',
    accessPolicy: 'onefactor',
    profilePolicy: 'portal',
    name: 'oidc_client',
    label: 'Kundenportal (Web)',
    signOnMode: 'OPENID_CONNECT',
    credentials: {
      oauthClient: {
        autoKeyRotation: true,
        client_id: 'kundenportal',
        client_secret: canary('oidc-client-secret'),
        token_endpoint_auth_method: 'client_secret_post',
        pkce_required: true,
      },
    },
    settings: {
      oauthClient: {
        ...OAUTH_CLIENT,
        redirect_uris: [
          'https://*.portal.sample.example/callback',
          'http://portal.sample.example/callback',
          'http://localhost:3000/callback',
          `https://portal.sample.example/cb?key=${canary('redirect-query')}`,
        ],
        post_logout_redirect_uris: ['https://portal.sample.example/bye'],
        initiate_login_uri: `https://portal.sample.example/start?key=${canary('login-query')}`,
        wildcard_redirect: 'SUBDOMAIN',
        dpop_bound_access_tokens: false,
        refresh_token: { rotation_type: 'ROTATE', leeway: 30 },
        client_secret: canary('settings-client-secret'),
      },
    },
    groups: [{ group: 'munster', priority: 0 }],
    users: [{ user: 'mara' }],
  },
  {
    key: 'oidcservice',
    name: 'oidc_client',
    label: 'Inventory collector (service)',
    signOnMode: 'OPENID_CONNECT',
    credentials: {
      oauthClient: {
        autoKeyRotation: true,
        client_id: '0oaoidcservice0000h7',
        token_endpoint_auth_method: 'private_key_jwt',
      },
    },
    settings: {
      oauthClient: {
        ...OAUTH_CLIENT,
        application_type: 'service',
        grant_types: ['client_credentials'],
        response_types: ['token'],
        redirect_uris: [],
        dpop_bound_access_tokens: true,
        jwks_uri: `https://keys.sample.example/jwks?key=${canary('jwks-query')}`,
        jwks: { keys: CLIENT_KEYS },
        network: {
          connection: 'ZONE',
          include: [idOf('nzo', 'offices'), idOf('nzo', 'lan')],
          exclude: [idOf('nzo', 'tor'), 'ALL_ZONES'],
        },
      },
    },
  },
  {
    key: 'oidcspa',
    name: 'oidc_client',
    label: 'Einkauf (SPA)',
    signOnMode: 'OPENID_CONNECT',
    status: 'INACTIVE',
    credentials: {
      oauthClient: {
        autoKeyRotation: true,
        client_id: '0oaoidcspa00000000h7',
        token_endpoint_auth_method: 'none',
        pkce_required: true,
      },
    },
    settings: { oauthClient: { ...OAUTH_CLIENT, application_type: 'browser' } },
  },
  {
    key: 'bookmark',
    name: 'bookmark',
    label: 'Kantine – Speiseplan',
    signOnMode: 'BOOKMARK',
    app: { requestIntegration: false, url: 'https://canteen.sample.example/?day=today' },
    groups: [{ group: 'everyone', priority: 0 }],
  },
  {
    key: 'ad',
    name: 'active_directory',
    label: 'sample.local',
    signOnMode: null,
    app: {
      namingContext: 'sample.local',
      filterGroupsByOU: false,
      activationEmail: 'it@sample.example',
      activationPassword: canary('ad-activationPassword'),
      password: canary('ad-password'),
      serviceAccount: { user: 'okta-agent', password: canary('ad-nested-password') },
    },
    credentials: {
      userNameTemplate: { template: '${source.userPrincipalName}', type: 'BUILT_IN' },
    },
    features: ['IMPORT_NEW_USERS', 'PROFILE_MASTERING'],
    users: [{ user: 'dmitri' }, { user: 'fatima' }],
    appLinks: [],
  },
  {
    key: 'ldap',
    name: 'ldap_interface',
    label: 'LDAP interface',
    signOnMode: null,
    app: { bindPassword: canary('ldap-bindPassword') },
    appLinks: [],
    logos: [],
  },
  {
    key: 'csv',
    name: 'csv_directory_v2',
    label: 'HR export',
    signOnMode: null,
    status: 'INACTIVE',
    appLinks: [],
  },
  {
    key: 'customsaml',
    name: 'sample_acmehr_1',
    label: 'Acme HR',
    signOnMode: 'SAML_2_0',
    settings: {
      signOn: {
        defaultRelayState: null,
        ssoAcsUrl: 'https://hr.acme.example/saml',
        recipient: 'https://hr.acme.example/saml',
        destination: 'https://hr.acme.example/saml',
        audience: 'urn:acme:hr',
        idpIssuer: 'http://www.okta.com/${org.externalKey}',
        subjectNameIdTemplate: '${user.userName}',
        subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        responseSigned: true,
        assertionSigned: true,
        signatureAlgorithm: 'RSA_SHA256',
        digestAlgorithm: 'SHA256',
        honorForceAuthn: true,
        authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
        requestCompressed: false,
        allowMultipleAcsEndpoints: false,
        acsEndpoints: [],
        attributeStatements: [],
        spCertificate: { x5c: [SP_CERTIFICATE] },
        inlineHooks: [{ id: idOf('cal', 'saml') }],
      },
    },
    groups: [
      // The same pair twice: other priority, other role.
      { group: 'dup', priority: 0, profile: { role: 'editor' } },
      { group: 'dup', priority: 3, profile: { role: 'viewer' } },
      { group: 'finance', priority: 1, profile: { role: null } },
      { group: 'emptyassign', priority: 2 },
    ],
    users: [{ user: 'tomas', profile: { role: 'owner' }, extra: { externalId: 'hr-77' } }],
  },
  {
    key: 'swa',
    name: 'template_swa',
    label: 'Bank login (shared)',
    signOnMode: 'BROWSER_PLUGIN',
    app: {
      buttonField: 'btn-login',
      passwordField: 'txt-pass',
      usernameField: 'txt-user',
      url: 'https://bank.example/login',
      password: canary('swa-password'),
    },
    users: [
      {
        user: 'fatima',
        extra: {
          credentials: { userName: 'shared', password: { value: canary('app-user-password') } },
        },
      },
      { user: 'rosa', extra: { credentials: null } },
    ],
  },
  {
    key: 'basic',
    name: 'template_basic_auth',
    label: 'Old intranet',
    signOnMode: 'BASIC_AUTH',
    app: {
      url: 'https://intranet.sample.example',
      authURL: 'https://intranet.sample.example/auth',
    },
    users: [{ user: 'pia' }],
  },
  {
    key: 'sps',
    name: 'template_sps',
    label: 'Legacy form',
    signOnMode: 'SECURE_PASSWORD_STORE',
    app: {
      url: 'https://legacy.sample.example',
      passwordField: '#pw',
      usernameField: '#user',
      optionalField1: 'pin',
      optionalField1Value: canary('sps-optional-field'),
    },
  },
  {
    key: 'saml11',
    name: 'template_saml_1_1',
    label: 'Archive (SAML 1.1)',
    signOnMode: 'SAML_1_1',
    status: 'INACTIVE',
  },
  {
    key: 'wsfed',
    name: 'template_wsfed',
    label: 'SharePoint on premises',
    signOnMode: 'WS_FEDERATION',
    app: {
      siteURL: 'https://sharepoint.sample.example',
      realm: 'urn:okta:app:sharepoint',
      wReplyURL: 'https://sharepoint.sample.example/_trust/',
      wReplyOverride: false,
      audienceRestriction: 'urn:okta:app:sharepoint',
      nameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
      authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      groupFilter: '.*',
      groupName: 'groups',
      groupValueFormat: 'windowsDomainQualifiedName',
      usernameAttribute: 'upn',
      attributeStatements: '',
    },
    groups: [{ group: 'adusers', priority: 0 }],
  },
  {
    key: 'samlvendor',
    name: 'zendesksaml',
    label: 'Zendesk',
    signOnMode: 'SAML_2_0',
    app: { companySubDomain: 'sample', authToken: canary('zendesk-authToken') },
    groups: [{ group: 'munster', priority: 0, profile: { role: 'agent' } }],
  },
  {
    key: 'enduser',
    profilePolicy: 'profile',
    name: 'okta_enduser',
    label: 'Okta Dashboard',
    signOnMode: 'OPENID_CONNECT',
    credentials: { oauthClient: { client_id: 'okta_enduser', token_endpoint_auth_method: 'none' } },
    settings: { oauthClient: OAUTH_CLIENT },
    groups: [{ group: 'everyone', priority: 0 }],
  },
  {
    key: 'admin',
    accessPolicy: 'console',
    name: 'saasure',
    label: 'Okta Admin Console',
    signOnMode: 'OPENID_CONNECT',
    credentials: { oauthClient: { client_id: 'okta_admin', token_endpoint_auth_method: 'none' } },
    settings: { oauthClient: OAUTH_CLIENT },
    groups: [{ group: 'oktaadmins', priority: 0 }],
    appLinks: [{ name: 'admin', href: 'https://sample.okta.com/home/saasure/1' }],
  },
  // Nothing but what an application cannot do without.
  {
    key: 'bare',
    name: 'bare_app',
    label: '',
    signOnMode: null,
    appLinks: [],
    logos: [],
    extra: {
      credentials: null,
      settings: null,
      visibility: null,
      accessibility: null,
      features: null,
    },
    users: [
      { user: 'quinn', profile: { nothing: null }, extra: { externalId: null, lastSync: null } },
    ],
  },
];
