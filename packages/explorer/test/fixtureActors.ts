/**
 * The named actors of the explorer's fixture: a user for each way of reaching something, and names that would do
 * harm if the page treated them as markup.
 */
import { assigned, awsRole, entity, link, personOf, type FixtureObject } from './fixtureObjects';

const ACCOUNT = 'okta_account_acme.okta.com';
const EVERYONE = 'everyone-group-000000';

export const ADA = '00u-ada-lovelace-0001';
export const GRACE = '00u-grace-hopper-0001';
export const MALLORY = '00u-mallory-0000001';
export const LINUS = '00u-linus-overruled-1';
export const GITHUB = '0oa-github-000000001';
export const AWS = '0oa-aws-production-1';
export const WIKI = '0oa-wiki-00000000001';
export const ENGINEERING = '00g-engineering-00001';
export const ADMIN_ARN = 'arn:aws:iam::123456789012:role/Admin';
export const READ_ARN = 'arn:aws:iam::123456789012:role/team/ReadOnly';

/** Each would run or break out if it reached the page as markup. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="window.pwned=1">',
  '</script><script>window.pwned=2</script>',
  '"><svg onload=window.pwned=3>',
  'javascript:window.pwned=4',
  "';window.pwned=5;//",
  '<!--<script>window.pwned=6</script>',
  '{{constructor.constructor("window.pwned=7")()}}',
  '__proto__',
  'line\u2028separator\u0000null \u202eright-to-left',
  'x'.repeat(3000),
];

function person(key: string, name: string, login: string, more: FixtureObject = {}): FixtureObject {
  const [firstName = '', ...rest] = name.split(' ');
  return entity('okta_user', 'User', key, name, {
    firstName,
    lastName: rest.join(' '),
    email: [login],
    username: [login.split('@')[0]],
    login,
    status: 'active',
    active: true,
    isActive: true,
    mfaEnabled: true,
    createdOn: Date.UTC(2022, 4, 3, 8, 30),
    lastLoginOn: Date.UTC(2026, 9, 30, 17, 5),
    webLink: `https://acme-admin.okta.com/admin/user/profile/view/${key}`,
    ...more,
  });
}

export function* actorEntities(): Generator<FixtureObject> {
  yield entity('okta_account', 'Account', ACCOUNT, 'acme', {
    accountId: 'acme.okta.com',
    pipeline: 'idx',
  });
  yield entity('okta_service', ['Service', 'Control'], 'okta:sso:acme', 'Okta SSO', {
    function: ['SSO'],
  });
  yield entity('okta_service', ['Service', 'Control'], 'okta:mfa:acme', 'Okta MFA', {
    function: ['MFA'],
  });
  yield person(ADA, 'Ada Lovelace', 'ada@example.com', { department: 'Engineering' });
  yield person(GRACE, 'Grace Hopper', 'grace@example.com', { mfaEnabled: false });
  for (const [number, name] of HOSTILE_NAMES.entries()) {
    yield entity('okta_user', 'User', `00u-hostile-${number}-000000`, name, {
      status: 'active',
      email: [`hostile${number}@example.com`],
      webLink: 'javascript:window.pwned=8',
      [name.slice(0, 60)]: name,
    });
  }
  yield person(LINUS, 'Linus Overruled', 'linus@example.com', {
    lastLoginOn: Date.UTC(2026, 6, 1),
  });
  yield person(MALLORY, 'Mallory Quill', 'mallory@example.com', { status: 'suspended' });
  yield entity('okta_user_group', 'UserGroup', EVERYONE, 'Everyone', { type: 'BUILT_IN' });
  yield entity('okta_user_group', 'UserGroup', ENGINEERING, 'Engineering', { type: 'OKTA_GROUP' });
  yield entity('okta_app_user_group', 'UserGroup', '00g-directory-import1', 'Directory Admins', {
    type: 'APP_GROUP',
  });
  yield entity('okta_rule', 'Configuration', '0pr-all-engineers-0001', 'All engineers', {
    status: 'active',
    expression: 'user.department=="Engineering"',
  });
  yield entity('okta_rule', 'Configuration', '0pr-paused-0000000001', 'Paused import', {
    status: 'inactive',
  });
  yield entity('okta_application', 'Application', GITHUB, 'GitHub', {
    status: 'active',
    signOnMode: 'SAML_2_0',
  });
  yield entity('okta_application', 'Application', AWS, 'AWS Production', {
    status: 'active',
    awsAccountId: '123456789012',
  });
  yield entity('okta_application', 'Application', WIKI, 'Company Wiki', {
    status: 'active',
    signOnMode: 'BOOKMARK',
  });
  yield entity('okta_role', 'AccessRole', 'okta_role:SuperAdministrator', 'Super Administrator', {
    superAdmin: true,
  });
  yield entity('mfa_device', ['Key', 'AccessKey'], 'opf-ada-000000001', 'OKTA push', {
    factorType: 'push',
    status: 'active',
  });
  yield entity('mfa_device', ['Key', 'AccessKey'], 'opf-linus-00000001', 'FIDO webauthn', {
    factorType: 'webauthn',
    status: 'pending_activation',
    isActive: false,
  });
  yield entity('okta_device', 'Device', 'guo-ada-laptop-0001', 'Ada’s MacBook', {
    platform: 'macos',
    osVersion: '15.1',
  });
}

export function* actorRelationships(): Generator<FixtureObject> {
  for (const user of [ADA, GRACE, LINUS, MALLORY]) {
    yield link('okta_account_has_user', 'HAS', ACCOUNT, user);
    yield link('okta_group_has_user', 'HAS', EVERYONE, user, { groupId: EVERYONE, userId: user });
  }
  yield link('okta_account_has_service', 'HAS', ACCOUNT, 'okta:sso:acme');
  yield link('okta_account_has_service', 'HAS', ACCOUNT, 'okta:mfa:acme');
  for (const group of [EVERYONE, ENGINEERING, '00g-directory-import1']) {
    yield link('okta_account_has_group', 'HAS', ACCOUNT, group);
  }
  for (const application of [GITHUB, AWS, WIKI]) {
    yield link('okta_account_has_application', 'HAS', ACCOUNT, application);
  }
  yield link('okta_group_has_user', 'HAS', ENGINEERING, ADA);
  yield link('okta_app_user_group_has_user', 'HAS', '00g-directory-import1', GRACE);
  yield link('okta_rule_manages_user_group', 'MANAGES', '0pr-all-engineers-0001', ENGINEERING);
  yield assigned(ADA, GITHUB, { scope: 'USER', status: 'ACTIVE' });
  yield assigned(ADA, AWS, { scope: 'GROUP', status: 'ACTIVE', role: 'Admin' });
  yield assigned(GRACE, GITHUB, { scope: 'USER', status: 'SUSPENDED' });
  yield assigned(MALLORY, AWS, { scope: 'GROUP', status: 'ACTIVE' });
  yield link('okta_group_assigned_application', 'ASSIGNED', ENGINEERING, AWS, {
    priority: 0,
    role: 'Admin',
  });
  yield link('okta_group_assigned_application', 'ASSIGNED', ENGINEERING, GITHUB, {
    priority: 1,
    roles: '["Read","Write"]',
  });
  yield link('okta_group_assigned_application', 'ASSIGNED', EVERYONE, WIKI, { priority: 0 });
  yield link(
    'okta_user_group_assigned_role',
    'ASSIGNED',
    ENGINEERING,
    'okta_role:SuperAdministrator',
  );
  yield link('okta_user_assigned_role', 'ASSIGNED', GRACE, 'okta_role:SuperAdministrator');
  yield awsRole('okta_user_group_assigned_aws_iam_role', ENGINEERING, ADMIN_ARN, {
    via: 'group',
    applicationId: AWS,
  });
  yield awsRole('okta_user_assigned_aws_iam_role', ADA, ADMIN_ARN, {
    via: 'group',
    groupId: ENGINEERING,
    applicationId: AWS,
  });
  yield awsRole('okta_user_assigned_aws_iam_role', GRACE, READ_ARN, {
    via: 'direct',
    applicationId: AWS,
  });
  yield* overruledByOwnAssignment();
  yield link('okta_user_assigned_factor', 'ASSIGNED', ADA, 'opf-ada-000000001');
  yield link('okta_user_assigned_factor', 'ASSIGNED', LINUS, 'opf-linus-00000001');
  yield link('okta_user_has_device', 'HAS', ADA, 'guo-ada-laptop-0001');
  yield link('okta_user_created_application', 'CREATED', ADA, GITHUB);
  yield personOf(ADA, 'ada@example.com');
  yield personOf(GRACE, 'grace@example.com');
  yield link('okta_group_has_user', 'HAS', ENGINEERING, 'user-created-a-second-ago');
}

/** A member of Engineering whose own assignment to the AWS application overrules the role of the group. */
function* overruledByOwnAssignment(): Generator<FixtureObject> {
  const grants = [
    { via: 'direct', applicationId: AWS },
    { via: 'group-mapping', applicationId: AWS, groupId: '00g-directory-import1', priority: 0 },
  ];
  yield link('okta_group_has_user', 'HAS', ENGINEERING, LINUS);
  yield link('okta_app_user_group_has_user', 'HAS', '00g-directory-import1', LINUS);
  yield link(
    'okta_rule_manages_user_group',
    'MANAGES',
    '0pr-paused-0000000001',
    '00g-directory-import1',
  );
  yield assigned(LINUS, AWS, { scope: 'USER', status: 'ACTIVE' });
  yield awsRole('okta_user_assigned_aws_iam_role', LINUS, READ_ARN, {
    via: 'direct',
    applicationId: AWS,
    grantCount: 2,
    grants: JSON.stringify(grants),
  });
}
