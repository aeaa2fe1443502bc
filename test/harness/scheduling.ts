/** The client's rate limiter on a virtual clock, before an Okta that only counts. */
import { RateLimiter, type BucketWait } from '../../src/okta/limits/rateLimiter';
import { DEFAULT_SETTINGS, type LimitSettings } from '../../src/okta/limits/settings';
import { SimulatedOkta, type SimulatedOktaOptions } from './simulatedOkta';
import { VirtualClock } from './virtualClock';

export function given(okta: SimulatedOktaOptions, pacing: Partial<LimitSettings> = {}) {
  const clock = new VirtualClock();
  const waits: BucketWait[] = [];
  const scheduler = new RateLimiter({
    pacing: { ...DEFAULT_SETTINGS, ...pacing },
    clock,
    random: () => 0.5,
    onWait: (wait) => waits.push(wait),
  });
  const simulated = new SimulatedOkta(clock, okta);
  const startedAt = clock.now();
  return {
    clock,
    scheduler,
    okta: simulated,
    waits,
    elapsedMs: () => clock.now() - startedAt,
    bucket: (name: string) => scheduler.snapshot().buckets.find((b) => b.name === name)!,
    runAll: (calls: readonly Promise<void>[]) => clock.run(Promise.all(calls)),
  };
}

export const many = (count: number, call: (i: number) => Promise<void>) =>
  Array.from({ length: count }, (_, i) => call(i));
