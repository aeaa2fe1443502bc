/** The plots of the report, each as the text of an SVG. Pure. */
import type { BarSeriesOption, EChartsOption } from 'echarts';

import { judgeRun } from '../limited/judge';
import { BUCKET_NAMES } from '../limited/predecessor';
import { marksOf, type Mark } from '../limited/timeline';
import { PLANS } from '../orgs';
import type { LimitedRun, Results, ScaleRow, Throughput } from '../results';
import { SCALE_GOALS } from '../scale/judge';
import { OWNERS } from '../scale/cpuShares';
import { compact, drawn, goalLine, inMinutes, INK, logAxis, PALETTE, theme } from './drawing';

/** By file name. */
export function plotsOf({ limited, throughput, scale }: Results): ReadonlyMap<string, string> {
  const full = limited.filter(({ factors }) => factors === 'full');
  const [small] = full.filter(({ time, plan }) => time === 'real' && plan === 'workforce');
  const simulated = full.filter(({ time }) => time === 'virtual');
  return new Map([
    ['bench-calls.svg', callsPlot(simulated.filter(({ plan }) => plan === 'workforce'))],
    ['bench-time.svg', timePlot(simulated)],
    ...(small ? [['bench-timeline.svg', timelinePlot(small)] as const] : []),
    ['bench-throughput.svg', throughputPlot(throughput)],
    ['bench-memory.svg', memoryPlot(scale)],
    ['bench-cpu.svg', cpuPlot(scale)],
    ['bench-profile.svg', profilePlot(scale)],
  ]);
}

/** A bar for each value, with the value on top. */
function bars(
  name: string,
  color: string,
  data: readonly number[],
  format: (value: unknown) => string = compact,
): BarSeriesOption {
  const label = { show: true, position: 'top', fontSize: 11, color: INK } as const;
  return {
    name,
    type: 'bar',
    itemStyle: { color },
    label: { ...label, formatter: ({ value }) => format(value) },
    data: [...data],
  };
}

function categories(data: string[]) {
  return { type: 'category' as const, data, axisLabel: { interval: 0, lineHeight: 14 } };
}

/** Calls by bucket, sizes side by side; they are the same under each plan. */
function callsPlot(runs: readonly LimitedRun[]): string {
  const names = Object.values(BUCKET_NAMES);
  const pairs = runs.flatMap((run) => {
    const { predecessor } = judgeRun(run);
    return names.map((name) => ({
      label: `${name}\n${run.users.toLocaleString('en')} users`,
      ours: run.buckets.find((bucket) => bucket.name === name)?.calls ?? 0,
      theirs: predecessor.find((load) => load.name === name)?.calls ?? 0,
    }));
  });
  return drawn({
    ...theme('Calls of a run, by rate-limit bucket', 'number of calls, logarithmic'),
    xAxis: categories(pairs.map(({ label }) => label)),
    yAxis: logAxis(compact),
    series: [
      bars(
        'this integration',
        PALETTE.ours,
        pairs.map(({ ours }) => ours),
      ),
      bars(
        'predecessor’s formula',
        PALETTE.theirs,
        pairs.map(({ theirs }) => theirs),
      ),
    ],
  });
}

/** Minutes by plan and size. */
function timePlot(runs: readonly LimitedRun[]): string {
  const ordered = PLANS.flatMap((plan) => runs.filter((run) => run.plan === plan));
  const judged = ordered.map((run) => ({ run, ...judgeRun(run) }));
  const minutes = (ms: readonly number[]): number[] => ms.map((one) => one / 60_000);
  const ideal = minutes(judged.map(({ idealMs }) => idealMs));
  const ours = minutes(judged.map(({ run }) => run.wallMs));
  const theirs = minutes(judged.map(({ predecessorMs }) => predecessorMs));
  return drawn({
    ...theme('Time of a run under Okta’s limits', 'simulated in virtual time, logarithmic'),
    xAxis: categories(
      ordered.map(({ plan, users }) => `${plan}\n${users.toLocaleString('en')} users`),
    ),
    yAxis: logAxis((value) => `${value.toLocaleString('en')} min`),
    series: [
      bars('ideal for our calls', PALETTE.ideal, ideal, () => ''),
      bars('this integration', PALETTE.ours, ours, inMinutes),
      bars('ideal for the predecessor’s calls', PALETTE.theirs, theirs, inMinutes),
    ],
  });
}

const MARK_LOOKS: readonly (readonly [Mark, string, string])[] = [
  ['#', 'calls', PALETTE.ours],
  ['.', 'waiting for the limit', PALETTE.ideal],
  ['!', 'idle with budget and work', PALETTE.alarm],
];

