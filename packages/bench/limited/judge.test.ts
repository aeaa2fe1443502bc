import type { LimitedRun } from '../results';
import { judgeRun } from './judge';

/** The small org under Workforce limits as it should be. */
const GOOD: LimitedRun = {
  plan: 'workforce',
  users: 600,
  time: 'real',
  factors: 'full',
  wallMs: 125_000,
  buckets: [
    { name: '/api/v1/users', calls: 620, limit: 300, smallestRemaining: 60 },
    { name: '/api/v1/apps', calls: 82, limit: 50, smallestRemaining: 10 },
  ],
  refused: 0,
  failedSteps: [],
  timeline: { '/api/v1/users': '##..##' },
};

test('a good run misses nothing', () => {
  const judged = judgeRun(GOOD);
  expect(judged).toMatchObject({ calls: 702, longest: '/api/v1/users', missed: [] });
  expect(judged.idealMs).toBe(121_500);
  expect(judged.predecessorCalls).toBe(1203 + 241 + 81);
});

test.each<[string, Partial<LimitedRun>, string]>([
  ['slow', { wallMs: 150_000 }, 'took 1.23 times the ideal'],
  ['slower than the goal', { wallMs: 171_000 }, 'took longer than 170 s'],
  ['refused', { refused: 2 }, '2 requests were refused (429)'],
  ['failed', { failedSteps: ['fetch-users'] }, 'fetch-users failed'],
  ['idle', { timeline: { '/api/v1/users': '##!!!!##' } }, 'was idle for 4 s'],
  [
    'greedy',
    { buckets: [{ name: '/api/v1/users', calls: 620, limit: 300, smallestRemaining: 59 }] },
    'the reserve of /api/v1/users was touched',
  ],
  [
    'chatty',
    { buckets: [{ name: '/api/v1/users', calls: 1_001, limit: 600, smallestRemaining: 120 }] },
    '1001 calls, more than 1000',
  ],
])('a run that is %s misses a goal', (_, change, goal) => {
  expect(judgeRun({ ...GOOD, ...change }).missed.join()).toContain(goal);
});

test.each<[string, Partial<LimitedRun>, string[]]>([
  // 1.1 × 121.5 s + 10 s.
  ['just in time', { wallMs: 143_650 }, []],
  ['a moment late', { wallMs: 143_651 }, ['took 1.18 times the ideal']],
  [
    'as late as a goal of another plan says',
    { plan: 'enterprise', wallMs: 171_000 },
    ['took 1.41 times the ideal'],
  ],
  [
    'of a size for which there is no goal of calls and seconds',
    {
      users: 10_000,
      wallMs: 180_000,
      buckets: [{ name: '/api/v1/users', calls: 901, limit: 300, smallestRemaining: 60 }],
    },
    [],
  ],
  ['idle for three seconds', { timeline: { '/api/v1/users': '##!!!##' } }, []],
  [
    'idle in a bucket that is not the longest',
    { timeline: { '/api/v1/apps': '!!!!!!', '/api/v1/users': '##..##' } },
    [],
  ],
  [
    'idle in the longest bucket, which is not the first',
    { timeline: { '/api/v1/apps': '##..##', '/api/v1/users': '!!!!!!' } },
    ['/api/v1/users was idle for 6 s although it had budget and work'],
  ],
])('a run that is %s', (_, change, goals) => {
  expect(judgeRun({ ...GOOD, ...change }).missed).toEqual(goals);
});

test('a run is compared with the ideal, and with the predecessor at half of the limits', () => {
  const groups = { name: '/api/v1/groups', calls: 120, limit: 300, smallestRemaining: 180 };
  const judged = judgeRun({ ...GOOD, buckets: [...GOOD.buckets, groups] });
  expect(judged.ratio).toBeCloseTo(125_000 / 121_500, 6);
  // 1,203 calls of users at 150 a minute, the last three of them side by side.
  expect(judged.predecessorMs).toBe(8 * 60_000 + 150);
});
