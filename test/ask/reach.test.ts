/**
 * Who can act on whom: the views of `npm run ask` against what a person worked out from the sample org
 * (`packages/local-okta/sample/roles.ts`, `src/resources/resource-sets/sample.json`).
 */
import { rmSync } from 'node:fs';
import path from 'node:path';

import { rowObjects } from '../../packages/cli/ask/answer';
import { declaredTables } from '../../packages/cli/ask/declarations';
import { GraphDatabase } from '../../packages/cli/ask/graphDatabase';
import { openGraphFiles } from '../../packages/cli/ask/graphFiles';
import { invocationConfig } from '../../src';
import { collectLocal, type Collected } from '../harness/collect';
import { writeGraph, type GraphObject } from './writeGraph';

const DECLARED = declaredTables(invocationConfig.integrationSteps);
const open = (directory: string): Promise<GraphDatabase> =>
  GraphDatabase.open({ files: openGraphFiles(directory), declarations: DECLARED, now: Date.now() });

/** Each way in one line. */
async function ways(database: GraphDatabase, view: string, where: string): Promise<string[]> {
  const rows = rowObjects(await database.query(`SELECT * FROM ${view} WHERE ${where}`));
  return rows
    .map((row) => {
      const way =
        row.throughGroup === null ? row.way : `${String(row.way)} ${String(row.throughGroup)}`;
      const admin = String(row.admin).replace('@sample.example', '');
      return `${admin} ${String(way)}: ${String(row.role)} (${String(row.permission)}), ${String(row.reach)}`;
    })
    .sort();
}

const SUPER = [
  'ana.admin directly: Super Administrator (SUPER_ADMIN), the whole org',
  'sasha.suspended directly: Super Administrator (SUPER_ADMIN), the whole org',
];
const ORG = 'bo.berg directly: Organization Administrator (ORG_ADMIN), the whole org';
const CARLA = 'carla.nunez directly: Group Administrator (USER_ADMIN)';
const SERVICE = 'Inventory collector (service) as a service app: Sales Desk';
const MEMBERS = 'okta.groups.members.manage), resource set All users: all groups';
const ONBOARDING = [
  `ci directly: User Onboarding (${MEMBERS}`,
  `tomas.dvorak through a group User Onboarding Admins: User Onboarding (${MEMBERS}`,
];
const APP_ADMINS = [
  'bo.berg directly: Application Administrator (APP_ADMIN), the whole org',
  'tomas.dvorak through a group User Onboarding Admins: Application Administrator (APP_ADMIN), the whole org',
];

describe('in the sample org', () => {
  let sample: Collected;
  let database: GraphDatabase;

  beforeAll(async () => {
    sample = await collectLocal();
    database = await open(path.join(sample.dir, '.j1-integration'));
  });

  afterAll(() => {
    database.close();
    rmSync(sample.dir, { recursive: true });
  });

  test.each<[string, string[]]>([
    // In Sales: over targets, through the help desk's group, and by a custom role's resource set.
    [
      'pia.pohl',
      [
        ...SUPER,
        ORG,
        `${CARLA}, members of Sales`,
        'carla.nunez through a group Helpdesk: Help Desk Administrator (HELP_DESK_ADMIN), members of Sales',
        `${SERVICE} (okta.users.credentials.resetPassword), resource set Sales: members of Sales`,
      ],
    ],
    // In no group that anybody is limited to; the group with a role that is not in force gives none.
    ['rosa.rossi', [...SUPER, ORG]],
    // Administrators: by a role of their own, through a group, and by both.
    ['jun', SUPER],
    ['tomas.dvorak', SUPER],
    ['mara.moss', SUPER],
    // Nobody resets their own password as an administrator.
    ['ana.admin', [SUPER[1] ?? '']],
  ])('who can reset the password of %s', async (login, expected) => {
    const found = await ways(
      database,
      'who_can_reset_password',
      `login = '${login}@sample.example'`,
    );
    expect(found).toEqual([...expected].sort());
  });

  test.each<[string, string[]]>([
    ['Sales', [...SUPER, ORG, `${CARLA}, this group`, ...ONBOARDING]],
    [
      'Contractors',
      [
        ...SUPER,
        ORG,
        ...ONBOARDING,
        'mara.moss directly: Group Membership Administrator (GROUP_MEMBERSHIP_ADMIN), this group',
      ],
    ],
    // It holds a role: Carla, who is limited to it among others, cannot change it.
    ['Helpdesk', SUPER],
    // The service app is limited to this group, and was not granted the API scope for it.
    ['Kundendienst – Münster 🛠', [...SUPER, ORG, ...ONBOARDING]],
    // Okta decides who is in it.
    ['Everyone', []],
  ])('who can change the membership of %s', async (group, expected) => {
    const found = await ways(database, 'who_can_change_membership', `groupName = '${group}'`);
    expect(found).toEqual([...expected].sort());
  });

  test.each<[string, string[]]>([
    [
      'GitHub Enterprise Cloud – sample',
      [
        ...SUPER,
        ...APP_ADMINS,
        'carla.nunez directly: Application Administrator (APP_ADMIN), this application',
      ],
    ],
    // One of all instances of an application.
    [
      'AWS – inactive',
      [
        ...SUPER,
        ...APP_ADMINS,
        'carla.nunez directly: Application Administrator (APP_ADMIN), this application',
      ],
    ],
    [
      'Salesforce.com',
      [
        ...SUPER,
        ...APP_ADMINS,
        `${SERVICE} (okta.apps.manage), resource set Sales: this application`,
      ],
    ],
    ['Slack', [...SUPER, ...APP_ADMINS]],
  ])('who can change the application %s', async (application, expected) => {
    const found = await ways(
      database,
      'who_can_change_application',
      `application = '${application}'`,
    );
    expect(found).toEqual([...expected].sort());
  });

  test('who can act in other ways is in the views behind', async () => {
    const { rows } = await database.query(
      `SELECT DISTINCT admin FROM who_can_act_on_users
       WHERE action = 'reset factors' AND login = 'pia.pohl@sample.example' ORDER BY 1`,
    );
    expect(rows.flat()).toEqual([
      'ana.admin@sample.example',
      'bo.berg@sample.example',
      'carla.nunez@sample.example',
      'sasha.suspended@sample.example',
    ]);
  });

  test('an answer rests on the types behind the views, so their gaps are told with it', () => {
    const used = database
      .typesUsedBy('SELECT * FROM who_can_reset_password')
      .map(({ type }) => type);
    expect(used).toEqual(
      expect.arrayContaining(['okta_role_assignment', 'okta_resource_set', 'okta_app_scope_grant']),
    );
  });
});

