/** What fails for single objects, between two pages, while the org changes, and around the run. */
import { alteredAnswers } from '../harness/alteredAnswers';
import { SAMPLE_NOW, type CollectOptions } from '../harness/collect';
import {
  sampleOrg,
  type Fault,
  type JsonObject,
  type LocalOkta,
  type OrgHooks,
} from '../../packages/local-okta';
import { ENDPOINT_NEEDS } from '../../src/permissions';
import { appId } from '../../packages/local-okta/sample/appSpec';
import { groupId } from '../../packages/local-okta/sample/groups';
import { userId } from '../../packages/local-okta/sample/people';
import { NOT_FOUND } from './notFoundRows';
import {
  MFA_ENABLED,
  ON_APPS,
  ON_GROUPS,
  ON_IDENTITY_ENGINE,
  ON_USERS,
  ROLE_ASSIGNMENTS,
  ROLE_ASSIGNMENTS_TO_SETS,
  STEP,
  stepsOfSource,
  typesOf,
  type Row,
  type Section,
} from './row';
import { withUnlistedUser } from './unlistedUsers';
import { UNSAID } from './unsaidRows';

const ORG = sampleOrg({ now: SAMPLE_NOW });
const PAGE = 3;
const SHORT_PAGES: Fault = { kind: 'shortPages', limit: PAGE };

const pathOf = (path: string): RegExp => new RegExp(`^${path}(?:\\?|$)`);
const factorsOf = (user: string): RegExp => pathOf(`/api/v1/users/${userId(user)}/factors`);
const membersOf = (group: string): RegExp => pathOf(`/api/v1/groups/${groupId(group)}/users`);
const rolesOfUser = (user: string): RegExp => pathOf(`/api/v1/users/${userId(user)}/roles`);
const rolesOfGroup = (group: string): RegExp => pathOf(`/api/v1/groups/${groupId(group)}/roles`);
const usersOf = (app: string): RegExp => pathOf(`/api/v1/apps/${appId(app)}/users`);
const groupsOf = (app: string): RegExp => pathOf(`/api/v1/apps/${appId(app)}/groups`);

const AWS_ROLE = 'okta_user_assigned_aws_iam_role';
const propertiesOf = (type: string, ...names: string[]): string[] =>
  names.map((name) => `${type}.${name}`);

const NOT_IN_THIS_STATUS = { kind: 'status', status: 403, code: 'E0000038' } as const;

const FACTORS_OF_ANA = {
  mfa_device: ORG.factors(userId('ana')).length,
  okta_user_assigned_factor: ORG.factors(userId('ana')).length,
};
const SALES = ORG.groupMembers(groupId('sales')).size;
const SALESFORCE = ORG.appUsers(appId('salesforce')).size;

const EVERYONE_RENAMED = propertiesOf('okta_user_group', '_rawData', 'displayName', 'name');

const FIRST_USERS = new Set<unknown>(
  Array.from({ length: 10 }, (_, index) => ORG.users.at(index).id),
);
const onlyTheFirstUsers: Parameters<typeof alteredAnswers>[1] = (user) =>
  FIRST_USERS.has(user.id) ? [user] : [];

