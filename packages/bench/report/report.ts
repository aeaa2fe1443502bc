/** `docs/benchmarks.md`, written from the results. Pure. */
import { formatDuration } from '../../../src/okta';
import { judgeRun } from '../limited/judge';
import { BUCKET_NAMES } from '../limited/predecessor';
import { LATENCY_MS, SMALL_ORG } from '../orgs';
import { machineLines, type LimitedRun, type Results, type ScaleRow } from '../results';
import { flagsText, growthOf, SCALE_GOALS } from '../scale/judge';
import { percent } from '../../cli/terminal/format';
import { markdownTable } from '../../cli/terminal/markdown';
import { goalRows } from './goals';

export function reportOf(results: Results): string {
  const { limited } = results;
  const real = limited.filter(({ time }) => time === 'real');
  const virtual = limited.filter(({ time }) => time === 'virtual');
  return [
    '# Benchmarks',
    '<!-- Written by `npm run bench` from docs/benchmarks.json; do not edit. -->',
    `Measured on ${machineLines(results)}. The machine is shared with others, so read ratios rather than ` +
      'seconds. None of this is a test: a slow machine fails nothing in `npm test`. The facts as ' +
      'measured are in [benchmarks.json](benchmarks.json).',
    '## Goals',
    markdownTable(['Goal', 'Measured', 'Reached', 'Command'], goalRows(results)),
    ...callsSection(virtual),
    ...timeSection(real, virtual),
    ...throughputSection(results),
    ...sizeSection(results.scale),
    ...profileSection(results.scale),
  ].join('\n\n');
}

function callsSection(virtual: readonly LimitedRun[]): string[] {
  const runs = virtual.filter(({ plan, factors }) => plan === 'workforce' && factors === 'full');
  const names: readonly string[] = Object.values(BUCKET_NAMES);
  const rows = runs.flatMap((run) => {
    const { calls, predecessor, predecessorCalls } = judgeRun(run);
    const users = run.users.toLocaleString('en');
    const others = run.buckets.filter(({ name }) => !names.includes(name));
    const otherCalls = others.reduce((sum, bucket) => sum + bucket.calls, 0);
    return [
      ...names.map((name) => [
        users,
        `\`${name}\``,
        callsIn(run.buckets, name),
        callsIn(predecessor, name),
      ]),
      [users, 'all others', String(otherCalls), '–'],
      [users, '**all**', `**${calls}**`, `**${predecessorCalls}**`],
    ];
  });
  return [
    '## Calls',
    'By rate-limit bucket, against the formula in the predecessor’s documentation: 2 for each user, 1 for ' +
      'each group, 1 for each group with members, 2 for each application, and the pages of the lists. The formula leaves out the pages of ' +
      'assignments beyond the first, which our count of the apps bucket includes.',
    markdownTable(['Users', 'Bucket', 'This integration', 'Predecessor’s formula'], rows),
  ];
}

function callsIn(
  loads: readonly { readonly name: string; readonly calls: number }[],
  wanted: string,
): string {
  return String(loads.find(({ name }) => name === wanted)?.calls ?? 0);
}

function timeSection(real: readonly LimitedRun[], virtual: readonly LimitedRun[]): string[] {
  const { users, groups, apps, devices } = SMALL_ORG;
  return [
    '## Time under Okta’s limits',
    `The limits of each plan at the default share of a token (half), ${LATENCY_MS} ms latency, the default ` +
      'threshold of 0.8. The ideal time is what the limits alone take: whole windows of a minute for the ' +
      'longest bucket, and the calls of its last one. The predecessor’s time is the ideal one for its calls at ' +
      'its half of the limits.',
    `In real time (\`npm run bench:limits -- workforce enterprise integrator\`): ${users} users, ${groups} groups, ` +
      `${apps} applications and ${devices} devices in a local org that keeps true 60-second windows.`,
    runTable(real, 'compared'),
    'In virtual time (`npm run bench:simulate`): the same steps, client and scheduler with a clock that jumps from ' +
      'one timer to the next, and the same local org without a network. The first rows show how near this comes to real time.',
    runTable(
      virtual.filter(({ factors }) => factors === 'full'),
      'compared',
    ),
    'With `mfaCollectionMode` `changes`, in a run that finds no changed factors ([operating.md](operating.md) has the ' +
      'trade-off; the first run of each day asks for all factors):',
    runTable(
      virtual.filter(({ factors }) => factors === 'changes'),
      'alone',
    ),
  ];
}

