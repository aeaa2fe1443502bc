/** The checks of applications, devices and the org itself, in the order in which they can fail. */
import { endpoint, isNotFound } from '../okta';
import { askFor, sizeOfPage, type Check } from './check';
import { firstPage } from './credentials';
import { first, found, mayRead, spoilsNothing } from './probe';

/** Okta's greatest page, and the first that a run asks for too: an org with fewer is known exactly. */
const PAGE = 200;
/** Okta recommends pages of this size for devices. */
const DEVICES_PAGE = 20;
/** Okta's least page of an application's groups. */
const LEAST_GROUPS_PAGE = 20;

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

/** A run wants the groups of applications as edges, and of AWS applications for their roles. */
const groupAssignments = mayRead({
  id: 'group-assignments',
  title: 'Group assignments',
  source: 'applications',
  permission: 'applications',
  ask: ({ okta, isEnabled, facts: { applicationId, awsApplicationId } }) => {
    const id = isEnabled('groups') ? applicationId : awsApplicationId;
    return id === undefined
      ? undefined
      : firstPage(okta, {
          endpoint: endpoint`/api/v1/apps/${id}/groups`,
          limit: LEAST_GROUPS_PAGE,
        });
  },
});

/** In orgs with many applications a run reads group assignments from the groups, if that is shorter. */
const groupApplications = spoilsNothing(
  mayRead({
    id: 'group-applications',
    title: 'Applications of groups',
    source: 'applications',
    permission: 'applications',
    ask: ({ okta, isEnabled, facts: { groupId } }) =>
      groupId === undefined || !isEnabled('groups')
        ? undefined
        : firstPage(okta, { endpoint: endpoint`/api/v1/groups/${groupId}/apps`, limit: 1 }),
  }),
);

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
      () => firstPage(context.okta, { endpoint: endpoint`/api/v1/devices`, limit: DEVICES_PAGE }),
      (page) => found('devices', page, DEVICES_PAGE, { devices: sizeOfPage(page, DEVICES_PAGE) }),
    );
  },
};

const logProbe = mayRead({
  id: 'logs',
  title: 'System Log',
  permission: 'logs',
  ask: ({ okta }) =>
    okta.get({
      endpoint: endpoint`/api/v1/logs`,
      query: { filter: 'eventType eq "application.lifecycle.create"', limit: 1 },
    }),
});

/** Tells who created applications, and in the mode `changes` whose factors have changed. */
const logs: Check = {
  ...logProbe,
  run: (context) => {
    const { isEnabled, settings: configured } = context;
    const forFactors = isEnabled('devices') && configured.mfaCollectionMode === 'changes';
    if (isEnabled('applications') || forFactors) return logProbe.run(context);
    return Promise.resolve({ status: 'skipped', finding: 'nothing that is switched on needs it' });
  },
};

/** The account is known without it. */
const settings = spoilsNothing(
  mayRead({
    id: 'settings',
    title: 'Org settings',
    permission: 'org',
    ask: ({ okta }) => okta.get({ endpoint: endpoint`/api/v1/org` }),
  }),
);

const support = spoilsNothing(
  mayRead({
    id: 'support',
    title: 'Okta Support access',
    permission: 'support',
    ask: ({ okta }) => okta.get({ endpoint: endpoint`/api/v1/org/privacy/oktaSupport` }),
  }),
);

/** In the order in which they build on one another. */
export const RESOURCE_CHECKS: readonly Check[] = [
  applications,
  assignments,
  groupAssignments,
  groupApplications,
  schemas,
  devices,
  logs,
  settings,
  support,
];
