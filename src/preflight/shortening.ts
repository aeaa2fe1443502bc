/** What would make a run shorter, and by how much: each way is forecast by itself. */
import type { IngestionSourceId } from '../ingestion';
import { APPLICATIONS_SOURCE, GROUPS_SOURCE } from '../sourceIds';
import { forecast, type ForecastInput } from './runForecast';
import { RATE_LIMITS_MENU } from './shares';

export interface Shortening {
  readonly advice: string;
  /** Duration of the whole run with it. */
  readonly durationMs: number;
}

/** Less than a minute saved is not worth anybody's attention. */
const WORTHWHILE_MS = 60_000;

/** The most effective way first. `shares`: the credential's part of each bucket, 0 to 1, where known. */
export function shortenings(
  input: ForecastInput,
  shares: Readonly<Record<string, number | undefined>>,
  kind: 'token' | 'oauth',
): Shortening[] {
  const now = durationOf(input);
  return waysOf(input, shares, kind)
    .map(({ advice, change }) => ({ advice, durationMs: durationOf({ ...input, ...change }) }))
    .filter(({ durationMs }) => now - durationMs >= WORTHWHILE_MS)
    .sort((a, b) => a.durationMs - b.durationMs);
}

/** The slowest bucket's: the others are drained beside it. */
export function durationOf(input: ForecastInput): number {
  return forecast(input)[0]?.durationMs ?? 0;
}

interface Way {
  readonly advice: string;
  readonly change: Partial<ForecastInput>;
}

function waysOf(
  input: ForecastInput,
  shares: Readonly<Record<string, number | undefined>>,
  kind: 'token' | 'oauth',
): Way[] {
  return [
    {
      advice: `Grant the credential all of the org's limits (${RATE_LIMITS_MENU[kind]})`,
      change: { limits: wholeLimits(input.limits, shares) },
    },
    { advice: 'Set rateLimitThreshold to 1', change: { threshold: 1 } },
    ...factorsByChanges(input),
    { advice: 'Switch the source applications off', change: without(input, APPLICATIONS_SOURCE) },
    { advice: 'Switch the source groups off', change: without(input, GROUPS_SOURCE) },
  ];
}

/** Nowhere else does a run know when the last one succeeded. */
function factorsByChanges({ mfaCollectionMode }: ForecastInput): Way[] {
  if (mfaCollectionMode === 'changes') return [];
  return [
    {
      advice:
        "On JupiterOne's schedule, and not in runs that you start yourself, set mfaCollectionMode to " +
        'changes: after the first run of each day, factors only of users with factor events',
      change: { mfaCollectionMode: 'changes', isLaterRun: true },
    },
  ];
}

function wholeLimits(
  limits: Readonly<Record<string, number>>,
  shares: Readonly<Record<string, number | undefined>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(limits).map(([bucket, limit]) => [bucket, limit / (shares[bucket] ?? 1)]),
  );
}

function without(input: ForecastInput, source: IngestionSourceId): Partial<ForecastInput> {
  return { isEnabled: (id) => id !== source && input.isEnabled(id) };
}
