import { inspect } from 'node:util';

import { IntegrationOktaClosedError, IntegrationOktaApiError, NotFoundRate } from '../okta';
import { Losses, whole } from './losses';

let requests = 0;

const PATH = '/api/v1/groups/{id}/users';

const failed = (status: number, errorCode?: string): Error => {
  requests += 1;
  return new IntegrationOktaApiError({
    method: 'GET',
    endpoint: PATH,
    cause: 'http-status',
    status,
    errorCode,
    requestId: `request-${requests}`,
    attempts: 6,
  });
};

const reject = (error: Error) => (): Promise<string> => Promise.reject(error);
const succeed = (): Promise<string> => Promise.resolve('read');

test('what succeeds is given back and is no loss', async () => {
  const losses = new Losses('groups’ members');
  expect(await losses.attempt('a', succeed)).toBe('read');
  expect(losses.count).toBe(0);
});

test('one of two is lost: how many, which, and why', async () => {
  const losses = new Losses('groups’ members');
  await losses.attempt('a', succeed);
  expect(await losses.attempt('b', reject(failed(500)))).toBeUndefined();
  expect(losses.describe()).toMatch(
    /^1 of 2 groups’ members could not be read \(b\): GET \/api\/v1\/groups\/\{id\}\/users failed: HTTP 500/,
  );
});

test('the first 20 ids are named, and one reason once', async () => {
  const losses = new Losses('groups’ members');
  for (let n = 1; n <= 30; n += 1) await losses.attempt(`id${n}`, reject(failed(500)));
  const told = losses.describe();
  expect(told).toContain('30 of 30 groups’ members could not be read (id1, id2,');
  expect(told).toContain('id20, …)');
  expect(told).not.toContain('id21');
  expect(told.match(/HTTP 500/g)).toHaveLength(1);
});

test('what was read before a failure is given back, and the failure counted', async () => {
  const losses = new Losses('groups’ members');
  const half = { value: [1, 2], failure: failed(500) };
  expect(await losses.keep('a', () => Promise.resolve(half))).toEqual([1, 2]);
  expect(losses.count).toBe(1);
  expect(() => whole(half)).toThrow('HTTP 500');
  expect(whole({ value: [1] })).toEqual([1]);
});

const GONE = 'E0000007';

/** The rate of a run that was answered so often on the path. */
function answered(times: number): NotFoundRate {
  const paths = new NotFoundRate();
  for (let n = 0; n < times; n += 1) paths.noteFound(PATH);
  return paths;
}

async function missed(losses: Losses, times: number, error = failed(404, GONE)): Promise<void> {
  for (let n = 1; n <= times; n += 1) await losses.attempt(`id${n}`, reject(error));
}

describe('an item that Okta says is not there', () => {
  test.each<[gone: number, found: number, isBelieved: boolean]>([
    [1, 0, true],
    [1, 1, true],
    [3, 0, true],
    [4, 0, false],
    [3, 3, true],
    [3, 2, false],
    [4, 20, false],
    [4, 76, true],
    [50, 1_000, true],
    [53, 1_000, false],
  ])(
    '%s of them beside %s that are: are they believed to be deleted? %s',
    async (gone, found, is) => {
      const losses = new Losses('groups’ members', answered(found));
      await missed(losses, gone);
      expect({ count: losses.count, gone: losses.gone }).toEqual(
        is ? { count: 0, gone } : { count: gone, gone: 0 },
      );
    },
  );

  test.each<[string, Error]>([
    ['404 without a code, as of a proxy', failed(404)],
    ['404 E0000008, no such path', failed(404, 'E0000008')],
    ['404 E0000026, no longer supported', failed(404, 'E0000026')],
    ['410', failed(410)],
    ['403 with the code of 404', failed(403, GONE)],
  ])('%s is no proof of it', async (_answer, error) => {
    const losses = new Losses('groups’ members', answered(1_000));
    await missed(losses, 1, error);
    expect({ count: losses.count, gone: losses.gone }).toEqual({ count: 1, gone: 0 });
  });

  test('those who come later count, and one item that two steps ask for counts once', async () => {
    const paths = answered(4);
    const [one, other] = [new Losses('groups’ members', paths), new Losses('members', paths)];
    await missed(one, 3);
    await missed(other, 3);
    expect([one.gone, other.gone]).toEqual([3, 3]);
    await other.attempt('id4', reject(failed(404, GONE)));
    expect([one.count, other.count]).toEqual([3, 4]);
    expect(one.describe()).toMatch(/^3 of 3 groups’ members could not be read \(id1, id2, id3\): /);
    expect(one.describe()).toContain('HTTP 404, E0000007 (not found)');
  });
});

