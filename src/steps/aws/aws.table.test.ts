/**
 * The whole mapping as a table: settings and assignments in, edges out, each with its reason in a word.
 * The rows go through the steps and the client, as in a run.
 */
import type { MappedRelationship } from '@jupiterone/integration-sdk-core';

import { collectAws, type AwsOrg } from '../../../test/harness/awsOrg';
import type { JsonObject, JsonValue } from '../../json';
import { PROBLEMS } from './problems';

interface Group {
  id: string;
  name?: string;
  priority?: number;
  samlRoles?: JsonValue;
  role?: JsonValue;
  /** The whole profile of the assignment, if it is no object with roles. */
  profile?: JsonValue;
  /** `okta` by default; else the name of the application that it was imported from. */
  source?: string;
}
interface User {
  id: string;
  scope?: string;
  status?: string;
  samlRoles?: JsonValue;
  role?: JsonValue;
  /** The whole profile of the assignment, if it is no object with roles. */
  profile?: JsonValue;
  /** Ids of the user's groups. */
  in?: string[];
  /** The group that Okta links from the assignment. */
  linked?: string;
  externalId?: string;
}
interface App {
  id?: string;
  name?: string | null;
  status?: string | null;
  signOnMode?: string;
  union?: boolean;
  settings: JsonValue;
  /** Those that are assigned. */
  groups?: Group[];
  users?: User[];
  /** Other groups of the org, and their members. */
  others?: (Group & { members?: string[] })[];
}
/** Reason, applications, edges, the problems that are warned of, and which steps are incomplete. */
type Row = [
  why: string,
  apps: App | App[],
  edges: string[],
  problems?: string[],
  incomplete?: ('groups' | 'users')[],
];

const A = 'arn:aws:iam::111111111111:role/';
const B = 'arn:aws:iam::222222222222:role/';
const PROVIDER_A = 'arn:aws:iam::111111111111:saml-provider/OKTA';
const PROVIDER_B = 'arn:aws:iam::222222222222:saml-provider/OKTA';
const one = { identityProviderArn: PROVIDER_A, useGroupMapping: false, joinAllRoles: false };
const joined = { ...one, joinAllRoles: true };
const ACCOUNT_FIRST = 'aws_(?{{accountid}}\\d+)_(?{{role}}[a-zA-Z0-9+=,.@\\-_]+)';
const ROLE_FIRST = '^aws\\#\\S+\\#(?{{role}}[\\w\\-]+)\\#(?{{accountid}}\\d+)$';
const PATTERN =
  'arn:aws:iam::${accountid}:saml-provider/OKTA,arn:aws:iam::${accountid}:role/${role}';
const byName = {
  identityProviderArn: null,
  useGroupMapping: true,
  groupFilter: ACCOUNT_FIRST,
  roleValuePattern: PATTERN,
};
const admins: Group = { id: 'admins', name: 'aws_111111111111_Admin' };
const member: User = { id: 'u', scope: 'GROUP', in: ['admins'] };
const devs: Group = { id: 'devs', priority: 0, samlRoles: ['Dev'] };
const ops: Group = { id: 'ops', priority: 1, role: 'Ops' };

/** A direct user with these roles. */
const direct = (samlRoles: JsonValue, role?: JsonValue): User[] => [
  { id: 'u', scope: 'USER', samlRoles, ...(role !== undefined && { role }) },
];
/** Group mapping of one assigned group with one member. */
const mapping = (settings: JsonObject, name: string): App => ({
  settings: { ...byName, ...settings },
  groups: [{ id: 'admins', name }],
  users: [member],
});
/** The edges of that group and its member. */
const mappedTo = (arn: string): string[] => [
  `admins > ${arn} = group-mapping admins`,
  `u > ${arn} = group-mapping admins`,
];

const PROFILE_ROLES: Row[] = [
  ['samlRoles', { settings: one, users: direct(['Admin']) }, [`u > ${A}Admin = direct`]],
  ['role', { settings: one, users: direct(null, 'Admin') }, [`u > ${A}Admin = direct`]],
  ['empty is not absent', { settings: one, users: direct([], 'X') }, [`u > ${A}X = direct`]],
  [
    'role is the default of samlRoles, and no addition',
    { settings: one, users: direct(['ReadOnly'], 'PowerUser') },
    [`u > ${A}ReadOnly = direct`],
  ],
  [
    'no samlRoles at all: the default',
    { settings: one, users: [{ id: 'u', scope: 'USER', role: 'PowerUser' }] },
    [`u > ${A}PowerUser = direct`],
  ],
  [
    'samlRoles null: the default',
    { settings: one, users: direct(null, 'PowerUser') },
    [`u > ${A}PowerUser = direct`],
  ],
  [
    'blank samlRoles: the default',
    { settings: one, users: direct(['', null], 'PowerUser') },
    [`u > ${A}PowerUser = direct`],
  ],
  [
    'another sign-on mode: role alone',
    { settings: one, signOnMode: 'BROWSER_PLUGIN', users: direct(['ReadOnly'], 'PowerUser') },
    [`u > ${A}PowerUser = direct`],
  ],
  [
    'another sign-on mode: samlRoles do not count',
    { settings: one, signOnMode: 'AUTO_LOGIN', users: direct(['ReadOnly']) },
    [],
  ],
  [
    'another sign-on mode, groups: role alone',
    {
      settings: one,
      signOnMode: 'BROWSER_PLUGIN',
      groups: [{ id: 'g', samlRoles: ['A'], role: 'B' }],
    },
    [`g > ${A}B = group g`],
  ],
  [
    'what is selected cannot be read: no default stands for it',
    { settings: one, users: direct([['ReadOnly']], 'PowerUser') },
    [],
    ['role-format'],
  ],
  ['same in both', { settings: one, users: direct(['X'], 'X') }, [`u > ${A}X = direct`]],
  ['nothing', { settings: one, users: [{ id: 'u', scope: 'USER', role: null }] }, []],
  ['blanks are nothing', { settings: one, users: direct(['', '  ', null], '') }, []],
  ['blanks around', { settings: one, users: direct([' Admin ']) }, [`u > ${A}Admin = direct`]],
  ['lone string', { settings: one, users: direct('Admin') }, [`u > ${A}Admin = direct`]],
  [
    'array in array',
    { settings: one, users: direct([['Admin'], 'Dev']) },
    [`u > ${A}Dev = direct`],
    ['role-format'],
  ],
  ['array as role', { settings: one, users: direct([], ['Admin']) }, [], ['role-format']],
  [
    'array as role that does not count',
    { settings: one, users: direct(['Dev'], ['Admin']) },
    [`u > ${A}Dev = direct`],
  ],
  [
    'number and object',
    { settings: one, users: direct([7, { role: 'Admin' }, 'Dev']) },
    [`u > ${A}Dev = direct`],
    ['role-format'],
  ],
  ['no role characters', { settings: one, users: direct(['Ad min', 'ü']) }, [], ['role-format']],
  [
    'full character set',
    { settings: one, users: direct(['A+b=c,d.e@f-g_h']) },
    [`u > ${A}A+b=c,d.e@f-g_h = direct`],
  ],
  ['path', { settings: one, users: direct(['team/eu/R']) }, [`u > ${A}team/eu/R = direct`]],
  ['slash in front', { settings: one, users: direct(['/team/R']) }, [`u > ${A}team/R = direct`]],
  ['path without name', { settings: one, users: direct(['team/']) }, [], ['role-format']],
  ['name too long', { settings: one, users: direct(['x'.repeat(65)]) }, [], ['role-format']],
  [
    'group by samlRoles, or else by role',
    {
      settings: one,
      groups: [
        { id: 'g', priority: 3, samlRoles: ['A'], role: 'B' },
        { id: 'h', priority: 4, samlRoles: [], role: 'B' },
      ],
    },
    [`g > ${A}A = group g#3`, `h > ${A}B = group h#4`],
  ],
  [
    'group without roles',
    { settings: one, groups: [{ id: 'g', samlRoles: [], role: null }, { id: 'h' }] },
    [],
  ],
  [
    'array in a group',
    { settings: one, groups: [{ id: 'g', samlRoles: [['A'], 'B'] }] },
    [`g > ${A}B = group g`],
    ['role-format'],
  ],
  [
    'same group twice, two roles',
    {
      settings: one,
      groups: [
        { id: 'g', priority: 0, role: 'A' },
        { id: 'g', priority: 5, role: 'B' },
      ],
    },
    [`g > ${A}A = group g#0`, `g > ${A}B = group g#5`],
  ],
  [
    'same group twice, same role',
    {
      settings: one,
      groups: [
        { id: 'g', priority: 5, role: 'A' },
        { id: 'g', priority: 0, role: 'A' },
      ],
    },
    [`g > ${A}A = group g#0 + group g#5`],
  ],
];