const ONE: Section = {
  title: 'One user, group or application',
  introduction:
    'The fault strikes the calls of one object only. It is lost, or what of it could not be read; all ' +
    'others are complete.',
  rows: [
    {
      fault: '500, again and again',
      where: 'factors of one user',
      org: { faults: [{ kind: 'serverError', on: factorsOf('ana') }] },
      fails: [STEP.factors],
      changed: MFA_ENABLED,
      missing: FACTORS_OF_ANA,
    },
    {
      fault: '403',
      where: 'factors of one user',
      org: { faults: [{ kind: 'forbidden', on: factorsOf('ana') }] },
      fails: [STEP.factors],
      changed: MFA_ENABLED,
      missing: FACTORS_OF_ANA,
    },
    {
      fault: 'an object instead of a list',
      where: 'factors of one user',
      org: { faults: [{ kind: 'wrongShape', on: factorsOf('ana') }] },
      fails: [STEP.factors],
      changed: MFA_ENABLED,
      missing: FACTORS_OF_ANA,
    },
    {
      fault: '403 E0000038, not allowed in the user’s status',
      where: 'factors of one user',
      org: { faults: [{ ...NOT_IN_THIS_STATUS, on: factorsOf('ana') }] },
      fails: [STEP.factors],
      changed: MFA_ENABLED,
      missing: FACTORS_OF_ANA,
    },
    {
      fault: '403 E0000038, not allowed in the user’s status',
      where: 'factors of a user who never signed in',
      org: { faults: [{ ...NOT_IN_THIS_STATUS, on: factorsOf('staged') }] },
    },
    {
      fault: '404, as where the user is gone',
      where: 'factors of one user',
      org: { faults: [{ kind: 'notFound', on: factorsOf('ana') }] },
      gone: typesOf([STEP.factors]),
      changed: MFA_ENABLED,
    },
    {
      fault: '404',
      where: 'factors of a user who never signed in',
      org: { faults: [{ kind: 'notFound', on: factorsOf('staged') }] },
    },
    {
      fault: '500, again and again',
      where: 'members of one group',
      org: { faults: [{ kind: 'serverError', on: membersOf('sales') }] },
      fails: [STEP.members],
      missing: { okta_group_has_user: SALES },
    },
    {
      fault: '500 from the second page on',
      where: 'members of one group',
      org: { faults: [SHORT_PAGES, { kind: 'serverError', on: membersOf('sales'), from: 2 }] },
      fails: [STEP.members],
      missing: { okta_group_has_user: SALES - PAGE },
    },
    {
      fault: '403, as for a group with an administrator role',
      where: 'members of one group',
      org: { faults: [{ kind: 'forbidden', on: membersOf('helpdesk') }] },
      fails: [STEP.members],
    },
    {
      fault: '403, as for everybody',
      where: 'members of `Okta Administrators`',
      org: { faults: [{ kind: 'forbidden', on: membersOf('oktaadmins') }] },
      // The administrators that are known by their roles.
      added: ['okta_group_has_user'],
    },
    {
      fault: '404, as where the group is gone',
      where: 'members of one group',
      org: { faults: [{ kind: 'notFound', on: membersOf('sales') }] },
      gone: typesOf([STEP.members]),
      missing: { okta_group_has_user: SALES },
    },
    {
      fault: '500, again and again',
      where: 'users of one application',
      org: { faults: [{ kind: 'serverError', on: usersOf('salesforce') }] },
      fails: [STEP.userApps],
      missing: { okta_user_assigned_application: SALESFORCE },
    },
    {
      fault: '500 from the second page on',
      where: 'users of one application',
      org: { faults: [SHORT_PAGES, { kind: 'serverError', on: usersOf('salesforce'), from: 2 }] },
      fails: [STEP.userApps],
      missing: { okta_user_assigned_application: SALESFORCE - PAGE },
    },
    {
      fault: '500 from the second page on',
      where: 'groups of one application',
      org: {
        faults: [
          { kind: 'shortPages', limit: 1 },
          { kind: 'serverError', on: groupsOf('salesforce'), from: 2 },
        ],
      },
      fails: [STEP.groupApps],
      missing: {
        okta_group_assigned_application: ORG.appGroups(appId('salesforce')).size - 1,
      },
    },
    {
      fault: '404, as where the application is gone',
      where: 'users and groups of one application',
      org: {
        faults: [
          { kind: 'notFound', on: usersOf('salesforce') },
          { kind: 'notFound', on: groupsOf('salesforce') },
        ],
      },
      gone: typesOf([STEP.userApps, STEP.groupApps]),
    },
    {
      fault: '500, again and again',
      where: 'groups of one AWS application',
      org: { faults: [{ kind: 'serverError', on: groupsOf('awsprofile') }] },
      fails: [STEP.groupApps, STEP.groupAws, STEP.userAws],
      changed: propertiesOf(AWS_ROLE, 'grants', 'priority'),
      warnings: 3,
    },
    {
      fault: '500, again and again',
      where: 'roles of one user',
      org: { faults: [{ kind: 'serverError', on: rolesOfUser('ana') }] },
      fails: [STEP.roles, STEP.userRoles, ...ROLE_ASSIGNMENTS],
      warnings: 4,
    },
    {
      fault: '403',
      where: 'roles of one group',
      org: { faults: [{ kind: 'forbidden', on: rolesOfGroup('helpdesk') }] },
      fails: [STEP.roles, STEP.groupRoles, ...ROLE_ASSIGNMENTS],
      warnings: 4,
    },
  ],
};

