/** What the sample org lacks and a question looks for, added to its graph after the collection. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Graph, GraphObject } from './writeGraph';

const DAY = 86_400_000;
const OTHER_ORG = 'okta_account_other.okta.com';
const ROBOT = '0oa-robot';
const CLASSIC_PORTAL = '0oa-classic-portal';
const NEW_AWS = '0oa-aws-new';
const OTHER_DASHBOARD = '0oa-other-dashboard';
const ODD_POLICY = 'okta_access_policy:odd';
const SUPER_ADMINISTRATOR = 'okta_role:SuperAdministrator';

function keyOf(graph: Graph, type: string, displayName: string): string {
  const found = graph.entities.find(
    (entity) => entity._type === type && entity.displayName === displayName,
  );
  if (found === undefined) throw new Error(`the sample graph has no ${type} ${displayName}`);
  return found._key;
}

function edge(_type: string, _class: string, from: string, to: string): GraphObject {
  return {
    _key: `${from}|${_class.toLowerCase()}|${to}`,
    _type,
    _class,
    displayName: _class,
    _fromEntityKey: from,
    _toEntityKey: to,
  };
}

function newcomers(now: number): GraphObject[] {
  return [
    {
      _key: '00udora-dormant',
      _type: 'okta_user',
      _class: ['User'],
      displayName: 'dora.dormant@sample.example',
      name: 'Dora Dormant',
      status: 'active',
      isActive: true,
      isMfaEnabled: true,
      createdOn: now - 1000 * DAY,
      lastLoginOn: now - 100 * DAY,
      terminatedOn: now - 10 * DAY,
      identitySourceType: 'OKTA',
    },
    {
      _key: 'fwfdora-key',
      _type: 'mfa_device',
      _class: ['Key', 'AccessKey'],
      displayName: 'FIDO webauthn',
      factorType: 'webauthn',
      isActive: true,
      lastVerifiedOn: now - 200 * DAY,
    },
    {
      _key: '0pr-helpers',
      _type: 'okta_rule',
      _class: ['Configuration'],
      displayName: 'Helpers by title',
      expression: 'user.title=="Helper" OR isMemberOfGroupName("Sales")',
      status: 'active',
    },
    {
      _key: '0pr-fills-nothing',
      _type: 'okta_rule',
      _class: ['Configuration'],
      displayName: 'Fills nothing',
      expression: 'true',
      status: 'active',
    },
    {
      _key: 'guo-unencrypted',
      _type: 'okta_device',
      _class: ['Device'],
      displayName: 'Unencrypted PC',
      platform: 'windows',
      serial: 'S-1',
      managementStatus: 'MANAGED',
      diskEncryptionType: 'NONE',
    },
    {
      _key: '0oa-brand-new',
      _type: 'okta_application',
      _class: ['Application'],
      displayName: 'Brand new',
      status: 'active',
      signOnMode: 'OPENID_CONNECT',
      createdOn: now - 5 * DAY,
    },
  ];
}

/** Two more orgs: of one, little is set up; of the other, nothing was read but the org itself. */
function otherOrgs(): GraphObject[] {
  const org = {
    _type: 'okta_account',
    _class: ['Account'],
    pipeline: 'idx',
    supportEnabled: false,
  };
  return [
    {
      ...org,
      _key: OTHER_ORG,
      displayName: 'other',
      threatInsightAction: 'block',
      newClientsGetSuperAdmin: false,
      adminConsoleIdleMinutes: 120,
      adminConsoleLifetimeMinutes: 720,
    },
    { ...org, _key: 'okta_account_unread.okta.com', displayName: 'unread' },
    {
      _key: 'other-zone',
      _type: 'okta_network_zone',
      _class: ['Network'],
      displayName: 'LegacyIpZone',
      isActive: true,
      isSystem: true,
      isBlocklist: false,
    },
    {
      _key: 'other-password',
      _type: 'okta_authenticator',
      _class: ['Control'],
      displayName: 'Password',
      isActive: true,
      key: 'okta_password',
    },
    {
      _key: 'other-sessions',
      _type: 'okta_sign_on_policy',
      _class: ['AccessPolicy'],
      displayName: 'Default Policy',
      policyType: 'OKTA_SIGN_ON',
      isActive: true,
      isDefault: true,
    },
    {
      _key: 'other-stream',
      _type: 'okta_log_stream',
      _class: ['Logs'],
      displayName: 'Switched off',
      status: 'inactive',
      isActive: false,
    },
  ];
}