const ACCOUNTS: Row[] = [
  [
    'GovCloud',
    {
      settings: { identityProviderArn: 'arn:aws-us-gov:iam::111111111111:saml-provider/OKTA' },
      users: direct(['Admin']),
    },
    ['u > arn:aws-us-gov:iam::111111111111:role/Admin = direct'],
  ],
  [
    'China',
    {
      settings: { identityProviderArn: 'arn:aws-cn:iam::111111111111:saml-provider/OKTA' },
      users: direct(['Admin']),
    },
    ['u > arn:aws-cn:iam::111111111111:role/Admin = direct'],
  ],
  [
    'a partition to come',
    {
      settings: { identityProviderArn: 'arn:aws-iso-b:iam::111111111111:saml-provider/OKTA' },
      users: direct(['Admin']),
    },
    ['u > arn:aws-iso-b:iam::111111111111:role/Admin = direct'],
  ],
  [
    'awsEnvironmentType does not decide the partition',
    { settings: { ...one, awsEnvironmentType: 'aws.govcloud' }, users: direct(['Admin']) },
    [`u > ${A}Admin = direct`],
  ],
  [
    'account unknown',
    { settings: { ...one, identityProviderArn: null }, users: direct(['Admin']) },
    [],
    ['account-unknown'],
  ],
  ['account unknown, no roles', { settings: { identityProviderArn: null } }, []],
  [
    'account from the pattern',
    {
      settings: {
        identityProviderArn: null,
        roleValuePattern: 'arn:aws-cn:iam::333333333333:role/${role}',
      },
      users: direct(['Admin']),
    },
    ['u > arn:aws-cn:iam::333333333333:role/Admin = direct'],
  ],
  [
    'two accounts are ambiguous',
    {
      settings: { identityProviderArn: `${PROVIDER_A}, ${PROVIDER_B}` },
      users: direct(['Admin', `${B}Dev`, 'other -- Ops']),
    },
    [`u > ${B}Dev = direct`, 'u > other|Ops = direct'],
    ['account-ambiguous'],
  ],
  [
    'two providers, one account',
    {
      settings: { identityProviderArn: `${PROVIDER_A},${PROVIDER_A}2` },
      users: direct(['Admin']),
    },
    [`u > ${A}Admin = direct`],
  ],
  [
    'one account in two partitions is ambiguous',
    {
      settings: {
        identityProviderArn: `${PROVIDER_A},${PROVIDER_A.replace('aws', 'aws-cn')}`,
      },
      users: direct(['Admin']),
    },
    [],
    ['account-ambiguous'],
  ],
  [
    'provider ARN malformed',
    { settings: { identityProviderArn: 'arn:aws:iam::1:saml-provider/OKTA' }, users: direct('X') },
    [],
    ['account-unknown', 'provider-arn'],
  ],
  [
    'one provider ARN malformed',
    { settings: { identityProviderArn: `${PROVIDER_A},oops` }, users: direct(['Admin']) },
    [`u > ${A}Admin = direct`],
    ['provider-arn'],
  ],
  ['full ARN', { settings: one, users: direct([`${B}team/Dev`]) }, [`u > ${B}team/Dev = direct`]],
  [
    'provider and role ARN',
    { settings: one, users: direct([`${PROVIDER_B},${B}Dev,x`]) },
    [`u > ${B}Dev,x = direct`],
  ],
  [
    'role and provider ARN',
    { settings: one, users: direct([`${B}Dev, ${PROVIDER_B}`]) },
    [`u > ${B}Dev = direct`],
  ],
  [
    'malformed ARNs',
    {
      settings: one,
      users: direct(['arn:aws:iam::1:role/X', 'arn:aws:s3:::bucket', A, `${A}a,${A}b`]),
    },
    [],
    ['role-format'],
  ],
];

