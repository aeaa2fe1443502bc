/** The guide's table of how long runs take by size, plan and share of the limits: what the doctor would forecast. */
import { ingestionConfig } from '../../../src/ingestion';
import { forecast, publishedLimits, type Plan } from '../../../src/preflight';
import { markdownTable } from '../terminal/markdown';

const SIZES = [3_000, 10_000, 30_000, 100_000] as const;
const PLANS = ['Workforce', 'Enterprise'] as const satisfies readonly Plan[];
/** Of the org's limits; a token or app has half of them unless an administrator changes it. */
const SHARES = [0.5, 0.75, 1] as const;
const THRESHOLD = 0.8;
const WITHOUT_END = { atLeast: false } as const;

/** What the sizes of an org stand for: the assumptions that the document names beside the table. */
function sizesOf(users: number) {
  const sized = (count: number) => ({ count: Math.ceil(count), ...WITHOUT_END });
  return {
    users: sized(users),
    groups: sized(users / 20),
    applications: sized(Math.min(500, Math.max(40, users / 100))),
    administrators: sized(users / 200),
    resources: { devices: sized(users / 5) },
  };
}

function isOnByDefault(source: string): boolean {
  return ingestionConfig[source]?.defaultsToDisabled !== true;
}

function minutes(users: number, plan: Plan, share: number, isLaterRun: boolean): string {
  const limits = Object.fromEntries(
    Object.entries(publishedLimits(plan)).map(([bucket, limit]) => [bucket, limit * share]),
  );
  const [longest] = forecast({
    sizes: sizesOf(users),
    org: { pipeline: 'idx' },
    isEnabled: isOnByDefault,
    mfaCollectionMode: isLaterRun ? 'changes' : 'full',
    isLaterRun,
    limits,
    threshold: THRESHOLD,
  });
  return spelled((longest?.durationMs ?? 0) / 60_000);
}

function spelled(duration: number): string {
  const whole = Math.max(1, Math.ceil(duration));
  const hours = Math.floor(whole / 60);
  return hours === 0 ? `${whole} min` : `${hours} h ${String(whole % 60).padStart(2, '0')} min`;
}

/** One row for each size and share, one pair of columns for each plan. */
export function sizingTable(): string {
  const heading = ['users', 'share of the limits'];
  return markdownTable(
    [...heading, ...PLANS.flatMap((plan) => [`${plan}, all factors`, `${plan}, by changes`])],
    SIZES.flatMap((users) =>
      SHARES.map((share) => [
        users.toLocaleString('en-US'),
        `${share * 100} %`,
        ...PLANS.flatMap((plan) => [
          minutes(users, plan, share, false),
          minutes(users, plan, share, true),
        ]),
      ]),
    ),
    'aligned',
  );
}
