/** What is told of one bucket: figures, why it waits, and for how long. */
import type { Answer } from './answer';
import { Bucket } from './bucket';
import { estimateOf } from './forecast';
import { DEFAULT_PACING } from './pacing';
import { snapshotBucket } from './snapshot';

const TEMPLATE = '/api/v1/users/{id}/factors';

/** A bucket whose requests, numbered from 0, left so many of ten; each took 100 ms. */
function bucketWith(...remaining: readonly number[]): Bucket {
  const bucket = new Bucket('/api/v1/users', DEFAULT_PACING, () => 1);
  remaining.forEach((left, seq) => {
    answer(bucket, seq, left);
  });
  return bucket;
}

function answer(bucket: Bucket, seq: number, remaining: number, refused?: Answer['refused']): void {
  const reading = { limit: 10, remaining, reset: 1_000, untilResetMs: 30_000 };
  bucket.window.sent(seq, 0);
  bucket.answered({ seq, template: TEMPLATE, answered: true, reading, refused }, 0, 100);
}

test('the smallest Remaining and the greatest use are those of the whole run', () => {
  const { smallestRemaining, greatestUse } = bucketWith(2, 9);
  expect([smallestRemaining, greatestUse]).toEqual([2, 0.8]);
});

test('a request that nothing answered is no call', () => {
  const bucket = bucketWith();
  bucket.window.sent(0, 0);
  bucket.answered({ seq: 0, template: TEMPLATE, answered: false }, 0, 100);
  expect(bucket.calls).toBe(0);
});

describe('why it waits', () => {
  const shown = (bucket: Bucket, crowded = false) =>
    snapshotBucket(bucket, 0, { limit: 15, crowded });

  test('its budget is spent', () => {
    expect(shown(bucketWith(2)).waitReason).toBe('budget');
  });

  test('Okta has refused a request', () => {
    const bucket = bucketWith(5);
    answer(bucket, 1, 5, 'rate');
    expect(shown(bucket).waitReason).toBe('rate-limited');
  });

  test('a request pauses, and none is queued', () => {
    const bucket = bucketWith(9);
    bucket.pausing = 1;
    expect(shown(bucket)).toMatchObject({ waitReason: 'backoff', queued: 1, callsToCome: 1 });
  });

  test('all places are taken, if anything is queued', () => {
    const bucket = bucketWith(9);
    expect(shown(bucket, true).waitReason).toBeUndefined();
    bucket.queues.item.push({
      template: TEMPLATE,
      admit: () => undefined,
      reject: () => undefined,
    });
    expect(shown(bucket, false).waitReason).toBeUndefined();
    expect(shown(bucket, true).waitReason).toBe('concurrency');
  });
});

describe('calls to come', () => {
  test('of one path are not hidden by another that made more calls than it announced', () => {
    const bucket = bucketWith();
    bucket.expect('/a', -5);
    bucket.expect('/b', 7);
    expect(bucket.callsToCome).toBe(7);
  });

  test('are handed over with their path', () => {
    const [from, to] = [bucketWith(), bucketWith()];
    from.expect('/b', 7);
    from.handOver('/b', to);
    expect([from.callsToCome, to.callsToCome]).toEqual([0, 7]);
  });

  test('take longer where requests in flight leave too little of the window', () => {
    const bucket = bucketWith(9);
    bucket.expect(TEMPLATE, 6);
    // Of 9 that remain 7 are ours: six calls one by one.
    expect(estimateOf(bucket, 0, 1)).toBe(600);
    bucket.window.sent(1, 0);
    bucket.window.sent(2, 0);
    // Of 5 one too many: it waits for the next window.
    expect(estimateOf(bucket, 0, 1)).toBe(31_000 + 100);
  });
});