const SECONDARY_ACCOUNTS: Row[] = [
  ['brackets', { settings: one, users: direct(['[prod] -- R']) }, ['u > prod|R = direct']],
  ['no brackets', { settings: one, users: direct(['prod -- R']) }, ['u > prod|R = direct']],
  [
    'spaces and dots',
    { settings: one, users: direct(['[prod.eu main] -- Team+Admin@x']) },
    ['u > prod.eu main|Team+Admin@x = direct'],
  ],
  [
    'separator in the name',
    { settings: one, users: direct(['a -- b -- R']) },
    ['u > a -- b|R = direct'],
  ],
  [
    'path is not part of the name',
    { settings: one, users: direct(['[prod] -- team/R', 'prod -- R']) },
    ['u > prod|R = direct'],
  ],
  [
    'no own account needed',
    { settings: { identityProviderArn: null }, users: direct(['[prod] -- R']) },
    ['u > prod|R = direct'],
  ],
  [
    'twelve digits are an id',
    { settings: one, users: direct(['[222222222222] -- R']) },
    [`u > ${B}R = direct`],
  ],
  [
    'twelve digits, partition unknown',
    { settings: {}, users: direct(['222222222222 -- R']) },
    ['u > 222222222222|R = direct'],
  ],
  [
    'ARN behind the name',
    { settings: one, users: direct([`[prod] -- ${B}R`]) },
    [`u > ${B}R = direct`],
  ],
  [
    'name missing',
    { settings: one, users: direct(['[] -- R', ' -- R', '[prod] -- ']) },
    [],
    ['role-format'],
  ],
  [
    'hyphens alone do not separate',
    { settings: one, users: direct(['prod--R']) },
    [`u > ${A}prod--R = direct`],
  ],
  [
    'of a group',
    { settings: one, groups: [{ id: 'g', samlRoles: ['[prod] -- R'] }] },
    ['g > prod|R = group g'],
  ],
];

