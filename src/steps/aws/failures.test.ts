/** What cannot be read takes away what rests on it alone: all other roles and accounts are there. */
import { collectAws, type AwsOrg } from '../../../test/harness/awsOrg';
import type { JsonObject } from '../../json';

const ROLE = 'arn:aws:iam::111111111111:role/';
const [OWN, JOINED, MAPPED, CENTER] = [
  '0oa-own-1234',
  '0oa-join-123',
  '0oa-mapped-1',
  '0oa-center-1',
];
const [DIRECT, MEMBER] = ['00u-direct-1', '00u-member-1'];
const [DEVS, ADMINS, MANAGERS] = ['00g-devs-123', '00g-admins-1', '00g-managers'];
const link = (group: string) => ({
  group: { href: `https://acme.okta.com/api/v1/groups/${group}` },
});
const group = (id: string, name: string): JsonObject => ({
  id,
  type: 'OKTA_GROUP',
  profile: { name },
});
const app = (id: string, settings: JsonObject, name = 'amazon_aws'): JsonObject => ({
  id,
  name,
  status: 'ACTIVE',
  signOnMode: 'SAML_2_0',
  settings: {
    app: { identityProviderArn: 'arn:aws:iam::111111111111:saml-provider/OKTA', ...settings },
  },
});
const users = (direct: JsonObject, member: JsonObject): JsonObject[] => [
  { id: DIRECT, scope: 'USER', profile: direct },
  { id: MEMBER, scope: 'GROUP', profile: member, _links: link(DEVS) },
];

const ORG: AwsOrg = {
  apps: [
    app(OWN, {}),
    app(JOINED, { joinAllRoles: true }),
    app(MAPPED, {
      useGroupMapping: true,
      groupFilter: 'aws_(?{{accountid}}\\d+)_(?{{role}}\\w+)',
      roleValuePattern: 'arn:aws:iam::${accountid}:role/${role}',
    }),
    app(CENTER, {}, 'amazon_aws_sso'),
  ],
  groups: [
    group(DEVS, 'Devs'),
    group(ADMINS, 'aws_111111111111_Mapped'),
    group(MANAGERS, 'Managers'),
  ],
  users: [DIRECT, MEMBER],
  members: { [DEVS]: [DIRECT, MEMBER], [ADMINS]: [MEMBER], [MANAGERS]: [MEMBER] },
  appGroups: {
    [OWN]: [{ id: DEVS, priority: 0, profile: { samlRoles: ['Dev'] } }],
    [JOINED]: [{ id: DEVS, priority: 0, profile: { samlRoles: ['Joined'] } }],
    [MAPPED]: [{ id: MANAGERS, priority: 0, profile: {} }],
    [CENTER]: [{ id: DEVS, priority: 0, profile: { externalId: 'center-group' } }],
  },
  appUsers: {
    [OWN]: users({ samlRoles: ['Own'] }, { samlRoles: ['Dev'] }),
    [JOINED]: users({ samlRoles: ['Mine'] }, { samlRoles: ['Joined'] }),
    [MAPPED]: [{ id: MEMBER, scope: 'GROUP', profile: {}, _links: link(MANAGERS) }],
    [CENTER]: [{ id: DIRECT, scope: 'USER', profile: {}, externalId: 'center-user' }],
  },
};

const GROUP_EDGES = [
  `${ADMINS}|assigned|${ROLE}Mapped`,
  `${DEVS}|assigned|${ROLE}Dev`,
  `${DEVS}|assigned|${ROLE}Joined`,
  `${DEVS}|assigned|identity-center|center-group`,
];
const USER_EDGES = [
  `${DIRECT}|assigned|${ROLE}Joined`,
  `${DIRECT}|assigned|${ROLE}Mine`,
  `${DIRECT}|assigned|${ROLE}Own`,
  `${DIRECT}|assigned|identity-center|center-user`,
  `${MEMBER}|assigned|${ROLE}Dev`,
  `${MEMBER}|assigned|${ROLE}Joined`,
  `${MEMBER}|assigned|${ROLE}Mapped`,
];
const ALL = [...GROUP_EDGES, ...USER_EDGES].sort();
const MAPPED_EDGES = ALL.filter((key) => key.endsWith('Mapped'));

const STEP = {
  groups: 'build-group-aws-role-relationships',
  users: 'build-user-aws-role-relationships',
  centerGroups: 'build-group-aws-identity-center-relationships',
  centerUsers: 'build-user-aws-identity-center-relationships',
};
const without = (...lost: readonly string[]): string[] => ALL.filter((key) => !lost.includes(key));
const off = new RegExp(`/apps/(${OWN}|${JOINED})/groups`);

