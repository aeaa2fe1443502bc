/** The checks of applications and their assignments, in the order in which they build on one another. */
import { text, type JsonObject } from '../json';
import { endpoint, isFirstParty, isNotFound } from '../okta';
import { READ_ONLY_ADMIN } from '../adminRoles';
import {
  askFor,
  refused,
  sizeOfPage,
  type Check,
  type CheckContext,
  type CheckResult,
} from './check';
import { firstPage } from './credentials';
import { first, found, idsOf, MAY_BE_READ, mayRead, NOTHING_TO_ASK, spoilsNothing } from './probe';

/** Okta's greatest page, and the first that a run asks for too: an org with fewer is known exactly. */
const PAGE = 200;

/** Of one group so many applications are asked whether they show their users and the group. */
const ASKED = 3;

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
          applicationRecords: page,
          ...(page.length < PAGE && { applicationIds: idsOf(page) }),
          ...first(page, 'applicationId'),
          ...first(
            page.filter(({ name }) => name === 'amazon_aws'),
            'awsApplicationId',
          ),
        }),
    ),
};

/**
 * In orgs with many applications a run reads group assignments from the groups, if that is shorter, so that a
 * refusal alone may spoil nothing. A group with an application that the list lacks shows that the credential
 * sees some applications only.
 */
const groupApplications: Check = {
  id: 'group-applications',
  title: 'Applications of groups',
  source: 'applications',
  run: async (context) => {
    const { isEnabled, facts } = context;
    const id = facts.assignedGroupId ?? facts.groupId;
    if (id === undefined || !isEnabled('groups')) return NOTHING_TO_ASK;
    try {
      return judgeApplicationsOf(await applicationsOf(context, id), context);
    } catch (error) {
      const { kind } = context.settings.credentials;
      return { ...refused(error, 'applications', kind), status: 'warn' };
    }
  },
};

function applicationsOf({ okta }: CheckContext, id: string): Promise<readonly JsonObject[]> {
  return firstPage(okta, { endpoint: endpoint`/api/v1/groups/${id}/apps`, limit: PAGE });
}

function judgeApplicationsOf(
  page: readonly JsonObject[],
  { facts: { applicationIds } }: CheckContext,
): CheckResult {
  const shown = page.filter(({ name, status }) => status === 'ACTIVE' && !isFirstParty(text(name)));
  const ids = idsOf(shown);
  if (applicationIds !== undefined && ids.some((id) => !applicationIds.includes(id))) {
    return {
      status: 'fail',
      finding: 'the list of applications lacks one that a group is assigned to',
      meaning: 'The credential sees some applications only, and only their assignments.',
      remedy: `Give its administrator, or the app, the role ${READ_ONLY_ADMIN} for the whole org (Security > Administrators).`,
    };
  }
  return { ...MAY_BE_READ, learned: { assignedApplicationIds: ids.slice(0, ASKED) } };
}

const LOST_ASSIGNMENTS = 'Assignments of applications would be incomplete.';

function empty(what: string): CheckResult {
  return {
    status: 'fail',
    finding: `${what}, although a group with members is assigned`,
    meaning: LOST_ASSIGNMENTS,
    remedy: "Try again; if it stays, look at the credential's role, and tell Okta's support.",
  };
}

/** Asks applications until one shows something; if a group is assigned to all of them, one has to. */
async function examineAssignments(
  { facts }: CheckContext,
  other: string | undefined,
  ask: (applicationId: string) => Promise<boolean>,
  isEmpty: CheckResult,
): Promise<CheckResult> {
  const { assignedApplicationIds: assigned = [] } = facts;
  const ids = assigned.length > 0 ? assigned : other === undefined ? [] : [other];
  if (ids.length === 0) return NOTHING_TO_ASK;
  for (const id of ids) if (await ask(id)) return MAY_BE_READ;
  return assigned.length > 0 ? isEmpty : MAY_BE_READ;
}

const assignments: Check = {
  id: 'assignments',
  title: 'Application assignments',
  source: 'applications',
  run: (context) =>
    askFor(
      context,
      'applications',
      () =>
        examineAssignments(
          context,
          context.facts.applicationId,
          async (id) => (await assignmentsOf(context, id, 'users')).length > 0,
          empty('applications show no user'),
        ),
      (result) => result,
    ),
};

/** A run wants the groups of applications as edges, and of AWS applications for their roles. */
const groupAssignments: Check = {
  id: 'group-assignments',
  title: 'Group assignments',
  source: 'applications',
  run: (context) => {
    const { isEnabled, facts } = context;
    return askFor(
      context,
      'applications',
      () =>
        examineAssignments(
          context,
          isEnabled('groups') ? facts.applicationId : facts.awsApplicationId,
          async (id) => (await assignmentsOf(context, id, 'groups')).length > 0,
          empty('applications show no group'),
        ),
      (result) => result,
    );
  },
};

/** 20 is Okta's least page of an application's groups. */
function assignmentsOf(
  { okta }: CheckContext,
  id: string,
  of: 'users' | 'groups',
): Promise<readonly JsonObject[]> {
  return of === 'users'
    ? firstPage(okta, { endpoint: endpoint`/api/v1/apps/${id}/users`, limit: 1 })
    : firstPage(okta, { endpoint: endpoint`/api/v1/apps/${id}/groups`, limit: 20 });
}

/** An application without a schema has no attribute that could unite roles. */
const schemas = spoilsNothing(
  mayRead({
    id: 'schemas',
    title: 'AWS profile schemas',
    source: 'applications',
    permission: 'schemas',
    ask: ({ okta, facts: { awsApplicationId: id } }) =>
      id === undefined
        ? undefined
        : okta
            .get({ endpoint: endpoint`/api/v1/meta/schemas/apps/${id}/default` })
            .catch((error: unknown) => {
              if (!isNotFound(error)) throw error;
            }),
  }),
);

/** In the order in which they build on one another. */
export const APPLICATION_CHECKS: readonly Check[] = [
  applications,
  groupApplications,
  assignments,
  groupAssignments,
  schemas,
];