const SCOPES: Row[] = [
  [
    'direct, join off',
    {
      settings: one,
      groups: [devs],
      users: [{ id: 'u', scope: 'USER', samlRoles: ['Own'], in: ['devs'] }],
    },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Own = direct`],
  ],
  [
    'direct, join on',
    {
      settings: joined,
      groups: [devs, ops],
      users: [{ id: 'u', scope: 'USER', samlRoles: ['Own'], in: ['devs', 'ops', 'elsewhere'] }],
    },
    [
      `devs > ${A}Dev = group devs#0`,
      `ops > ${A}Ops = group ops#1`,
      `u > ${A}Dev = group devs#0 joined`,
      `u > ${A}Ops = group ops#1 joined`,
      `u > ${A}Own = direct`,
    ],
  ],
  [
    'direct and group, join on',
    {
      settings: joined,
      groups: [devs],
      users: [{ id: 'u', scope: 'USER', samlRoles: ['Dev'], in: ['devs'] }],
    },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = direct + group devs#0 joined`],
  ],
  [
    'direct without own roles, join on',
    { settings: joined, groups: [devs], users: [{ id: 'u', scope: 'USER', in: ['devs'] }] },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0 joined`],
  ],
  [
    'group, from its assignment',
    { settings: one, groups: [devs], users: [{ id: 'u', scope: 'GROUP', in: ['devs'] }] },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0`],
  ],
  [
    'group, own profile repeats it',
    {
      settings: one,
      groups: [devs],
      users: [{ id: 'u', scope: 'GROUP', samlRoles: ['Dev'], in: ['devs'] }],
    },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0`],
  ],
  [
    'two groups with one role: the first of them gives it',
    {
      settings: one,
      groups: [ops, { id: 'devs', priority: 0, samlRoles: ['Ops'] }],
      users: [{ id: 'u', scope: 'GROUP', in: ['ops', 'devs'] }],
    },
    [`devs > ${A}Ops = group devs#0`, `ops > ${A}Ops = group ops#1`, `u > ${A}Ops = group devs#0`],
  ],
  [
    'the group of the highest priority decides (the issue, 3)',
    {
      settings: one,
      groups: [
        { id: 'a', priority: 0, samlRoles: ['ReadOnly'] },
        { id: 'b', priority: 1, samlRoles: ['Admin'] },
      ],
      users: [{ id: 'u', scope: 'GROUP', samlRoles: ['ReadOnly'], in: ['a', 'b'], linked: 'a' }],
    },
    [`a > ${A}ReadOnly = group a#0`, `b > ${A}Admin = group b#1`, `u > ${A}ReadOnly = group a#0`],
  ],
  [
    'without a link the priority tells which group',
    {
      settings: one,
      groups: [
        { id: 'b', priority: 1, samlRoles: ['Admin'] },
        { id: 'a', priority: 0, samlRoles: ['ReadOnly'] },
      ],
      users: [{ id: 'u', scope: 'GROUP', samlRoles: ['ReadOnly'], in: ['b', 'a'] }],
    },
    [`a > ${A}ReadOnly = group a#0`, `b > ${A}Admin = group b#1`, `u > ${A}ReadOnly = group a#0`],
  ],
  [
    'own profile null: the assignment of the linked group',
    {
      settings: one,
      groups: [ops, devs],
      users: [{ id: 'u', scope: 'GROUP', profile: null, in: ['devs', 'ops'], linked: 'ops' }],
    },
    [`devs > ${A}Dev = group devs#0`, `ops > ${A}Ops = group ops#1`, `u > ${A}Ops = group ops#1`],
  ],
  [
    'own profile empty, no link: the assignment of the smallest priority',
    {
      settings: one,
      groups: [ops, devs],
      users: [{ id: 'u', scope: 'GROUP', profile: {}, in: ['devs', 'ops'] }],
    },
    [`devs > ${A}Dev = group devs#0`, `ops > ${A}Ops = group ops#1`, `u > ${A}Dev = group devs#0`],
  ],
  [
    'a group without roles is passed over by none: it decides too',
    {
      settings: one,
      groups: [{ id: 'first', priority: 0 }, ops],
      users: [{ id: 'u', scope: 'GROUP', in: ['first', 'ops'] }],
    },
    [`ops > ${A}Ops = group ops#1`],
  ],
  [
    'the own profile counts, also if its group has another role by now',
    {
      settings: one,
      groups: [devs],
      users: [{ id: 'u', scope: 'GROUP', samlRoles: ['Old'], in: ['devs'], linked: 'devs' }],
    },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Old = group devs#0`],
  ],
  [
    'the own profile counts, through a group that is not assigned any more',
    {
      settings: one,
      users: [{ id: 'u', scope: 'GROUP', samlRoles: ['Old'], linked: 'gone' }],
    },
    [`u > ${A}Old = group gone`],
  ],
  [
    'not a member',
    { settings: one, groups: [devs], users: [{ id: 'u', scope: 'GROUP', in: ['elsewhere'] }] },
    [`devs > ${A}Dev = group devs#0`],
  ],
  [
    'members unknown, group linked',
    { settings: one, groups: [devs], users: [{ id: 'u', scope: 'GROUP', linked: 'devs' }] },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0`],
  ],
  [
    'members unknown, own profile known',
    { settings: one, users: [{ id: 'u', scope: 'GROUP', role: 'Dev' }] },
    [`u > ${A}Dev = group`],
  ],
  [
    'through a group, join on: the own roles and those of all groups',
    {
      settings: joined,
      groups: [devs, ops],
      users: [{ id: 'u', scope: 'GROUP', samlRoles: ['Dev'], in: ['devs', 'ops'], linked: 'devs' }],
    },
    [
      `devs > ${A}Dev = group devs#0`,
      `ops > ${A}Ops = group ops#1`,
      `u > ${A}Dev = group devs#0`,
      `u > ${A}Ops = group ops#1 joined`,
    ],
  ],
  [
    'direct, join off: a group gives nothing besides (the example of 3.2)',
    {
      settings: one,
      groups: [{ id: 'aws', priority: 0, samlRoles: ['RoleA', 'RoleB'] }],
      users: [{ id: 'u', scope: 'USER', samlRoles: ['Role1', 'Role2'], in: ['aws'] }],
    },
    [
      ...['RoleA', 'RoleB'].map((role) => `aws > ${A}${role} = group aws#0`),
      ...['Role1', 'Role2'].map((role) => `u > ${A}${role} = direct`),
    ],
  ],
  [
    'direct, join on: all four (the example of 3.2)',
    {
      settings: joined,
      groups: [{ id: 'aws', priority: 0, samlRoles: ['RoleA', 'RoleB'] }],
      users: [{ id: 'u', scope: 'USER', samlRoles: ['Role1', 'Role2'], in: ['aws'] }],
    },
    [
      ...['RoleA', 'RoleB'].map((role) => `aws > ${A}${role} = group aws#0`),
      ...['RoleA', 'RoleB'].map((role) => `u > ${A}${role} = group aws#0 joined`),
      ...['Role1', 'Role2'].map((role) => `u > ${A}${role} = direct`),
    ],
  ],
  [
    'union: own roles, by group where one explains them',
    {
      settings: one,
      union: true,
      groups: [devs, ops],
      users: [{ id: 'u', scope: 'GROUP', samlRoles: ['Dev', 'Old'], in: ['devs', 'ops'] }],
    },
    [
      `devs > ${A}Dev = group devs#0`,
      `ops > ${A}Ops = group ops#1`,
      `u > ${A}Dev = group devs#0 united`,
      `u > ${A}Old = group`,
    ],
  ],
  [
    'union, direct: what only a group gives is marked so',
    {
      settings: one,
      union: true,
      groups: [devs],
      users: [{ id: 'u', scope: 'USER', samlRoles: ['Dev', 'Own'], in: ['devs'] }],
    },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0 united`, `u > ${A}Own = direct`],
  ],
  [
    'union does not touch role',
    {
      settings: one,
      union: true,
      groups: [ops],
      users: [{ id: 'u', scope: 'USER', role: 'Ops', in: ['ops'] }],
    },
    [`ops > ${A}Ops = group ops#1`, `u > ${A}Ops = direct`],
  ],
  [
    'union, own profile empty: the roles of all groups',
    {
      settings: one,
      union: true,
      groups: [devs, ops],
      users: [{ id: 'u', scope: 'GROUP', in: ['devs', 'ops'], linked: 'devs' }],
    },
    [
      `devs > ${A}Dev = group devs#0`,
      `ops > ${A}Ops = group ops#1`,
      `u > ${A}Dev = group devs#0`,
      `u > ${A}Ops = group ops#1`,
    ],
  ],
  [
    'scope unknown is direct',
    { settings: one, users: [{ id: 'u', role: 'Admin' }] },
    [`u > ${A}Admin = direct`],
  ],
  [
    'scope unknown, a group is linked: it is through the group',
    { settings: one, groups: [devs], users: [{ id: 'u', role: 'Dev', linked: 'devs' }] },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0`],
  ],
  [
    'scope and roles unknown: the user may have some',
    { settings: one, users: [{ id: 'u' }] },
    [],
    [],
    ['users'],
  ],
];

const STATES: Row[] = [
  ...['INACTIVE', 'SUSPENDED', 'PENDING', 'REVOKED', 'DEPROVISIONED', 'UNASSIGNED'].flatMap(
    (status): Row[] => [
      [`${status} gives nothing`, { settings: one, users: [{ ...direct(['X'])[0]!, status }] }, []],
      [
        `${status} gives nothing by group mapping`,
        { settings: byName, groups: [admins], users: [{ ...member, status }] },
        [`admins > ${A}Admin = group-mapping admins`],
      ],
    ],
  ),
  ...['ACTIVE', 'PROVISIONED', 'STAGED', 'APPROVED', 'IMPORTED', 'MATCHED', 'IMPLICIT', 'NEW'].map(
    (status): Row => [
      `${status} counts`,
      { settings: one, users: [{ ...direct(['X'])[0]!, status }] },
      [`u > ${A}X = direct`],
    ],
  ),
  [
    'a role group whose only member is suspended gives nothing',
    {
      settings: byName,
      groups: [{ id: 'managers', name: 'Managers' }],
      others: [{ ...admins }],
      users: [{ id: 'u', status: 'SUSPENDED', in: ['managers', 'admins'] }],
    },
    [],
  ],
  [
    'not in Identity Center either',
    {
      name: 'amazon_aws_sso',
      settings: {},
      users: [
        { id: 'u', externalId: 'there' },
        { id: 'v', externalId: 'gone', status: 'DEPROVISIONED' },
      ],
    },
    ['u > identity-center|there'],
  ],
];

const GROUP_MAPPING: Row[] = [
  ['account first', mapping({}, 'aws_111111111111_Admin'), mappedTo(`${A}Admin`)],
  [
    'role first',
    mapping({ groupFilter: ROLE_FIRST }, 'aws#prod#Admin#111111111111'),
    mappedTo(`${A}Admin`),
  ],
  ['hyphens and more', mapping({}, 'aws_111111111111_a-b.c@d,e'), mappedTo(`${A}a-b.c@d,e`)],
  [
    'direct member as well',
    { settings: byName, groups: [admins], users: [{ id: 'u', scope: 'USER', in: ['admins'] }] },
    mappedTo(`${A}Admin`),
  ],
  [
    'profiles do not count',
    {
      settings: byName,
      groups: [{ ...admins, samlRoles: ['X'] }],
      users: [{ ...member, role: 'Y' }],
    },
    mappedTo(`${A}Admin`),
  ],
  [
    'role group not assigned, management group assigned (the issue, 1)',
    {
      settings: { ...byName, groupFilter: ROLE_FIRST },
      groups: [{ id: 'm', name: 'Tier 1 AWS Support' }],
      others: [{ id: 'r', name: 'aws#prod#Admin#123456789012', members: ['u3'] }],
      users: [
        { id: 'u1', scope: 'GROUP', in: ['m', 'r'], linked: 'm' },
        { id: 'u2', scope: 'GROUP', in: ['m'], linked: 'm' },
      ],
    },
    [
      'r > arn:aws:iam::123456789012:role/Admin = group-mapping r',
      'u1 > arn:aws:iam::123456789012:role/Admin = group-mapping r',
    ],
  ],
  [
    'role group not assigned, and none of its members is',
    {
      settings: byName,
      groups: [{ id: 'm', name: 'Managers' }],
      others: [{ ...admins, members: ['u2'] }],
      users: [{ id: 'u1', in: ['m'] }],
    },
    [],
  ],
  [
    'assigned directly, member of a role group',
    { settings: byName, others: [admins], users: [{ id: 'u', scope: 'USER', in: ['admins'] }] },
    mappedTo(`${A}Admin`),
  ],
  [
    'several role groups, whatever their priorities',
    {
      settings: byName,
      groups: [{ ...admins, priority: 0 }],
      others: [{ id: 'devs', name: 'aws_222222222222_Dev' }],
      users: [{ id: 'u', scope: 'GROUP', in: ['admins', 'devs'], linked: 'admins' }],
    },
    [
      ...mappedTo(`${A}Admin`),
      `devs > ${B}Dev = group-mapping devs`,
      `u > ${B}Dev = group-mapping devs`,
    ],
  ],
  [
    'assigned, not a member',
    { settings: byName, groups: [admins], users: [{ id: 'u', in: ['elsewhere'] }] },
    [`admins > ${A}Admin = group-mapping admins`],
  ],
  ['no group of that name', { settings: byName }, [], ['no-group-matches']],
  ['another group', mapping({}, 'Everyone'), [], ['no-group-matches']],
  [
    'one of two matches',
    { settings: byName, groups: [admins, { id: 'g', name: 'Everyone' }] },
    [`admins > ${A}Admin = group-mapping admins`],
  ],
  ['a part matches', mapping({}, 'not aws_111111111111_Admin'), [], ['partial-match']],
  ['case counts', mapping({}, 'AWS_111111111111_Admin'), [], ['no-group-matches']],
  [
    'case does not count',
    mapping({ groupFilter: `(?i)${ACCOUNT_FIRST}` }, 'AWS_111111111111_Admin'),
    mappedTo(`${A}Admin`),
  ],
  ['account too short', mapping({}, 'aws_1111_Admin'), [], ['role-invalid']],
  [
    'role too odd',
    mapping({ groupFilter: 'aws_(?{{accountid}}\\d+)_(?{{role}}.+)' }, 'aws_111111111111_Ad:min'),
    [],
    ['role-invalid'],
  ],
  [
    'GovCloud and path',
    mapping(
      {
        roleValuePattern:
          'arn:aws-us-gov:iam::${accountid}:saml-provider/O,arn:aws-us-gov:iam::${accountid}:role/team/${role}',
      },
      'aws_111111111111_Admin',
    ),
    mappedTo('arn:aws-us-gov:iam::111111111111:role/team/Admin'),
  ],
  [
    'China',
    mapping({ roleValuePattern: PATTERN.replace(/arn:aws:/g, 'arn:aws-cn:') }, admins.name!),
    mappedTo('arn:aws-cn:iam::111111111111:role/Admin'),
  ],
  [
    'halves swapped',
    mapping(
      {
        roleValuePattern:
          'arn:aws:iam::${accountid}:role/${role}, arn:aws:iam::${accountid}:saml-provider/OKTA',
      },
      'aws_111111111111_Admin',
    ),
    mappedTo(`${A}Admin`),
  ],
  [
    'account in the pattern',
    mapping({ groupFilter: 'aws_(?{{role}}\\w+)', roleValuePattern: `${B}\${role}` }, 'aws_Admin'),
    mappedTo(`${B}Admin`),
  ],
  [
    'provider ARN not needed, and not in the way',
    mapping({ identityProviderArn: `${PROVIDER_B},nonsense` }, 'aws_111111111111_Admin'),
    mappedTo(`${A}Admin`),
  ],
  [
    'pattern missing, partition known',
    mapping(
      { identityProviderArn: PROVIDER_A.replace('aws', 'aws-cn'), roleValuePattern: null },
      'aws_111111111111_Admin',
    ),
    mappedTo('arn:aws-cn:iam::111111111111:role/Admin'),
  ],
  [
    'pattern missing, partition unknown',
    mapping({ roleValuePattern: null }, 'aws_111111111111_Admin'),
    [],
    ['pattern-unusable'],
  ],
  [
    'pattern without a role',
    mapping({ roleValuePattern: PROVIDER_A }, 'aws_111111111111_Admin'),
    [],
    ['pattern-unusable'],
  ],
  [
    'pattern with two roles',
    mapping({ roleValuePattern: `${A}\${role},${B}\${role}` }, 'aws_111111111111_Admin'),
    [],
    ['pattern-unusable'],
  ],
  ['filter missing', mapping({ groupFilter: null }, admins.name!), [], ['filter-missing']],
  [
    'capture of the account missing',
    mapping({ groupFilter: 'aws_\\d+_(?{{role}}\\w+)' }, admins.name!),
    [],
    ['capture-missing'],
  ],
  [
    'capture of the role missing',
    mapping({ groupFilter: 'aws_(?{{accountid}}\\d+)_\\w+' }, admins.name!),
    [],
    ['capture-missing'],
  ],
  [
    'capture that did not take part',
    mapping({ groupFilter: 'aws_(?{{accountid}}\\d+)(?:_(?{{role}}\\w+))?' }, 'aws_111111111111'),
    [],
    ['role-invalid'],
  ],
  [
    'filter malformed',
    mapping({ groupFilter: 'aws_((?{{role}}\\w+' }, admins.name!),
    [],
    ['filter-refused'],
  ],
  [
    'lookahead',
    mapping({ groupFilter: `(?=aws)${ACCOUNT_FIRST}` }, admins.name!),
    [],
    ['filter-refused'],
  ],
  [
    'another group without a name, which is not assigned: no odd group makes the roles incomplete',
    { settings: byName, groups: [admins], others: [{ id: 'odd' }], users: [member] },
    mappedTo(`${A}Admin`),
  ],
  [
    'an assigned group without a name',
    { settings: byName, groups: [{ id: 'admins' }], users: [member] },
    [],
    ['no-group-matches'],
    ['groups', 'users'],
  ],
  [
    'the end of the input, ASCII classes and the like, as Java writes them',
    mapping(
      { groupFilter: '\\A\\Qaws_\\E(?{{accountid}}\\p{Digit}++)_(?{{role}}\\p{Alnum}+)\\Z' },
      'aws_111111111111_Admin',
    ),
    mappedTo(`${A}Admin`),
  ],
  [
    'members unknown, group linked',
    { settings: byName, groups: [admins], users: [{ id: 'u', linked: 'admins' }] },
    mappedTo(`${A}Admin`),
  ],
];

/** The group is made in Okta unless it has a source. */
const from = (appFilter: JsonValue, source?: string): App => ({
  settings: { ...byName, appFilter },
  others: [{ ...admins, ...(source !== undefined && { source }) }],
  users: [member],
});

const SOURCES: Row[] = [
  ['of Okta, as wanted', from('okta'), mappedTo(`${A}Admin`)],
  ['of Okta, not wanted', from('active_directory'), [], ['no-group-matches']],
  [
    'of Active Directory, as wanted',
    from('active_directory', 'active_directory'),
    mappedTo(`${A}Admin`),
  ],
  ['of Active Directory, not wanted', from('okta', 'active_directory'), [], ['no-group-matches']],
  ['of another application, as wanted', from('bamboohr', 'bamboohr'), mappedTo(`${A}Admin`)],
  [
    'of another application, not wanted',
    from('okta,active_directory', 'bamboohr'),
    [],
    ['no-group-matches'],
  ],
  [
    'one of several',
    from('okta, Active_Directory ,bamboohr', 'active_directory'),
    mappedTo(`${A}Admin`),
  ],
  ...[null, '', ' , '].map((appFilter): Row => [
    `no limit: ${JSON.stringify(appFilter)}`,
    from(appFilter, 'bamboohr'),
    mappedTo(`${A}Admin`),
  ]),
  [
    'assigned, and of a source that is not wanted',
    { settings: { ...byName, appFilter: 'active_directory' }, groups: [admins], users: [member] },
    [],
    ['no-group-matches'],
  ],
  ['imported from an application that is not shown', from('bamboohr', '?'), [], ['source-unknown']],
  ['imported, and no imported group is wanted', from('okta', '?'), [], ['no-group-matches']],
  [
    'a filter of the wrong type is no limit that is known',
    from(7),
    mappedTo(`${A}Admin`),
    [],
    ['groups', 'users'],
  ],
];

const APPLICATIONS: Row[] = [
  [
    'same role through two applications',
    [
      { id: 'prod', settings: one, users: direct(['Admin']) },
      { id: 'spare', settings: one, users: direct(['Admin', 'Dev']) },
    ],
    [`u > ${A}Admin = direct + direct @spare`, `u > ${A}Dev = direct @spare`],
  ],
  [
    'direct here, by group there',
    [
      { id: 'prod', settings: byName, groups: [admins], users: [member] },
      { id: 'spare', settings: one, users: direct(['Admin']) },
    ],
    [
      `admins > ${A}Admin = group-mapping admins`,
      `u > ${A}Admin = direct @spare + group-mapping admins`,
    ],
  ],
  [
    'each by its own filter',
    [
      { id: 'prod', settings: byName, groups: [admins] },
      {
        id: 'spare',
        settings: { ...byName, groupFilter: ROLE_FIRST },
        groups: [{ id: 'g', name: 'aws#x#Dev#222222222222' }],
      },
    ],
    [`admins > ${A}Admin = group-mapping admins`, `g > ${B}Dev = group-mapping g @spare`],
  ],
  [
    'each by its own account',
    [
      { id: 'prod', settings: one, users: direct(['Admin']) },
      { id: 'other', settings: { identityProviderArn: PROVIDER_B }, users: direct(['Admin']) },
    ],
    [`u > ${A}Admin = direct`, `u > ${B}Admin = direct @other`],
  ],
  [
    'one broken, one sound',
    [
      { id: 'broken', settings: { ...byName, groupFilter: '(' }, groups: [admins] },
      { id: 'prod', settings: byName, groups: [admins] },
    ],
    [`admins > ${A}Admin = group-mapping admins`],
    ['filter-refused'],
  ],
  [
    'inactive grants nothing',
    {
      status: 'INACTIVE',
      settings: { ...joined, identityProviderArn: 'nonsense' },
      groups: [devs],
      users: direct(['Admin']),
    },
    [],
  ],
  ['deleted grants nothing', { status: 'DELETED', settings: one, users: direct(['Admin']) }, []],
  [
    'not AWS',
    { name: 'google', settings: { appDomain: 'x' }, users: direct(['Admin']), groups: [devs] },
    [],
  ],
  ['Identity Center has no roles', { name: 'amazon_aws_sso', settings: {}, groups: [devs] }, []],
  ['console has no roles', { name: 'aws_console', settings: {}, users: direct(['Admin']) }, []],
  [
    "the predecessor's trigger",
    {
      name: 'acme_aws_1',
      settings: { ...one, awsEnvironmentType: 'aws.amazon' },
      users: direct(['Admin']),
    },
    [`u > ${A}Admin = direct`],
  ],
  [
    'settings of the wrong types',
    {
      settings: {
        identityProviderArn: [PROVIDER_A],
        joinAllRoles: 'true',
        useGroupMapping: 'false',
        groupFilter: 7,
        roleValuePattern: {},
      },
      groups: [{ id: 'g', samlRoles: [`${B}R`] }],
      users: [{ id: 'u', scope: 'USER', in: ['g'] }],
    },
    [`g > ${B}R = group g`, `u > ${B}R = group g joined`],
    [],
    ['groups', 'users'],
  ],
  [
    'recorded application without SAML',
    {
      settings: {
        ...byName,
        useGroupMapping: false,
        joinAllRoles: false,
        awsEnvironmentType: 'aws.amazon',
        loginURL: 'https://console.aws.amazon.com/ec2/home',
        sessionDuration: 3600,
        accountID: null,
        appFilter: 'okta',
        accessKey: null,
        secretKey: null,
      },
      signOnMode: 'BROWSER_PLUGIN',
      groups: [{ id: 'g', samlRoles: null, role: null }],
      users: [{ id: 'u', scope: 'USER', samlRoles: null, role: null }],
    },
    [],
  ],
  [
    'the same role through two applications for one user: one relationship',
    [
      {
        id: 'prod',
        settings: one,
        groups: [devs],
        users: [{ id: 'u', scope: 'GROUP', samlRoles: ['Dev'], linked: 'devs' }],
      },
      { id: 'spare', settings: one, users: direct(['Dev']) },
    ],
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = direct @spare + group devs#0`],
  ],
];

