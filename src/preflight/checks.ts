/** The checks of the permissions behind every step, in the order in which they can fail. */
import type { IngestionSourceId } from '../ingestion';
import { number, record, text, type JsonObject } from '../json';
import { endpoint } from '../okta/endpoint';
import {
  askFor,
  sizeOfPage,
  sizeText,
  type Check,
  type CheckContext,
  type CheckResult,
  type Facts,
} from './check';
import { firstPage } from './credentials';
import { permission, type PermissionId } from './permissions';

/** Okta's greatest page, and the first that a run asks for too: an org with fewer is known exactly. */
const PAGE = 200;
const SAMPLE = 20;

interface Probe {
  readonly id: string;
  readonly title: string;
  readonly source?: IngestionSourceId;
  readonly permission: PermissionId;
  /** The request; undefined where an earlier check found nothing to ask with. */
  readonly ask: (context: CheckContext) => Promise<unknown> | undefined;
}

/** A check that only wants to know whether something may be read. */
function mayRead({ permission: permissionId, ask, ...check }: Probe): Check {
  return {
    ...check,
    run: (context) => {
      const asked = ask(context);
      if (asked === undefined) {
        return Promise.resolve({ status: 'skipped', finding: 'nothing there to try it with' });
      }
      return askFor(
        context,
        permissionId,
        () => asked,
        () => ({ status: 'ok', finding: 'may be read' }),
      );
    },
  };
}

/** Deprovisioned users are in no plain list; the run asks for them with a search of its own. */
const users = mayRead({
  id: 'users',
  title: 'Users',
  permission: 'users',
  ask: ({ okta }) =>
    firstPage(okta, {
      endpoint: endpoint`/api/v1/users`,
      query: { search: 'status eq "DEPROVISIONED"' },
      limit: 1,
    }),
});

const factors = mayRead({
  id: 'factors',
  title: 'MFA factors',
  source: 'devices',
  permission: 'factors',
  ask: ({ okta, facts: { userId } }) =>
    userId === undefined
      ? undefined
      : okta.get({ endpoint: endpoint`/api/v1/users/${userId}/factors` }),
});

/** The group `Everyone` tells how many users there are, and hides from an admin of some groups only. */
const everyone: Check = {
  id: 'everyone',
  title: 'Whole org',
  source: 'groups',
  run: (context) =>
    askFor(
      context,
      'groups',
      () =>
        firstPage(context.okta, {
          endpoint: endpoint`/api/v1/groups`,
          query: { filter: 'type eq "BUILT_IN"', expand: 'stats' },
          limit: SAMPLE,
          dropWhenHeavy: ['expand'],
        }),
      judgeEveryone,
    ),
};

function judgeEveryone(groups: readonly JsonObject[]): CheckResult {
  const group = groups.find(({ profile }) => record(profile).name === 'Everyone');
  if (group === undefined) {
    return {
      status: 'fail',
      finding: 'the group Everyone is hidden',
      meaning: 'The credential sees some groups only, and only the users in them.',
      remedy:
        'Give its administrator, or the app, a role for the whole org instead of one for certain ' +
        'groups (Security > Administrators).',
    };
  }
  const count = number(record(record(group._embedded).stats).usersCount);
  if (count === undefined) return { status: 'ok', finding: 'visible' };
  const size = { count, atLeast: false };
  return { status: 'ok', finding: `${sizeText(size)} users`, learned: { users: size } };
}

const groups: Check = {
  id: 'groups',
  title: 'Groups',
  source: 'groups',
  run: (context) =>
    askFor(
      context,
      'groups',
      () => firstPage(context.okta, { endpoint: endpoint`/api/v1/groups`, limit: PAGE }),
      (page) =>
        found('groups', page, PAGE, { groups: sizeOfPage(page, PAGE), ...first(page, 'groupId') }),
    ),
};

const members = mayRead({
  id: 'members',
  title: 'Group members',
  source: 'groups',
  permission: 'groups',
  ask: ({ okta, facts: { groupId } }) =>
    groupId === undefined
      ? undefined
      : firstPage(okta, { endpoint: endpoint`/api/v1/groups/${groupId}/users`, limit: 1 }),
});

const rules = mayRead({
  id: 'rules',
  title: 'Group rules',
  source: 'rules',
  permission: 'rules',
  ask: ({ okta }) => firstPage(okta, { endpoint: endpoint`/api/v1/groups/rules`, limit: 1 }),
});

