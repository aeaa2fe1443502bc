/**
 * How many calls a full run makes per rate-limit bucket, and how long that takes. An estimate from the sizes that are known cheaply; lists of unknown length count as one page.
 */
import type { MfaCollectionMode } from '../config';
import type { IngestionSourceId } from '../ingestion';
import { estimateMs, usableOf } from '../okta';
import type { Facts, Size } from './check';

export interface ForecastInput {
  readonly sizes: Partial<
    Pick<Facts, 'users' | 'groups' | 'applications' | 'administrators' | 'devices'>
  >;
  readonly isEnabled: (source: IngestionSourceId) => boolean;
  readonly mfaCollectionMode: MfaCollectionMode;
  /**
   * Whether JupiterOne's schedule tells the run that another of the same day has succeeded: without
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

interface Calls {
  readonly bucket: string;
  readonly calls: number;
  readonly atLeast: boolean;
}

function callsOf(input: ForecastInput): Calls[] {
  const { sizes, isEnabled } = input;
  const { users = NOTHING, groups = NOTHING, applications = NOTHING } = sizes;
  const { administrators = NOTHING, devices = NOTHING } = sizes;
  const factors = asksEveryUser(input) ? users.count : 0;
  const roles = isEnabled('roles') ? administrators.count : 0;
  const usersCalls = listingCalls(users) + factors + roles;
  // Each group's members; the groups with an administrator role are few.
  const groupsCalls = isEnabled('groups') ? pages(groups, 200) + groups.count : 0;
  const rulesCalls = isEnabled('rules') ? 1 : 0;
  // Each application's users and its groups.
  const appsCalls = isEnabled('applications')
    ? pages(applications, 200) + 2 * applications.count
    : 0;
  return [
    {
      bucket: USERS,
      calls: usersCalls,
      atLeast: users.atLeast || (roles > 0 && administrators.atLeast),
    },
    { bucket: GROUPS, calls: groupsCalls + rulesCalls, atLeast: groups.atLeast },
    { bucket: APPS, calls: appsCalls, atLeast: applications.atLeast },
    {
      bucket: '/api/v1/iam',
      calls: isEnabled('roles') ? pages(administrators, 100) + 1 : 0,
      atLeast: administrators.atLeast,
    },
    {
      bucket: '/api/v1/devices',
      calls: isEnabled('machine-devices') ? pages(devices, 200) : 0,
      atLeast: devices.atLeast,
    },
    { bucket: '/api/v1/logs', calls: isEnabled('applications') ? 1 : 0, atLeast: false },
  ];
}

/** Users with factor events are few and not known beforehand: they count as none. */
function asksEveryUser({ isEnabled, mfaCollectionMode, isLaterRun }: ForecastInput): boolean {
  return isEnabled('devices') && !(mfaCollectionMode === 'changes' && isLaterRun);
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
