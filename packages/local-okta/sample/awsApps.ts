/**
 * AWS applications, one for each case of the knowledge file on AWS roles (section 6): settings in
 * every form that customers have, roles in profiles, in group names, through groups, and broken.
 */
import { canary } from '../canary';
import type { JsonObject } from '../types';
import type { AppSpec, GroupAssignment, UserAssignment } from './appSpec';

const ACCOUNT_FIRST = 'aws_(?{{accountid}}\\d+)_(?{{role}}[a-zA-Z0-9+=,.@\\-_]+)';
const ROLE_FIRST = '^aws\\#\\S+\\#(?{{role}}[\\w\\-]+)\\#(?{{accountid}}\\d+)$';
const PATTERN =
  'arn:aws:iam::${accountid}:saml-provider/OKTA,arn:aws:iam::${accountid}:role/${role}';
const PROVIDER = 'arn:aws:iam::111122223333:saml-provider/OKTA';

/** Settings as recorded, with secrets where the recording has null. */
function settings(changes: JsonObject): JsonObject {
  return {
    accessKey: canary('aws-accessKey'),
    accountID: null,
    appFilter: 'okta',
    awsEnvironmentType: 'aws.amazon',
    groupFilter: ACCOUNT_FIRST,
    identityProviderArn: PROVIDER,
    joinAllRoles: false,
    loginURL: 'https://console.aws.amazon.com/ec2/home',
    overrideAcsURL: null,
    roleValuePattern: PATTERN,
    secretKey: canary('aws-secretKey'),
    secretKeyEnc: canary('aws-secretKeyEnc'),
    sessionDuration: 3600,
    useGroupMapping: false,
    webSSOAllowedClient: null,
    ...changes,
  };
}

function federation(
  key: string,
  label: string,
  app: JsonObject,
  groups: readonly GroupAssignment[],
  users: readonly UserAssignment[] = [],
  more: Partial<AppSpec> = {},
): AppSpec {
  return {
    key,
    name: 'amazon_aws',
    label: `AWS – ${label}`,
    signOnMode: 'SAML_2_0',
    accessPolicy: 'aws',
    app: settings(app),
    groups,
    users,
    ...more,
  };
}

const roles = (...samlRoles: (string | string[] | null)[]): JsonObject => ({ samlRoles });

