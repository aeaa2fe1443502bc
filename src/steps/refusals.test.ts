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

test('a page that came is an allowance', async () => {
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

test('a list that is refused settles it like a single call', async () => {
  const refusals = new Refusals();
  let lists = 0;
  const refuse = async function* (): AsyncGenerator<number[]> {
    lists += 1;
    await Promise.reject(refusal(403));
    yield [];
  };
  for (let n = 0; n < 100; n += 1)
    await refusals
      .pages(refuse)
      .next()
      .catch(() => undefined);
  expect(lists).toBe(25);
});

test('a list whose second page is refused was allowed', async () => {
  const refusals = new Refusals();
  const half = async function* (): AsyncGenerator<number[]> {
    yield [1];
    await Promise.reject(refusal(403));
  };
  const read: number[] = [];
  await expect(
    (async () => {
      for await (const page of refusals.pages(half)) read.push(...page);
    })(),
  ).rejects.toThrow('HTTP 403');
  expect(read).toEqual([1]);
  expect(await ask(refusals, 100, () => Promise.reject(refusal(403)))).toBe(100);
});

test('other failures among the refusals count neither way', async () => {
  const refusals = new Refusals();
  let calls = 0;
  const asked = await ask(refusals, 100, () => {
    calls += 1;
    return Promise.reject(refusal(calls % 2 === 0 ? 403 : 500));
  });
  expect(asked).toBe(50);
});

test('an empty answer is an allowance', async () => {
  const refusals = new Refusals();
  for await (const page of refusals.pages(pagesOf([]))) expect(page).toEqual([]);
  expect(await ask(refusals, 100, () => Promise.reject(refusal(403)))).toBe(100);
});

test('an answer that was under way when it was settled shows that it was no rule', async () => {
  const refusals = new Refusals();
  let answer = (text: string): void => {
    throw new Error(text);
  };
  const late = refusals.ask(
    () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      }),
  );
  expect(await ask(refusals, 40, () => Promise.reject(refusal(403)))).toBe(25);
  answer('fine');
  expect(await late).toBe('fine');
  expect(await ask(refusals, 100, () => Promise.reject(refusal(403)))).toBe(100);
});
