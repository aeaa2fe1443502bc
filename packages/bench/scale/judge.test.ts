import type { ScaleRow } from '../results';
import { growthOf, missedBy } from './judge';

function row(users: number, change: Partial<ScaleRow> = {}): ScaleRow {
  return {
    users,
    flags: 'none',
    wallMs: users,
    cpuMs: users,
    peakMb: 200,
    firstRequestMs: 700,
    objects: users,
    failedSteps: [],
    ...change,
  };
}

const shares = { ours: 0.36, sdk: 0.2, libraries: 0.1, node: 0.3, gc: 0.04 };

test('growth is from each size to the one ten times as large', () => {
  const rows = [row(1_000), row(10_000), row(20_000), row(100_000)];
  expect(growthOf(rows)).toEqual([
    { flags: 'none', from: 1_000, to: 10_000, times: 10 },
    { flags: 'none', from: 10_000, to: 100_000, times: 10 },
  ]);
  expect(missedBy(rows)).toEqual([]);
});

test.each<[string, ScaleRow[]]>([
  ['CPU grew 12.0 times to 10000 users', [row(1_000), row(10_000, { cpuMs: 12_000 })]],
  ['CPU grew 11.1 times to 20000 users', [row(2_000), row(20_000, { cpuMs: 22_100 })]],
  ['401 MB at 20000 users', [row(20_000, { peakMb: 401 })]],
  ['801 MB at 100000 users', [row(100_000, { peakMb: 801 })]],
  [
    '251 MB at 20000 users with the flags of npm start',
    [row(20_000, { peakMb: 251, flags: 'start' })],
  ],
  ['41 s of CPU at 20000 users', [row(20_000, { cpuMs: 41_000 })]],
  ['first request later than 2000 ms at 1000 users', [row(1_000, { firstRequestMs: 2_001 })]],
  ['fetch-users failed at 1000 users', [row(1_000, { failedSteps: ['fetch-users'] })]],
  ['our share of the CPU is 36 %', [row(20_000, { profile: { shares, hottest: [] } })]],
])('%s', (goal, rows) => {
  expect(missedBy(rows)).toEqual([goal]);
});

test('goals that are met to the last digit are met', () => {
  const large = row(20_000, {
    cpuMs: 22_000,
    peakMb: 400,
    firstRequestMs: 2_000,
    profile: { shares: { ...shares, ours: 0.35 }, hottest: [] },
  });
  expect(missedBy([row(2_000), large])).toEqual([]);
});
