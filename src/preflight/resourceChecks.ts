/** The checks of applications, devices and the org itself, in the order in which they can fail. */
import { endpoint } from '../okta';
import { APPLICATIONS_SOURCE, FACTORS_SOURCE } from '../sourceIds';
import { askFor, sizeOfPage, type Check } from './check';
import { firstPage } from './credentials';
import { first, found, mayRead } from './probe';

/** Okta's greatest page, and the first that a run asks for too: an org with fewer is known exactly. */
const PAGE = 200;

const applications: Check = {
  id: 'applications',
  title: 'Applications',
  source: APPLICATIONS_SOURCE,
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
  source: APPLICATIONS_SOURCE,
  permission: 'applications',
  ask: ({ okta, facts: { applicationId } }) =>
    applicationId === undefined
      ? undefined
      : firstPage(okta, { endpoint: endpoint`/api/v1/apps/${applicationId}/users`, limit: 1 }),
});

const schemas = mayRead({
  id: 'schemas',
  title: 'AWS profile schemas',
  source: APPLICATIONS_SOURCE,
  permission: 'schemas',
  ask: ({ okta, facts: { awsApplicationId: id } }) =>
    id === undefined
      ? undefined
      : okta.get({ endpoint: endpoint`/api/v1/meta/schemas/apps/${id}/default` }),
});

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
    const forFactors = isEnabled(FACTORS_SOURCE) && configured.mfaCollectionMode === 'changes';
    if (isEnabled(APPLICATIONS_SOURCE) || forFactors) return logProbe.run(context);
    return Promise.resolve({ status: 'skipped', finding: 'nothing that is switched on needs it' });
  },
};

const settings = mayRead({
  id: 'settings',
  title: 'Org settings',
  permission: 'org',
  ask: ({ okta }) => okta.get({ endpoint: endpoint`/api/v1/org` }),
});

/** In the order in which they build on one another. */
export const RESOURCE_CHECKS: readonly Check[] = [
  applications,
  assignments,
  schemas,
  logs,
  settings,
];