const applications: Check = {
  id: 'applications',
  title: 'Applications',
  source: 'applications',
  run: (context) =>
    askFor(
      context,
      'applications',
      () => firstPage(context.okta, { endpoint: endpoint`/api/v1/apps`, limit: PAGE }),
      (page) =>
        found('applications', page, PAGE, {
          applications: sizeOfPage(page, PAGE),
          ...first(page, 'applicationId'),
          ...first(
            page.filter(({ name }) => name === 'amazon_aws'),
            'awsApplicationId',
          ),
        }),
    ),
};

const assignments = mayRead({
  id: 'assignments',
  title: 'Application assignments',
  source: 'applications',
  permission: 'applications',
  ask: ({ okta, facts: { applicationId } }) =>
    applicationId === undefined
      ? undefined
      : firstPage(okta, { endpoint: endpoint`/api/v1/apps/${applicationId}/users`, limit: 1 }),
});

const schemas = mayRead({
  id: 'schemas',
  title: 'AWS profile schemas',
  source: 'applications',
  permission: 'schemas',
  ask: ({ okta, facts: { awsApplicationId: id } }) =>
    id === undefined
      ? undefined
      : okta.get({ endpoint: endpoint`/api/v1/meta/schemas/apps/${id}/default` }),
});

const ADMINISTRATORS_PAGE = 100;
const roles: Check = {
  id: 'roles',
  title: 'Administrator roles',
  source: 'roles',
  run: (context) =>
    askFor(
      context,
      'roles',
      () =>
        firstPage(context.okta, {
          endpoint: endpoint`/api/v1/iam/assignees/users`,
          limit: ADMINISTRATORS_PAGE,
          bodyKey: 'value',
        }),
      (page) =>
        found('administrators', page, ADMINISTRATORS_PAGE, {
          administrators: sizeOfPage(page, ADMINISTRATORS_PAGE),
        }),
    ),
};

const devices: Check = {
  id: 'devices',
  title: 'Devices',
  source: 'machine-devices',
  run: (context) => {
    if (context.org.pipeline === 'v1') {
      return Promise.resolve({
        status: 'skipped',
        finding: 'Classic Engine orgs have no devices',
      });
    }
    return askFor(
      context,
      'devices',
      () => firstPage(context.okta, { endpoint: endpoint`/api/v1/devices`, limit: SAMPLE }),
      (page) => found('devices', page, SAMPLE, { devices: sizeOfPage(page, SAMPLE) }),
    );
  },
};

const logs = mayRead({
  id: 'logs',
  title: 'System Log',
  source: 'applications',
  permission: 'logs',
  ask: ({ okta }) =>
    firstPage(okta, {
      endpoint: endpoint`/api/v1/logs`,
      query: { filter: 'eventType eq "application.lifecycle.create"' },
      limit: 1,
    }),
});

const settings = mayRead({
  id: 'settings',
  title: 'Org settings',
  permission: 'org',
  ask: ({ okta }) => okta.get({ endpoint: endpoint`/api/v1/org` }),
});

/** The account is complete without it by contract, so that this alone never spoils a run. */
const support: Check = {
  id: 'support',
  title: 'Okta Support access',
  run: async (context) => {
    const result = await supportProbe.run(context);
    if (result.status !== 'fail') return result;
    return { ...result, status: 'warn', meaning: permission('support').withoutIt };
  },
};

const supportProbe = mayRead({
  id: 'support',
  title: support.title,
  permission: 'support',
  ask: ({ okta }) => okta.get({ endpoint: endpoint`/api/v1/org/privacy/oktaSupport` }),
});

function found(
  what: string,
  page: readonly JsonObject[],
  limit: number,
  learned: Partial<Facts>,
): CheckResult {
  return { status: 'ok', finding: `${sizeText(sizeOfPage(page, limit))} ${what}`, learned };
}

/** The id of the first object, as the fact of this name. */
function first(
  page: readonly JsonObject[],
  fact: 'groupId' | 'applicationId' | 'awsApplicationId',
): Partial<Facts> {
  const id = page.map((object) => text(object.id)).find((each) => each !== undefined);
  return id === undefined ? {} : { [fact]: id };
}

export const PERMISSION_CHECKS: readonly Check[] = [
  users,
  factors,
  everyone,
  groups,
  members,
  rules,
  applications,
  assignments,
  schemas,
  roles,
  devices,
  logs,
  settings,
  support,
];
