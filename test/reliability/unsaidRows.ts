/** Answers without an object or a field that Okta always sends: absent is not empty. */
import { SAMPLE_NOW } from '../harness/collect';
import { sampleOrg, type Fault, type JsonObject } from '../../packages/local-okta';
import { listingById, listingOf } from '../../packages/local-okta/listing';
import { appId } from '../../packages/local-okta/sample/appSpec';
import { groupId } from '../../packages/local-okta/sample/groups';
import { userId } from '../../packages/local-okta/sample/people';
import type { Listing, OrgSource } from '../../packages/local-okta/types';
import { ON_GROUPS, STEP, type Row, type Section } from './row';

const ORG = sampleOrg({ now: SAMPLE_NOW });
const AWS_STEPS = [STEP.groupAws, STEP.userAws];

const ofRole = (...names: string[]): string[] =>
  names.map((name) => `okta_user_assigned_aws_iam_role.${name}`);
const ofApplication = (...names: string[]): string[] =>
  names.map((name) => `okta_application.${name}`);

/** A role that the application gives as well as another one has fewer reasons. */
const REASONS = ofRole('applicationId', 'grantCount', 'grants');
const SETTINGS = ofApplication(
  ...['_rawData', 'appAccountId', 'awsAccountId', 'awsEnvironmentType', 'awsGroupFilter'],
  ...['awsIdentityProviderArn', 'awsJoinAllRoles', 'awsPartition', 'awsRoleValuePattern'],
  'awsSessionDuration',
);
const KIND = ofApplication(
  ...['_rawData', 'appAccountType', 'appVendorName', 'isMultiInstanceApp', 'name', 'shortName'],
  'webLink',
);
/** Without an account, roles that are given by name; secondary accounts have names of their own. */
const GIVEN_BY_NAME = {
  okta_user_assigned_aws_iam_role: 9,
  okta_user_group_assigned_aws_iam_role: 4,
};

type Change = (json: JsonObject) => JsonObject;

const all = (listing: Listing<JsonObject>): JsonObject[] =>
  Array.from({ length: listing.size }, (_, at) => listing.at(at));

const without =
  (key: string): Change =>
  (json) =>
    Object.fromEntries(Object.entries(json).filter(([name]) => name !== key));

/** Changes the object under this key. */
const within =
  (key: string, change: Change): Change =>
  (json) => ({ ...json, [key]: change(json[key] as JsonObject) });

/** The sample org with one application as `change` makes it. */
function application(app: string, change: Change): Pick<Row, 'org'> {
  const changed = all(ORG.apps).map((json) => (json.id === appId(app) ? change(json) : json));
  return { org: { org: { ...ORG, apps: listingById(changed) } } };
}

/** The sample org with the assignments of one application as `change` makes them. */
function assignments(of: 'appUsers' | 'appGroups', app: string, change: Change): Pick<Row, 'org'> {
  const changed = listingOf(all(ORG[of](appId(app))).map(change), ({ id }) => id as string);
  const org: OrgSource = {
    ...ORG,
    [of]: (id: string) => (id === appId(app) ? changed : ORG[of](id)),
  };
  return { org: { org } };
}

/** Okta assigns the group to applications and does not list it. */
function unlisted(group: string): Pick<Row, 'org'> {
  const groups = all(ORG.groups);
  const hidden = groups.find(({ id }) => id === groupId(group));
  if (hidden === undefined) throw new Error(`The sample org has no group ${group}`);
  const org = { ...ORG, groups: listingById(groups.filter((json) => json !== hidden)) };
  const faults: Fault[] = [
    // Applications come late, so that the groups are listed when their assignments are asked for.
    { kind: 'slow', ms: 400, on: '/api/v1/apps' },
    {
      kind: 'change',
      on: '/api/v1/apps/{id}/groups',
      nth: 1,
      change: (hooks) => {
        hooks.addGroup(hidden);
      },
    },
  ];
  return { org: { org, faults } };
}

/** The last part is the row's own expectation. */
function lacks(
  where: string,
  fault: string,
  change: Pick<Row, 'org' | 'prepare'>,
  expected: Partial<Row>,
): Row {
  const fails = expected.fails ?? AWS_STEPS;
  return { fault, where, ...change, warnings: fails.length, ...expected, fails };
}

/** The group is read by its id, without statistics, and the list of groups is shown to be incomplete. */
const READ_BY_ID: Partial<Row> = {
  fails: ON_GROUPS,
  changed: ['appsCount', 'hasAdminPrivilege', 'usersCount'].map(
    (name) => `okta_user_group.${name}`,
  ),
  missing: {},
  warnings: 1,
};