/** A row a bucket, a cell a second. */
function timelinePlot({ timeline }: LimitedRun): string {
  const rows = Object.entries(timeline).reverse();
  const seconds = Math.max(...rows.map(([, line]) => line.length));
  const cellsOf = (wanted: Mark): [number, number, number][] =>
    rows.flatMap(([, line], row) =>
      marksOf(line).flatMap((mark, second): [number, number, number][] =>
        mark === wanted ? [[second, row, 1]] : [],
      ),
    );
  return drawn({
    ...theme('What each bucket did, second by second', '600 users, Workforce limits'),
    grid: { left: 290, right: 30, top: 80, bottom: 50 },
    xAxis: {
      type: 'category',
      name: 'seconds',
      nameLocation: 'middle',
      nameGap: 28,
      data: Array.from({ length: seconds }, (_, second) => second),
      axisLabel: { interval: 9 },
      axisTick: { interval: 9 },
    },
    yAxis: { type: 'category', data: rows.map(([name]) => name) },
    visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { opacity: [1, 1] } },
    series: MARK_LOOKS.map(([mark, name, color]) => ({
      name,
      type: 'heatmap',
      data: cellsOf(mark),
      itemStyle: { color, borderColor: color },
    })),
  });
}

function throughputPlot(results: readonly Throughput[]): string {
  const speeds = (of: 'client' | 'bare'): number[] =>
    results.map((result) => Math.round(result[of].callsPerSecond));
  return drawn({
    ...theme('The client against a bare loop', 'calls a second, no limits, 20 ms latency'),
    xAxis: categories(results.map(({ concurrency }) => `${concurrency} requests at once`)),
    yAxis: { type: 'value' },
    series: [
      bars('this client', PALETTE.ours, speeds('client'), String),
      bars('bare loop of node-fetch', PALETTE.theirs, speeds('bare'), String),
    ],
  });
}

function memoryPlot(rows: readonly ScaleRow[]): string {
  const goals = [...SCALE_GOALS.peakMb];
  return drawn({
    ...sizePlot('Peak memory by size', 'MB resident', rows),
    yAxis: { type: 'value', min: 0 },
    series: [
      { name: 'measured', type: 'line', data: rows.map(({ users, peakMb }) => [users, peakMb]) },
      goalLine('goal', goals),
    ],
  });
}

function cpuPlot(rows: readonly ScaleRow[]): string {
  const [first] = rows;
  const seconds = rows.map(({ users, cpuMs }): [number, number] => [users, cpuMs / 1000]);
  const steepest = rows.map(({ users }): [number, number] => [
    users,
    ((first?.cpuMs ?? 0) / 1000) *
      SCALE_GOALS.growthPerTenfold ** Math.log10(users / (first?.users ?? 1)),
  ]);
  return drawn({
    ...sizePlot('CPU time by size', 'seconds, logarithmic', rows),
    yAxis: logAxis(compact),
    series: [
      { name: 'measured', type: 'line', data: seconds },
      goalLine('goal: at most 11 times for ten times the users', steepest),
    ],
  });
}

/** Users on the x axis, which begins with the smallest org. */
function sizePlot(title: string, subtitle: string, rows: readonly ScaleRow[]): EChartsOption {
  return {
    ...theme(title, `${subtitle}, by number of users`),
    xAxis: logAxis(compact, rows[0]?.users),
  };
}

const OWNER_NAMES = {
  ours: 'this repository',
  sdk: 'JupiterOne’s SDK',
  libraries: 'libraries',
  node: 'Node, JSON, sockets, files',
  gc: 'garbage collector',
} as const;

/** One bar, cut by who wrote the code. */
function profilePlot(rows: readonly ScaleRow[]): string {
  const shares = rows.find(({ profile }) => profile)?.profile?.shares;
  return drawn(
    {
      ...theme('Where the CPU time goes', `${compact(SCALE_GOALS.profiledUsers)} users`),
      legend: { top: 56, left: 10 },
      grid: { left: 30, right: 30, top: 90, bottom: 40 },
      xAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value} %' } },
      yAxis: { type: 'category', data: [''] },
      series: OWNERS.map((owner) => ({
        name: OWNER_NAMES[owner],
        type: 'bar',
        stack: 'all',
        barWidth: 40,
        label: { show: true, formatter: '{c} %', color: '#ffffff' },
        data: [Math.round((shares?.[owner] ?? 0) * 100)],
      })),
    },
    { height: 200 },
  );
}
