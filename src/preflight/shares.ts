/**
 * How much of each rate limit Okta grants the credential, seen against the limits that Okta last
 * published for a whole org.
 */
import type { OktaSnapshot } from '../okta';

/** Okta's plans, as far as their limits were published. */
export type Plan = 'Integrator' | 'Enterprise' | 'Workforce';
type PlanLimits = Readonly<Record<Plan, number>>;

/** Calls a minute of the whole org (docs/okta-api.md#endpoints; Okta withdrew the table in December 2025). */
const PUBLISHED: Readonly<Record<string, PlanLimits>> = {
  '/api/v1/users': { Integrator: 100, Enterprise: 600, Workforce: 600 },
  '/api/v1/groups': { Integrator: 100, Enterprise: 600, Workforce: 500 },
  '/api/v1/apps': { Integrator: 20, Enterprise: 100, Workforce: 100 },
  '/api/v1/devices': { Integrator: 100, Enterprise: 150, Workforce: 100 },
  '/api/v1/logs': { Integrator: 20, Enterprise: 50, Workforce: 120 },
};
const PLANS: readonly Plan[] = ['Workforce', 'Enterprise', 'Integrator'];

/** Calls a minute of a whole org with this plan, by bucket. */
export function publishedLimits(plan: Plan): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(PUBLISHED).map(([bucket, limits]) => [bucket, limits[plan]]),
  );
}

/** Where an administrator sets how much of the limits a credential may use. */
export const RATE_LIMITS_MENU = {
  token: 'Security > API > Tokens > the token > Token rate limits',
  oauth: 'Applications > the app > Application rate limits',
} as const;

/** The buckets that decide how long a run takes. */
export function isPublished(bucket: string): boolean {
  return bucket in PUBLISHED;
}

interface BucketShare {
  /** The bucket's path family: `/api/v1/apps`. */
  readonly bucket: string;
  /** Calls a minute that Okta grants this credential. */
  readonly limit: number;
  /** Part of the org's limit, 0 to 1; undefined where the org's limit is not known. */
  readonly share: number | undefined;
}

export interface Shares {
  /** The plan whose published limits fit what was seen; undefined where none does. */
  readonly plan: Plan | undefined;
  readonly buckets: readonly BucketShare[];
}

/** Reads the limits that Okta reported with the responses so far. */
export function sharesOf(snapshot: OktaSnapshot): Shares {
  const limits = snapshot.buckets.flatMap(({ name, limit }) =>
    limit === undefined || limit <= 0 ? [] : [{ bucket: name, limit }],
  );
  const plan = likeliestPlan(limits);
  const buckets = limits.map(({ bucket, limit }) => {
    const published = plan === undefined ? undefined : PUBLISHED[bucket]?.[plan];
    return { bucket, limit, share: published === undefined ? undefined : limit / published };
  });
  return { plan, buckets };
}

/** A credential has the same share of every bucket unless somebody changed it, so equal shares show the plan. */
function likeliestPlan(limits: readonly { bucket: string; limit: number }[]): Plan | undefined {
  const spreads = PLANS.flatMap((plan) => {
    const shares = limits.flatMap(({ bucket, limit }) => {
      const published = PUBLISHED[bucket]?.[plan];
      return published === undefined ? [] : [limit / published];
    });
    const greatest = Math.max(...shares);
    // A share above the whole means another plan, or limits that were raised for this org.
    return shares.length === 0 || greatest > 1
      ? []
      : [{ plan, spread: greatest - Math.min(...shares) }];
  });
  spreads.sort((a, b) => a.spread - b.spread);
  return spreads[0]?.plan;
}
