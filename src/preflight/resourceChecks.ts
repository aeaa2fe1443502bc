/** The checks of applications, devices and the org itself, in the order in which they can fail. */
import { endpoint } from '../okta';
import { APPLICATION_CHECKS } from './applicationChecks';
import { APPLICATIONS_SOURCE, FACTORS_SOURCE } from '../sourceIds';
import type { Check } from './check';
import { mayRead, spoilsNothing } from './probe';
import { serviceApps } from './serviceAppCheck';

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

/** The account is known without it. */
const settings = spoilsNothing(
  mayRead({
    id: 'settings',
    title: 'Org settings',
    permission: 'org',
    ask: ({ okta }) => okta.get({ endpoint: endpoint`/api/v1/org` }),
  }),
);

/** In the order in which they build on one another. */
export const RESOURCE_CHECKS: readonly Check[] = [
  ...APPLICATION_CHECKS,
  serviceApps,
  logs,
  settings,
];
