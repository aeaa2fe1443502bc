/** The client's scheduler on a virtual clock, before an Okta that only counts. */
import { DEFAULT_PACING, type Pacing } from '../../src/okta/pacing/pacing';
import { Scheduler, type BucketWait } from '../../src/okta/pacing/scheduler';
import { SimulatedOkta, type SimulatedOktaOptions } from './simulatedOkta';
import { VirtualClock } from './virtualClock';

export function given(okta: SimulatedOktaOptions, pacing: Partial<Pacing> = {}) {
  const clock = new VirtualClock();
  const waits: BucketWait[] = [];
  const scheduler = new Scheduler({
    pacing: { ...DEFAULT_PACING, ...pacing },
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
