/** The forecast of a full run from what the checks have learned of the org and its limits. */
import { FACTORS_SOURCE } from '../sourceIds';
import type { CheckContext } from './check';
import { forecast, type BucketForecast, type ForecastInput } from './runForecast';
import { sharesOf } from './shares';
import { durationOf, shortenings, type Shortening } from './shortening';

/** How long a run would take, by bucket, and what would shorten it. */
export interface Prediction {
  /** Slowest first. */
  readonly buckets: readonly BucketForecast[];
  /** Of the whole run: that of the slowest bucket, as all are drained side by side. */
  readonly durationMs: number;
  /**
   * Of the later runs of a day on JupiterOne's schedule, which ask for the factors of few users;
   * undefined where all runs are alike.
   */
  readonly laterRunMs?: number;
  /** Some sizes are known from below only. */
  readonly atLeast: boolean;
  /** Share of each limit that the run may use. */
  readonly threshold: number;
  readonly shortenings: readonly Shortening[];
}

/** Foretells a run from what the checks have learned. */
export function predict({ okta, org, settings, facts, isEnabled }: CheckContext): Prediction {
  const { buckets } = sharesOf(okta.snapshot());
  const input: ForecastInput = {
    sizes: facts,
    org,
    isEnabled,
    mfaCollectionMode: settings.mfaCollectionMode,
    isLaterRun: false,
    limits: Object.fromEntries(buckets.map(({ bucket, limit }) => [bucket, limit])),
    threshold: settings.rateLimitThreshold,
  };
  const shares = Object.fromEntries(buckets.map(({ bucket, share }) => [bucket, share]));
  const forecasts = forecast(input);
  const isByChanges = isEnabled(FACTORS_SOURCE) && settings.mfaCollectionMode === 'changes';
  return {
    buckets: forecasts,
    durationMs: forecasts[0]?.durationMs ?? 0,
    ...(isByChanges && { laterRunMs: durationOf({ ...input, isLaterRun: true }) }),
    atLeast: forecasts.some((bucket) => bucket.atLeast),
    threshold: input.threshold,
    shortenings: shortenings(input, shares, settings.credentials.kind),
  };
}