/** The list answers its first two pages and then fails. */
function thirdPage(
  list: string,
  from: number,
  fails: readonly string[],
  kept: Row['kept'] & object,
): Row {
  return {
    fault: '500 from the third page on',
    where: `\`${list}\``,
    org: { faults: [SHORT_PAGES, { kind: 'serverError', on: list, from }] },
    fails,
    kept,
  };
}

/** What several AWS applications grant has fewer reasons if some of them are not listed. */
const FEWER_REASONS = [
  ...propertiesOf(AWS_ROLE, 'applicationId', 'grantCount', 'grants', 'groupId', 'scope', 'via'),
  ...propertiesOf('okta_user_group_assigned_aws_iam_role', 'grantCount', 'grants'),
];

const FOREIGN: Fault = { kind: 'nextHost', origin: 'https://evil.example' };

const LISTS: Section = {
  title: 'A list that ends early',
  introduction:
    'Pages that were read stay in the graph, and so does everything that the list has no part in.',
  rows: [
    // One call proves the credential before the list begins, and one counts the users of `Everyone`.
    thirdPage('/api/v1/users', 4, ON_USERS, { okta_user: 2 * PAGE }),
    {
      ...thirdPage('/api/v1/groups', 4, ON_GROUPS, { okta_account_has_group: 2 * PAGE }),
      changed: propertiesOf(AWS_ROLE, 'grantCount', 'grants'),
    },
    {
      ...thirdPage('/api/v1/apps', 3, ON_APPS, { okta_application: 2 * PAGE }),
      changed: FEWER_REASONS,
    },
    thirdPage('/api/v1/devices', 3, [STEP.devices, STEP.userDevices], { okta_device: 2 * PAGE }),
    thirdPage(
      '/api/v1/iam/assignees/users',
      3,
      [STEP.roles, STEP.userRoles, ...ROLE_ASSIGNMENTS],
      {},
    ),
    {
      fault: '500 from the second page on',
      where: '`/api/v1/groups/rules`',
      org: { faults: [SHORT_PAGES, { kind: 'serverError', on: '/api/v1/groups/rules', from: 2 }] },
      fails: [STEP.rules, STEP.ruleGroups, STEP.ruleSources],
      kept: { okta_rule: PAGE },
    },
    {
      fault: '`next` on a foreign host, which is not followed',
      where: '`/api/v1/apps`',
      org: { faults: [SHORT_PAGES, { ...FOREIGN, on: '/api/v1/apps' }] },
      fails: ON_APPS,
      changed: FEWER_REASONS,
      kept: { okta_application: PAGE },
    },
    {
      fault: 'a cursor that repeats itself',
      where: '`/api/v1/apps`',
      org: { faults: [SHORT_PAGES, { kind: 'repeatedCursor', on: '/api/v1/apps' }] },
      fails: ON_APPS,
      changed: FEWER_REASONS,
    },
    {
      fault: 'a cursor that expires every time',
      where: '`/api/v1/apps`',
      org: { faults: [SHORT_PAGES, { kind: 'cursorExpires', on: '/api/v1/apps' }] },
      fails: ON_APPS,
      changed: FEWER_REASONS,
    },
    {
      fault: 'statistics too heavy for Okta at any page size',
      where: '`/api/v1/groups`',
      org: { faults: [{ kind: 'heavy', above: 0, on: '/api/v1/groups' }] },
      changed: ['appsCount', 'hasAdminPrivilege', 'usersCount'].flatMap((property) => [
        `okta_app_user_group.${property}`,
        `okta_user_group.${property}`,
      ]),
    },
    {
      fault: 'every object twice',
      where: 'every list',
      org: { faults: [{ kind: 'doubled' }] },
    },
    {
      fault: 'pages in another order, shifting between requests',
      where: 'every list',
      org: {
        faults: [SHORT_PAGES, { kind: 'overlap', by: 2 }, { kind: 'moved' }, { kind: 'reversed' }],
      },
    },
    {
      fault: 'no `Everyone` in it: the credential sees some groups only',
      where: '`/api/v1/groups`',
      prepare: ({ org }) => {
        org.deleteGroup(groupId('everyone'));
      },
      fails: [...new Set([...ON_GROUPS, ...ON_USERS])],
      warnings: 2,
    },
    {
      fault: 'no `Everyone` in it, and applications, rules and devices are empty',
      where: '`/api/v1/groups` and others',
      prepare: ({ org }) => {
        org.deleteGroup(groupId('everyone'));
      },
      org: {
        faults: ['/api/v1/apps', '/api/v1/groups/rules', '/api/v1/devices'].map((on) => ({
          kind: 'empty',
          on,
        })),
      },
      fails: [...new Set([...ON_GROUPS, ...ON_USERS, ...ON_APPS, STEP.rules, STEP.devices])].sort(),
      warnings: 3,
    },
    ...[
      ['Jeder', 'of another language'],
      ['everyone ', 'in lower case, with a blank'],
    ].map(([name, how]): Row => ({
      fault: `\`Everyone\` under another name, ${how}`,
      where: '`/api/v1/groups`',
      prepare: ({ org }) => {
        org.patchGroup(groupId('everyone'), { profile: { name } });
      },
      changed: EVERYONE_RENAMED,
    })),
    {
      fault: 'far fewer users than Okta counts in `Everyone`',
      where: 'both lists of users',
      options: {
        client: { transport: alteredAnswers(/^\/api\/v1\/users$/, onlyTheFirstUsers) },
      },
      fails: ON_USERS,
    },
    {
      fault: 'far fewer members than Okta counts',
      where: 'one group',
      options: { client: { transport: alteredAnswers(membersOf('sales'), () => []) } },
      fails: [STEP.members],
    },
    ...(
      [
        ['400', 'badRequest'],
        ['403', 'forbidden'],
        ['500', 'serverError'],
      ] as const
    ).map(([status, kind]): Row => ({
      fault: `${status} for the question for \`Everyone\``,
      where: '`/api/v1/groups`',
      org: { faults: [{ kind, on: /^\/api\/v1\/groups\?.*BUILT_IN/ }] },
      fails: ON_USERS,
    })),
    {
      fault: 'it cannot be asked for `Everyone` (403), and `trustUserList` is true',
      where: '`/api/v1/groups`',
      org: { faults: [{ kind: 'forbidden', on: /^\/api\/v1\/groups\?.*BUILT_IN/ }] },
      options: { config: { trustUserList: true } },
    },
  ],
};