describe('what a resource set excludes', () => {
  const entity = (_type: string, _key: string, more: object = {}): GraphObject => ({
    _key,
    _type,
    _class: ['Entity'],
    displayName: _key,
    ...more,
  });
  const edge = (_type: string, from: string, to: string, more: object = {}): GraphObject => ({
    _key: `${from}|${_type}|${to}`,
    _type,
    _class: 'HAS',
    _fromEntityKey: from,
    _toEntityKey: to,
    ...more,
  });
  const orn = (rest: string): string => `orn:okta:directory:00o1:${rest}`;
  let directory: string;
  let database: GraphDatabase;

  beforeAll(async () => {
    directory = writeGraph({
      entities: [
        ...['desk', 'ada', 'bob', 'cyd'].map((key) => entity('okta_user', key, { isActive: true })),
        entity('okta_user_group', 'vips', { type: 'OKTA_GROUP' }),
        entity('okta_user_group', 'staff', { type: 'OKTA_GROUP' }),
        entity('okta_application', 'mail'),
        entity('okta_application', 'payroll'),
        entity('okta_role', 'role', {
          roleType: 'CUSTOM',
          permissions: ['okta.users.manage', 'okta.groups.manage', 'okta.apps.manage'],
        }),
        entity('okta_role_assignment', 'held', { roleType: 'CUSTOM', isActive: true }),
        entity('okta_resource_set', 'all', {
          coversAllUsers: true,
          coversAllGroups: true,
          coversAllApplications: true,
          excludedOrns: [
            orn('users:ada'),
            orn('groups:vips:contained_resources'),
            orn('groups:staff'),
            'orn:okta:idp:00o1:apps:workday:payroll',
          ],
        }),
      ],
      relationships: [
        edge('okta_user_has_role_assignment', 'desk', 'held'),
        edge('okta_role_assignment_uses_role', 'held', 'role'),
        edge('okta_role_assignment_allows_resource_set', 'held', 'all'),
        edge('okta_group_has_user', 'vips', 'bob'),
        edge('okta_group_has_user', 'staff', 'cyd'),
      ],
    });
    database = await open(directory);
  });

  afterAll(() => {
    database.close();
    rmSync(directory, { recursive: true });
  });

  test.each([
    ['a user, and the members of a group', 'SELECT login FROM who_can_reset_password', ['cyd']],
    ['a group', 'SELECT groupName FROM who_can_change_membership', ['vips']],
    ['an application', 'SELECT application FROM who_can_change_application', ['mail']],
  ])('cannot be acted on: %s', async (_, sql, left) => {
    expect((await database.query(sql)).rows.flat()).toEqual(left);
  });
});
