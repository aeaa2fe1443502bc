/** What is known of a run at one moment: all that the screen, the log lines and the summary show. */
import type { BucketSnapshot, OktaSnapshot } from '../../../src/okta';

export type StepPhase = 'waiting' | 'running' | 'done' | 'failed' | 'disabled';

export interface StepState {
  readonly id: string;
  readonly name: string;
  phase: StepPhase;
  /** Why it does not run: `off: source devices`. */
  offReason?: string;
  /** ms since the epoch */
  startedAt?: number;
  endedAt?: number;
  done?: number;
  total?: number;
  entities: number;
  relationships: number;
  /** The reason of a failure, in words. */
  failure?: string;
}

export interface RunState {
  /** What is collected: `acme.okta.com`, `the sample org`. */
  readonly title: string;
  readonly startedAt: number;
  phase: 'checking' | 'collecting' | 'finished' | 'interrupted';
  readonly steps: readonly StepState[];
  /** Sentences in the order in which they came, each once. */
  readonly warnings: string[];
  /** Warnings that are part of the sample org, and so no news. */
  readonly expected: string[];
  snapshot?: OktaSnapshot;
}

export function openState(
  title: string,
  steps: readonly { readonly id: string; readonly name: string }[],
  startedAt: number,
): RunState {
  return {
    title,
    startedAt,
    phase: 'checking',
    steps: steps.map(({ id, name }) => ({
      id,
      name,
      phase: 'waiting',
      entities: 0,
      relationships: 0,
    })),
    warnings: [],
    expected: [],
  };
}

export function stepOf(state: RunState, id: string): StepState | undefined {
  return state.steps.find((step) => step.id === id);
}

/** `/api/v1/users/{id}` as people read it: `users/{id}`. */
export function bucketTitle(name: string): string {
  return name.replace(/^\/(?:api\/v1|oauth2\/v1)\//, '').replace(/^\//, '');
}

/** Limits that no org has are how the local org says that it has none. */
export function isUnlimited(limit: number): boolean {
  return limit >= 1_000_000;
}

export const WAIT_REASONS: Readonly<Record<NonNullable<BucketSnapshot['waitReason']>, string>> = {
  budget: 'its share is spent',
  'rate-limited': 'Okta refused a call',
  concurrency: 'too many at once',
  backoff: 'Okta is in trouble',
};