const UNGRANTED = [
  ['a scope is not granted, and left out of the token', 'drop'],
  ['a scope is not granted, and the token refused', 'refuse'],
] as const;

/** Changes the org right before the first request that `on` matches is answered. */
function change(on: Fault['on'], then: (org: OrgHooks) => void): Fault {
  return { kind: 'change', change: then, nth: 1, ...(on !== undefined && { on }) };
}

const LATER = new Date(SAMPLE_NOW + 60_000).toISOString();
/** The second list of users, which has deprovisioned ones too. */
const SECOND_LIST = /^\/api\/v1\/users\?.*search=/;

const STATUS = propertiesOf(
  'okta_user',
  ...['active', 'isActive', 'status', 'statusChanged', 'statusChangedOn', '_rawData'],
);

const NEWCOMER: JsonObject = {
  id: userId('newcomer'),
  status: 'ACTIVE',
  created: LATER,
  profile: { login: 'new@sample.example', email: 'new@sample.example' },
};

const UNLISTED: JsonObject = {
  ...NEWCOMER,
  id: userId('unlisted'),
  created: '2020-01-01T00:00:00.000Z',
};

const ON_UNLISTED = pathOf(`/api/v1/users/${userId('unlisted')}`);

/** Okta shows the user when it is asked by the id, and not before. */
const UNLISTED_APPEARS = change(ON_UNLISTED, (org) => {
  org.addUser(UNLISTED);
});

const TYPES_OF_NEWCOMER = [
  'okta_account_has_user',
  'okta_group_has_user',
  'okta_user',
  'okta_user_is_person',
];

