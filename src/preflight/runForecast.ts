/**
 * How many calls a full run makes per rate-limit bucket, and how long that takes. An estimate from the sizes that are known cheaply; lists of unknown length count as one page.
 */
import type { MfaCollectionMode } from '../config';
import type { IngestionSourceId } from '../ingestion';
import { estimateMs, usableOf } from '../okta';
import type { OrgIdentity } from '../okta/org';
import { RESOURCES } from '../resources';
import { APPLICATIONS_SOURCE, FACTORS_SOURCE, GROUPS_SOURCE, ROLES_SOURCE } from '../sourceIds';
import type { Facts, Size } from './check';
import { callsFor, type BucketCalls } from './definedCalls';

export interface ForecastInput {
  readonly sizes: Partial<
    Pick<Facts, 'users' | 'groups' | 'applications' | 'administrators' | 'resources'>
  >;
  readonly org: Pick<OrgIdentity, 'pipeline'>;
  readonly isEnabled: (source: IngestionSourceId) => boolean;
  readonly mfaCollectionMode: MfaCollectionMode;
  /**
   * Whether JupiterOne's schedule lets the run know that another of the same day has succeeded: without
   * that the mode `changes` asks for the factors of every user, too.
   */
  readonly isLaterRun: boolean;
  /** Calls a minute granted per bucket; buckets that are missing are taken as never short. */
  readonly limits: Readonly<Record<string, number>>;
  /** Share of each limit that the run may use. */
  readonly threshold: number;
}

export interface BucketForecast {
  readonly bucket: string;
  readonly calls: number;
  /** Sizes were known only from below, so more calls may come. */
  readonly atLeast: boolean;
  /** Calls a minute that the run may make. */
  readonly perMinute: number | undefined;
  readonly durationMs: number;
}

const USERS = '/api/v1/users';
const GROUPS = '/api/v1/groups';
const APPS = '/api/v1/apps';
const WINDOW_MS = 60_000;
/** What a bucket takes that never has to wait: its calls, 15 at a time. */
const MS_PER_CALL = 20;

const NOTHING: Size = { count: 0, atLeast: true };

/** The buckets of a run, the slowest first. */
export function forecast(input: ForecastInput): BucketForecast[] {
  return callsOf(input)
    .map(({ bucket, calls, atLeast }) => {
      const limit = input.limits[bucket];
      const perMinute = limit === undefined ? undefined : usableOf(limit, input.threshold);
      return { bucket, calls, atLeast, perMinute, durationMs: durationOf(calls, perMinute) };
    })
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => b.durationMs - a.durationMs || b.calls - a.calls);
}

/** The first window's calls go at once, so only the windows after it are waited for. */
function durationOf(calls: number, perMinute = Infinity): number {
  return estimateMs(calls, {
    available: perMinute,
    perWindow: perMinute,
    opensInMs: WINDOW_MS,
    windowMs: WINDOW_MS,
    msPerCall: MS_PER_CALL,
  });
}

/** By bucket: what is written by hand, and what is defined. */
function callsOf(input: ForecastInput): BucketCalls[] {
  const { org, isEnabled, sizes } = input;
  const known = { org, isEnabled, sizes: sizes.resources ?? {} };
  const all = [...handWrittenCalls(input), ...RESOURCES.flatMap((each) => callsFor(each, known))];
  const sums = new Map<string, BucketCalls>();
  for (const { bucket, calls, atLeast } of all) {
    const known = sums.get(bucket) ?? { bucket, calls: 0, atLeast: false };
    sums.set(bucket, { bucket, calls: known.calls + calls, atLeast: known.atLeast || atLeast });
  }
  return [...sums.values()];
}

function handWrittenCalls(input: ForecastInput): BucketCalls[] {
  const { sizes, isEnabled } = input;
  const { users = NOTHING, groups = NOTHING, applications = NOTHING } = sizes;
  const { administrators = NOTHING } = sizes;
  const factors = asksEveryUser(input) ? users.count : 0;
  const roles = isEnabled(ROLES_SOURCE) ? administrators.count : 0;
  const usersCalls = listingCalls(users) + factors + roles;
  // Each group's members; the groups with an administrator role are few.
  const groupsCalls = isEnabled(GROUPS_SOURCE) ? pages(groups, 200) + groups.count : 0;
  // Each application's users and its groups.
  const appsCalls = isEnabled(APPLICATIONS_SOURCE)
    ? pages(applications, 200) + 2 * applications.count
    : 0;
  return [
    {
      bucket: USERS,
      calls: usersCalls,
      atLeast: users.atLeast || (roles > 0 && administrators.atLeast),
    },
    { bucket: GROUPS, calls: groupsCalls, atLeast: groups.atLeast },
    { bucket: APPS, calls: appsCalls, atLeast: applications.atLeast },
    {
      bucket: '/api/v1/iam',
      calls: isEnabled(ROLES_SOURCE) ? pages(administrators, 100) + 1 : 0,
      atLeast: administrators.atLeast,
    },
    { bucket: '/api/v1/logs', calls: isEnabled(APPLICATIONS_SOURCE) ? 1 : 0, atLeast: false },
  ];
}

/** Users with factor events are few and not known beforehand: they count as none. */
function asksEveryUser({ isEnabled, mfaCollectionMode, isLaterRun }: ForecastInput): boolean {
  return isEnabled(FACTORS_SOURCE) && !(mfaCollectionMode === 'changes' && isLaterRun);
}

/** From this many users on, the list that leaves out deprovisioned users is given up for the other one. */
const LARGE_ORG = 10_000;

/** Okta lists users twice: without deprovisioned ones from its primary store, and all from its index. */
function listingCalls(users: Size): number {
  const inOneList = pages(users, 200);
  return users.count < LARGE_ORG ? 2 * inOneList : inOneList + 2;
}

/** An empty list takes a call too. */
function pages({ count }: Size, pageSize: number): number {
  return Math.max(1, Math.ceil(count / pageSize));
}