export const UNSAID: Section = {
  title: 'What an answer leaves out',
  introduction:
    'Absent is not empty. Where Okta’s answer lacks an object that Okta always sends, nothing is known ' +
    'of what it holds, and the types that depend on it are partial. What the answer states is in the ' +
    'graph all the same. An object that is there and holds nothing but nulls is normal, and so is an ' +
    'AWS application without one of its settings: it is off or null.',
  rows: [
    lacks(
      'one AWS application',
      '`settings` is null',
      {
        prepare: ({ org }) => {
          org.patchApp(appId('awsprofile'), { settings: null });
        },
      },
      {
        changed: [...REASONS, ...SETTINGS, ...ofApplication('implicitAssignment')],
        missing: GIVEN_BY_NAME,
      },
    ),
    lacks(
      'one AWS application',
      'no `settings.app`',
      application('awsprofile', within('settings', without('app'))),
      { changed: [...REASONS, ...SETTINGS], missing: GIVEN_BY_NAME },
    ),
    lacks(
      'one AWS application',
      'no `useGroupMapping` in `settings.app`',
      application('awsprofile', within('settings', within('app', without('useGroupMapping')))),
      { fails: [], changed: ofApplication('_rawData') },
    ),
    lacks(
      'one AWS application',
      'no `identityProviderArn` in `settings.app`, where it would be null',
      application('awsnullarn', within('settings', within('app', without('identityProviderArn')))),
      { fails: [] },
    ),
    lacks(
      'one AWS application with group mapping',
      'no `groupFilter` in `settings.app`, where it would be null',
      application('awspath', within('settings', within('app', without('groupFilter')))),
      {
        changed: ofApplication('_rawData', 'awsGroupFilter'),
        missing: { okta_user_assigned_aws_iam_role: 1, okta_user_group_assigned_aws_iam_role: 1 },
      },
    ),
    lacks(
      'one AWS application that is switched off',
      'no `settings`',
      application('awsinactive', without('settings')),
      { fails: [], changed: [...SETTINGS, ...ofApplication('implicitAssignment')] },
    ),
    lacks('AWS IAM Identity Center', 'no `settings`', application('awssso', without('settings')), {
      fails: [],
      changed: ofApplication('_rawData', 'implicitAssignment'),
    }),
    lacks('one AWS application', 'no `name`', application('awsprofile', without('name')), {
      fails: [],
      changed: KIND,
    }),
    lacks('one other application', 'no `name`', application('salesforce', without('name')), {
      fails: [],
      // False with and without the name: few kinds count as applications with several instances.
      changed: KIND.filter((property) => property !== 'okta_application.isMultiInstanceApp'),
    }),
    lacks('one AWS application', 'no `status`', application('awsprofile', without('status')), {
      changed: ofApplication('_rawData', 'active', 'isActive', 'status'),
      missing: {},
    }),
    lacks('AWS IAM Identity Center', 'no `status`', application('awssso', without('status')), {
      fails: [STEP.groupCenter, STEP.userCenter],
      changed: ofApplication('_rawData', 'active', 'isActive', 'status'),
      missing: {},
    }),
    lacks(
      'users of one AWS application',
      'no `profile`',
      assignments('appUsers', 'awsprofile', without('profile')),
      {
        fails: [STEP.userAws],
        changed: [
          ...REASONS,
          'okta_user_assigned_application.role',
          'okta_user_assigned_application.roles',
        ],
        missing: { okta_user_assigned_aws_iam_role: 8 },
      },
    ),
    lacks(
      'users of one AWS application',
      'no `scope`',
      assignments('appUsers', 'awsprofile', without('scope')),
      {
        // Two of them have no role of their own: if they are assigned through a group, it decides.
        fails: [STEP.userAws],
        changed: [...ofRole('grants', 'scope'), 'okta_user_assigned_application.scope'],
        missing: {},
      },
    ),
    lacks(
      'groups of one AWS application',
      'no `profile`',
      assignments('appGroups', 'awsprofile', without('profile')),
      {
        changed: [
          ...ofRole('grants', 'priority'),
          ...['priority', 'role', 'roles'].map((name) => `okta_group_assigned_application.${name}`),
        ],
        missing: { okta_user_group_assigned_aws_iam_role: 4 },
      },
    ),
    lacks(
      'groups of AWS IAM Identity Center',
      'no `profile`',
      assignments('appGroups', 'awssso', without('profile')),
      {
        fails: [STEP.groupCenter],
        missing: { okta_user_group_assigned_aws_identity_center_group: 1 },
      },
    ),
    lacks(
      'a group whose name stands for AWS roles',
      'it is assigned and not in the list of groups',
      unlisted('awsprod'),
      READ_BY_ID,
    ),
    lacks(
      'a group with AWS roles in its assignment',
      'it is assigned and not in the list of groups',
      unlisted('awsgroup'),
      READ_BY_ID,
    ),
    lacks(
      'a group whose name stands for AWS roles',
      '`profile` is null',
      {
        prepare: ({ org }) => {
          org.patchGroup(groupId('awsprod'), { profile: null });
        },
      },
      {
        changed: [
          ...ofRole('grantCount', 'grants'),
          ...['_rawData', 'displayName', 'name'].map((name) => `okta_user_group.${name}`),
        ],
        missing: { okta_user_assigned_aws_iam_role: 1, okta_user_group_assigned_aws_iam_role: 1 },
      },
    ),
    {
      ...lacks(
        'one user',
        '`profile` is null',
        {
          prepare: ({ org }) => {
            org.patchUser(userId('pia'), { profile: null });
          },
        },
        {
          fails: [],
          gone: ['okta_user_is_person'],
          changed: [
            ...['_rawData', 'displayName', 'email', 'firstName', 'lastName', 'login', 'name'],
            ...['shortLoginId', 'username'],
          ]
            .map((name) => `okta_user.${name}`)
            .concat('okta_user_assigned_application.userEmail'),
          missing: { okta_user_is_person: 1 },
        },
      ),
      // The user is there: nothing but its properties is missing.
      warnings: 1,
    },
  ],
};
