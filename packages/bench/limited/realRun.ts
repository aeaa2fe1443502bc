/** A run in real time against a local org in another process. */
import { StepResultStatus } from '@jupiterone/integration-sdk-core';

import { collectOnce } from '../collection';
import { LATENCY_MS, orgOf } from '../orgs';
import type { LimitedRun } from '../results';
import { serveLocalOkta } from '../serve';
import { timelineOf } from './timeline';
import type { RunRequest } from './measure';

/** Buckets of which a timeline is kept. */
const TIMELINES = 5;

export async function runInRealTime(request: RunRequest): Promise<LimitedRun> {
  const { plan, users } = request;
  const okta = await serveLocalOkta({ plan, latencyMs: LATENCY_MS, generated: orgOf(users) });
  try {
    const { wallMs, final, samples, result } = await collectOnce(okta);
    const served = await okta.counters();
    const busiest = [...final.buckets].sort((a, b) => b.calls - a.calls).slice(0, TIMELINES);
    return {
      ...request,
      wallMs,
      buckets: served.buckets.map(({ name, calls, limit, smallestRemaining }) => ({
        name,
        calls,
        limit,
        smallestRemaining,
      })),
      refused: served.rateLimited + served.concurrencyLimited,
      failedSteps: result.integrationStepResults
        .filter(({ status }) => status === StepResultStatus.FAILURE)
        .map(({ id }) => id),
      timeline: Object.fromEntries(
        busiest.map(({ name }) => [name, timelineOf(samples, name).join('')]),
      ),
    };
  } finally {
    okta.close();
  }
}
