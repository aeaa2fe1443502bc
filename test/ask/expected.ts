/**
 * The answers of the managed questions on the sample org (`packages/local-okta/sample`) and its supplement,
 * worked out by hand from what is written there. Columns that are not named are not compared.
 */

type Cell = string | number | boolean | null | readonly string[];
type Rows = readonly Readonly<Record<string, Cell>>[];

function table(columns: readonly string[], ...rows: readonly (readonly Cell[])[]): Rows {
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));
}

function column(name: string, ...values: readonly Cell[]): Rows {
  return values.map((value) => ({ [name]: value }));
}

function logins(...names: readonly string[]): Rows {
  return column('login', ...names.map(at));
}

function at(name: string): string {
  return `${name}@sample.example`;
}

const ANA = at('ana.admin');
const BO = at('bo.berg');
const CARLA = at('carla.nunez');
const COLIN = at('colin.collision');
const DORA = at('dora.dormant');
const FATIMA = at('fatima.el-sayed');
const GORAN = at('goran.dordevic');
const HANA = at('hana.suzuki');
const IVY = at('ivy.obrien');
const JUN = at('jun');
const LARS = at('lars.locked');
const MARA = at('mara.moss');
const NILS = at('nils.nystrom');
const PIA = at('pia.pohl');
const ROSA = at('rosa.rossi');
const SASHA = at('sasha.suspended');
const SEBNEM = at('sebnem.ozturk');
const TOMAS = at('tomas.dvorak');

const SECOPS = 'Security Operations';
const ONBOARDING = 'User Onboarding Admins';
const ENGINEERS = 'Engineers by department';
const SALES_RULE = 'Sales and approvers';
const PROD = '111122223333';
const DEV = '444455556666';