const without = (...names: string[]): JsonObject =>
  Object.fromEntries(
    Object.entries({ ...one, groupFilter: null, roleValuePattern: null, appFilter: null }).filter(
      ([name]) => !names.includes(name),
    ),
  );
const BOTH: ['groups', 'users'] = ['groups', 'users'];

const LACKING: Row[] = [
  ...['useGroupMapping', 'joinAllRoles', 'groupFilter', 'roleValuePattern', 'appFilter'].map(
    (name): Row => [
      `no ${name}: off or null`,
      { settings: without(name), groups: [devs], users: direct(['X']) },
      [`devs > ${A}Dev = group devs#0`, `u > ${A}X = direct`],
    ],
  ),
  [
    'no setting but the provider',
    { settings: { identityProviderArn: PROVIDER_A }, users: direct(['X']) },
    [`u > ${A}X = direct`],
  ],
  ['no setting at all', { settings: {}, users: direct([`${B}X`]) }, [`u > ${B}X = direct`]],
  [
    'no setting, and a role by name',
    { settings: {}, users: direct(['X']) },
    [],
    ['account-unknown'],
  ],
  [
    'settings missing: roles that are named outright are there',
    {
      settings: null,
      groups: [{ id: 'g', samlRoles: [`${B}R`] }],
      users: direct([`${B}X`, 'prod -- Y']),
    },
    [`g > ${B}R = group g`, `u > ${B}X = direct`, 'u > prod|Y = direct'],
    [],
    BOTH,
  ],
  [
    'group mapping without a filter: null',
    { settings: { ...byName, groupFilter: null }, groups: [admins], users: [member] },
    [],
    ['filter-missing'],
  ],
  [
    'group mapping without a filter: missing',
    {
      settings: { useGroupMapping: true, roleValuePattern: PATTERN },
      groups: [admins],
      users: [member],
    },
    [],
    [],
    BOTH,
  ],
  [
    'whether it maps groups is no yes or no',
    { settings: { ...one, useGroupMapping: 7 }, users: direct(['X']) },
    [`u > ${A}X = direct`],
    [],
    BOTH,
  ],
  [
    'a provider of the wrong type',
    { settings: { ...one, identityProviderArn: {} }, users: direct(['prod -- X']) },
    ['u > prod|X = direct'],
    [],
    BOTH,
  ],
  [
    'of the wrong type, and not needed',
    { settings: { ...one, groupFilter: 7, appFilter: [] }, users: direct(['X']) },
    [`u > ${A}X = direct`],
  ],
  [
    'no state',
    { status: null, settings: one, users: direct(['X']) },
    [`u > ${A}X = direct`],
    [],
    BOTH,
  ],
  [
    'no name, settings of AWS',
    { name: null, settings: { ...one, awsEnvironmentType: 'aws.amazon' }, users: direct(['X']) },
    [`u > ${A}X = direct`],
  ],
  ['no name, other settings', { name: null, settings: { domain: 'x' }, users: direct(['X']) }, []],
  ['no name, no settings', { name: null, settings: null, users: direct(['X']) }, []],
  [
    'no profile of a user, directly assigned',
    {
      settings: one,
      users: [
        { id: 'u', scope: 'USER', profile: '' },
        { id: 'v', scope: 'USER', role: 'X' },
      ],
    },
    [`v > ${A}X = direct`],
    [],
    ['users'],
  ],
  [
    'no profile of a user, assigned through a group',
    {
      settings: one,
      groups: [devs],
      users: [{ id: 'u', scope: 'GROUP', profile: '', linked: 'devs' }],
    },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0`],
  ],
  [
    'no profile of a group: users’ own roles are complete',
    {
      settings: one,
      groups: [{ id: 'g', profile: '' }],
      users: [{ id: 'u', scope: 'GROUP', samlRoles: ['X'], linked: 'g' }],
    },
    [`u > ${A}X = group g`],
    [],
    ['groups'],
  ],
  [
    'no profile of a group, and all roles are joined',
    { settings: joined, groups: [{ id: 'g', profile: '' }], users: direct(['X']) },
    [`u > ${A}X = direct`],
    [],
    BOTH,
  ],
  [
    'profile null of a group: it has no roles',
    { settings: joined, groups: [{ id: 'g', profile: null }], users: direct(['X']) },
    [`u > ${A}X = direct`],
  ],
];

const IDENTITY_CENTER: Row[] = [
  [
    'users by the id that provisioning has',
    { name: 'amazon_aws_sso', settings: {}, users: [{ id: 'u', externalId: 'x' }, { id: 'v' }] },
    ['u > identity-center|x'],
  ],
  [
    'its settings decide nothing',
    { name: 'amazon_aws_sso', settings: null, users: [{ id: 'u', externalId: 'x' }] },
    ['u > identity-center|x'],
  ],
  [
    'no name, its own sign-in address',
    {
      name: null,
      settings: { acsURL: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/1' },
      users: [{ id: 'u', externalId: 'x' }],
    },
    ['u > identity-center|x'],
  ],
  [
    'groups by the id in the assignment',
    { name: 'amazon_aws_sso', settings: {}, groups: [{ id: 'g', profile: { externalId: 'y' } }] },
    ['g > identity-center|y'],
  ],
  [
    'inactive',
    {
      name: 'amazon_aws_sso',
      status: 'INACTIVE',
      settings: {},
      users: [{ id: 'u', externalId: 'x' }],
    },
    [],
  ],
];

/** An id of Okta's kind from the short one of a row, and back. */
const idOf = (kind: '00u' | '00g' | '0oa', short: string): string =>
  `${kind}-${short}`.padEnd(12, '~');
const shortOf = (id: string): string => /^(?:00u|00g|0oa)-(.*?)~*$/.exec(id)?.[1] ?? id;
const present = (name: string, value: JsonValue | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

function groupJson({ id, name, source = 'okta' }: Group): JsonObject {
  return {
    id: idOf('00g', id),
    type: source === 'okta' ? 'OKTA_GROUP' : 'APP_GROUP',
    profile: present('name', name),
    ...(source !== 'okta' && {
      _links: { source: { href: `https://acme.okta.com/api/v1/apps/${idOf('0oa', source)}` } },
    }),
  };
}

