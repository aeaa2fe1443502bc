import { text } from '../../json';
import { defineResource, type ChildDefinition, type StepName } from '../defineResource';
import { at, boolean, constant, count, ids, named, string, strings, time } from '../fields';
import { idsIn, names } from './conditions';
import { scopesWith } from './scopes';

/** Servers, policies and rules are read one within the other, and lost together. */
const STEP: StepName = {
  id: 'fetch-authorization-servers',
  name: 'Fetch Authorization Servers',
};

const TIMES = { created: true, lastUpdated: true } as const;

const PEOPLE = 'conditions.people';
const TOKEN = 'actions.token';

const RULES: ChildDefinition = {
  id: 'authorization-server-policy-rules',
  at: '_embedded.rules',
  step: STEP,
  belongsTo: { type: 'okta_auth_server_policy_has_rule' },
  entity: {
    type: 'okta_auth_server_policy_rule',
    class: 'Rule',
    description: 'Who gets which scopes from an authorization server, and how long tokens live',
    words: ['authorization server rule', 'Authorization server rules'],
    icon: 'policy',
    fields: {
      priority: count('priority', 'The lower, the earlier it is tried'),
      grantTypes: strings('conditions.grantTypes.include'),
      scopes: strings('conditions.scopes.include', '* stands for all'),
      allowsAllScopes: boolean((rule) => names(rule, 'conditions.scopes.include', '*')),
      ...ids('group', (rule) => idsIn(rule, `${PEOPLE}.groups.include`)),
      ...ids('user', (rule) => idsIn(rule, `${PEOPLE}.users.include`)),
      ...ids('excludedGroup', (rule) => idsIn(rule, `${PEOPLE}.groups.exclude`)),
      ...ids('excludedUser', (rule) => idsIn(rule, `${PEOPLE}.users.exclude`)),
      allUsers: boolean(
        (rule) => names(rule, `${PEOPLE}.groups.include`, 'EVERYONE'),
        'Whether it is for everybody, whatever their groups',
      ),
      accessTokenMinutes: count(`${TOKEN}.accessTokenLifetimeMinutes`),
      refreshTokenMinutes: count(`${TOKEN}.refreshTokenLifetimeMinutes`, '0: without end'),
      refreshTokenWindowMinutes: count(
        `${TOKEN}.refreshTokenWindowMinutes`,
        'A refresh token that is not used for so long ends',
      ),
      inlineHookId: string(`${TOKEN}.inlineHook.id`, 'Okta id of the hook that changes its tokens'),
    },
    raw: {
      id: true,
      name: true,
      type: true,
      status: true,
      priority: true,
      system: true,
      ...TIMES,
      conditions: {
        people: {
          users: { include: true, exclude: true },
          groups: { include: true, exclude: true },
        },
        grantTypes: { include: true },
        scopes: { include: true },
      },
      actions: {
        token: {
          accessTokenLifetimeMinutes: true,
          refreshTokenLifetimeMinutes: true,
          refreshTokenWindowMinutes: true,
          inlineHook: { id: true },
        },
      },
    },
  },
  edges: [
    {
      class: 'ASSIGNED',
      to: ['okta_user_group', 'okta_app_user_group'],
      type: 'okta_auth_server_policy_rule_assigned_group',
      ends: (rule) => idsIn(rule, `${PEOPLE}.groups.include`) ?? [],
    },
    {
      class: 'ASSIGNED',
      to: 'okta_user',
      ends: (rule) => idsIn(rule, `${PEOPLE}.users.include`) ?? [],
    },
    {
      class: 'TRIGGERS',
      to: 'okta_inline_hook',
      ends: (rule) => named(text(at(rule, `${TOKEN}.inlineHook.id`))),
    },
  ],
};

const CLIENTS = 'conditions.clients.include';

