/** The generated orgs that the benchmarks collect, and Okta's plans whose limits they have. */
import { ingestionConfig } from '../../src/ingestion';
import type { GeneratedOrgOptions, Plan } from '../local-okta';

/** The sources that new instances leave out, in the form in which JupiterOne hands them to a run. */
export const OFF_BY_DEFAULT = Object.entries(ingestionConfig).flatMap(
  ([ingestionSourceId, source]) =>
    source.defaultsToDisabled === true ? [{ ingestionSourceId }] : [],
);

export type LimitedPlan = Exclude<Plan, 'unlimited'>;

export const PLANS = [
  'workforce',
  'enterprise',
  'integrator',
] as const satisfies readonly LimitedPlan[];

/** Round trip to Okta in the benchmarks under limits, in ms. */
export const LATENCY_MS = 150;

/** Small enough for a run in real time, with more groups and devices than its users alone would suggest. */
export const SMALL_ORG = { users: 600, groups: 120, memberships: 6_000, apps: 40, devices: 100 };

type OrgSize = Required<
  Pick<GeneratedOrgOptions, 'users' | 'groups' | 'memberships' | 'apps' | 'devices'>
>;

/** Ten memberships a user, 200 members a group, a device for every twentieth user, 40 to 500 applications. */
export function orgOf(users: number): OrgSize {
  if (users === SMALL_ORG.users) return SMALL_ORG;
  return {
    users,
    groups: users / 20,
    memberships: users * 10,
    apps: Math.min(500, Math.max(40, users / 100)),
    devices: users / 20,
  };
}

export function isPlan(name: string | undefined): name is LimitedPlan {
  return PLANS.some((plan) => plan === name);
}
