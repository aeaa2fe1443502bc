/** Groups of every type, and the rules that fill them. */
import type { JsonObject } from '../types';
import { day, idOf, link, ORG_URL } from './build';
import { userId } from './people';

interface GroupSpec {
  key: string;
  name: string;
  type?: 'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN';
  description?: string | null;
  profile?: JsonObject;
  /** Key of the application that an APP_GROUP comes from. */
  source?: string;
  objectClass?: string;
}

const AD_GROUP = 'okta:windows_security_principal';

export const GROUPS: readonly GroupSpec[] = [
  { key: 'everyone', name: 'Everyone', type: 'BUILT_IN', description: 'All users in your org' },
  {
    key: 'oktaadmins',
    name: 'Okta Administrators',
    type: 'BUILT_IN',
    description: 'Okta manages this group, which contains all administrators in your org',
  },
  {
    key: 'eng',
    name: 'Engineering',
    description: 'Everybody who builds',
    profile: {
      costCentre: 4711,
      owners: ['ana@sample.example', 'bo@sample.example'],
      id: 'not-an-id',
      _type: 'not_a_type',
      type: 'not-a-type',
      displayName: 'Colliding group',
    },
  },
  { key: 'sales', name: 'Sales', description: null },
  { key: 'finance', name: 'Finance', description: '' },
  { key: 'contractors', name: 'Contractors' },
  { key: 'munster', name: 'Kundendienst – Münster 🛠', description: 'Ümläute überall' },
  { key: 'secops', name: 'Security Operations' },
  { key: 'services', name: 'Service Accounts' },
  { key: 'helpdesk', name: 'Helpdesk', description: 'Resets passwords' },
  { key: 'customadmins', name: 'User Onboarding Admins' },
  { key: 'inactiverole', name: 'Former Admins' },
  { key: 'approvers', name: 'Approvers' },
  { key: 'empty', name: 'Nobody at all', description: 'No member, no application' },
  { key: 'emptyassign', name: 'Nobody with an app', description: 'No member, one application' },
  // Names that AWS group filters read.
  { key: 'awsprod', name: 'aws_111122223333_Admin' },
  { key: 'awsreadonly', name: 'aws_111122223333_Read.Only+Audit@x' },
  { key: 'awsaccfirst', name: 'aws_444455556666_Developer' },
  { key: 'awsrolefirst', name: 'aws#prod#Developer#444455556666' },
  { key: 'awspath', name: 'awspath_111122223333_Deployer' },
  { key: 'awsgov', name: 'awsgov_222233334444_Auditor' },
  { key: 'awscn', name: 'awscn_333344445555_Operator' },
  { key: 'awsunassigned', name: 'aws_111122223333_NeverAssigned' },
  { key: 'awsgroup', name: 'AWS profile roles' },
  { key: 'joinall', name: 'AWS join all' },
  { key: 'union', name: 'AWS union' },
  { key: 'dup', name: 'Assigned twice' },
  {
    key: 'adusers',
    name: 'SAMPLE\\Domain Users',
    type: 'APP_GROUP',
    source: 'ad',
    objectClass: AD_GROUP,
    description: null,
    profile: {
      dn: 'CN=Domain Users,CN=Users,DC=sample,DC=local',
      samAccountName: 'Domain Users',
      windowsDomainQualifiedName: 'SAMPLE\\Domain Users',
      externalId: 'q83vEjRWeJCrze8SNFZ4kA==',
      objectSid: 'S-1-5-21-3992267483-1860856704-2403701314-513',
      groupType: 'Security',
      groupScope: 'Global',
    },
  },
  {
    key: 'adempty',
    name: 'Domain Computers',
    type: 'APP_GROUP',
    source: 'ad',
    objectClass: AD_GROUP,
    description: 'All workstations and servers joined to the domain',
    profile: { dn: 'CN=Domain Computers,DC=sample,DC=local' },
  },
  {
    key: 'ldapusers',
    name: 'cn=staff,ou=groups,dc=sample,dc=example',
    type: 'APP_GROUP',
    source: 'ldap',
    objectClass: 'okta:ldap_group',
  },
  {
    key: 'gws',
    name: 'google-all@sample.example',
    type: 'APP_GROUP',
    source: 'google',
    objectClass: 'okta:app_group',
  },
  // Who may use an AWS application, and which role: the second group is not assigned to it.
  { key: 'awsmanagement', name: 'Tier 1 AWS Support' },
  { key: 'awsrolegroup', name: 'aws#support#Support#111122223333' },
  // One name of the directory's and one of Okta's that match the same filter.
  {
    key: 'adawsrole',
    name: 'awsad_111122223333_Operator',
    type: 'APP_GROUP',
    source: 'ad',
    objectClass: AD_GROUP,
    profile: { dn: 'CN=awsad_111122223333_Operator,CN=Users,DC=sample,DC=local' },
  },
  { key: 'awsimposter', name: 'awsad_111122223333_Imposter' },
];