test.each<[why: string, changes: Partial<AwsOrg>, edges: string[], fails: string[]]>([
  ['nothing', {}, ALL, []],
  [
    'the list of groups: group mapping alone rests on it',
    { refused: /^\/api\/v1\/groups\?.*limit=200/ },
    USER_EDGES.filter((key) => !MAPPED_EDGES.includes(key)),
    [STEP.groups, STEP.users, STEP.centerGroups],
  ],
  [
    'the groups of an application: users’ own roles are there',
    { refused: new RegExp(`/apps/${OWN}/groups`) },
    without(`${DEVS}|assigned|${ROLE}Dev`),
    [STEP.groups],
  ],
  [
    'the groups of an application that joins all roles',
    { refused: new RegExp(`/apps/${JOINED}/groups`) },
    without(`${DEVS}|assigned|${ROLE}Joined`, `${DIRECT}|assigned|${ROLE}Joined`),
    [STEP.groups, STEP.users],
  ],
  [
    'the groups of an application with group mapping: a member shows that the group is in use',
    { refused: new RegExp(`/apps/${MAPPED}/groups`) },
    ALL,
    [],
  ],
  [
    'the users of an application with group mapping',
    { refused: new RegExp(`/apps/${MAPPED}/users`) },
    without(...MAPPED_EDGES),
    [STEP.groups, STEP.users],
  ],
  [
    'the members of a group whose name stands for a role',
    { refused: new RegExp(`/groups/${ADMINS}/users`) },
    without(...MAPPED_EDGES),
    [STEP.groups, STEP.users],
  ],
  [
    'the members of a group of an application that joins all roles',
    { refused: new RegExp(`/groups/${DEVS}/users`) },
    without(`${DIRECT}|assigned|${ROLE}Joined`),
    [STEP.users],
  ],
  ['the end of the list of applications', { appsEndEarly: true }, ALL, Object.values(STEP)],
  ['the schema of an application', { refused: /\/schemas\// }, ALL, []],
  [
    'the users of Identity Center',
    { refused: new RegExp(`/apps/${CENTER}/users`) },
    without(`${DIRECT}|assigned|identity-center|center-user`),
    [STEP.centerUsers],
  ],
  [
    'the groups of Identity Center',
    { refused: new RegExp(`/apps/${CENTER}/groups`) },
    without(`${DEVS}|assigned|identity-center|center-group`),
    [STEP.centerGroups],
  ],
  [
    'a group with roles is assigned, and not listed',
    { groups: ORG.groups.filter(({ id }) => id !== DEVS) },
    without(...GROUP_EDGES.filter((key) => key.startsWith(DEVS))),
    [STEP.groups],
  ],
])('without %s', async (_, changes, edges, fails) => {
  const { relationships, failures } = await collectAws({ ...ORG, ...changes });
  expect(relationships.map(({ _key }) => _key).sort()).toEqual([...edges].sort());
  expect(Object.keys(failures).sort()).toEqual([...fails].sort());
});

test('what is missing is named', async () => {
  const told = async (changes: Partial<AwsOrg>) =>
    (await collectAws({ ...ORG, ...changes })).warnings.join('\n');
  expect(await told({ groups: ORG.groups.filter(({ id }) => id !== MANAGERS) })).toContain(
    `does not show the names of these groups, which may stand for AWS roles: ${MANAGERS}`,
  );
  expect(await told({ groups: ORG.groups.filter(({ id }) => id !== DEVS) })).toContain(
    `1 of 2 groups with AWS roles could not be read (${DEVS}): it is assigned`,
  );
  expect(await told({ refused: off })).toContain(`2 of 3 AWS applications could not be read`);
  expect(await told({ refused: /\/schemas\// })).toContain(
    'Some AWS roles may be shown as direct although they come from a group, or the reverse.',
  );
});

test('warnings come in the order of the applications, whichever is listed first', async () => {
  const ids = ['0oa-c-123456', '0oa-a-123456', '0oa-b-123456'];
  const warnedOf = async (order: readonly string[]): Promise<(string | undefined)[]> => {
    const apps = order.map((id) => app(id, { identityProviderArn: 'oops' }));
    const { warnings } = await collectAws({ ...ORG, apps });
    return warnings.map((warning) => /\((0oa-\w)/.exec(warning)?.[1]);
  };
  expect(await warnedOf(ids)).toEqual(['0oa-a', '0oa-b', '0oa-c']);
  expect(await warnedOf([...ids].reverse())).toEqual(['0oa-a', '0oa-b', '0oa-c']);
});
