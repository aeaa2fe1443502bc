import { IntegrationOktaApiError, isGone } from '../okta';
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

/** Twenty-five refusals, one try at once, one after 25 further questions, and so on. */
const CALLS_OF_100 = 27;

test.each<[number, string?]>([
  [403],
  [401, 'E0000015'],
  [401],
  [400],
  [404],
  [405],
  [410],
  [501],
  [500],
])(
  'after 25 times HTTP %s %s, and nothing answered, hardly any call is made',
  async (...answer) => {
    const refuse = (): Promise<string> => Promise.reject(refusal(...answer));
    expect(await ask(new Refusals(), 100, refuse)).toBe(CALLS_OF_100);
    expect(await ask(new Refusals(), 20_000, refuse)).toBeLessThan(35);
  },
);

test('what is said of one user, or by nobody, or for the moment, settles nothing', async () => {
  const byStatus = refusal(403, 'E0000038');
  const silence = new IntegrationOktaApiError({
    method: 'GET',
    endpoint: '/api/v1/users/{id}/factors',
    cause: 'timeout',
    attempts: 5,
  });
  for (const error of [byStatus, silence, refusal(429)]) {
    expect(await ask(new Refusals(), 100, () => Promise.reject(error))).toBe(100);
  }
  const refusals = new Refusals();
  const gone = (): Promise<string> => Promise.reject(refusal(404));
  for (let n = 0; n < 100; n += 1) {
    await refusals.ask(gone, { isTelling: false }).catch(() => undefined);
  }
  expect(await ask(refusals, 100, gone)).toBe(CALLS_OF_100);
});

test('whoever is turned away because others do not exist is not said to be gone', async () => {
  const refusals = new Refusals();
  const gone = (): Promise<string> => Promise.reject(refusal(404, 'E0000007'));
  await ask(refusals, 26, gone);
  const error: unknown = await refusals.ask(gone).catch((reason: unknown) => reason);
  expect(isGone(error)).toBe(false);
  expect(error).toHaveProperty('message', expect.stringContaining('not asked for'));
});

test('while one tries, the others wait; where it is answered, all of them ask', async () => {
  const refusals = new Refusals();
  await ask(refusals, 25, () => Promise.reject(refusal(500)));
  let answer = (text: string): void => {
    throw new Error(text);
  };
  const trial = refusals.ask(
    () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      }),
  );
  let asked = 0;
  const others = [1, 2, 3].map(() => refusals.ask(() => Promise.resolve((asked += 1))));
  await Promise.resolve();
  expect(asked).toBe(0);
  answer('fine');
  expect(await trial).toBe('fine');
  expect(await Promise.all(others)).toEqual([1, 2, 3]);
});

test('where the try is refused too, those who waited are turned away', async () => {
  const refusals = new Refusals();
  await ask(refusals, 25, () => Promise.reject(refusal(403)));
  const questions = [1, 2, 3].map(() => refusals.ask(() => Promise.reject(refusal(403))));
  const lists = [1, 2].map(() => refusals.pages(() => pagesOf([1])()).next());
  const ends = await Promise.allSettled([...questions, ...lists]);
  expect(ends.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
});

test('those who waited for a try wait for the next one too, where one of them makes it', async () => {
  const refusals = new Refusals();
  await ask(refusals, 25, () => Promise.reject(refusal(403)));
  let calls = 0;
  const answer = async (): Promise<string> => {
    calls += 1;
    const isFirst = calls === 1;
    await new Promise(setImmediate);
    if (isFirst) throw refusal(403);
    return 'fine';
  };
  const all = await Promise.allSettled(Array.from({ length: 40 }, () => refusals.ask(answer)));
  // The first try is refused, 25 are turned away, and the next one who tries is answered.
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(40 - 1 - 25);
});

test('a list that tries lets the others ask with its first page', async () => {
  const refusals = new Refusals();
  await ask(refusals, 25, () => Promise.reject(refusal(403)));
  const pages = refusals.pages(() => pagesOf([1], [2])());
  expect((await pages.next()).value).toEqual([1]);
  expect(await refusals.ask(() => Promise.resolve('fine'))).toBe('fine');
});

test('the last refusal is what every further question gets', async () => {
  const refusals = new Refusals();
  await ask(refusals, 25, () => Promise.reject(refusal(403)));
  await ask(refusals, 1, () => Promise.reject(refusal(403)));
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
  expect(lists).toBe(CALLS_OF_100);
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

test('refusals of two kinds are counted apart', async () => {
  const refusals = new Refusals();
  let calls = 0;
  const asked = await ask(refusals, 100, () => {
    calls += 1;
    return Promise.reject(refusal(calls % 2 === 0 ? 403 : 500));
  });
  expect(asked).toBe(49 + 2);
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
  expect(await ask(refusals, 40, () => Promise.reject(refusal(403)))).toBe(26);
  answer('fine');
  expect(await late).toBe('fine');
  expect(await ask(refusals, 100, () => Promise.reject(refusal(403)))).toBe(100);
});