const TYPES_OF_UNLISTED = [...TYPES_OF_NEWCOMER, 'okta_user_assigned_application'];

const CHANGES: Section = {
  title: 'The org changes while it is read',
  introduction:
    'Every user, group and application is collected once, as it was when it was listed. What is deleted ' +
    'in between is left out without a word; no edge is emitted without both of its ends.',
  rows: [
    {
      fault: 'a user is deprovisioned between the two lists of users',
      where: 'a user without factors',
      org: {
        faults: [
          change(SECOND_LIST, (org) => {
            org.patchUser(userId('typeless'), { status: 'DEPROVISIONED', statusChanged: LATER });
          }),
        ],
      },
      changed: MFA_ENABLED,
    },
    {
      fault: 'a user is reactivated between the two lists of users',
      where: 'a deprovisioned user',
      org: {
        faults: [
          change(SECOND_LIST, (org) => {
            org.patchUser(userId('gone'), { status: 'ACTIVE', statusChanged: LATER });
          }),
        ],
      },
      changed: STATUS,
    },
    {
      fault: 'a user gets another name and e-mail between two pages',
      where: 'a user who was listed',
      org: {
        faults: [
          SHORT_PAGES,
          change(SECOND_LIST, (org) => {
            org.patchUser(userId('bo'), { profile: { lastName: 'New', email: 'new@x.example' } });
          }),
        ],
      },
    },
    {
      fault: 'a user moves from one group to another',
      where: 'groups whose members are read then',
      org: {
        faults: [
          change(membersOf('finance'), (org) => {
            org.removeMember(groupId('finance'), userId('rosa'));
            org.addMember(groupId('sales'), userId('rosa'));
          }),
        ],
      },
      gone: typesOf([STEP.members]),
      added: ['okta_group_has_user'],
    },
    {
      fault: 'a user is deleted after being listed',
      where: 'a user with factors, groups and applications',
      org: {
        faults: [
          // Everything else comes late, so that it is read without the user.
          ...['groups', 'apps', 'devices', 'iam/assignees/users'].map((list): Fault => ({
            kind: 'slow',
            ms: 2_000,
            on: `/api/v1/${list}`,
          })),
          change(factorsOf('ana'), (org) => {
            org.deleteUser(userId('ana'));
          }),
        ],
      },
      gone: [...typesOf(ON_USERS), ...typesOf([STEP.roles, ...ROLE_ASSIGNMENTS])],
      changed: [...MFA_ENABLED, 'okta_user_group.usersCount'],
    },
    {
      fault: 'a group is deleted after being listed',
      where: 'a group with members',
      org: {
        faults: [
          change(membersOf('sales'), (org) => {
            org.deleteGroup(groupId('sales'));
          }),
        ],
      },
      gone: [...typesOf([STEP.members, STEP.groupApps])],
    },
    {
      fault: 'an application is deleted after being listed',
      where: 'an application with users and groups',
      org: {
        faults: [
          change(usersOf('salesforce'), (org) => {
            org.deleteApp(appId('salesforce'));
          }),
        ],
      },
      gone: typesOf([STEP.userApps, STEP.groupApps]),
    },
    {
      fault: 'a member created a second ago, and not listed',
      where: 'members of one group',
      org: {
        faults: [
          // The groups come late, so that all users are listed when their members are asked for.
          { kind: 'slow', ms: 150, on: '/api/v1/groups' },
          change(membersOf('sales'), (org) => {
            org.addUser(NEWCOMER);
            org.addMember(groupId('sales'), userId('newcomer'));
          }),
        ],
      },
      added: TYPES_OF_NEWCOMER,
    },
    {
      fault: 'assignments and roles of a user that no list has: deleted meanwhile',
      where: 'applications and administrators',
      org: { org: withUnlistedUser() },
    },
    {
      fault: 'assignments and roles of a user that no list has, although the user was there before',
      where: 'applications and administrators',
      org: { org: withUnlistedUser(), faults: [UNLISTED_APPEARS] },
      fails: [...ON_USERS, ROLE_ASSIGNMENTS_TO_SETS],
      added: TYPES_OF_UNLISTED,
    },
    {
      fault: 'assignments and roles of a user that no list has, and who is deprovisioned',
      where: 'applications and administrators',
      org: {
        org: withUnlistedUser(),
        faults: [
          change(ON_UNLISTED, (org) => {
            org.addUser({ ...UNLISTED, status: 'DEPROVISIONED' });
          }),
        ],
      },
      added: TYPES_OF_UNLISTED,
    },
    {
      fault: 'assignments and roles of a user that no list has, and about whom Okta fails (500)',
      where: 'applications and administrators',
      org: { org: withUnlistedUser(), faults: [{ kind: 'serverError', on: ON_UNLISTED }] },
      warnings: 1,
    },
    {
      fault: 'assignments and roles of a user that no list has, and who may not be asked for',
      where: 'applications and administrators',
      org: { org: withUnlistedUser(), faults: [{ kind: 'forbidden', on: ON_UNLISTED }] },
      fails: [...ON_USERS, ROLE_ASSIGNMENTS_TO_SETS],
    },
  ],
};

