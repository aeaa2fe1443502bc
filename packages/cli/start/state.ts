/** What is known of a run at one moment: all that the screen, the log lines and the summary show. */
import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { bucketOf, type BucketSnapshot, type OktaSnapshot } from '../../../src/okta';
import type { SeenOutage } from './outage';

export type StepPhase = 'waiting' | 'running' | 'done' | 'failed' | 'disabled';

export interface StepState {
  readonly id: string;
  readonly name: string;
  /** Ids of the steps whose objects its own lead to. */
  readonly restsOn: readonly string[];
  /** The limits on which its calls draw, by name. */
  readonly buckets: readonly string[];
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
  /** In the order in which they began. */
  readonly outages: SeenOutage[];
}

/** What a state has to know of a step. */
type DeclaredStep = Pick<StepMetadata, 'id' | 'name'> & Partial<StepMetadata>;

export function openState(
  title: string,
  steps: readonly DeclaredStep[],
  startedAt: number,
): RunState {
  return {
    title,
    startedAt,
    phase: 'checking',
    steps: steps.map((step) => ({
      id: step.id,
      name: step.name,
      restsOn: restsOn(step, steps),
      buckets: [...new Set((step.authorization?.endpoints ?? []).map(bucketOf))],
      phase: 'waiting',
      entities: 0,
      relationships: 0,
    })),
    warnings: [],
    expected: [],
    outages: [],
  };
}

/** A step that emits relationships alone cannot end before those that emit their ends. */
function restsOn(step: DeclaredStep, steps: readonly DeclaredStep[]): string[] {
  const { id, entities = [], relationships = [], mappedRelationships = [], dependsOn = [] } = step;
  const ends = [...relationships, ...mappedRelationships].flatMap((edge) =>
    'sourceType' in edge ? [edge.sourceType, edge.targetType] : [],
  );
  const emitters = steps.filter(({ entities: emitted = [] }) =>
    emitted.some(({ _type }) => ends.includes(_type)),
  );
  const needed = entities.length > 0 ? [] : emitters.map((emitter) => emitter.id);
  return [...new Set([...dependsOn, ...needed])].filter((other) => other !== id);
}

/** The outage that goes on, if there is one. */
export function outageOf({ outages }: RunState): SeenOutage | undefined {
  const last = outages.at(-1);
  return last?.endedAt === undefined ? last : undefined;
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
  budget: 'share used up',
  'rate-limited': 'Okta refused a call',
  concurrency: 'too many at once',
  backoff: 'requests fail',
};