function runTable(runs: readonly LimitedRun[], comparison: 'compared' | 'alone'): string {
  const header = ['Users', 'Plan', 'Calls', '429s', 'Time', 'Ideal', 'Ratio', 'Longest bucket'];
  const isCompared = comparison === 'compared';
  return markdownTable(
    isCompared ? [...header, 'Predecessor, calculated'] : header,
    runs.map((run) => {
      const { calls, idealMs, ratio, longest, predecessorMs } = judgeRun(run);
      return [
        run.users.toLocaleString('en'),
        run.plan,
        String(calls),
        String(run.refused),
        formatDuration(run.wallMs),
        formatDuration(idealMs),
        ratio.toFixed(2),
        `\`${longest}\``,
        ...(isCompared ? [formatDuration(predecessorMs)] : []),
      ];
    }),
  );
}

function throughputSection({ throughput }: Results): string[] {
  return [
    '## The client against a bare loop',
    '`npm run bench:throughput`. Calls a second through the client, with 20 ms latency and no limits, against a ' +
      'loop of node-fetch with the same number of requests under way; medians of pairs of rounds, so that what else ' +
      'the machine does meets both.',
    markdownTable(
      ['At once', 'Client', 'Bare loop', 'Ratio', 'CPU a call, client', 'CPU a call, bare'],
      throughput.map(({ concurrency, client, bare, ratio }) => [
        String(concurrency),
        `${client.callsPerSecond.toFixed(0)}/s`,
        `${bare.callsPerSecond.toFixed(0)}/s`,
        percent(ratio),
        `${client.cpuPerCall.toFixed(0)} µs`,
        `${bare.cpuPerCall.toFixed(0)} µs`,
      ]),
    ),
  ];
}

function sizeSection(rows: readonly ScaleRow[]): string[] {
  const growth = growthOf(rows).map(
    ({ flags, from, to, times }) =>
      `${times.toFixed(1)} × from ${from.toLocaleString('en')} to ${to.toLocaleString('en')} users${flagsText(flags)}`,
  );
  return [
    '## Time, processor and memory by size',
    '`npm run bench:scale`. Limits and latency off, the org in another process; without flags of Node, as a ' +
      'host starts it, and with those of `npm start` ([decision 10](decisions/0010-memory.md)). A user has ten memberships and one or two factors; a group has 200 ' +
      'members. The peak is the highest resident set of the process, all of Node and its libraries included.',
    markdownTable(
      [
        'Users',
        'Flags',
        'Entities and relationships',
        'Time',
        'CPU time',
        'Peak memory',
        'First request',
      ],
      rows.map(({ users, flags, objects, wallMs, cpuMs, peakMb, firstRequestMs }) => [
        users.toLocaleString('en'),
        flags === 'start' ? 'of `npm start`' : 'none',
        objects.toLocaleString('en'),
        `${(wallMs / 1000).toFixed(1)} s`,
        `${(cpuMs / 1000).toFixed(1)} s`,
        `${Math.round(peakMb)} MB`,
        `after ${(firstRequestMs / 1000).toFixed(2)} s`,
      ]),
    ),
    ...(growth.length > 0 ? [`CPU time grows ${growth.join(' and ')}.`] : []),
  ];
}

function profileSection(rows: readonly ScaleRow[]): string[] {
  const profile = rows.find((row) => row.profile)?.profile;
  if (profile === undefined) return [];
  return [
    '### Where the CPU time goes',
    `V8’s sampling profiler, ${SCALE_GOALS.profiledUsers.toLocaleString('en')} users, no flags. Whose code ran: ` +
      Object.entries(profile.shares)
        .map(([owner, share]) => `${owner} ${percent(share)}`)
        .join(', ') +
      '.',
    markdownTable(
      ['Function', 'Of', 'Share of the CPU time'],
      profile.hottest.map(({ name, where, share }) => [
        `\`${name}\``,
        where,
        `${(share * 100).toFixed(1)} %`,
      ]),
    ),
  ];
}