const CREDENTIALS: Section = {
  title: 'Credentials and permissions',
  introduction:
    'A credential that is dead stops the run before anything is deleted. One that may not see everything ' +
    'gets what it may see.',
  rows: [
    {
      fault: 'the token is refused (E0000011)',
      where: 'from the first call',
      org: { faults: [{ kind: 'invalidToken', on: '/api/v1/*' }] },
      stops: /does not accept the API token/,
    },
    ...['E0000011', 'E0000004'].map((code): Row => ({
      fault: `the token dies (${code})`,
      where: 'in the middle of the run',
      org: { faults: [{ kind: 'status', status: 401, code, from: 60 }] },
      stops: /refuses the credential/,
    })),
    {
      fault: 'no users at all, with status 200',
      where: 'from the first call',
      org: { permissions: { adminRole: 'none' } },
      stops: /no users at all/,
    },
    {
      fault: 'no users at all, with status 200',
      where: 'in the middle of the run',
      org: { faults: [{ kind: 'empty', on: '/api/v1/users', from: 2 }] },
      stops: /no users at all/,
    },
    {
      fault: 'read-only administrator',
      where: 'API token',
      org: { permissions: { adminRole: 'readOnly' } },
      fails: [
        ...[STEP.roles, STEP.userRoles, STEP.groupRoles],
        ...stepsOfSource('admin-scopes'),
        ...stepsOfSource('hooks-and-log-streams'),
        ...stepsOfSource('ai-agents'),
        ...stepsOfSource('realms'),
        'fetch-api-service-integrations',
        'build-policy-rules-inline-hook-relationships',
        'build-authorization-server-policy-rules-inline-hook-relationships',
      ],
      changed: propertiesOf(
        'okta_account',
        ...['supportEnabled', 'supportExpiresOn', 'locksOutUnknownDevicesOnly'],
        ...['knowledgeFactorLast', 'newClientsGetSuperAdmin', 'thirdPartyAdminsEnabled'],
        ...['adminConsoleAutoAssigned', 'adminConsoleIdleMinutes', 'adminConsoleLifetimeMinutes'],
      ),
      warnings: 11,
    },
    ...UNGRANTED.flatMap(([fault, ungranted]): Row[] => [
      {
        fault,
        where: 'OAuth app, `okta.devices.read`',
        org: { oauth: { scopes: allScopesBut('okta.devices.read'), ungranted } },
        options: oauthOf,
        fails: [STEP.devices, STEP.userDevices],
      },
      {
        fault,
        where: 'OAuth app, `okta.groups.read`',
        org: { oauth: { scopes: allScopesBut('okta.groups.read'), ungranted } },
        options: oauthOf,
        fails: [...ON_GROUPS, STEP.rules],
        changed: propertiesOf(
          AWS_ROLE,
          ...['grantCount', 'grants', 'groupId', 'priority', 'samlRolesUnion'],
        ),
        warnings: 3,
      },
    ]),
    {
      fault: 'no scope is granted that a run needs',
      where: 'OAuth app',
      org: { oauth: { scopes: ['okta.templates.read'] } },
      options: oauthOf,
      stops: /Not every scope is granted/,
    },
    {
      fault: 'no administrator role',
      where: 'OAuth app',
      org: { oauth: { adminRole: false } },
      options: oauthOf,
      stops: /no users at all/,
    },
    {
      fault: 'the access token expires (and is renewed)',
      where: 'OAuth app, in the middle of the run',
      org: { oauth: { tokenCalls: 60 } },
      options: oauthOf,
    },
  ],
};

