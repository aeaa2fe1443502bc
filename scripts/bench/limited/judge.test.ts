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
    { buckets: [{ name: '/api/v1/users', calls: 901, limit: 600, smallestRemaining: 120 }] },
    '901 calls, more than 900',
  ],
])('a run that is %s misses a goal', (_, change, goal) => {
  expect(judgeRun({ ...GOOD, ...change }).missed.join()).toContain(goal);
});
