/** What a run reports to its observer: the live screen of `npm start`, a benchmark, or nobody. */
import type { OktaClient } from './okta';

export interface StepProgress {
  /** Items done: users whose factors are known, groups whose members are read. */
  readonly done: number;
  /** Items to do, once known. It may grow while a list is still being read. */
  readonly total?: number;
}

/** Called by the run. Implementations return at once and do not throw. */
export interface RunObserver {
  /**
   * The org is about to be asked who it is, by a client of its own: it waits for limits and outages as a run does.
   */
  orgAsked?(client: Pick<OktaClient, 'snapshot' | 'close'>): void;
  /**
   * The client is open. `snapshot` may be polled for buckets, waits, outages and time left; `close` ends the
   * run's requests, which an interrupted process does.
   */
  runStarted(client: Pick<OktaClient, 'snapshot' | 'close'>): void;
  stepProgress(stepId: string, progress: StepProgress): void;
  /** A sentence for the customer: what is missing from the graph, why, and what to do. */
  warning(description: string): void;
}

/** Nobody watches, as on JupiterOne's hosts. */
export const SILENT_OBSERVER: RunObserver = {
  runStarted: () => undefined,
  stepProgress: () => undefined,
  warning: () => undefined,
};
