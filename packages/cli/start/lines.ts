/** A run as log lines, for output that is no terminal: what has changed since the last look. Pure. */
import type { BucketSnapshot } from '../../../src/okta';
import { visible } from '../../../src/visible';
import { clock, duration, roughly } from '../terminal/durations';
import { countText, counted } from '../terminal/format';
import { outageText, recoveryText } from './outage';
import { heldUpUntil } from './waits';
import {
  bucketTitle,
  outageOf,
  WAIT_REASONS,
  type RunState,
  type StepPhase,
  type StepState,
} from './state';

/** What has been shown so far. */
export interface Told {
  readonly phases: ReadonlyMap<string, StepPhase>;
  readonly warnings: number;
  /** How many outages were shown as begun, and how many to have ended. */
  readonly outages: number;
  readonly recoveries: number;
  /** The end of the wait that was shown last, by bucket, ms since the epoch. */
  readonly waits: ReadonlyMap<string, number>;
  /** When progress was shown last, ms since the epoch. */
  readonly progressAt: number;
}

export const NOTHING_TOLD: Told = {
  phases: new Map(),
  warnings: 0,
  outages: 0,
  recoveries: 0,
  waits: new Map(),
  progressAt: 0,
};

/** How often a run that goes on says so. */
const PROGRESS_MS = 15_000;
/** Shorter waits are part of every run; longer ones are shown when they start. */
const LONG_WAIT_MS = 30_000;

/** The lines to print now, and what they have shown. */
export function tellChanges(
  state: RunState,
  told: Told,
  now: number,
): { readonly lines: string[]; readonly told: Told } {
  const stamp = clock(now - state.startedAt);
  const steps = state.steps.flatMap((step) => {
    const line = step.phase === told.phases.get(step.id) ? undefined : stepLine(step);
    return line === undefined ? [] : [line];
  });
  const warnings = state.warnings.slice(told.warnings).map((text) => `warning: ${visible(text)}`);
  const ended = state.outages.filter(({ endedAt }) => endedAt !== undefined);
  const outages = [
    ...state.outages.slice(told.outages).map((outage) => outageText(outage, now)),
    ...ended.slice(told.recoveries).map(recoveryText),
  ];
  const waits = longWaits(state, told, now);
  const since = told.progressAt === 0 ? state.startedAt : told.progressAt;
  const due = state.phase === 'collecting' && now - since >= PROGRESS_MS;
  const progress = due ? progressLines(state, now) : [];
  return {
    lines: [...steps, ...warnings, ...outages, ...waits.map(waitLine(now)), ...progress].map(
      (line) => `${stamp} ${line}`,
    ),
    told: {
      phases: new Map(state.steps.map(({ id, phase }) => [id, phase])),
      warnings: state.warnings.length,
      outages: state.outages.length,
      recoveries: ended.length,
      waits: new Map([
        ...told.waits,
        ...waits.map(({ name, opensAt = 0 }) => [name, opensAt] as const),
      ]),
      progressAt: due ? now : told.progressAt,
    },
  };
}

/** Waits that have started since the last look; a wait's end may still move a little. */
function longWaits(state: RunState, told: Told, now: number): BucketSnapshot[] {
  return (state.snapshot?.buckets ?? []).filter(
    (bucket) =>
      (heldUpUntil(bucket, now) ?? 0) - now >= LONG_WAIT_MS &&
      (told.waits.get(bucket.name) ?? 0) <= now,
  );
}

function waitLine(now: number): (bucket: BucketSnapshot) => string {
  return ({ name, opensAt = now, waitReason, callsToCome }) => {
    const why = waitReason === undefined ? '' : `: ${WAIT_REASONS[waitReason]}`;
    return `${bucketTitle(name)} waits ${duration(opensAt - now)}${why}, ${counted(callsToCome, 'call')} to come`;
  };
}

function stepLine(step: StepState): string | undefined {
  const took = (step.endedAt ?? 0) - (step.startedAt ?? 0);
  switch (step.phase) {
    case 'waiting':
      return undefined;
    case 'running':
      return `${step.id}: started`;
    case 'done':
      return `${step.id}: done in ${duration(took)}, ${foundBy(step)}`;
    case 'failed':
      return `${step.id}: FAILED after ${duration(took)}, ${foundBy(step)}`;
    case 'disabled':
      return `${step.id}: ${step.offReason ?? 'off'}`;
  }
}

function foundBy({ entities, relationships }: StepState): string {
  return `${counted(entities, 'entity', 'entities')}, ${counted(relationships, 'relationship')}`;
}

function progressLines(state: RunState, now: number): string[] {
  const outage = outageOf(state);
  // How long an outage lasts nobody knows.
  const left = outage === undefined ? state.snapshot?.estimatedMs : undefined;
  const running = state.steps.filter(({ phase }) => phase === 'running').map(progressOf);
  const waits = (state.snapshot?.buckets ?? [])
    .filter((bucket) => heldUpUntil(bucket, now) !== undefined)
    .map(({ name, opensAt = now }) => `${bucketTitle(name)} waits ${duration(opensAt - now)}`);
  return [
    [
      `running: ${running.join(', ')}`,
      ...waits,
      ...(outage === undefined ? [] : [outageText(outage, now)]),
      ...(left === undefined || left <= 0 ? [] : [`${roughly(left)} left`]),
    ].join('; '),
  ];
}

function progressOf({ id, done, total }: StepState): string {
  if (done === undefined) return id;
  return total === undefined
    ? `${id} ${countText(done)}`
    : `${id} ${countText(done)}/${countText(total)}`;
}
