/**
 * What the benchmarks measured, as kept in `docs/benchmarks.json`: facts only. What they are compared with and
 * whether goals are met is computed from them (`limited/judge.ts`, `scale/judge.ts`, `report/`).
 */
import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { PLANS } from './orgs';

const BucketLoad = Type.Object({
  name: Type.String(),
  calls: Type.Integer(),
  /** What the caller may use of a window, all of it. */
  limit: Type.Integer(),
  /** Smallest Remaining that a response told. */
  smallestRemaining: Type.Integer(),
});

/** A whole run of the integration under the limits of one of Okta's plans. */
export const LimitedRun = Type.Object({
  plan: Type.Union(PLANS.map((plan) => Type.Literal(plan))),
  users: Type.Integer(),
  time: Type.Union([Type.Literal('real'), Type.Literal('virtual')]),
  /** The configuration's `mfaCollectionMode`; `changes` a few hours after the last run, with no change since. */
  factors: Type.Union([Type.Literal('full'), Type.Literal('changes')]),
  /** From the first request to the end. */
  wallMs: Type.Number(),
  buckets: Type.Array(BucketLoad),
  /** 429s. */
  refused: Type.Integer(),
  failedSteps: Type.Array(Type.String()),
  /** By bucket, a mark for each second: see `limited/timeline.ts`. Of runs in real time alone. */
  timeline: Type.Record(Type.String(), Type.String()),
});
export type LimitedRun = Static<typeof LimitedRun>;
export type BucketLoad = Static<typeof BucketLoad>;

const Speed = Type.Object({
  callsPerSecond: Type.Number(),
  /** Microseconds of CPU time that the process spent on a call. */
  cpuPerCall: Type.Number(),
});
export type Speed = Static<typeof Speed>;

/** The client against a bare loop of node-fetch. */
export const Throughput = Type.Object({
  /** Requests under way at once. */
  concurrency: Type.Integer(),
  client: Speed,
  bare: Speed,
  /** Median of the rounds' ratios of calls a second. */
  ratio: Type.Number(),
});
export type Throughput = Static<typeof Throughput>;

const CpuShares = Type.Object({
  ours: Type.Number(),
  sdk: Type.Number(),
  libraries: Type.Number(),
  node: Type.Number(),
  gc: Type.Number(),
});
/** Share of the CPU time, 0 to 1, by who wrote the code that ran. */
export type CpuShares = Static<typeof CpuShares>;

const HotFunction = Type.Object({
  name: Type.String(),
  /** Package or file. */
  where: Type.String(),
  share: Type.Number(),
});
export type HotFunction = Static<typeof HotFunction>;

/** A whole run without limits or latency, measured by its own process. */
export const ScaleMeasure = Type.Object({
  wallMs: Type.Number(),
  cpuMs: Type.Number(),
  /** Highest resident set of the process in MB (2^20 bytes), as Linux counts it. */
  peakMb: Type.Number(),
  /** From the start of the process to its first request. */
  firstRequestMs: Type.Number(),
  /** Entities and relationships. */
  objects: Type.Integer(),
  failedSteps: Type.Array(Type.String()),
  /** Where the CPU time went; of profiled runs alone. */
  profile: Type.Optional(Type.Object({ shares: CpuShares, hottest: Type.Array(HotFunction) })),
});
export type ScaleMeasure = Static<typeof ScaleMeasure>;

/** `none`: as a host starts it. `start`: with the flags of `npm start` (docs/decisions/0010-memory.md). */
export const NODE_FLAGS = ['none', 'start'] as const;
export type NodeFlags = (typeof NODE_FLAGS)[number];

export const ScaleRow = Type.Composite([
  ScaleMeasure,
  Type.Object({
    users: Type.Integer(),
    flags: Type.Union(NODE_FLAGS.map((flags) => Type.Literal(flags))),
  }),
]);
export type ScaleRow = Static<typeof ScaleRow>;

export const PARTS = ['limits', 'simulate', 'throughput', 'scale'] as const;
export type Part = (typeof PARTS)[number];

/** All of it. */
export const Results = Type.Object({
  /** Processors, memory, system and Node. */
  machine: Type.String(),
  /** Of the parts that another machine measured. */
  machines: Type.Optional(
    Type.Partial(
      Type.Object({
        limits: Type.String(),
        simulate: Type.String(),
        throughput: Type.String(),
        scale: Type.String(),
      }),
    ),
  ),
  limited: Type.Array(LimitedRun),
  throughput: Type.Array(Throughput),
  scale: Type.Array(ScaleRow),
});
export type Results = Static<typeof Results>;

/** What is to be kept of the machines after `machine` measured some parts again. */
export function measuredOn(
  before: Results,
  parts: readonly Part[],
  machine: string,
): Pick<Results, 'machine' | 'machines'> {
  const isWhole = before.machine === '' || PARTS.every((part) => parts.includes(part));
  if (isWhole) return { machine };
  const machines = { ...before.machines };
  for (const part of parts) machines[part] = machine;
  const others = Object.entries(machines).filter(([, name]) => name !== before.machine);
  if (others.length === 0) return { machine: before.machine };
  return { machine: before.machine, machines: Object.fromEntries(others) };
}

/** The machine, and those of the parts that another one measured. */
export function machineLines({ machine, machines = {} }: Results): string {
  const others = PARTS.flatMap((part) => {
    const other = machines[part];
    return other === undefined ? [] : [`bench:${part} on ${other}`];
  });
  return others.length === 0 ? machine : `${machine} (${others.join(', ')})`;
}

/** Throws where the text is not what `npm run bench` writes. */
export function parseResults(text: string): Results {
  const parsed: unknown = JSON.parse(text);
  if (Value.Check(Results, parsed)) return parsed;
  const first = Value.Errors(Results, parsed).First();
  throw new Error(`Not results of the benchmarks: ${first?.path ?? ''} ${first?.message ?? ''}`);
}
