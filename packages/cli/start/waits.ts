/** What a step that is at work waits for, from what it declares and what its limits say. Pure. */
import type { BucketSnapshot } from '../../../src/okta';
import { duration } from '../terminal/durations';
import { bucketTitle, outageOf, type RunState, type StepState } from './state';

/** Until when requests of a bucket are held up, ms since the epoch; undefined if none is. */
export function heldUpUntil(bucket: BucketSnapshot, now: number): number | undefined {
  const { opensAt = 0, queued, waitReason } = bucket;
  return opensAt > now && queued > 0 && waitReason !== undefined ? opensAt : undefined;
}

/** Undefined while nothing keeps the step from going on. */
export function waitOf(step: StepState, state: RunState, now: number): string | undefined {
  if (state.phase !== 'collecting') return undefined;
  if (step.phase === 'waiting') return waitForSteps(step, state);
  if (step.phase !== 'running') return undefined;
  if (!isDone(step) && outageOf(state) !== undefined) return 'waits for Okta';
  const buckets = state.snapshot?.buckets ?? [];
  // In the order of the step's endpoints: its own come before those of lists that it shares.
  const own = step.buckets.flatMap((name) => buckets.filter((bucket) => bucket.name === name));
  if (!isDone(step)) {
    for (const bucket of own) {
      const until = heldUpUntil(bucket, now);
      if (until === undefined) continue;
      return `waits ${duration(until - now)}: limit of ${bucketTitle(bucket.name)}`;
    }
    if (own.some(({ inFlight, callsToCome }) => inFlight + callsToCome > 0)) return undefined;
  }
  return waitForSteps(step, state);
}

/** All that it counts is done. */
function isDone({ done, total }: StepState): boolean {
  return done !== undefined && total !== undefined && done >= total;
}

function waitForSteps({ restsOn }: StepState, { steps }: RunState): string | undefined {
  const names = steps
    .filter(({ id, phase }) => restsOn.includes(id) && (phase === 'running' || phase === 'waiting'))
    .map(({ name }) => name);
  return names.length === 0 ? undefined : `waits for ${names.join(', ')}`;
}