function profileOf({ profile, samlRoles, role }: Group | User): JsonObject {
  if (profile === '') return {};
  const roles = { ...present('samlRoles', samlRoles), ...present('role', role) };
  return { profile: profile === undefined ? roles : profile };
}

function appJson({ id = 'prod', name, status, signOnMode, settings }: App): JsonObject {
  return {
    id: idOf('0oa', id),
    label: 'AWS',
    signOnMode: signOnMode ?? 'SAML_2_0',
    ...(name !== null && { name: name ?? 'amazon_aws' }),
    ...(status !== null && { status: status ?? 'ACTIVE' }),
    settings: { app: settings },
  };
}

function orgOf(apps: App[]): AwsOrg {
  const groups = new Map<string, Group>();
  const members: Record<string, string[]> = {};
  for (const { groups: assigned = [], others = [], users = [] } of apps) {
    for (const group of [...others, ...assigned]) groups.set(group.id, group);
    for (const { id, members: more = [] } of others) {
      for (const user of more) (members[idOf('00g', id)] ??= []).push(idOf('00u', user));
    }
    for (const { id, in: ofUser = [] } of users) {
      for (const group of ofUser) (members[idOf('00g', group)] ??= []).push(idOf('00u', id));
    }
  }
  const sources = [...groups.values()].flatMap(({ source = 'okta' }) =>
    ['okta', '?'].includes(source) ? [] : [{ id: idOf('0oa', source), name: source }],
  );
  const byApp = (read: (app: App) => readonly JsonObject[]) =>
    Object.fromEntries(apps.map((app) => [idOf('0oa', app.id ?? 'prod'), read(app)]));
  return {
    apps: [...apps.map(appJson), ...sources],
    groups: [...groups.values()].map(groupJson),
    users: ['u', 'v', 'u1', 'u2', 'u3'].map((id) => idOf('00u', id)),
    members,
    uniting: apps.filter(({ union }) => union).map(({ id = 'prod' }) => idOf('0oa', id)),
    appGroups: byApp(({ groups: assigned = [] }) =>
      assigned.map((group) => ({
        id: idOf('00g', group.id),
        ...present('priority', group.priority),
        ...profileOf(group),
      })),
    ),
    appUsers: byApp(({ users = [] }) =>
      users.map((user) => ({
        id: idOf('00u', user.id),
        ...present('scope', user.scope),
        ...present('status', user.status),
        ...present('externalId', user.externalId),
        ...profileOf(user),
        ...(user.linked !== undefined && {
          _links: {
            group: { href: `https://acme.okta.com/api/v1/groups/${idOf('00g', user.linked)}` },
          },
        }),
      })),
    ),
  };
}