test('refusals are told apart from other losses, and from single refusals', async () => {
  const all = new Losses('groups’ members');
  await all.attempt('a', reject(failed(403)));
  await all.attempt('b', reject(failed(403)));
  expect(all.isAllRefused).toBe(true);
  expect(all.refusal?.status).toBe(403);

  const some = new Losses('groups’ members');
  await some.attempt('a', succeed);
  await some.attempt('b', reject(failed(403)));
  expect(some.isAllRefused).toBe(false);
  expect(some.refusal?.status).toBe(403);
});

test('what ends the whole run is not taken for a loss', async () => {
  const losses = new Losses('groups’ members');
  const closed = new IntegrationOktaClosedError();
  await expect(losses.attempt('a', reject(closed))).rejects.toBe(closed);
  const reading = (): Promise<{ value: string; failure: Error }> =>
    Promise.resolve({ value: 'half', failure: closed });
  await expect(losses.keep('a', reading)).rejects.toBe(closed);
  expect(losses.count).toBe(0);
});

test('a hundred thousand losses, each for a reason of its own, are told in a few lines', async () => {
  const losses = new Losses('groups’ members');
  const reason = (n: number): Error => new Error(`reason ${n} ${'x'.repeat(5_000)}`);
  for (let n = 1; n <= 100_000; n += 1) await losses.attempt(`id${n}`, reject(reason(n)));
  expect(losses.count).toBe(100_000);
  expect(losses.cause?.message).toMatch(/^reason 1 /);
  const told = losses.describe();
  expect(told).toContain('100000 of 100000 groups’ members could not be read');
  expect(told.match(/reason \d+/g)).toEqual(['reason 1', 'reason 2', 'reason 3']);
  expect(told.length).toBeLessThan(2_000);
  // Nothing is kept for each of them.
  expect(inspect(losses, { depth: 4, maxArrayLength: null }).length).toBeLessThan(50_000);
});

test('two reasons for one kind of call are told apart by status, code and cause, not by request', async () => {
  const losses = new Losses('groups’ members');
  for (const status of [500, 403, 500, 403, 500]) {
    await losses.attempt(`id${status}`, reject(failed(status)));
  }
  expect(losses.describe().match(/HTTP \d+/g)).toEqual(['HTTP 500', 'HTTP 403']);
  expect(losses.cause?.message).toContain('HTTP 500');
  expect(losses.isAllRefused).toBe(false);
});

test('an empty reading is a success, and what is no error is taken for a reason all the same', async () => {
  const losses = new Losses('groups’ members');
  expect(await losses.attempt('a', () => Promise.resolve(null))).toBeNull();
  await losses.attempt('b', () => Promise.reject('a mere text'));
  expect(losses.describe()).toBe('1 of 2 groups’ members could not be read (b): a mere text');
});

test('a miss among refusals is no refusal', async () => {
  const losses = new Losses('groups’ members');
  await losses.attempt('a', reject(failed(403)));
  await missed(losses, 4);
  expect(losses.count).toBe(5);
  expect(losses.isAllRefused).toBe(false);
});

test('the whole run shows whether a path is missing, also for a step that asks for few objects', async () => {
  const paths = answered(1);
  const losses = new Losses('groups’ members', paths);
  await missed(losses, 3);
  expect({ count: losses.count, gone: losses.gone }).toEqual({ count: 3, gone: 0 });
  expect(losses.describe()).toContain('3 of 3 groups’ members could not be read (id1, id2, id3)');
  paths.noteFound(PATH);
  paths.noteFound(PATH);
  expect({ count: losses.count, gone: losses.gone }).toEqual({ count: 0, gone: 3 });
});

test('what one path answers says nothing of another', async () => {
  const paths = new NotFoundRate();
  paths.noteFound('/api/v1/apps/{id}/users');
  const losses = new Losses('groups’ members', paths);
  await missed(losses, 4);
  expect(losses.count).toBe(4);
});

test('a user whom Okta does not answer for because of their status is lost, and no right is missing', async () => {
  const losses = new Losses('users’ factors');
  const error = new IntegrationOktaApiError({
    method: 'GET',
    endpoint: '/api/v1/users/{id}/factors',
    cause: 'http-status',
    status: 403,
    errorCode: 'E0000038',
    attempts: 1,
  });
  await losses.attempt('a', reject(error));
  expect(losses.count).toBe(1);
  expect(losses.isAllRefused).toBe(false);
  expect(losses.refusal).toBeUndefined();
});