/** Applications: a super administrator with a shared secret, and some that the sample has no like of. */
function applications(now: number): GraphObject[] {
  const application = { _type: 'okta_application', _class: ['Application'], status: 'active' };
  return [
    {
      ...application,
      _key: ROBOT,
      displayName: 'Provisioning robot',
      isActive: true,
      signOnMode: 'OPENID_CONNECT',
      accessPolicyId: 'odd',
      oauthApplicationType: 'service',
      clientAuthMethod: 'client_secret_basic',
      grantTypes: ['client_credentials', 'password'],
    },
    {
      ...application,
      _key: CLASSIC_PORTAL,
      displayName: 'Portal of the Classic Engine',
      isActive: true,
      signOnMode: 'SAML_2_0',
      samlSignatureAlgorithm: 'RSA_SHA1',
      samlDigestAlgorithm: 'SHA256',
    },
    {
      ...application,
      _key: NEW_AWS,
      displayName: 'AWS – under a policy of a new kind',
      isActive: true,
      shortName: 'aws',
      signOnMode: 'SAML_2_0',
      accessPolicyId: 'odd',
    },
    {
      ...application,
      _key: OTHER_DASHBOARD,
      displayName: 'Okta Dashboard of another org',
      isActive: true,
      shortName: 'okta_enduser',
      signOnMode: 'OPENID_CONNECT',
      accessPolicyId: 'odd',
    },
    {
      _key: 'oag-robot',
      _type: 'okta_app_scope_grant',
      _class: ['AccessPolicy'],
      displayName: 'okta.groups.manage',
      scope: 'okta.groups.manage',
      isManageScope: true,
      isActive: true,
      grantSource: 'ADMIN',
    },
    {
      _key: 'cert-robot',
      _type: 'okta_app_signing_certificate',
      _class: ['Certificate'],
      displayName: 'CN=robot',
      isCurrent: true,
      expiresOn: now + 20 * DAY,
    },
    {
      _key: 'ra-sales-desk-over-all',
      _type: 'okta_role_assignment',
      _class: ['AccessPolicy'],
      displayName: 'Sales Desk',
      principalId: '0oaoidcservice0000h7',
      principalType: 'CLIENT',
      roleType: 'CUSTOM',
      isActive: true,
    },
  ];
}

/** Policies with rules that the integration cannot judge, and hooks that nobody looks after. */
function oddities(): GraphObject[] {
  return [
    {
      _key: ODD_POLICY,
      _type: 'okta_access_policy',
      _class: ['AccessPolicy'],
      displayName: 'Of a new kind',
      policyType: 'ACCESS_POLICY',
      isActive: true,
      isDefault: false,
    },
    {
      _key: 'okta_password_policy:lax',
      _type: 'okta_password_policy',
      _class: ['PasswordPolicy'],
      displayName: 'Lax',
      policyType: 'PASSWORD',
      isActive: true,
      minLength: 15,
      excludeUsername: false,
      autoUnlockMins: 5,
    },
    {
      _key: 'okta_event_hook:colleague',
      _type: 'okta_event_hook',
      _class: ['ApplicationEndpoint'],
      displayName: 'To a colleague',
      isActive: true,
      address: 'http://colleague.sample.example/hook',
      isHttps: false,
      hasAuthentication: true,
      isVerified: true,
    },
    {
      _key: 'okta_inline_hook:open',
      _type: 'okta_inline_hook',
      _class: ['ApplicationEndpoint'],
      displayName: 'Password import',
      isActive: true,
      address: 'https://import.sample.example/hook',
      hookType: 'com.okta.user.credential.password.import',
      isHttps: true,
      hasAuthentication: false,
    },
  ];
}

