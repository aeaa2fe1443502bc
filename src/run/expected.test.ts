/** What is expected of a list before, while and after it is read. */
import { setImmediate } from 'node:timers/promises';

import { Expected } from './expected';
import { SharedList } from './sharedList';

/** A list whose pages come when they are asked for, and that ends or fails then. */
function paged() {
  const waiting: ((page: readonly number[] | Error | undefined) => void)[] = [];
  const list = new SharedList<number>(async function* () {
    for (;;) {
      const page = await new Promise<readonly number[] | Error | undefined>((resolve) => {
        waiting.push(resolve);
      });
      if (page === undefined) return;
      if (page instanceof Error) throw page;
      yield page;
    }
  });
  const next = async (page?: readonly number[] | Error): Promise<void> => {
    await setImmediate();
    waiting.shift()?.(page);
    await setImmediate();
    await setImmediate();
  };
  return { list, next };
}

test('Okta’s count stands until the list has ended, and every change is told', async () => {
  const { list, next } = paged();
  const changes: number[] = [];
  const expected = new Expected(list, Promise.resolve(5), (more) => changes.push(more));
  expect(expected.total).toBe(0);
  await next([1, 2]);
  expect(expected.total).toBe(5);
  await next([3, 4]);
  await next();
  expect(expected.total).toBe(4);
  expect(changes).toEqual([5, -1]);
});

test('a list with more items than Okta counts counts itself', async () => {
  const { list, next } = paged();
  const changes: number[] = [];
  const expected = new Expected(list, Promise.resolve(1), (more) => changes.push(more));
  await next([1, 2, 3]);
  expect(expected.total).toBe(3);
  expect(changes).toEqual([1, 2]);
});

test.each([
  ['without a count', undefined],
  ['with a count that Okta refuses', Promise.reject(new Error('no'))],
  ['with a count that Okta does not give', Promise.resolve(undefined)],
])('%s the listed items are expected, also of a list that ends early', async (_, counted) => {
  const { list, next } = paged();
  const expected = new Expected(list, counted);
  await next([1, 2]);
  expect(expected.total).toBe(2);
  await next(new Error('cut off'));
  expect(expected.total).toBe(2);
});
