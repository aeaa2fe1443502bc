/** Every endpoint, and each way in which it can fail as a whole. */
import type { CollectOptions } from '../harness/collect';
import type { FaultKind } from '../../packages/local-okta';
import {
  MFA_ENABLED,
  ON_APPS,
  ON_GROUPS,
  ON_USERS,
  ROLE_ASSIGNMENTS,
  STEP,
  typesOf,
  type Row,
  type Section,
} from './row';

const FAILURES: readonly (readonly [fault: string, kind: Kind])[] = [
  ['403', 'forbidden'],
  ['404', 'notFound'],
  ['500, again and again', 'serverError'],
  ['feature off (401 E0000015)', 'featureOff'],
];

type Outcome = Omit<Row, 'fault' | 'where' | 'org' | 'options' | 'prepare'>;
const propertiesOf = (type: string, ...names: string[]): string[] =>
  names.map((name) => `${type}.${name}`);
const ORG = propertiesOf(
  'okta_account',
  ...['_rawData', 'companyName', 'createdOn', 'status', 'website'],
);

type Kind = 'forbidden' | 'notFound' | 'serverError' | 'featureOff';

interface Exceptions extends Partial<Record<Kind, Outcome>> {
  /** How the run has to be made for the endpoint to be asked at all. */
  readonly options?: CollectOptions;
}

/** An endpoint's rows: four failures with mostly one outcome, and its being empty. */
function endpoint(
  on: string,
  failing: Outcome,
  empty: Outcome,
  { options = {}, ...exceptions }: Exceptions = {},
): Row[] {
  const where = `\`${on}\``;
  const struck = (kind: FaultKind): Pick<Row, 'where' | 'org' | 'options'> => ({
    where,
    org: { faults: [{ ...kind, on }] },
    options,
  });
  return [
    ...FAILURES.map(([fault, kind]): Row => {
      const { warnings, ...outcome } = exceptions[kind] ?? failing;
      // A permission that is missing is told once, however many steps it ends.
      const isPermission = kind === 'forbidden' || kind === 'featureOff';
      const isTold = isPermission && outcome.fails !== undefined && exceptions[kind] === undefined;
      const told = isTold ? 1 : warnings;
      return {
        fault,
        ...struck({ kind }),
        ...outcome,
        ...(told !== undefined && { warnings: told }),
      };
    }),
    { fault: 'empty', ...struck({ kind: 'empty' }), ...empty },
  ];
}

const AWS = [STEP.groupAws, STEP.userAws, STEP.groupCenter];

/** Without `Everyone` it is not proven that Okta shows every user. */
const NO_GROUPS: Outcome = {
  fails: [...new Set([...ON_GROUPS, ...ON_USERS])],
  changed: propertiesOf('okta_user_assigned_aws_iam_role', 'grantCount', 'grants'),
  warnings: 2,
};

/** Through which groups a user has a role: unknown without the groups' members, or their assignments. */
const REASONS = propertiesOf(
  'okta_user_assigned_aws_iam_role',
  ...['grants', 'groupId', 'priority', 'samlRolesUnion'],
);
/** What several applications grant has fewer reasons if one of them cannot be read. */
const FEWER = propertiesOf('okta_user_group_assigned_aws_iam_role', 'grantCount', 'grants');
const FEWER_OF_USERS = ['okta_user_assigned_aws_iam_role.grantCount', ...REASONS];
/** A role is active where somebody holds it. */
const ROLE_STATUS = ['active', 'isActive', 'status'].map((property) => `okta_role.${property}`);

const USER_ROLES: Outcome = {
  fails: [STEP.roles, STEP.userRoles, ...ROLE_ASSIGNMENTS],
  changed: ROLE_STATUS,
};
const GROUP_ROLES: Outcome = { fails: [STEP.roles, STEP.groupRoles, ...ROLE_ASSIGNMENTS] };
const SERVICE_APPS = [STEP.serviceAppRoles, ...ROLE_ASSIGNMENTS, 'fetch-service-app-roles'];

/** Users, groups and service apps are asked one by one, so a refusal of one kind is told with what it costs. */
const refused = (outcome: Outcome): Pick<Exceptions, 'forbidden' | 'featureOff'> => ({
  forbidden: outcome,
  featureOff: outcome,
});

/** What only a custom role's own record tells. */
const CUSTOM_ROLE = ['_rawData', 'createdOn', 'description', 'lastUpdatedOn', 'permissions'].map(
  (property) => `okta_role.${property}`,
);

const NO_MEMBERS: Outcome = {
  fails: [STEP.members, STEP.appGroupMembers, STEP.groupAws, STEP.userAws],
  changed: [...FEWER_OF_USERS, ...FEWER],
};
/** Members of “Okta Administrators”, who are known by their roles if Okta does not list them. */
const ADMINISTRATORS = ['okta_group_has_user'];

