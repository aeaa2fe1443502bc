/**
 * The answers of the managed questions on the sample org (`packages/local-okta/sample`) and its supplement,
 * worked out by hand from what is written there. Columns that are not named are not compared.
 */

type Cell = string | number | null | readonly string[];
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
  'super-admins.direct': table(
    ['login', 'status'],
    [ANA, 'active'],
    [SASHA, 'suspended'],
  ),
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
    ['Helpers by title', 'user.title=="Helper"', 'Helpdesk', 'Help Desk Administrator'],
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
    'Brand new',
    'Inventory collector (service)',
    'LDAP interface',
    'Legacy form',
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
};
