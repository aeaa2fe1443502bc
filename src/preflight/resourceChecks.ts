/** The checks of applications, devices and the org itself, in the order in which they can fail. */
import { endpoint } from '../okta';
import { APPLICATION_CHECKS } from './applicationChecks';
import { askFor, sizeOfPage, type Check } from './check';
import { firstPage } from './credentials';
import { found, mayRead, spoilsNothing } from './probe';

/** Okta recommends pages of this size for devices. */
const DEVICES_PAGE = 20;

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
  ...APPLICATION_CHECKS,
  devices,
  logs,
  settings,
  support,
];
