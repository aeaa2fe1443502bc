/** What can go wrong between a run and Okta, and how much there is to ask meanwhile. */
import type { OrgOptions, Trouble } from './troubledOrg';

export interface Scenario {
  readonly group: string;
  readonly name: string;
  readonly org: OrgOptions;
  /** Users whose factors are asked for; default: 1,200. */
  readonly factors?: number;
  /** Users whose roles are asked for beside them; default: none. */
  readonly roles?: number;
  readonly goal: Goal;
}

/** What the trouble may cost at most. */
export interface Goal {
  /** Objects that cannot be read; default: none. */
  readonly lost?: number;
  readonly minutes: number;
  /** What has to be left of the users bucket at least; default: the reserve. */
  readonly reserve?: number;
}

type Ungrouped = Omit<Scenario, 'group'>;

const MINUTE = 60_000;
const FACTORS = /factors$/;
/** In the middle of the second window of the calm run. */
const LATER = 61_000;

const troubled = (...troubles: Trouble[]): OrgOptions => ({ troubles });

const OUTAGES: readonly Ungrouped[] = [
  { name: 'no trouble', goal: { minutes: 4.2 }, org: {} },
  {
    name: '503 for 4 minutes',
    goal: { minutes: 8.7 },
    org: troubled({ kind: 503, from: LATER, ms: 4 * MINUTE }),
  },
  {
    name: '503 for 10 minutes',
    goal: { lost: 80, minutes: 14.2 },
    org: troubled({ kind: 503, from: LATER, ms: 10 * MINUTE }),
  },
  {
    name: 'connections refused for 4 minutes',
    goal: { minutes: 8.7 },
    org: troubled({ kind: 'connection-refused', from: LATER, ms: 4 * MINUTE }),
  },
  {
    name: 'connections refused for 10 minutes',
    goal: { lost: 80, minutes: 14.2 },
    org: troubled({ kind: 'connection-refused', from: LATER, ms: 10 * MINUTE }),
  },
  {
    name: 'connections refused for good',
    goal: { lost: 960, minutes: 16.2 },
    org: troubled({ kind: 'connection-refused', from: LATER }),
  },
  {
    name: 'everything hangs for 4 minutes',
    goal: { minutes: 9 },
    org: troubled({ kind: 'hang', from: LATER, ms: 4 * MINUTE }),
  },
  {
    name: 'one path is down for 4 minutes',
    goal: { minutes: 10.3 },
    org: troubled({ kind: 503, from: LATER, ms: 4 * MINUTE, path: FACTORS }),
    roles: 1_200,
  },
  {
    name: 'one path hangs for good',
    goal: { lost: 1_110, minutes: 16.2 },
    org: troubled({ kind: 'hang', from: 2_000, path: FACTORS }),
    roles: 1_200,
  },
];

const BROKEN: readonly Ungrouped[] = [
  {
    name: 'the first request hangs, of 200',
    goal: { minutes: 0.4 },
    org: troubled({ kind: 'hang', times: 1 }),
    factors: 200,
  },
  {
    name: 'one request hangs, of 200',
    goal: { minutes: 0.2 },
    org: troubled({ kind: 'hang', path: /00u100\/factors/, times: 1 }),
    factors: 200,
  },
  {
    name: 'every hundredth user hangs',
    goal: { lost: 12, minutes: 8 },
    org: troubled({ kind: 'hang', path: /77\/factors$/ }),
  },
  {
    name: 'every tenth request hangs',
    goal: { minutes: 7 },
    org: troubled({ kind: 'hang', every: 10 }),
  },
  {
    name: 'every third request hangs',
    goal: { lost: 4, minutes: 20 },
    org: troubled({ kind: 'hang', chance: 0.33 }),
  },
  {
    name: 'every tenth user fails',
    goal: { lost: 120, minutes: 7 },
    org: troubled({ kind: 503, path: /7\/factors$/ }),
  },
  {
    name: 'every tenth request fails',
    goal: { minutes: 5.2 },
    org: troubled({ kind: 503, chance: 0.1 }),
  },
  {
    name: 'every second request fails',
    goal: { minutes: 11.8 },
    org: troubled({ kind: 503, chance: 0.5 }),
  },
];

/** Another counter than that of its path family. */
const ownCounter = (path: string): string | undefined => (FACTORS.test(path) ? 'own' : undefined);

const without =
  (...names: readonly string[]) =>
  (headers: Record<string, string>): void => {
    for (const name of names) Reflect.deleteProperty(headers, `x-rate-limit-${name}`);
  };

const LIMITS: readonly Ungrouped[] = [
  { name: 'others use 40 % of each window', goal: { minutes: 9.3 }, org: { others: 0.4 } },
  {
    name: 'others use 90 % of each window',
    goal: { minutes: 19.5, reserve: 29 },
    org: { others: 0.9 },
    factors: 20,
  },
  {
    name: 'others use all of each window',
    goal: { lost: 1_201, minutes: 10.5, reserve: 0 },
    org: { others: 1 },
  },
  {
    name: 'one path has a counter of its own',
    goal: { minutes: 5.2 },
    org: { counterOf: ownCounter },
    roles: 1_200,
  },
  { name: '5 requests at once are allowed', goal: { minutes: 4.4 }, org: { concurrency: 5 } },
  {
    name: 'one stray 429 without headers',
    goal: { minutes: 4.2 },
    org: troubled({ kind: 'bare-429', from: 3_000, times: 1 }),
  },
  {
    name: 'one 429 with Remaining above zero',
    goal: { minutes: 0.1 },
    org: troubled({ kind: 'contradictory-429', from: 1_000, times: 1 }),
    factors: 200,
  },
  {
    name: 'every fiftieth is a 429 with Remaining above zero',
    goal: { minutes: 5.3 },
    org: troubled({ kind: 'contradictory-429', every: 50 }),
  },
  {
    name: 'headers removed',
    goal: { minutes: 2.9, reserve: 0 },
    org: { headers: without('limit', 'remaining', 'reset') },
    factors: 600,
  },
  {
    name: 'Reset removed',
    goal: { minutes: 2.2 },
    org: { headers: without('reset') },
    factors: 600,
  },
  {
    name: 'Reset in the past',
    goal: { minutes: 2.2 },
    org: { headers: (headers) => void (headers['x-rate-limit-reset'] = '1000000000') },
    factors: 600,
  },
  {
    name: 'Reset two hours ahead',
    goal: { minutes: 2.2 },
    org: {
      headers: (headers) =>
        void (headers['x-rate-limit-reset'] = String(
          Number(headers['x-rate-limit-reset']) + 7_200,
        )),
    },
    factors: 600,
  },
  {
    name: 'Date removed',
    goal: { minutes: 2.2 },
    org: { headers: (headers) => void Reflect.deleteProperty(headers, 'date') },
    factors: 600,
  },
];

const grouped = (group: string, scenarios: readonly Ungrouped[]): Scenario[] =>
  scenarios.map((scenario) => ({ group, ...scenario }));

export const SCENARIOS: readonly Scenario[] = [
  ...grouped('Outages', OUTAGES),
  ...grouped('Failing requests', BROKEN),
  ...grouped('Limits', LIMITS),
];