interface WrittenReason {
  via: string;
  applicationId: string;
  groupId?: string;
  priority?: number;
  joinAllRoles?: boolean;
  samlRolesUnion?: boolean;
}

/** `principal > role = reasons`, the strongest reason first. */
function written({ _key, grants, _mapping }: MappedRelationship): string {
  const [principal = '', , ...role] = _key.split('|');
  expect(_mapping.sourceEntityKey).toBe(principal);
  const edge = `${shortOf(principal)} > ${role.join('|')}`;
  if (grants === undefined) return edge;
  const reasons = (JSON.parse(grants as string) as WrittenReason[]).map((reason) =>
    [
      reason.via,
      reason.groupId && ` ${shortOf(reason.groupId)}`,
      reason.priority !== undefined && `#${reason.priority}`,
      reason.joinAllRoles && ' joined',
      reason.samlRolesUnion && ' united',
      shortOf(reason.applicationId) !== 'prod' && ` @${shortOf(reason.applicationId)}`,
    ]
      .filter(Boolean)
      .join(''),
  );
  return `${edge} = ${reasons.join(' + ')}`;
}

const TABLE = {
  'profile roles': PROFILE_ROLES,
  'accounts and partitions': ACCOUNTS,
  'secondary accounts': SECONDARY_ACCOUNTS,
  'scope, priority, join, union': SCOPES,
  'states of assignments': STATES,
  'group mapping': GROUP_MAPPING,
  'sources of groups': SOURCES,
  applications: APPLICATIONS,
  'what is absent': LACKING,
  'Identity Center': IDENTITY_CENTER,
};

const STEPS: Record<string, 'groups' | 'users'> = {
  'build-group-aws-role-relationships': 'groups',
  'build-user-aws-role-relationships': 'users',
};

describe.each(Object.entries(TABLE))('%s', (_, rows) => {
  test.each(rows)('%s', async (_why, apps, edges, problems = [], incomplete = []) => {
    const { relationships, warnings, failures } = await collectAws(orgOf([apps].flat()));
    const told = warnings.join();
    const isTold = ([, [what]]: readonly [string, readonly [string, string]]) =>
      told.includes(what);
    expect({
      edges: relationships.map(written).sort(),
      problems: Object.entries(PROBLEMS)
        .filter(isTold)
        .map(([code]) => code)
        .sort(),
      incomplete: Object.keys(failures)
        .map((id) => STEPS[id] ?? id)
        .sort(),
    }).toEqual({ edges: [...edges].sort(), problems: [...problems].sort(), incomplete });
  });
});

test('each row has a reason of its own within its part', () => {
  for (const rows of Object.values(TABLE)) {
    expect(new Set(rows.map(([why]) => why)).size).toBe(rows.length);
  }
});