export function groupId(key: string): string {
  return idOf('00g', key);
}

export function groupJson(spec: GroupSpec, position: number): JsonObject {
  const id = groupId(spec.key);
  const type = spec.type ?? 'OKTA_GROUP';
  return {
    id,
    created: day(position * 11),
    lastUpdated: day(position * 11 + 1),
    lastMembershipUpdated: day(position * 11 + 2),
    objectClass: [spec.objectClass ?? 'okta:user_group'],
    type,
    profile: {
      name: spec.name,
      ...(spec.description === undefined ? {} : { description: spec.description }),
      ...spec.profile,
    },
    _links: {
      logo: [
        {
          name: 'medium',
          href: `${ORG_URL}/assets/img/logos/groups/okta-medium.png`,
          type: 'image/png',
        },
        {
          name: 'large',
          href: `${ORG_URL}/assets/img/logos/groups/okta-large.png`,
          type: 'image/png',
        },
      ],
      ...(spec.source === undefined
        ? {}
        : { source: link(`/api/v1/apps/${idOf('0oa', spec.source)}`) }),
      users: link(`/api/v1/groups/${id}/users`),
      apps: link(`/api/v1/groups/${id}/apps`),
    },
  };
}

function ruleJson(
  key: string,
  name: string,
  status: string,
  groups: readonly string[],
  expression: string,
  excludedUsers: readonly string[] = [],
  excludedGroups: readonly string[] = [],
): JsonObject {
  const id = idOf('0pr', key);
  return {
    type: 'group_rule',
    id,
    status,
    name,
    created: day(500),
    lastUpdated: day(501),
    conditions: {
      people: {
        users: { exclude: excludedUsers.map(userId) },
        groups: { exclude: excludedGroups.map(groupId) },
      },
      expression: { value: expression, type: 'urn:okta:expression:1.0' },
    },
    actions: { assignUserToGroups: { groupIds: groups.map(groupId) } },
    allGroupsValid: status !== 'INVALID',
  };
}

export const RULES: readonly JsonObject[] = [
  ruleJson('eng', 'Engineers by department', 'ACTIVE', ['eng'], 'user.department=="Engineering"', [
    'svcci',
  ]),
  ruleJson(
    'two',
    'Sales and approvers',
    'ACTIVE',
    ['sales', 'approvers'],
    'String.stringContains(user.title,"Sales")',
  ),
  ruleJson(
    'off',
    'Contractors (paused)',
    'INACTIVE',
    ['contractors'],
    'user.userType=="Contractor"',
  ),
  ruleJson('bad', 'Broken expression', 'INVALID', ['finance'], 'user.noSuchAttribute=="x"'),
  ruleJson(
    'chain',
    'From teams to finance',
    'ACTIVE',
    ['finance'],
    `isMemberOfAnyGroup("${idOf('00g', 'eng')}", "${idOf('00g', 'adusers')}", "00gdeleted0000000h7") OR ` +
      'isMemberOfGroupName("Kundendienst – Münster 🛠") OR isMemberOfGroupName("Twins") OR ' +
      'isMemberOfGroupNameStartsWith("aws_")',
    ['svcci'],
    ['contractors'],
  ),
  // The group of this rule was deleted.
  ruleJson(
    'dead',
    'To a group that is gone',
    'INVALID',
    ['deleted', 'munster'],
    'user.city=="Münster"',
  ),
];
