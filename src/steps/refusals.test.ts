import { IntegrationOktaApiError } from '../okta/errors';
import { Refusals } from './refusals';

const refusal = (status: number, errorCode?: string): Error =>
  new IntegrationOktaApiError({
    method: 'GET',
    endpoint: '/api/v1/users/{id}/factors',
    cause: 'http-status',
    status,
    errorCode,
    attempts: 1,
  });

/** Asks so often, and counts the calls that are made. */
async function ask(
  refusals: Refusals,
  times: number,
  answer: () => Promise<string>,
): Promise<number> {
  let calls = 0;
  for (let n = 0; n < times; n += 1) {
    await refusals
      .ask(() => {
        calls += 1;
        return answer();
      })
      .catch(() => undefined);
  }
  return calls;
}

test('after 25 refusals, and nothing allowed, no further call is made', async () => {
  expect(await ask(new Refusals(), 100, () => Promise.reject(refusal(403)))).toBe(25);
  expect(await ask(new Refusals(), 100, () => Promise.reject(refusal(401, 'E0000015')))).toBe(25);
});

test('the last refusal is what every further question gets', async () => {
  const refusals = new Refusals();
  await ask(refusals, 25, () => Promise.reject(refusal(403)));
  await expect(refusals.ask(() => Promise.resolve('never'))).rejects.toThrow('HTTP 403');
  const list = refusals.pages(() => {
    throw new Error('asked');
  });
  await expect(list.next()).rejects.toThrow('HTTP 403');
});

test('where anything was allowed, every item is asked for', async () => {
  const refusals = new Refusals();
  await refusals.ask(() => Promise.resolve('fine'));
  expect(await ask(refusals, 100, () => Promise.reject(refusal(403)))).toBe(100);
});

test('a page that came is an allowance, and an empty list is one too', async () => {
  const allowed = new Refusals();
  for await (const page of allowed.pages(pagesOf([1], [2]))) expect(page).toHaveLength(1);
  expect(await ask(allowed, 100, () => Promise.reject(refusal(403)))).toBe(100);
});

test.each([404, 500])('HTTP %s is no refusal', async (status) => {
  expect(await ask(new Refusals(), 100, () => Promise.reject(refusal(status)))).toBe(100);
});

function pagesOf(...pages: number[][]): () => AsyncGenerator<number[]> {
  return async function* () {
    for (const page of pages) {
      await Promise.resolve();
      yield page;
    }
  };
}