const POLICIES: ChildDefinition = {
  id: 'authorization-server-policies',
  at: '_embedded.policies',
  step: STEP,
  belongsTo: { type: 'okta_auth_server_has_policy' },
  embedded: {
    rules: {
      path: '/api/v1/authorizationServers/{id}/policies/{id}/rules',
      reference: 'authorizationserverrules',
    },
  },
  entity: {
    type: 'okta_auth_server_policy',
    class: 'AccessPolicy',
    description: 'Which clients an authorization server issues tokens to, with rules for which',
    words: ['authorization server policy', 'Authorization server policies'],
    icon: 'policy',
    fields: {
      priority: count('priority', 'The lower, the earlier it is tried'),
      ...ids('client', (policy) => idsIn(policy, CLIENTS), 'OAuth client ids'),
      allowsAllClients: boolean((policy) => names(policy, CLIENTS, 'ALL_CLIENTS')),
    },
    raw: {
      id: true,
      name: true,
      description: true,
      type: true,
      status: true,
      priority: true,
      system: true,
      ...TIMES,
      conditions: { clients: { include: true } },
    },
  },
  edges: [
    {
      class: 'ALLOWS',
      to: 'okta_application',
      ends: (policy) => idsIn(policy, CLIENTS) ?? [],
    },
  ],
  children: [RULES],
};

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/authorizationserver/ */
export const authorizationServers = defineResource({
  id: 'authorization-servers',
  list: { path: '/api/v1/authorizationServers', limit: 200 },
  permission: {
    title: 'Authorization servers',
    scope: 'okta.authorizationServers.read',
    reference: 'authorizationserver',
    withoutIt:
      'No authorization servers, and so nothing says which clients get which scopes of your APIs.',
    note: 'Only orgs with API Access Management have authorization servers of their own.',
  },
  source: {
    id: 'authorization-servers',
    title: 'Authorization servers',
    description:
      "What issues tokens for the org's own APIs, with policies and rules. Two calls for each server, one for each policy.",
  },
  step: STEP,
  embedded: {
    scopes: {
      path: '/api/v1/authorizationServers/{id}/scopes',
      limit: 200,
      reference: 'authorizationserverscopes',
    },
    policies: {
      path: '/api/v1/authorizationServers/{id}/policies',
      reference: 'authorizationserverpolicies',
    },
  },
  entity: {
    type: 'okta_auth_server',
    class: 'Service',
    description: "What issues OAuth tokens for the org's own APIs",
    words: ['authorization server', 'Authorization servers'],
    icon: 'provider',
    fields: {
      category: constant(['security']),
      function: constant(['IAM']),
      audiences: strings('audiences', 'Which APIs its tokens are for'),
      issuer: string('issuer'),
      issuerMode: string('issuerMode', 'ORG_URL, CUSTOM_URL, DYNAMIC'),
      isDefault: boolean('default', 'Whether Okta made it with the org'),
      signingKid: string('credentials.signing.kid'),
      keyRotationMode: string('credentials.signing.rotationMode', 'AUTO, MANUAL'),
      keyLastRotatedOn: time('credentials.signing.lastRotated'),
      keyNextRotationOn: time('credentials.signing.nextRotation'),
      scopes: strings((server) => scopesWith(server), "The org's own, without those of Okta"),
      defaultScopes: strings(
        (server) => scopesWith(server, (scope) => scope.default === true),
        'Those that a client gets if it names none',
      ),
      publicScopes: strings(
        (server) => scopesWith(server, (scope) => scope.metadataPublish === 'ALL_CLIENTS'),
        'Those that the public metadata shows',
      ),
      implicitConsentScopes: strings(
        (server) => scopesWith(server, (scope) => scope.consent === 'IMPLICIT'),
        'Those that no user is asked about',
      ),
    },
    raw: {
      id: true,
      name: true,
      description: true,
      status: true,
      audiences: true,
      issuer: true,
      issuerMode: true,
      default: true,
      ...TIMES,
      credentials: {
        signing: { kid: true, rotationMode: true, lastRotated: true, nextRotation: true },
      },
    },
  },
  children: [POLICIES],
});
