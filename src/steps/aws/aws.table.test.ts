/** The whole mapping as a table: settings and assignments in, edges out, each with its reason in a word. */
import type { MappedRelationship } from '@jupiterone/integration-sdk-core';

import type { JsonObject, JsonValue } from '../../../json';
import { createGroupAwsRoleRelationship, createUserAwsRoleRelationship } from './converter';
import { readAwsFederation } from './federation';
import { groupGrants } from './groupGrants';
import { AwsGrantLedger } from './merge';
import type { AwsProblem } from './problems';
import { userGrants } from './userGrants';

interface Group {
  id: string;
  name?: string;
  priority?: number;
  samlRoles?: JsonValue;
  role?: JsonValue;
}
interface User {
  id: string;
  scope?: string;
  samlRoles?: JsonValue;
  role?: JsonValue;
  /** Ids of the user's groups; undefined: not known. */
  in?: string[];
  linked?: string;
}
interface App {
  id?: string;
  name?: string;
  status?: string;
  union?: boolean;
  settings: JsonObject;
  groups?: Group[];
  users?: User[];
}
/** Reason, applications, edges, and the codes of the problems that are warned of. */
type Row = [why: string, apps: App | App[], edges: string[], problems?: string[]];

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
    'both united',
    { settings: one, users: direct(['Admin'], 'Dev') },
    [`u > ${A}Admin = direct`, `u > ${A}Dev = direct`],
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
  [
    'array as role',
    { settings: one, users: direct(['Dev'], ['Admin']) },
    [`u > ${A}Dev = direct`],
    ['role-format'],
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
    'group by samlRoles and role',
    { settings: one, groups: [{ id: 'g', priority: 3, samlRoles: ['A'], role: 'B' }] },
    [`g > ${A}A = group g#3`, `g > ${A}B = group g#3`],
  ],
  [
    'group without roles',
    { settings: one, groups: [{ id: 'g', samlRoles: [], role: null }, { id: 'h' }] },
    [],
  ],
  [
    'array in a group',
    { settings: one, groups: [{ id: 'g', role: ['A'], samlRoles: ['B'] }] },
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
      `u > ${A}Dev = group devs#0`,
      `u > ${A}Ops = group ops#1`,
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
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = direct + group devs#0`],
  ],
  [
    'direct without own roles, join on',
    { settings: joined, groups: [devs], users: [{ id: 'u', scope: 'USER', in: ['devs'] }] },
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0`],
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
    'two groups, priorities kept',
    {
      settings: one,
      groups: [ops, { id: 'devs', priority: 0, samlRoles: ['Ops'] }],
      users: [{ id: 'u', scope: 'GROUP', in: ['ops', 'devs'] }],
    },
    [
      `devs > ${A}Ops = group devs#0`,
      `ops > ${A}Ops = group ops#1`,
      `u > ${A}Ops = group devs#0 + group ops#1`,
    ],
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
      `u > ${A}Dev = group devs#0`,
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
    [`devs > ${A}Dev = group devs#0`, `u > ${A}Dev = group devs#0`, `u > ${A}Own = direct`],
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
    'scope unknown is direct',
    { settings: one, users: [{ id: 'u', role: 'Admin' }] },
    [`u > ${A}Admin = direct`],
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
    'not assigned',
    { settings: byName, groups: [admins], users: [{ id: 'u', in: ['aws_222222222222_Admin'] }] },
    [`admins > ${A}Admin = group-mapping admins`],
  ],
  ['no group assigned', { settings: byName }, []],
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
  ['group names unknown', { settings: byName, groups: [{ id: 'admins' }], users: [member] }, []],
  [
    'members unknown, group linked',
    { settings: byName, groups: [admins], users: [{ id: 'u', linked: 'admins' }] },
    mappedTo(`${A}Admin`),
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
    [`g > ${B}R = group g`, `u > ${B}R = group g`],
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
      groups: [{ id: 'g', samlRoles: null, role: null }],
      users: [{ id: 'u', scope: 'USER', samlRoles: null, role: null }],
    },
    [],
  ],
];

/** Runs the applications as the steps do. */
function run(apps: App[]): { edges: string[]; problems: string[] } {
  const users = new AwsGrantLedger();
  const groups = new AwsGrantLedger();
  const problems: AwsProblem[] = [];
  for (const app of apps) assign(app, users, groups, problems);
  const relationships = [
    ...[...users.merged()].flatMap(([id, grants]) =>
      grants.map((grant) => createUserAwsRoleRelationship(id, grant)),
    ),
    ...[...groups.merged()].flatMap(([id, grants]) =>
      grants.map((grant) => createGroupAwsRoleRelationship(id, grant)),
    ),
  ];
  return {
    edges: relationships.map(written).sort(),
    problems: [...new Set(problems.map(({ code }) => code))].sort(),
  };
}

function assign(
  app: App,
  users: AwsGrantLedger,
  groups: AwsGrantLedger,
  problems: AwsProblem[],
): void {
  const federation = readAwsFederation({
    id: app.id ?? 'prod',
    name: app.name ?? 'amazon_aws',
    label: 'AWS',
    status: app.status ?? 'ACTIVE',
    appSettings: app.settings,
  });
  if (federation === undefined) return;
  problems.push(...federation.problems);
  const assigned = groupGrants(
    federation,
    (app.groups ?? []).map(({ id, name, priority, ...profile }) => {
      return { id, groupName: name, priority, profile };
    }),
  );
  problems.push(...assigned.problems);
  assigned.byGroup.forEach((grants, id) => {
    groups.add(id, grants);
  });
  for (const { id, scope, in: ofUser = [], linked: groupId, ...profile } of app.users ?? []) {
    const around = { grants: assigned.byGroup, ofUser, union: app.union ?? false };
    const found = userGrants(federation, { scope, profile, groupId }, around);
    users.add(id, found.grants);
    problems.push(...found.problems);
  }
}

interface WrittenReason {
  via: string;
  applicationId: string;
  groupId?: string;
  priority?: number;
}

/** `principal > role = reasons`, the strongest reason first. */
function written({ _key, grants, _mapping }: MappedRelationship): string {
  const [principal, , ...role] = _key.split('|');
  expect(_mapping.sourceEntityKey).toBe(principal);
  const reasons = (JSON.parse(grants as string) as WrittenReason[]).map(
    ({ via, groupId, priority, applicationId }) =>
      [via, groupId && ` ${groupId}`, priority !== undefined && `#${priority}`]
        .filter(Boolean)
        .join('') + (applicationId === 'prod' ? '' : ` @${applicationId}`),
  );
  return `${principal} > ${role.join('|')} = ${reasons.join(' + ')}`;
}

const TABLE = {
  'profile roles': PROFILE_ROLES,
  'accounts and partitions': ACCOUNTS,
  'secondary accounts': SECONDARY_ACCOUNTS,
  'scope, join, union': SCOPES,
  'group mapping': GROUP_MAPPING,
  applications: APPLICATIONS,
};

describe.each(Object.entries(TABLE))('%s', (_, rows) => {
  test.each(rows)('%s', (_why, apps, edges, problems = []) => {
    expect(run([apps].flat())).toEqual({ edges: [...edges].sort(), problems });
  });
});

test('the table has at least sixty rows, each with a reason of its own within its part', () => {
  const parts = Object.values(TABLE);
  expect(parts.flat().length).toBeGreaterThanOrEqual(60);
  for (const rows of parts) expect(new Set(rows.map(([why]) => why)).size).toBe(rows.length);
});