function oauthOf({ oauth }: LocalOkta): CollectOptions {
  return {
    config: {
      oktaApiKey: '',
      oktaClientId: oauth.clientId,
      oktaPrivateKey: oauth.privateKeyPem,
      oktaKeyId: oauth.keyId,
    },
  };
}

function allScopesBut(scope: string): string[] {
  const scopes = new Set(ENDPOINT_NEEDS.map(({ oauthScope }) => oauthScope));
  scopes.delete(scope);
  return [...scopes];
}

/** The sample org with one more factor of one user. */
function withFactor(factor: JsonObject): Row['org'] {
  const factors = (id: string): readonly JsonObject[] =>
    id === userId('ana') ? [...ORG.factors(id), factor] : ORG.factors(id);
  return { org: { ...ORG, factors } };
}

/** The sample org with one more role of one user. */
function withRole(role: JsonObject): Row['org'] {
  const userRoles = (id: string): readonly JsonObject[] =>
    id === userId('ana') ? [...ORG.userRoles(id), role] : ORG.userRoles(id);
  return { org: { ...ORG, userRoles } };
}

const ODD: Section = {
  title: 'Odd answers',
  introduction:
    'What JupiterOne’s data model would refuse is repaired: an attribute that does not fit is a property ' +
    'named `profile.<attribute>`, another value is left out, or null where the model wants one.',
  rows: [
    {
      fault: 'an object instead of a list',
      where: '`/api/v1/apps`',
      org: { faults: [{ kind: 'wrongShape', on: '/api/v1/apps' }] },
      fails: ON_APPS,
    },
    {
      fault: 'one object without an id',
      where: '`/api/v1/apps`',
      prepare: ({ org }) => {
        org.patchApp(appId('salesforce'), { id: null });
      },
      fails: ON_APPS,
      kept: { okta_application: ORG.apps.size - 1 },
    },
    {
      fault: 'a factor without an id beside others',
      where: 'factors of one user',
      org: withFactor({ factorType: 'call', status: 'INACTIVE' }),
      fails: [STEP.factors],
      missing: {},
    },
    {
      fault: 'a factor that nobody has set up: NOT_SETUP, no id',
      where: 'factors of one user',
      org: withFactor({ factorType: 'token:hotp', status: 'NOT_SETUP' }),
    },
    {
      fault: 'an assignment of a custom role that does not say which, beside others',
      where: 'roles of one user',
      org: withRole({ type: 'CUSTOM', assignmentType: 'USER', status: 'ACTIVE' }),
      fails: [STEP.userRoles, ...ROLE_ASSIGNMENTS],
      missing: {},
      warnings: 3,
    },
    {
      fault: 'a redirect, which is not followed',
      where: '`/api/v1/devices`',
      org: { faults: [{ kind: 'redirect', to: 'https://evil.example/', on: '/api/v1/devices' }] },
      fails: [STEP.devices, STEP.userDevices],
    },
    {
      fault: 'HTML with status 200, again and again',
      where: '`/api/v1/devices`',
      org: { faults: [{ kind: 'html', on: '/api/v1/devices' }] },
      fails: [STEP.devices, STEP.userDevices],
    },
    {
      fault: 'an invalid e-mail address, a profile of odd types',
      where: 'one user',
      prepare: ({ org }) => {
        org.patchUser(userId('bo'), {
          status: 17,
          created: 'yesterday',
          type: [],
          credentials: 'none',
          profile: { email: 'not an address', login: null, firstName: {}, lastName: [1], title: 3 },
        });
      },
      gone: ['okta_user_is_person'],
      changed: [
        ...propertiesOf('okta_user', '_rawData', 'active', 'created', 'createdOn', 'displayName'),
        ...propertiesOf('okta_user', 'email', 'firstName', 'identitySourceName', 'isActive'),
        ...propertiesOf('okta_user', 'identitySourceType', 'lastName', 'login', 'name', 'status'),
        ...propertiesOf('okta_user', 'shortLoginId', 'title', 'typeId', 'unverifiedEmails'),
        ...propertiesOf('okta_user', 'username', 'verifiedEmails'),
        ...propertiesOf('okta_user', 'profile.email', 'profile.lastName'),
        'okta_user_assigned_application.userEmail',
      ],
    },
    {
      fault: 'no profile, an unknown type',
      where: 'one group',
      prepare: ({ org }) => {
        org.patchGroup(groupId('finance'), { profile: null, type: 'NEW_TYPE', objectClass: 7 });
      },
      changed: propertiesOf(
        'okta_user_group',
        ...['_rawData', 'displayName', 'name', 'objectClass', 'type'],
      ),
    },
    {
      fault: 'no label, no settings, no links',
      where: 'one application',
      prepare: ({ org }) => {
        org.patchApp(appId('salesforce'), {
          label: null,
          settings: null,
          features: 'all',
          signOnMode: 5,
          _links: null,
        });
      },
      // An application without a link to a policy has none.
      gone: ['okta_access_policy_protects_application'],
      changed: [
        'okta_account_has_application.applicationName',
        ...propertiesOf('okta_application', '_rawData', 'displayName', 'imageUrl', 'isSAMLApp'),
        ...propertiesOf('okta_application', 'features', 'label', 'loginUrl', 'signOnMode'),
        ...propertiesOf('okta_application', 'accessPolicyId', 'implicitAssignment'),
      ],
    },
  ],
};