/** What the questions on policies, non-human administrators and who may act on whom look for. */
function moreEdges(keyed: (type: string, name: string) => string): GraphObject[] {
  const group = (name: string): string => keyed('okta_user_group', name);
  const user = (login: string): string => keyed('okta_user', `${login}@sample.example`);
  const service = keyed('okta_application', 'Inventory collector (service)');
  const partner = keyed('okta_identity_provider', 'Partner SAML');
  const assignment = 'ra-sales-desk-over-all';
  const manages = (name: string): GraphObject =>
    edge('okta_identity_provider_manages_group', 'MANAGES', partner, group(name));
  return [
    edge('okta_account_has_network_zone', 'HAS', OTHER_ORG, 'other-zone'),
    edge('okta_account_has_authenticator', 'HAS', OTHER_ORG, 'other-password'),
    edge('okta_account_has_sign_on_policy', 'HAS', OTHER_ORG, 'other-sessions'),
    edge('okta_account_has_log_stream', 'HAS', OTHER_ORG, 'other-stream'),
    edge('okta_access_policy_protects_application', 'PROTECTS', ODD_POLICY, ROBOT),
    edge('okta_access_policy_protects_application', 'PROTECTS', ODD_POLICY, NEW_AWS),
    edge('okta_access_policy_protects_application', 'PROTECTS', ODD_POLICY, OTHER_DASHBOARD),
    edge('okta_application_assigned_role', 'ASSIGNED', ROBOT, SUPER_ADMINISTRATOR),
    edge('okta_application_has_scope_grant', 'HAS', ROBOT, 'oag-robot'),
    edge('okta_application_has_signing_certificate', 'HAS', ROBOT, 'cert-robot'),
    edge('okta_application_has_role_assignment', 'HAS', service, assignment),
    edge('okta_role_assignment_uses_role', 'USES', assignment, keyed('okta_role', 'Sales Desk')),
    edge(
      'okta_role_assignment_allows_resource_set',
      'ALLOWS',
      assignment,
      keyed('okta_resource_set', 'All users'),
    ),
    manages('Helpdesk'),
    manages('Former Admins'),
    edge('okta_user_owns_group', 'OWNS', user('carla.nunez'), group('Helpdesk')),
    edge('okta_rule_uses_group', 'USES', '0pr-helpers', group('Sales')),
    edge('okta_user_manages_user', 'MANAGES', user('gilda.gone'), user('pia.pohl')),
  ];
}

/** The graph with its supplement. */
export function supplemented(graph: Graph, now: number): Graph {
  const group = (name: string): string => keyOf(graph, 'okta_user_group', name);
  const user = (login: string): string => keyOf(graph, 'okta_user', `${login}@sample.example`);
  const role = (name: string): string => keyOf(graph, 'okta_role', name);
  const inactive = keyOf(graph, 'okta_application', 'AWS – inactive');
  const dora = '00udora-dormant';
  const relationships: GraphObject[] = [
    edge('okta_user_assigned_role', 'ASSIGNED', dora, role('Read-Only Administrator')),
    edge('okta_user_assigned_factor', 'ASSIGNED', dora, 'fwfdora-key'),
    {
      _key: `${dora}|is|person`,
      _type: 'okta_user_is_person',
      _class: 'IS',
      displayName: 'IS',
      _mapping: {
        relationshipDirection: 'FORWARD',
        sourceEntityKey: dora,
        targetFilterKeys: [['_class', 'email']],
        targetEntity: { _class: 'Person', _type: 'person', email: ['dora@sample.example'] },
      },
    },
    edge('okta_group_has_user', 'HAS', group('Security Operations'), dora),
    edge('okta_group_has_user', 'HAS', group('Finance'), user('gilda.gone')),
    edge(
      'okta_user_group_assigned_role',
      'ASSIGNED',
      group('Okta Administrators'),
      role('Super Administrator'),
    ),
    edge('okta_rule_manages_user_group', 'MANAGES', '0pr-helpers', group('Helpdesk')),
    edge('okta_group_assigned_application', 'ASSIGNED', group('Engineering'), inactive),
    edge('okta_user_has_device', 'HAS', user('bo.berg'), 'guo-unencrypted'),
    edge('okta_user_created_application', 'CREATED', user('ana.admin'), '0oa-brand-new'),
  ];
  return {
    entities: [
      ...graph.entities,
      ...newcomers(now),
      ...otherOrgs(),
      ...applications(now),
      ...oddities(),
    ],
    relationships: [
      ...graph.relationships,
      ...relationships,
      ...moreEdges((type, name) => keyOf(graph, type, name)),
    ],
  };
}

/** Writes the objects that `whole` has beyond `graph` beside those that `collect` wrote. */
export function writeSupplement(directory: string, graph: Graph, whole: Graph): void {
  for (const collection of ['entities', 'relationships'] as const) {
    const target = path.join(directory, 'graph', 'supplement', collection);
    mkdirSync(target, { recursive: true });
    const added = whole[collection].slice(graph[collection].length);
    writeFileSync(path.join(target, 'added.json'), JSON.stringify({ [collection]: added }));
  }
}
