/** Gathers what a run does into its state, from the hooks that the SDK and the run offer. */
import type {
  Entity,
  IntegrationInvocationConfig,
  Relationship,
  StepStartStates,
} from '@jupiterone/integration-sdk-core';
import {
  FileSystemGraphObjectStore,
  type ExecuteIntegrationResult,
} from '@jupiterone/integration-sdk-runtime';

import type { IntegrationConfig } from '../../../src/config';
import type { Outage } from '../../../src/okta';
import type { RunObserver, StepProgress } from '../../../src/progress';
import { visible } from '../../../src/visible';
import { inEnvironmentNames } from './environmentNames';
import type { SeenOutage } from './outage';
import { stepOf, type RunState, type StepPhase } from './state';
import type { StepOff } from './target';

type InvocationConfig = IntegrationInvocationConfig<IntegrationConfig>;
type ObservedClient = Parameters<RunObserver['runStarted']>[0];

export class RunTracker implements RunObserver {
  private client: ObservedClient | undefined;

  /**
   * @param isExpected whether a warning belongs to the sample org
   */
  constructor(
    readonly state: RunState,
    private readonly isExpected: (warning: string) => boolean = () => false,
    private readonly now: () => number = Date.now,
  ) {}

  orgAsked(client: ObservedClient): void {
    this.client = client;
  }

  runStarted(client: ObservedClient): void {
    this.client = client;
  }

  stepProgress(stepId: string, { done, total }: StepProgress): void {
    const step = stepOf(this.state, stepId);
    if (step === undefined) return;
    step.done = done;
    if (total !== undefined) step.total = total;
  }

  warning(description: string): void {
    const text = visible(inEnvironmentNames(description));
    const list = this.isExpected(text) ? this.state.expected : this.state.warnings;
    if (!list.includes(text)) list.push(text);
  }

  stepStarted(stepId: string): void {
    const step = stepOf(this.state, stepId);
    if (step === undefined) return;
    step.phase = 'running';
    step.startedAt = this.now();
  }

  stepEnded(stepId: string, error?: unknown): void {
    const step = stepOf(this.state, stepId);
    if (step === undefined) return;
    step.phase = error === undefined ? 'done' : 'failed';
    step.endedAt = this.now();
    if (error !== undefined)
      step.failure =
        error instanceof Error ? visible(inEnvironmentNames(error.message)) : 'unknown error';
  }

  added(stepId: string, entities: number, relationships: number): void {
    const step = stepOf(this.state, stepId);
    if (step === undefined) return;
    step.entities += entities;
    step.relationships += relationships;
  }

  /** Steps that will not run, and why. A reason that was given before stays. */
  disable(steps: readonly StepOff[]): void {
    for (const { id, reason } of steps) {
      const step = stepOf(this.state, id);
      if (step === undefined) continue;
      step.phase = 'disabled';
      step.offReason ??= reason;
    }
  }

  /** Takes over what only the SDK knows: steps that were left out, and uploads that failed. */
  finished(result: ExecuteIntegrationResult): void {
    for (const { id, status } of result.integrationStepResults) {
      const step = stepOf(this.state, id);
      if (step !== undefined) step.phase = phaseOf(status);
    }
    this.refresh();
    this.state.phase = 'finished';
  }

  /** The run was stopped by an error; true when it had begun to collect. */
  fail(): boolean {
    const hadBegun = this.state.phase === 'collecting';
    if (this.state.phase !== 'interrupted') this.state.phase = 'finished';
    return hadBegun;
  }

  /** Asks the client for its buckets. */
  refresh(): void {
    if (this.client === undefined) return;
    this.state.snapshot = this.client.snapshot();
    noteOutage(this.state.outages, this.state.snapshot.outage, this.now());
  }

  /** Ends the run's requests. */
  async close(): Promise<void> {
    await this.client?.close();
  }
}

/** Keeps what is known of the outage that goes on, and when the one before ended. */
function noteOutage(outages: SeenOutage[], outage: Outage | undefined, now: number): void {
  const last = outages.at(-1);
  if (last !== undefined && last.endedAt === undefined) {
    outages.pop();
    outages.push(outage?.since === last.since ? outage : { ...last, endedAt: now });
  }
  if (outage !== undefined && outage.since !== last?.since) outages.push(outage);
}

function phaseOf(status: string): StepPhase {
  switch (status) {
    case 'failure':
      return 'failed';
    case 'disabled':
      return 'disabled';
    case 'pending_evaluation':
      return 'waiting';
    default:
      return 'done';
  }
}

function unneeded(states: StepStartStates): StepOff[] {
  return Object.entries(states)
    .filter(([, { disabled }]) => disabled)
    .map(([id]) => ({ id, reason: 'off: not needed with this configuration' }));
}

/** The invocation with the tracker listening in; `onStart` runs once the SDK has wiped its directory. */
export function tracked(
  config: InvocationConfig,
  tracker: RunTracker,
  onStart: () => void,
): InvocationConfig {
  return {
    ...config,
    validateInvocation: async (context) => {
      onStart();
      await config.validateInvocation?.(context);
      tracker.state.phase = 'collecting';
    },
    getStepStartStates: async (context) => {
      const states = (await config.getStepStartStates?.(context)) ?? {};
      tracker.disable(unneeded(states));
      return states;
    },
    executionHandlerWrapper: async (context, execute) => {
      const { id } = context.step;
      tracker.stepStarted(id);
      try {
        await (config.executionHandlerWrapper?.(context, execute) ?? execute());
        tracker.stepEnded(id);
      } catch (error) {
        tracker.stepEnded(id, error ?? 'unknown');
        throw error;
      }
    },
  };
}

/** The SDK's store of files, telling the tracker what goes into it. */
export class CountingStore extends FileSystemGraphObjectStore {
  constructor(private readonly tracker: RunTracker) {
    super();
  }

  override async addEntities(
    stepId: string,
    entities: Entity[],
    onFlushed?: (entities: Entity[]) => Promise<void>,
  ): Promise<void> {
    await super.addEntities(stepId, entities, onFlushed);
    this.tracker.added(stepId, entities.length, 0);
  }

  override async addRelationships(
    stepId: string,
    relationships: Relationship[],
    onFlushed?: (relationships: Relationship[]) => Promise<void>,
  ): Promise<void> {
    await super.addRelationships(stepId, relationships, onFlushed);
    this.tracker.added(stepId, 0, relationships.length);
  }
}