const OFF: Section = {
  title: 'Switched off, or not there',
  introduction:
    'What the customer switches off is not asked for, and JupiterOne removes it. All else is complete. So it ' +
    'is with the sources of defined resources.',
  rows: [
    {
      fault: 'groups are switched off: users keep the AWS roles that they have through groups',
      where: 'ingestion source `groups`',
      options: { disabledSources: ['groups'] },
      off: stepsOfSource('groups'),
      gone: typesOf(ON_GROUPS),
    },
    {
      fault: 'applications are switched off',
      where: 'ingestion source `applications`',
      options: { disabledSources: ['applications'] },
      off: stepsOfSource('applications'),
      gone: typesOf(ON_APPS),
    },
    {
      fault: 'factors are switched off: `mfaEnabled` is absent',
      where: 'ingestion source `devices`',
      options: { disabledSources: ['devices'] },
      off: [STEP.factors],
      gone: typesOf([STEP.factors]),
      changed: MFA_ENABLED,
    },
    {
      fault: 'roles are switched off',
      where: 'ingestion source `roles`',
      options: { disabledSources: ['roles'] },
      off: [STEP.roles, STEP.userRoles, STEP.groupRoles],
      gone: typesOf([
        STEP.roles,
        STEP.userRoles,
        STEP.groupRoles,
        STEP.serviceAppRoles,
        ...ROLE_ASSIGNMENTS,
        'fetch-service-app-roles',
      ]),
    },
    {
      fault: 'an org of the Classic Engine, which cannot have devices, for example',
      where: '`pipeline` is `v1`',
      org: { org: sampleOrg({ now: SAMPLE_NOW, facts: { pipeline: 'v1' } }) },
      gone: [
        ...typesOf([...ON_IDENTITY_ENGINE, ...stepsOfSource('policies')]),
        'okta_resource_set_contains_policy',
      ],
      changed: ['okta_account.pipeline', 'okta_account.captchaPages'],
    },
    {
      fault: 'factors by changes, and the System Log may not be read',
      where: '`/api/v1/logs`',
      org: { faults: [{ kind: 'forbidden', on: '/api/v1/logs' }] },
      options: { config: { mfaCollectionMode: 'changes' }, lastSuccessfulOn: SAMPLE_NOW - 1_000 },
      off: [STEP.factors],
      fails: [STEP.changedFactors, STEP.creations],
      changed: MFA_ENABLED,
    },
  ],
};

export const CASES: readonly Section[] = [
  ONE,
  LISTS,
  NOT_FOUND,
  CHANGES,
  CREDENTIALS,
  ODD,
  UNSAID,
  OFF,
];