export const ENDPOINTS: Section = {
  title: 'Every endpoint',
  introduction:
    'The endpoint fails from the first call to the last. “Empty” is status 200 with nothing in it, which ' +
    'counts if an org can really have none, and no other answer shows any. ' +
    'For the endpoints of defined resources the same holds as a rule, see above.',
  rows: [
    ...endpoint('/api/v1/users', { fails: ON_USERS }, { stops: /no users at all/ }),
    ...endpoint(
      '/api/v1/users/{id}/factors',
      { fails: [STEP.factors], changed: MFA_ENABLED },
      { fails: [STEP.factors], changed: MFA_ENABLED },
    ),
    ...endpoint('/api/v1/groups', NO_GROUPS, NO_GROUPS, {
      forbidden: NO_GROUPS,
      featureOff: NO_GROUPS,
    }),
    ...endpoint(
      '/api/v1/groups/{id}/users',
      { ...NO_MEMBERS, warnings: 4 },
      { ...NO_MEMBERS, warnings: 4 },
      {
        forbidden: { ...NO_MEMBERS, added: ADMINISTRATORS, warnings: 1 },
        notFound: { ...NO_MEMBERS, added: ADMINISTRATORS, warnings: 4 },
      },
    ),
    ...endpoint('/api/v1/apps', { fails: ON_APPS }, { fails: ON_APPS }),
    ...endpoint(
      '/api/v1/apps/{id}/users',
      {
        fails: [STEP.userApps, STEP.groupAws, STEP.userAws, STEP.userCenter],
        changed: FEWER,
        warnings: 4,
      },
      {
        fails: [STEP.userApps, STEP.groupAws, STEP.userAws, STEP.userCenter],
        changed: FEWER,
      },
    ),
    ...endpoint(
      '/api/v1/apps/{id}/groups',
      { fails: [STEP.groupApps, ...AWS], changed: REASONS, warnings: 4 },
      { fails: [STEP.groupApps, ...AWS], changed: REASONS, warnings: 4 },
    ),
    ...endpoint(
      '/api/v1/groups/{id}/apps',
      { fails: [STEP.groupApps] },
      { fails: [STEP.groupApps] },
      { options: { assignmentSide: 'groups' } },
    ),
    ...endpoint(
      '/api/v1/meta/schemas/apps/{id}/default',
      { changed: REASONS, warnings: 1 },
      { changed: REASONS },
      { notFound: { changed: REASONS } },
    ),
    ...endpoint(
      '/api/v1/iam/assignees/users',
      { warnings: 1 },
      { fails: [STEP.roles, STEP.userRoles, ...ROLE_ASSIGNMENTS], changed: ROLE_STATUS },
      {
        serverError: {
          fails: [STEP.roles, STEP.userRoles, ...ROLE_ASSIGNMENTS],
          changed: ROLE_STATUS,
        },
      },
    ),
    ...endpoint(
      '/api/v1/users/{id}/roles',
      { ...USER_ROLES, warnings: 4 },
      USER_ROLES,
      refused({ ...USER_ROLES, warnings: 3 }),
    ),
    {
      where: '`/api/v1/users/{id}/roles`',
      fault: 'empty for every user, if Okta does not list role holders',
      org: {
        faults: [
          { kind: 'forbidden', on: '/api/v1/iam/assignees/users' },
          { kind: 'empty', on: '/api/v1/users/{id}/roles' },
        ],
      },
      fails: [STEP.roles, STEP.userRoles, ...ROLE_ASSIGNMENTS],
      changed: ROLE_STATUS,
      warnings: 2,
    },
    ...endpoint(
      '/api/v1/groups/{id}/roles',
      { ...GROUP_ROLES, warnings: 4 },
      GROUP_ROLES,
      refused({ ...GROUP_ROLES, warnings: 3 }),
    ),
    ...endpoint(
      '/oauth2/v1/clients/{id}/roles',
      { fails: SERVICE_APPS, warnings: 4 },
      { gone: typesOf(SERVICE_APPS) },
      {
        ...refused({ fails: SERVICE_APPS, warnings: 3 }),
        notFound: { gone: typesOf(SERVICE_APPS) },
      },
    ),
    ...endpoint(
      '/api/v1/iam/roles',
      // Then the service app alone shows a role.
      { fails: [STEP.roles], changed: [...CUSTOM_ROLE, ...ROLE_STATUS] },
      { fails: [STEP.roles], changed: [...CUSTOM_ROLE, ...ROLE_STATUS] },
    ),
    ...endpoint(
      '/api/v1/iam/roles/{id}/permissions',
      { fails: [STEP.roles], changed: ['okta_role.permissions'] },
      { changed: ['okta_role.permissions'] },
    ),
    ...endpoint('/api/v1/logs', { fails: [STEP.creations] }, {}),
    ...endpoint('/api/v1/org', { warnings: 1, changed: ORG }, { changed: ORG }),
  ],
};