export const EXPECTED: Readonly<Record<string, Rows>> = {
  // Nils and the group Former Admins hold roles by assignments that are not in force.
  'administrators.direct': table(
    ['login', 'status', 'roleName'],
    [ANA, 'active', 'Super Administrator'],
    [BO, 'active', 'Application Administrator'],
    [BO, 'active', 'Organization Administrator'],
    [CARLA, 'active', 'Application Administrator'],
    [CARLA, 'active', 'Group Administrator'],
    [at('ci'), 'active', 'User Onboarding'],
    [DORA, 'active', 'Read-Only Administrator'],
    [GORAN, 'active', 'Read-Only Administrator'],
    [GORAN, 'active', 'Report Administrator'],
    [HANA, 'active', 'Mobile Administrator'],
    [JUN, 'active', 'API Access Management Administrator'],
    [MARA, 'active', 'Auditor'],
    [MARA, 'active', 'Group Membership Administrator'],
    [SASHA, 'suspended', 'Super Administrator'],
  ),
  'administrators.through-group': table(
    ['login', 'groupName', 'roleName'],
    [ANA, 'Okta Administrators', 'Super Administrator'],
    [CARLA, 'Helpdesk', 'Help Desk Administrator'],
    [DORA, SECOPS, 'Auditor'],
    [DORA, SECOPS, 'Read-Only Administrator'],
    [MARA, SECOPS, 'Auditor'],
    [MARA, SECOPS, 'Read-Only Administrator'],
    [NILS, SECOPS, 'Auditor'],
    [NILS, SECOPS, 'Read-Only Administrator'],
    [SASHA, SECOPS, 'Auditor'],
    [SASHA, SECOPS, 'Read-Only Administrator'],
    [TOMAS, ONBOARDING, 'Application Administrator'],
    [TOMAS, ONBOARDING, 'User Onboarding'],
  ),
  'super-admins.direct': table(['login', 'status'], [ANA, 'active'], [SASHA, 'suspended']),
  'super-admins.through-group': table(['login', 'groupName'], [ANA, 'Okta Administrators']),
  'admins-without-mfa.direct': table(
    ['login', 'roleName'],
    [JUN, 'API Access Management Administrator'],
  ),
  'admins-without-mfa.through-group': table(
    ['login', 'groupName', 'roleName'],
    [NILS, SECOPS, 'Auditor'],
    [NILS, SECOPS, 'Read-Only Administrator'],
    [TOMAS, ONBOARDING, 'Application Administrator'],
    [TOMAS, ONBOARDING, 'User Onboarding'],
  ),
  // Ana and Bo have keys that resist phishing, Dora has one by the supplement; Sasha is suspended.
  'admins-without-phishing-resistant-factor.direct': table(
    ['login', 'roleName'],
    [CARLA, 'Application Administrator'],
    [CARLA, 'Group Administrator'],
    [at('ci'), 'User Onboarding'],
    [GORAN, 'Read-Only Administrator'],
    [GORAN, 'Report Administrator'],
    [HANA, 'Mobile Administrator'],
    [JUN, 'API Access Management Administrator'],
    [MARA, 'Auditor'],
    [MARA, 'Group Membership Administrator'],
  ),
  'admins-without-phishing-resistant-factor.through-group': table(
    ['login', 'groupName', 'roleName'],
    [CARLA, 'Helpdesk', 'Help Desk Administrator'],
    [MARA, SECOPS, 'Auditor'],
    [MARA, SECOPS, 'Read-Only Administrator'],
    [NILS, SECOPS, 'Auditor'],
    [NILS, SECOPS, 'Read-Only Administrator'],
    [TOMAS, ONBOARDING, 'Application Administrator'],
    [TOMAS, ONBOARDING, 'User Onboarding'],
  ),
  'dormant-admins.direct': table(['login', 'roleName'], [DORA, 'Read-Only Administrator']),
  'dormant-admins.through-group': table(
    ['login', 'groupName', 'roleName'],
    [DORA, SECOPS, 'Auditor'],
    [DORA, SECOPS, 'Read-Only Administrator'],
  ),
  'groups-with-admin-roles': table(
    ['groupName', 'groupType', 'roleName'],
    ['Domain Computers', 'APP_GROUP', 'Report Administrator'],
    ['Helpdesk', 'OKTA_GROUP', 'Help Desk Administrator'],
    ['Okta Administrators', 'BUILT_IN', 'Super Administrator'],
    [SECOPS, 'OKTA_GROUP', 'Auditor'],
    [SECOPS, 'OKTA_GROUP', 'Read-Only Administrator'],
    [ONBOARDING, 'OKTA_GROUP', 'Application Administrator'],
    [ONBOARDING, 'OKTA_GROUP', 'User Onboarding'],
  ),
  'rules-making-admins': table(
    ['ruleName', 'expression', 'groupName', 'roleName'],
    [
      'Helpers by title',
      'user.title=="Helper" OR isMemberOfGroupName("Sales")',
      'Helpdesk',
      'Help Desk Administrator',
    ],
  ),
  'custom-role-permissions': table(
    ['roleName', 'permissions'],
    ['Auditor', ['okta.users.read', 'okta.groups.read', 'okta.apps.read', 'okta.iam.read']],
    ['Never assigned', []],
    [
      'Sales Desk',
      [
        'okta.users.credentials.resetPassword',
        'okta.groups.members.manage',
        'okta.users.groupMembership.manage',
        'okta.apps.manage',
      ],
    ],
    ['User Onboarding', ['okta.users.create', 'okta.users.read', 'okta.groups.members.manage']],
  ),
  'unused-custom-roles': column('roleName', 'Never assigned'),
  'non-interactive-admins': table(
    ['login', 'userType', 'roleName'],
    [at('ci'), 'Service', 'User Onboarding'],
  ),
  // Suspended and ownerless devices count as well as long as an active administrator uses them.
  'admins-with-unmanaged-devices': table(
    ['login', 'deviceName', 'roleName'],
    [ANA, 'Ana’s iPhone', 'Super Administrator'],
    [BO, 'Pixel 8', 'Application Administrator'],
    [BO, 'Pixel 8', 'Organization Administrator'],
    [GORAN, 'Gefundenes Gerät – Büro', 'Read-Only Administrator'],
    [GORAN, 'Gefundenes Gerät – Büro', 'Report Administrator'],
    [HANA, 'Chromebook', 'Mobile Administrator'],
  ),
  // Active users without a factor, and those with factors of any status but ACTIVE.
  'users-without-mfa': logins(
    'cher',
    'colin.collision',
    'jun',
    'kofi.mensah',
    'lea.lefevre',
    'lotte.leaving',
    'nils.nystrom',
    'nobody',
    'onlylast',
    'pia.pohl',
    'plus.mail',
    'reception',
    'shared.one',
    'shared.two',
    'slack-bot',
    'svc-backup',
    'tomas.dvorak',
    'year.sixteen',
  ).concat({ login: 'oldlogin' }),
  'users-with-weak-factors-only': logins('carla.nunez', 'mara.moss'),
  'unused-factors.not-for-90-days': table(
    ['login', 'factor'],
    [DORA, 'FIDO webauthn'],
    [FATIMA, 'RSA token'],
    [HANA, 'YUBICO token:hardware'],
  ),
  'unused-factors.never': table(
    ['login', 'factor'],
    [ANA, 'FIDO webauthn'],
    [ANA, 'OKTA push'],
    [ANA, 'OKTA token:software:totp'],
    [BO, 'FIDO u2f'],
    [BO, 'OKTA signed_nonce'],
    [CARLA, 'OKTA call'],
    [CARLA, 'OKTA email'],
    [CARLA, 'OKTA question'],
    [CARLA, 'OKTA sms'],
    [at('ci'), 'OKTA token:software:totp'],
    [at('dmitri'), 'GOOGLE token:software:totp'],
    [at('elsa.expired'), 'OKTA email'],
    [at('eun'), 'DUO web'],
    [GORAN, 'SYMANTEC token'],
    [IVY, 'CUSTOM token:hotp'],
    [LARS, 'OKTA push'],
    [MARA, 'OKTA email'],
    [at('quinn.quist'), 'OKTA push'],
    [at('quinn.quist'), 'OKTA push'],
    [at('rik.recovery'), 'OKTA question'],
    [ROSA, 'NEWVENDOR custom_otp_next'],
    [SASHA, 'OKTA sms'],
    [SEBNEM, 'FIDO webauthn'],
    [SEBNEM, 'OKTA email'],
  ),
  'unfinished-factor-enrollments': table(
    ['login', 'factor', 'status'],
    [COLIN, 'OKTA push', 'enrolled'],
    [JUN, 'OKTA sms', 'inactive'],
    [JUN, 'OKTA token:software:totp', 'pending_activation'],
    [at('kofi.mensah'), 'OKTA sms', 'disabled'],
    [at('lea.lefevre'), 'OKTA sms', 'not_setup'],
    [MARA, 'FIDO webauthn', 'fulfillment_pending'],
    [NILS, 'FIDO webauthn', 'fulfillment_errored'],
    [PIA, 'OKTA sms', 'expired'],
  ),
  // 200, 120 and 1,500 days ago, and 100 by the supplement. Elsa (95 days) is not active.
  'dormant-accounts.not-for-90-days': logins('eun', 'pia.pohl', 'year.sixteen', 'dora.dormant'),
  'dormant-accounts.never': logins('lea.lefevre', 'svc-backup'),
  'accounts-never-activated': table(
    ['login', 'status'],
    [at('petra.provisioned'), 'provisioned'],
    [at('stefan.staged'), 'staged'],
    [at('stella.staging'), 'staged'],
  ),
  'locked-out-or-suspended-users': table(
    ['login', 'status'],
    [LARS, 'locked_out'],
    [SASHA, 'suspended'],
  ),
  // Bo's contract ends in 2031, and Theo is deprovisioned.
  'terminated-users-still-active': logins('dora.dormant'),
  'deprovisioned-users-in-groups': table(['login', 'groupName'], [at('gilda.gone'), 'Finance']),
  // Everyone's four applications, and Identity Center through Security Operations.
  'inactive-users-with-applications': table(
    ['login', 'status', 'appName'],
    [SASHA, 'suspended', 'AWS IAM Identity Center'],
    [SASHA, 'suspended', 'Kantine – Speiseplan'],
    [SASHA, 'suspended', 'Microsoft Office 365'],
    [SASHA, 'suspended', 'Okta Dashboard'],
    [SASHA, 'suspended', 'Slack'],
  ),
  // Every active user of provider OKTA: passwords of the sample org date from 2020 and 2021.
  'old-passwords.older-than-90-days': logins(
    'ana.admin',
    'bo.berg',
    'carla.nunez',
    'cher',
    'ci',
    'colin.collision',
    'eun',
    'goran.dordevic',
    'hana.suzuki',
    'ivy.obrien',
    'jun',
    'lotte.leaving',
    'nobody',
    'onlylast',
    'pia.pohl',
    'plus.mail',
    'reception',
    'rosa.rossi',
    'sebnem.ozturk',
    'shared.one',
    'shared.two',
    'slack-bot',
    'svc-backup',
    'tomas.dvorak',
    'year.sixteen',
  ).concat({ login: 'oldlogin' }),
  'old-passwords.never-set': logins('dora.dormant'),
  // userType service, generic or bot in any spelling, or no e-mail address.
  'non-interactive-accounts': table(
    ['login', 'userType'],
    [at('ci'), 'Service'],
    [at('nobody'), null],
    [at('reception'), 'generic'],
    [at('slack-bot'), 'BOT'],
    [at('svc-backup'), 'service'],
  ),
  'users-from-external-identity-sources': table(
    ['login', 'status', 'identitySourceType', 'identitySourceName'],
    [at('dmitri'), 'active', 'ACTIVE_DIRECTORY', 'sample.local'],
    [FATIMA, 'active', 'ACTIVE_DIRECTORY', 'sample.local'],
    [at('greta.formeradmin'), 'deprovisioned', 'ACTIVE_DIRECTORY', 'sample.local'],
    [at('kofi.mensah'), 'active', 'LDAP', 'ldap.sample.example'],
    [at('lea.lefevre'), 'active', 'LDAP', 'ldap.sample.example'],
    [MARA, 'active', 'FEDERATION', 'FEDERATION'],
    [NILS, 'active', 'SOCIAL', 'SOCIAL'],
    [at('quinn.quist'), 'active', 'IMPORT', 'IMPORT'],
  ),
  'users-added-by-rules': table(
    ['ruleName', 'groupName', 'login'],
    [ENGINEERS, 'Engineering', ANA],
    [ENGINEERS, 'Engineering', BO],
    [ENGINEERS, 'Engineering', CARLA],
    [ENGINEERS, 'Engineering', COLIN],
    [ENGINEERS, 'Engineering', JUN],
    [ENGINEERS, 'Engineering', LARS],
    [ENGINEERS, 'Engineering', SEBNEM],
    [ENGINEERS, 'Engineering', TOMAS],
    ['From teams to finance', 'Finance', at('elsa.expired')],
    ['From teams to finance', 'Finance', FATIMA],
    ['From teams to finance', 'Finance', at('gilda.gone')],
    ['From teams to finance', 'Finance', GORAN],
    ['From teams to finance', 'Finance', ROSA],
    ['Helpers by title', 'Helpdesk', CARLA],
    [SALES_RULE, 'Approvers', PIA],
    [SALES_RULE, 'Approvers', SEBNEM],
    [SALES_RULE, 'Sales', at('dmitri')],
    [SALES_RULE, 'Sales', at('eun')],
    [SALES_RULE, 'Sales', at('lotte.leaving')],
    [SALES_RULE, 'Sales', PIA],
    [SALES_RULE, 'Sales', at('quinn.quist')],
    [SALES_RULE, 'Sales', at('rik.recovery')],
  ),
  'invalid-rules.invalid': table(
    ['ruleName', 'expression'],
    ['Broken expression', 'user.noSuchAttribute=="x"'],
    ['To a group that is gone', 'user.city=="Münster"'],
  ),
  'invalid-rules.without-group': table(['ruleName', 'status'], ['Fills nothing', 'active']),
  'applications-granted-by-rules': table(
    ['ruleName', 'groupName', 'appName'],
    [ENGINEERS, 'Engineering', 'AWS – group mapping, no provider ARN'],
    [ENGINEERS, 'Engineering', 'AWS – inactive'],
    [ENGINEERS, 'Engineering', 'AWS – union of groups'],
    [ENGINEERS, 'Engineering', 'GitHub Enterprise Cloud – sample'],
    [ENGINEERS, 'Engineering', 'Google Cloud Platform'],
    ['From teams to finance', 'Finance', 'Acme HR'],
    [SALES_RULE, 'Sales', 'AWS – roles in profiles'],
    [SALES_RULE, 'Sales', 'Salesforce.com'],
  ),
  'empty-groups': column('groupName', 'Nobody at all', 'Nobody with an app'),
  'app-user-groups.groups': table(
    ['groupName', 'usersCount'],
    ['Domain Computers', 0],
    ['SAMPLE\\Domain Users', 2],
    ['awsad_111122223333_Operator', 1],
    ['cn=staff,ou=groups,dc=sample,dc=example', 2],
    ['google-all@sample.example', 1],
  ),
  'app-user-groups.applications': table(
    ['groupName', 'appName', 'status'],
    ['SAMPLE\\Domain Users', 'AWS – groups of the directory', 'active'],
    ['SAMPLE\\Domain Users', 'AWS – roles in profiles', 'active'],
    ['SAMPLE\\Domain Users', 'Microsoft Office 365', 'active'],
    ['SAMPLE\\Domain Users', 'SharePoint on premises', 'active'],
    ['google-all@sample.example', 'Google Workspace', 'active'],
  ),
  'applications-assigned-to-everyone': table(
    ['appName', 'signOnMode'],
    ['Kantine – Speiseplan', 'BOOKMARK'],
    ['Microsoft Office 365', 'SAML_1_1'],
    ['Okta Dashboard', 'OPENID_CONNECT'],
    ['Slack', 'AUTO_LOGIN'],
  ),
  // The `users` of the applications' specifications.
  'direct-application-assignments': table(
    ['login', 'appName'],
    [ANA, 'AWS IAM Identity Center'],
    [ANA, 'AWS – inactive'],
    [ANA, 'AWS – roles in profiles'],
    [ANA, 'AWS – second app for one account'],
    [ANA, 'GitHub Enterprise Cloud – sample'],
    [BO, 'AWS – GovCloud, roles in profiles'],
    [BO, 'AWS – never configured'],
    [CARLA, 'AWS – roles in profiles'],
    [at('dmitri'), 'sample.local'],
    [FATIMA, 'Bank login (shared)'],
    [FATIMA, 'sample.local'],
    [GORAN, 'AWS – roles in profiles'],
    [HANA, 'AWS – join all roles'],
    [HANA, 'AWS – roles in profiles'],
    [HANA, 'AWS – roles not joined'],
    [IVY, 'AWS – roles in profiles'],
    [IVY, 'AWS – one role each'],
    [JUN, 'AWS – roles in profiles'],
    [at('kofi.mensah'), 'AWS Console (password)'],
    [MARA, 'AWS – roles in profiles'],
    [MARA, 'Kundenportal (Web)'],
    [NILS, 'AWS – two accounts'],
    [PIA, 'AWS – roles in profiles'],
    [PIA, 'Old intranet'],
    [at('quinn.quist'), 'bare_app'],
    [ROSA, 'Bank login (shared)'],
    [ROSA, 'AWS – roles in profiles'],
    [TOMAS, 'AWS – older than group mapping'],
    [TOMAS, 'AWS – roles in profiles'],
    [TOMAS, 'Acme HR'],
  ),
  'inactive-applications-with-assignments.users': table(
    ['appName', 'login'],
    ['AWS – inactive', ANA],
  ),
  'inactive-applications-with-assignments.groups': table(
    ['appName', 'groupName'],
    ['AWS – inactive', 'Engineering'],
  ),
  'applications-without-assignments': column(
    'appName',
    'AWS – under a policy of a new kind',
    'Brand new',
    'Inventory collector (service)',
    'LDAP interface',
    'Legacy form',
    'Okta Dashboard of another org',
    'Portal of the Classic Engine',
    'Provisioning robot',
  ),
  'password-based-applications': table(
    ['appName', 'signOnMode'],
    ['AWS Console (password)', 'AUTO_LOGIN'],
    ['AWS – never configured', 'BROWSER_PLUGIN'],
    ['AWS – one role each', 'BROWSER_PLUGIN'],
    ['Bank login (shared)', 'BROWSER_PLUGIN'],
    ['Legacy form', 'SECURE_PASSWORD_STORE'],
    ['Old intranet', 'BASIC_AUTH'],
    ['Slack', 'AUTO_LOGIN'],
  ),
  'applications-created-lately': table(['login', 'appName'], [ANA, 'Brand new']),
  // Of two applications that give Ana the role Admin one edge remains. Rosa's assignment is suspended.
  'aws-roles-direct': table(
    ['login', 'roleName', 'awsAccountId', 'accountName'],
    [ANA, 'Admin', PROD, null],
    [ANA, 'ReadOnly', PROD, null],
    [BO, 'Auditor', '222233334444', null],
    [CARLA, 'X', PROD, null],
    [HANA, 'Kept', PROD, null],
    [HANA, 'Role1', PROD, null],
    [HANA, 'Role2', PROD, null],
    [IVY, 'Plain', PROD, null],
    [JUN, 'Team+Admin@x', null, 'prod.eu main'],
    [JUN, 'path,=Role', null, 'sandbox'],
    [MARA, 'Admin', PROD, null],
    [MARA, 'Deployer', PROD, null],
    [PIA, 'ReadOnly', PROD, null],
    [TOMAS, 'Legacy', PROD, null],
  ),
  'aws-roles-through-groups.groups': table(
    ['groupName', 'roleName', 'awsAccountId'],
    ['AWS join all', 'Admin', PROD],
    ['AWS join all', 'RoleA', PROD],
    ['AWS join all', 'RoleB', PROD],
    ['AWS profile roles', 'GroupRole', PROD],
    ['AWS union', 'UnionOne', PROD],
    ['Assigned twice', 'FirstRole', PROD],
    ['Assigned twice', 'SecondRole', PROD],
    ['Engineering', 'UnionTwo', PROD],
    ['Kundendienst – Münster 🛠', 'ReadOnly', PROD],
    ['SAMPLE\\Domain Users', 'DirectoryRole', PROD],
  ),
  // Bo is in Assigned twice, too, which comes after AWS profile roles; Hana and Ivy are in AWS join all.
  'aws-roles-through-groups.users': table(
    ['login', 'roleName', 'awsAccountId'],
    [ANA, 'UnionTwo', PROD],
    [BO, 'GroupRole', PROD],
    [BO, 'UnionTwo', PROD],
    [CARLA, 'UnionTwo', PROD],
    [COLIN, 'UnionTwo', PROD],
    [at('dmitri'), 'DirectoryRole', PROD],
    [FATIMA, 'DirectoryRole', PROD],
    [HANA, 'ReadOnly', PROD],
    [HANA, 'RoleA', PROD],
    [HANA, 'RoleB', PROD],
    [HANA, 'UnionOne', PROD],
    [IVY, 'ReadOnly', PROD],
    [IVY, 'RoleA', PROD],
    [IVY, 'RoleB', PROD],
    [JUN, 'UnionOne', PROD],
    [JUN, 'UnionTwo', PROD],
    [LARS, 'UnionTwo', PROD],
    [SEBNEM, 'UnionTwo', PROD],
    [TOMAS, 'UnionTwo', PROD],
  ),
  'aws-roles-through-group-mapping.groups': table(
    ['groupName', 'roleName', 'awsAccountId'],
    ['aws#prod#Developer#444455556666', 'Developer', DEV],
    ['aws#support#Support#111122223333', 'Support', PROD],
    ['aws_111122223333_Admin', 'Admin', PROD],
    ['aws_111122223333_Read.Only+Audit@x', 'Read.Only+Audit@x', PROD],
    ['aws_444455556666_Developer', 'Developer', DEV],
    ['awsad_111122223333_Operator', 'Operator', PROD],
    ['awscn_333344445555_Operator', 'Operator', '333344445555'],
    ['awsgov_222233334444_Auditor', 'Auditor', '222233334444'],
    ['awspath_111122223333_Deployer', 'Deployer', PROD],
  ),
  // Ana is in aws_111122223333_Admin, too, but has that role directly. Rosa may use the application and
  // is in no role group, Şebnem is in one and may not.
  'aws-roles-through-group-mapping.users': table(
    ['login', 'roleName', 'awsAccountId'],
    [BO, 'Read.Only+Audit@x', PROD],
    [CARLA, 'Deployer', PROD],
    [CARLA, 'Developer', DEV],
    [FATIMA, 'Operator', PROD],
    [GORAN, 'Auditor', '222233334444'],
    [GORAN, 'Operator', '333344445555'],
    [JUN, 'Developer', DEV],
    [LARS, 'Admin', PROD],
    [MARA, 'Support', PROD],
  ),
  'aws-roles-granted-by-rules': table(
    ['ruleName', 'groupName', 'roleName', 'awsAccountId'],
    [ENGINEERS, 'Engineering', 'UnionTwo', PROD],
  ),
  'aws-roles-without-mfa': table(
    ['login', 'roleName', 'awsAccountId', 'via'],
    [COLIN, 'UnionTwo', PROD, 'group'],
    [JUN, 'Developer', DEV, 'group-mapping'],
    [JUN, 'Team+Admin@x', null, 'direct'],
    [JUN, 'UnionOne', PROD, 'group'],
    [JUN, 'UnionTwo', PROD, 'group'],
    [JUN, 'path,=Role', null, 'direct'],
    [PIA, 'ReadOnly', PROD, 'direct'],
    [TOMAS, 'Legacy', PROD, 'direct'],
    [TOMAS, 'UnionTwo', PROD, 'group'],
  ),
  'unmanaged-devices': table(
    ['deviceName', 'login'],
    ['Ana’s iPhone', ANA],
    ['Chromebook', HANA],
    ['Gefundenes Gerät – Büro', GORAN],
    ['Lost phone', at('eun')],
    ['Pixel 8', BO],
  ),
  'unencrypted-devices': table(
    ['deviceName', 'platform', 'serial'],
    ['Unencrypted PC', 'windows', 'S-1'],
  ),
  'jailbroken-devices': table(['deviceName', 'platform'], ['Pixel 8', 'android']),
  // The last one's user was deleted for good; it has no name but its id.
  'devices-without-user': table(
    ['deviceName', 'deviceStatus'],
    ['Nobody’s laptop', 'active'],
    ['Old iPad', 'deactivated'],
    ['guoorphan000000000h7', 'active'],
  ),
  'support-access': column('orgName', 'sample'),
  services: table(
    ['orgName', 'pipeline', 'service'],
    ['sample', 'idx', 'MFA'],
    ['sample', 'idx', 'SSO'],
  ),
  // The console's first rule takes a smart card alone. The rules of the policy AWS accounts for one factor deny, Old rule is inactive.
  'applications-with-one-factor.one-factor': table(
    ['appName', 'policyName', 'ruleName', 'passwordAloneSuffices'],
    ['GitHub Enterprise Cloud – sample', 'One factor access', 'Catch-all Rule', true],
    ['Kundenportal (Web)', 'One factor access', 'Catch-all Rule', true],
    ['Okta Admin Console', 'Okta Admin Console', 'Two steps, or a card', false],
  ),
  // By the supplement: a policy whose rules have no verdict.
  'applications-with-one-factor.unknown': table(
    ['appName', 'policyName'],
    ['AWS – under a policy of a new kind', 'Of a new kind'],
    ['Okta Dashboard of another org', 'Of a new kind'],
    ['Provisioning robot', 'Of a new kind'],
  ),
  'applications-with-password-alone.password': table(
    ['appName', 'policyName', 'ruleName'],
    ['GitHub Enterprise Cloud – sample', 'One factor access', 'Catch-all Rule'],
    ['Kundenportal (Web)', 'One factor access', 'Catch-all Rule'],
  ),
  'applications-with-password-alone.unknown': table(
    ['appName', 'policyName'],
    ['AWS – under a policy of a new kind', 'Of a new kind'],
    ['Okta Dashboard of another org', 'Of a new kind'],
    ['Provisioning robot', 'Of a new kind'],
  ),
  // The other AWS applications are under AWS accounts, which demands phishing resistance.
  'aws-applications-without-phishing-resistance.phishable': table(
    ['appName', 'shortName', 'policyName'],
    ['AWS IAM Identity Center', 'amazon_aws_sso', 'Any two factors'],
  ),
  'aws-applications-without-phishing-resistance.unknown': table(
    ['appName', 'shortName', 'policyName'],
    ['AWS – under a policy of a new kind', 'aws', 'Of a new kind'],
  ),
  'admin-console-with-one-factor.one-factor': table(
    ['appName', 'policyName', 'ruleName'],
    ['Okta Admin Console', 'Okta Admin Console', 'Two steps, or a card'],
  ),
  'admin-console-with-one-factor.unknown': table(
    ['appName', 'policyName'],
    ['Okta Dashboard of another org', 'Of a new kind'],
  ),
  // The supplement's orgs.
  'admin-console-with-one-factor.not-collected': column('orgName', 'other', 'unread'),
  'admin-console-without-phishing-resistance.phishable': table(
    ['appName', 'policyName'],
    ['Okta Dashboard', 'Any two factors'],
  ),
  'admin-console-without-phishing-resistance.unknown': table(
    ['appName', 'policyName'],
    ['Okta Dashboard of another org', 'Of a new kind'],
  ),
  'admin-console-without-phishing-resistance.not-collected': column('orgName', 'other', 'unread'),
  'admin-console-sessions': table(
    ['orgName', 'adminConsoleIdleMinutes', 'adminConsoleLifetimeMinutes'],
    ['other', 120, 720],
  ),
  // Of the active applications. Einkauf and Archive are not.
  'applications-on-default-policy': table(
    ['appName', 'policyName', 'allowsSingleFactor'],
    ['AWS Console (password)', 'Any two factors', false],
    ['AWS IAM Identity Center', 'Any two factors', false],
    ['Acme HR', 'Any two factors', false],
    ['Bank login (shared)', 'Any two factors', false],
    ['Google Cloud Platform', 'Any two factors', false],
    ['Google Workspace', 'Any two factors', false],
    ['Inventory collector (service)', 'Any two factors', false],
    ['Legacy form', 'Any two factors', false],
    ['Microsoft Office 365', 'Any two factors', false],
    ['Okta Dashboard', 'Any two factors', false],
    ['Old intranet', 'Any two factors', false],
    ['Salesforce.com', 'Any two factors', false],
    ['SharePoint on premises', 'Any two factors', false],
    ['Zendesk', 'Any two factors', false],
  ),
  // Bookmarks, directories and applications without a sign-on mode are not signed in to.
  'applications-without-policy.without': table(
    ['appName', 'signOnMode'],
    ['Portal of the Classic Engine', 'SAML_2_0'],
  ),
  // Slack names a policy that is gone.
  'applications-without-policy.policy-not-read': table(
    ['appName', 'accessPolicyId'],
    ['Slack', 'rstgone00000000000h7'],
  ),
  // From Classic Engine and Active Directory Policy have no rule either, and are inactive.
  'policies-that-never-apply': table(
    ['policyName', 'policyType', 'priority'],
    ['Forgotten policy', 'OKTA_SIGN_ON', 3],
  ),
  // The third without a second.
  'gaps-in-priorities.policies': table(
    ['policyName', 'policyType', 'priority'],
    ['Forgotten policy', 'OKTA_SIGN_ON', 3],
  ),
  'gaps-in-priorities.rules': table(
    ['policyName', 'ruleName', 'priority'],
    ['One factor access', 'Partners from anywhere but Tor', 2],
  ),
  'exempt-from-rules.users': table(
    ['login', 'status', 'ruleName', 'policyName', 'policyType'],
    [ANA, 'active', 'Partners from anywhere but Tor', 'One factor access', 'ACCESS_POLICY'],
    [BO, 'active', 'Managed devices', 'AWS accounts', 'ACCESS_POLICY'],
    [at('ci'), 'active', 'Always two factors', 'Administrators', 'OKTA_SIGN_ON'],
    [at('ci'), 'active', 'At the next sign-in', 'Engineers', 'MFA_ENROLL'],
    [MARA, 'active', 'Reset with a push', 'Strong passwords', 'PASSWORD'],
  ),
  // What rules of authorization servers exclude is not among policy rules.
  'exempt-from-rules.groups': table(
    ['groupName', 'ruleName', 'policyName', 'policyType'],
    ['Helpdesk', 'End sessions', 'Entity Risk Policy', 'ENTITY_RISK'],
    [SECOPS, 'Partners from anywhere but Tor', 'One factor access', 'ACCESS_POLICY'],
    ['Service Accounts', 'Managed devices', 'AWS accounts', 'ACCESS_POLICY'],
    ['cn=staff,ou=groups,dc=sample,dc=example', 'Managed devices', 'AWS accounts', 'ACCESS_POLICY'],
  ),
  // Always two factors ends sessions after 12 hours.
  'long-sessions': table(
    ['policyName', 'ruleName', 'maxSessionLifetimeMinutes', 'sessionUnlimited'],
    ['Default Policy', 'Default Rule', 0, true],
    ['Default Policy', 'From the office', 0, true],
  ),
  // Always two factors: 15 minutes, no cookie.
  'idle-sessions': table(
    ['policyName', 'ruleName', 'maxSessionIdleMinutes'],
    ['Default Policy', 'Default Rule', 120],
    ['Default Policy', 'From the office', 480],
  ),
  'persistent-session-cookies': table(
    ['policyName', 'ruleName'],
    ['Default Policy', 'From the office'],
  ),
  'session-policies-without-network-zones': table(
    ['policyName', 'priority'],
    ['Administrators', 1],
    ['Forgotten policy', 3],
  ),
  // Everything on the default policy. The console and AWS accounts use zones.
  'application-policies-without-network-zones': table(
    ['policyName', 'appName'],
    ['Any two factors', 'AWS Console (password)'],
    ['Any two factors', 'AWS IAM Identity Center'],
    ['Any two factors', 'Acme HR'],
    ['Any two factors', 'Bank login (shared)'],
    ['Any two factors', 'Google Cloud Platform'],
    ['Any two factors', 'Google Workspace'],
    ['Any two factors', 'Inventory collector (service)'],
    ['Any two factors', 'Legacy form'],
    ['Any two factors', 'Microsoft Office 365'],
    ['Any two factors', 'Okta Dashboard'],
    ['Any two factors', 'Old intranet'],
    ['Any two factors', 'Salesforce.com'],
    ['Any two factors', 'SharePoint on premises'],
    ['Any two factors', 'Zendesk'],
  ),
  // Engineers disallows all three.
  'weak-enrollment': table(
    ['policyName', 'authenticator', 'allowedFor'],
    ['Default Policy', 'Email', 'recovery'],
    ['Default Policy', 'Phone', 'any'],
    ['Default Policy', 'Security Question', 'recovery'],
  ),
  'enrollment-without-possession': table(
    ['policyName', 'requiredAuthenticators', 'optionalAuthenticators'],
    [
      'Default Policy',
      ['okta_password', 'security_question'],
      ['phone_number', 'okta_email', 'okta_verify'],
    ],
  ),
  // Nothing is known of the authenticators of the org that was not read.
  'okta-verify-off': column('orgName', 'other'),
  'okta-verify-without-fips': table(['orgName', 'authenticator'], ['sample', 'Okta Verify']),
  'smart-card-identity-providers': table(
    ['idpName', 'issuer'],
    ['Smart cards', 'CN=Sample Card CA, O=Sample'],
  ),
  // Strong passwords is better, the policy of the directory is inactive.
  'weak-password-policies': table(
    ['policyName', 'minLength', 'historyCount', 'excludeCommonPasswords', 'lockoutAttempts'],
    ['Default Policy', 8, 4, false, 0],
  ),
  'passwords-shorter-than-15': table(['policyName', 'minLength'], ['Default Policy', 8]),
  'passwords-without-all-classes': table(
    ['policyName', 'requireLowercase', 'requireUppercase', 'requireNumbers', 'requireSymbols'],
    ['Default Policy', true, true, true, false],
  ),
  'password-age': table(['policyName', 'minAgeMins', 'maxAgeDays'], ['Default Policy', 1440, 0]),
  'password-history': table(['policyName', 'historyCount'], ['Default Policy', 4]),
  'common-passwords': table(['policyName', 'excludeCommonPasswords'], ['Default Policy', false]),
  'password-lockout': table(['policyName', 'lockoutAttempts'], ['Default Policy', 0]),
  'password-policies-easy-to-guess': table(
    ['policyName', 'excludeUsername', 'excludeAttributes', 'autoUnlockMins'],
    ['Lax', false, null, 5],
  ),
  'weak-password-recovery.policies': table(
    ['policyName', 'recoveryBySms', 'recoveryByCall', 'recoveryByQuestion'],
    ['Default Policy', true, false, true],
  ),
  'weak-password-recovery.rules': table(
    ['policyName', 'ruleName', 'resetMethods', 'resetStepUpMethods'],
    ['Strong passwords', 'Reset with a push', ['push', 'email'], ['security_question']],
  ),
  // Not the agent's, whose owner holds no role.
  'super-admin-api-tokens.direct': table(
    ['tokenName', 'login', 'hasNetworkRestriction'],
    ['Deployment pipeline', ANA, true],
    ['JupiterOne', ANA, false],
  ),
  'super-admin-api-tokens.through-group': table(
    ['tokenName', 'login', 'groupName', 'hasNetworkRestriction'],
    ['Deployment pipeline', ANA, 'Okta Administrators', true],
    ['JupiterOne', ANA, 'Okta Administrators', false],
  ),
  // Ana's other token is limited to zones.
  'api-tokens-usable-from-anywhere.tokens': table(
    ['tokenName', 'login', 'clientName'],
    ['JupiterOne', ANA, 'Okta API'],
  ),
  'api-tokens-usable-from-anywhere.roles': table(
    ['tokenName', 'login', 'roleName'],
    ['JupiterOne', ANA, 'Super Administrator'],
  ),
  'api-tokens-usable-from-anywhere.roles-through-group': table(
    ['tokenName', 'login', 'groupName', 'roleName'],
    ['JupiterOne', ANA, 'Okta Administrators', 'Super Administrator'],
  ),
  // Last renewed on 2026-11-01, the others one day before the sample's present or later.
  'stale-api-tokens.not-renewed': table(
    ['tokenName', 'login', 'clientName'],
    ['Deployment pipeline', ANA, 'Okta API'],
  ),
  'stale-api-tokens.inactive-owner': table(
    ['tokenName', 'login', 'status', 'clientName'],
    ['Active Directory agent', at('gilda.gone'), 'deprovisioned', 'Okta Active Directory Agent'],
  ),
  // Inventory collector holds other roles.
  'super-admin-applications': table(
    ['appName', 'status', 'clientAuthMethod', 'roleName'],
    ['Provisioning robot', 'active', 'client_secret_basic', 'Super Administrator'],
  ),
  // Inventory collector has such scopes and a private key.
  'managing-applications-with-shared-secrets': table(
    ['appName', 'clientAuthMethod', 'scope', 'grantSource'],
    ['Provisioning robot', 'client_secret_basic', 'okta.groups.manage', 'ADMIN'],
  ),
  'integrations-that-change-the-org': table(
    ['integrationName', 'grantedScopes'],
    ['Anzenna', ['okta.logs.read', 'okta.users.read', 'okta.users.manage']],
  ),
  // The other secret of the application is inactive.
  'old-client-credentials.secrets': table(
    ['appName', 'secretId'],
    ['Kundenportal (Web)', 'ocscurrent00000000h7'],
  ),
  // public-0 is inactive.
  'old-client-credentials.keys': table(
    ['appName', 'keyId'],
    ['Inventory collector (service)', 'public-1'],
  ),
  'old-client-credentials.keys-of-unknown-age': table(
    ['appName', 'keyId'],
    ['Inventory collector (service)', 'public-2'],
  ),
  // kid-before of Google Cloud Platform expires sooner, and is not the one in use.
  'expiring-certificates.applications': table(
    ['appName', 'certificate'],
    ['Provisioning robot', 'CN=robot'],
  ),
  // No identity provider names nobodys-key, which has expired.
  'expiring-certificates.identity-providers': table(
    ['idpName', 'certificate'],
    ['Smart cards', 'card-ca'],
  ),
  // id.sample.example's certificate is good for 73 days more.
  'expiring-certificates.domains': table(
    ['domainName', 'certificate'],
    ['login.shop.sample.example', 'CN=login.shop.sample.example'],
  ),
  // http to localhost alone would be no fault.
  'unsafe-redirect-uris': table(
    ['appName', 'hasWildcardRedirectUri', 'hasHttpRedirectUri', 'redirectUris'],
    [
      'Kundenportal (Web)',
      true,
      true,
      [
        'https://*.portal.sample.example/callback',
        'http://portal.sample.example/callback',
        'http://localhost:3000/callback',
        'https://portal.sample.example/cb',
      ],
    ],
  ),
  'implicit-and-password-grants.applications': table(
    ['appName', 'grantTypes'],
    ['Provisioning robot', ['client_credentials', 'password']],
  ),
  'implicit-and-password-grants.authorization-servers': table(
    ['serverName', 'policyName', 'ruleName', 'grantTypes'],
    [
      'default',
      'Default Policy',
      'Default Policy Rule',
      ['authorization_code', 'implicit', 'password', 'client_credentials'],
    ],
  ),
  'saml-with-sha1': table(
    ['appName', 'samlSignatureAlgorithm', 'samlDigestAlgorithm'],
    ['Portal of the Classic Engine', 'RSA_SHA1', 'SHA256'],
  ),
  'shared-passwords': table(
    ['appName', 'credentialScheme', 'revealPassword'],
    ['AWS – never configured', 'SHARED_USERNAME_AND_PASSWORD', false],
    ['AWS – one role each', 'SHARED_USERNAME_AND_PASSWORD', false],
    ['Bank login (shared)', 'SHARED_USERNAME_AND_PASSWORD', false],
  ),
  'open-authorization-servers': table(
    ['serverName', 'policyName', 'ruleName', 'grantTypes'],
    [
      'default',
      'Default Policy',
      'Default Policy Rule',
      ['authorization_code', 'implicit', 'password', 'client_credentials'],
    ],
  ),
  'tokens-without-end.refresh-tokens': table(
    ['serverName', 'policyName', 'ruleName', 'refreshTokenWindowMinutes'],
    ['default', 'Default Policy', 'Default Policy Rule', 10080],
  ),
  'tokens-without-end.signing-keys': column('serverName', 'Partner API'),
  'unsafe-trusted-origins': table(
    ['originName', 'origin', 'allowsCors', 'allowsRedirect', 'allowsIframe'],
    ['Developers', 'http://localhost:3000', true, false, false],
    ['Intranet', 'https://intranet.sample.example', false, false, true],
  ),
  'self-registration.applications': table(
    ['appName', 'policyName', 'ruleName', 'emailVerificationRequired'],
    ['Kundenportal (Web)', 'Customer portal', 'Catch-all Rule', false],
  ),
  'self-registration.groups': table(
    ['policyName', 'ruleName', 'groupName'],
    ['Customer portal', 'Catch-all Rule', 'Kundendienst – Münster 🛠'],
  ),
  // Hub org is inactive, Contoso links members of a group and no administrators.
  'identity-providers-that-link-users': table(
    ['idpName', 'idpType', 'jitProvisioning', 'trustClaims', 'issuer'],
    ['Partner SAML', 'SAML2', true, true, 'https://login.partner.example/entity'],
  ),
  // By the supplement, to Former Admins as well, whose role is not in force.
  'identity-providers-that-make-admins': table(
    ['idpName', 'groupsAction', 'groupName', 'roleName'],
    ['Partner SAML', 'ASSIGN', 'Helpdesk', 'Help Desk Administrator'],
  ),
  // Nils's own role is not in force.
  'admins-through-identity-providers.direct': table(
    ['login', 'roleName', 'idpName', 'trustClaims'],
    [ANA, 'Super Administrator', 'Partner SAML', true],
    [MARA, 'Auditor', 'Partner SAML', true],
    [MARA, 'Group Membership Administrator', 'Partner SAML', true],
  ),
  'admins-through-identity-providers.through-group': table(
    ['login', 'groupName', 'roleName', 'idpName', 'trustClaims'],
    [ANA, 'Okta Administrators', 'Super Administrator', 'Partner SAML', true],
    [MARA, SECOPS, 'Auditor', 'Partner SAML', true],
    [MARA, SECOPS, 'Read-Only Administrator', 'Partner SAML', true],
    [NILS, SECOPS, 'Auditor', 'Google social login', null],
    [NILS, SECOPS, 'Read-Only Administrator', 'Google social login', null],
  ),
  // Carla's other groups, and those of Mara, hold no role.
  'limited-admins-near-administrators.directly': table(
    ['administrator', 'limitedRole', 'groupName', 'roleName'],
    [CARLA, 'Group Administrator', 'Helpdesk', 'Help Desk Administrator'],
  ),
  'limited-admins-near-administrators.through-rules': table(
    ['administrator', 'limitedRole', 'sourceGroupName', 'ruleName', 'groupName', 'roleName'],
    [
      CARLA,
      'Group Administrator',
      'Sales',
      'Helpers by title',
      'Helpdesk',
      'Help Desk Administrator',
    ],
  ),
  // Carla's and the help desk's roles have targets; that of Former Admins is not in force.
  'org-wide-delegated-admins': table(
    ['administrator', 'roleName', 'principalType'],
    [ONBOARDING, 'Application Administrator', 'GROUP'],
    [BO, 'Application Administrator', 'USER'],
  ),
  // By the supplement. The sample has it over the set Sales only; Auditor and User Onboarding may change no credentials.
  'custom-roles-over-all-users': table(
    ['administrator', 'roleName', 'resourceSet'],
    ['Inventory collector (service)', 'Sales Desk', 'All users'],
  ),
  // The owners of Engineering own a group without a role.
  'owners-of-admin-groups': table(
    ['owner', 'groupName', 'roleName'],
    [CARLA, 'Helpdesk', 'Help Desk Administrator'],
  ),
  // From teams to finance feeds a group without a role.
  'rule-chains-to-admin-groups': table(
    ['sourceGroupName', 'ruleName', 'groupName', 'roleName'],
    ['Sales', 'Helpers by title', 'Helpdesk', 'Help Desk Administrator'],
  ),
  // The managers Ana and Fatima are active.
  'users-without-manager': table(['login', 'managerLogin'], [PIA, at('gilda.gone')]),
  'inactive-users-stay-active': column('orgName', 'other'),
  // Labs is inactive.
  'unused-network-zones': table(['zoneName', 'zoneType'], ['Everything else', 'DYNAMIC_V2']),
  'trusted-addresses.exempt-zone': table(
    ['zoneName', 'gateways'],
    ['DefaultExemptIpZone', ['198.51.100.7-198.51.100.7']],
  ),
  'trusted-addresses.threat-insight': table(
    ['orgName', 'zoneName', 'gateways'],
    ['sample', 'Offices', ['198.51.100.0/25', '203.0.113.10-203.0.113.20', '2001:db8::/32']],
  ),
  'threat-insight-does-not-block': table(['orgName', 'threatInsightAction'], ['sample', 'audit']),
  // The supplement's orgs have no such zone either, but of the other one no zone was read.
  'anonymizers-not-blocked': column('orgName', 'other'),
  // Of the sample, one of two streams is active.
  'log-not-streamed.inactive': table(
    ['orgName', 'streamName', 'status'],
    ['other', 'Switched off', 'inactive'],
  ),
  'log-not-streamed.none': column('orgName', 'unread'),
  // Those of the sample that have a fault are inactive.
  'unsafe-hooks.event-hooks': table(
    ['hookName', 'address', 'isVerified', 'hasAuthentication', 'isHttps'],
    ['To a colleague', 'http://colleague.sample.example/hook', true, true, false],
  ),
  'unsafe-hooks.inline-hooks': table(
    ['hookName', 'address', 'hookType', 'hasAuthentication', 'isHttps'],
    [
      'Password import',
      'https://import.sample.example/hook',
      'com.okta.user.credential.password.import',
      false,
      true,
    ],
  ),
  // The agent that was never seen is hidden, inactive and of no version.
  'agents-down-or-outdated': table(
    ['agentName', 'poolName', 'agentType', 'operationalStatus', 'version'],
    ['DC2', 'sample.local', 'AD', 'DISRUPTED', '3.12.0'],
  ),
  // The other pushes are active or inactive.
  'group-push-errors': table(
    ['groupName', 'appName', 'errorSummary'],
    ['SAMPLE\\Domain Users', 'GitHub Enterprise Cloud – sample', 'The group exists already.'],
  ),
  // Managed devices asks for Managed Macs and Windows.
  'unused-device-assurance': table(
    ['policyName', 'platform'],
    ['Chromebooks', 'CHROMEOS'],
    ['Old phones', 'IOS'],
    ['Phones (Android)', 'ANDROID'],
  ),
  'new-clients-are-super-admins': column('orgName', 'sample'),
  'discovered-ai-agents': table(
    ['agentName', 'status', 'aiPlatform'],
    ['Unknown agent', 'staged', null],
  ),
};