export const AWS_APPS: readonly AppSpec[] = [
  federation(
    'awsprofile',
    'roles in profiles',
    {},
    [
      { group: 'awsgroup', priority: 0, profile: { ...roles('GroupRole'), role: null } },
      { group: 'dup', priority: 1, profile: { role: 'FirstRole' } },
      { group: 'dup', priority: 2, profile: { role: 'SecondRole' } },
      { group: 'adusers', priority: 3, profile: roles('DirectoryRole') },
      { group: 'sales', priority: 4, profile: { role: null } },
    ],
    [
      { user: 'ana', profile: { ...roles('Admin', 'ReadOnly'), role: null } },
      // An empty array must not hide the single role.
      { user: 'carla', profile: { samlRoles: [], role: 'X' } },
      { user: 'goran', profile: { role: null } },
      { user: 'hana', profile: roles('Kept', ['Nested', 'Array'], null) },
      { user: 'ivy', profile: { samlRoles: null, role: ['NotAString'] } },
      {
        user: 'jun',
        profile: roles('[prod.eu main] -- Team+Admin@x', 'sandbox -- Dev/path,=Role'),
      },
      { user: 'mara', profile: roles('team/Deployer', 'Admin') },
      // The single role is the default of the list, and no addition.
      { user: 'pia', profile: { ...roles('ReadOnly'), role: 'PowerUser' } },
      { user: 'rosa', profile: roles('Suspended'), status: 'SUSPENDED' },
      { user: 'tomas', profile: {} },
    ],
  ),
  federation(
    'awsjoin',
    'join all roles',
    { joinAllRoles: true },
    [{ group: 'joinall', priority: 0, profile: roles('RoleA', 'RoleB') }],
    [{ user: 'hana', profile: roles('Role1', 'Role2') }],
  ),
  federation(
    'awsnojoin',
    'roles not joined',
    { joinAllRoles: false },
    [{ group: 'joinall', priority: 0, profile: roles('RoleA', 'RoleB') }],
    [{ user: 'hana', profile: roles('Role1', 'Role2') }],
  ),
  federation(
    'awsunion',
    'union of groups',
    {},
    [
      { group: 'union', priority: 0, profile: roles('UnionOne') },
      { group: 'eng', priority: 1, profile: roles('UnionTwo') },
    ],
    [],
    { union: true },
  ),
  federation(
    'awsnullarn',
    'group mapping, no provider ARN',
    { useGroupMapping: true, identityProviderArn: null },
    [{ group: 'awsprod' }, { group: 'awsreadonly' }, { group: 'eng' }],
  ),
  federation('awsaccfirst', 'group mapping, account first', { useGroupMapping: true }, [
    { group: 'awsaccfirst' },
    { group: 'awsprod' },
  ]),
  federation(
    'awsrolefirst',
    'group mapping, role first',
    { useGroupMapping: true, groupFilter: ROLE_FIRST },
    [{ group: 'awsrolefirst' }, { group: 'awsaccfirst' }],
  ),
  federation(
    'awspath',
    'group mapping, role path',
    {
      useGroupMapping: true,
      groupFilter: 'awspath_(?{{accountid}}\\d+)_(?{{role}}\\w+)',
      roleValuePattern:
        'arn:aws:iam::${accountid}:saml-provider/OKTA,arn:aws:iam::${accountid}:role/team/${role}',
    },
    [{ group: 'awspath' }],
  ),
  federation(
    'awsgov',
    'GovCloud, halves swapped',
    {
      useGroupMapping: true,
      identityProviderArn: 'arn:aws-us-gov:iam::222233334444:saml-provider/OKTA',
      groupFilter: 'awsgov_(?{{accountid}}\\d+)_(?{{role}}\\w+)',
      roleValuePattern:
        'arn:aws-us-gov:iam::${accountid}:role/${role},arn:aws-us-gov:iam::${accountid}:saml-provider/OKTA',
    },
    [{ group: 'awsgov' }],
  ),
  federation(
    'awscn',
    'China',
    {
      useGroupMapping: true,
      identityProviderArn: 'arn:aws-cn:iam::333344445555:saml-provider/OKTA',
      groupFilter: 'awscn_(?{{accountid}}\\d+)_(?{{role}}\\w+)',
      roleValuePattern:
        'arn:aws-cn:iam::${accountid}:saml-provider/OKTA,arn:aws-cn:iam::${accountid}:role/${role}',
    },
    [{ group: 'awscn' }],
  ),
  federation(
    'awsgovprofile',
    'GovCloud, roles in profiles',
    {
      identityProviderArn: 'arn:aws-us-gov:iam::222233334444:saml-provider/OKTA',
      roleValuePattern:
        'arn:aws-us-gov:iam::${accountid}:saml-provider/OKTA,arn:aws-us-gov:iam::${accountid}:role/${role}',
    },
    [],
    [{ user: 'bo', profile: roles('Auditor') }],
  ),
  federation(
    'awstwoarns',
    'two accounts',
    {
      identityProviderArn: `${PROVIDER},arn:aws:iam::444455556666:saml-provider/OKTA`,
    },
    [{ group: 'contractors', priority: 0, profile: roles('Ambiguous') }],
    [{ user: 'nils', profile: roles('Ambiguous') }],
  ),
  // The same account again: Admin reaches Ana through two applications.
  federation(
    'awstwin',
    'second app for one account',
    {},
    [],
    [{ user: 'ana', profile: roles('Admin') }],
  ),
  federation(
    'awsnocapture',
    'filter without the account',
    { useGroupMapping: true, groupFilter: 'aws_\\d+_(?{{role}}\\w+)' },
    [{ group: 'awsprod' }],
  ),
  federation(
    'awsinvalid',
    'filter that is no pattern',
    { useGroupMapping: true, groupFilter: 'aws_(?{{accountid}}\\d+_(?{{role}}[a-z' },
    [{ group: 'awsprod' }],
  ),
  federation(
    'awsevil',
    'filter that never ends',
    { useGroupMapping: true, groupFilter: '^(?{{accountid}}(\\w+)+)(?{{role}}(\\w+\\W?)+)\\#$' },
    [{ group: 'awsprod' }, { group: 'awsreadonly' }],
  ),
  federation(
    'awsnomatch',
    'filter that fits no group',
    { useGroupMapping: true, groupFilter: '^nothing_(?{{accountid}}\\d+)_(?{{role}}\\w+)$' },
    [{ group: 'awsprod' }],
  ),
  federation(
    'awsinactive',
    'inactive',
    {},
    [],
    [{ user: 'ana', profile: roles('InactiveAppRole') }],
    { status: 'INACTIVE' },
  ),
  federation(
    'awsnulls',
    'never configured',
    {
      identityProviderArn: null,
      groupFilter: null,
      roleValuePattern: null,
      joinAllRoles: null,
      useGroupMapping: null,
      sessionDuration: null,
      awsEnvironmentType: null,
    },
    [],
    [{ user: 'bo', profile: roles('Lost') }],
    { signOnMode: 'BROWSER_PLUGIN' },
  ),
  {
    key: 'awssso',
    name: 'amazon_aws_sso',
    label: 'AWS IAM Identity Center',
    signOnMode: 'SAML_2_0',
    features: ['PUSH_NEW_USERS', 'GROUP_PUSH'],
    app: {
      acsURL: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/1234',
      entityID: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-1234567890',
      scimToken: canary('aws-sso-scimToken'),
    },
    groups: [
      {
        group: 'secops',
        priority: 0,
        profile: { externalId: '90676f3b4e-aaaa-bbbb-cccc-dddd00001111' },
      },
    ],
    users: [{ user: 'ana', extra: { externalId: '90676f3b4e-1111-2222-3333-444455556666' } }],
  },
  {
    key: 'awsconsole',
    name: 'aws_console',
    label: 'AWS Console (password)',
    signOnMode: 'AUTO_LOGIN',
    users: [{ user: 'kofi' }],
  },
  federation(
    'awsrolegroups',
    'role groups that are not assigned',
    { useGroupMapping: true, groupFilter: ROLE_FIRST },
    [{ group: 'awsmanagement' }],
  ),
  federation(
    'awsdirectory',
    'groups of the directory',
    {
      useGroupMapping: true,
      appFilter: 'active_directory',
      groupFilter: '^awsad_(?{{accountid}}\\p{Digit}+)_(?{{role}}\\p{Alnum}+)\\Z',
    },
    [{ group: 'adusers' }],
  ),
  // Of the user's two groups the first decides.
  federation('awspriority', 'priority of groups', {}, [
    { group: 'munster', priority: 0, profile: roles('ReadOnly') },
    { group: 'joinall', priority: 1, profile: roles('Admin') },
  ]),
  // Without SAML `role` stands alone.
  federation(
    'awsonerole',
    'one role each',
    {},
    [],
    [{ user: 'ivy', profile: { ...roles('NotThis'), role: 'Plain' } }],
    { signOnMode: 'BROWSER_PLUGIN' },
  ),
  // The boxes were added later.
  federation(
    'awsold',
    'older than group mapping',
    { useGroupMapping: undefined, joinAllRoles: undefined, appFilter: undefined },
    [],
    [{ user: 'tomas', profile: roles('Legacy') }],
  ),
];
