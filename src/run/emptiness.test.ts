/** When empty lists with status 200 are believed. */
import { Refusals } from './refusals';

/** Many items, of which one can be asked for its list; what each shows is given by its number. */
function given(shows: (item: number, call: number) => boolean) {
  const refusals = new Refusals();
  let calls = 0;
  const list = (item: number) => async (): Promise<readonly string[]> => {
    calls += 1;
    await Promise.resolve();
    return shows(item, calls) ? ['something'] : [];
  };
  const ask = async (item: number): Promise<boolean | undefined> => {
    try {
      return (await refusals.ask(list(item))).length > 0;
    } catch {
      return undefined;
    }
  };
  const askAll = async (items: number): Promise<(boolean | undefined)[]> => {
    const answers: (boolean | undefined)[] = [];
    for (let item = 0; item < items; item += 1) answers.push(await ask(item));
    return answers;
  };
  return { refusals, askAll, calls: () => calls };
}

const EMPTY = 'Okta now answers with empty lists';

test.each([
  ['from the sixtieth call on', 60, 200],
  ['just for the last three items', 58, 60],
  ['after one item', 2, 4],
])('nothing is shown %s: not believed', async (_, from, items) => {
  const { refusals, askAll } = given((__, call) => call < from);
  await askAll(items);
  await expect(refusals.confirm()).rejects.toThrow(EMPTY);
  await expect(refusals.confirm()).rejects.toThrow(EMPTY);
});

test('then the items that follow are turned away, and hardly any is asked', async () => {
  const { askAll, calls } = given((_, call) => call < 60);
  const answers = await askAll(5_000);
  expect(answers.slice(0, 59)).toEqual(Array(59).fill(true));
  expect(answers.slice(59 + 25).every((answer) => answer === undefined)).toBe(true);
  expect(calls()).toBeLessThan(59 + 25 + 3 + 10);
});

test.each([
  ['a long row of items that have nothing', (item: number) => item < 100],
  ['items that have nothing here and there', (item: number) => item % 3 === 0],
  ['items that never have anything', () => false],
])('%s: believed, for at most a few calls more', async (_, shows) => {
  const { refusals, askAll, calls } = given(shows);
  const answers = await askAll(5_000);
  expect(answers).toEqual(answers.map((__, item) => shows(item)));
  await refusals.confirm();
  await refusals.confirm();
  expect(calls()).toBeLessThanOrEqual(5_000 + 6);
});

test('one item that has really lost what it showed is no contradiction, if others still show it', async () => {
  const { refusals, askAll } = given((item, call) => item < 5 && !(item === 4 && call > 5));
  await askAll(50);
  await refusals.confirm();
});

test('once lists have come back, the others are asked, and what was empty stays in doubt', async () => {
  const { refusals, askAll } = given((item, call) => call < 60 || item > 300);
  const answers = await askAll(2_000);
  expect(answers.at(-1)).toBe(true);
  await expect(refusals.confirm()).rejects.toThrow(EMPTY);
});

test('an item that cannot be asked again says nothing', async () => {
  const refusals = new Refusals();
  let calls = 0;
  const once = (): Promise<readonly string[]> =>
    (calls += 1) === 1 ? Promise.resolve(['x']) : Promise.reject(new Error('down'));
  await refusals.ask(once);
  for (let n = 0; n < 3; n += 1) await refusals.ask(() => Promise.resolve([]));
  await refusals.confirm();
  expect(calls).toBe(2);
});

test('a step that ends while another asks again waits for the same answer', async () => {
  const { refusals, askAll } = given((_, call) => call < 3);
  await askAll(5);
  const both = await Promise.allSettled([refusals.confirm(), refusals.confirm()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('lists in pages are judged by all of their pages', async () => {
  const refusals = new Refusals();
  let isGone = false;
  async function* list(): AsyncGenerator<readonly string[]> {
    yield [];
    await Promise.resolve();
    yield isGone ? [] : ['x'];
  }
  const read = async (): Promise<number> => {
    let items = 0;
    for await (const page of refusals.pages(list)) items += page.length;
    return items;
  };
  expect(await read()).toBe(1);
  await refusals.confirm();
  isGone = true;
  for (let n = 0; n < 3; n += 1) expect(await read()).toBe(0);
  await expect(refusals.confirm()).rejects.toThrow(EMPTY);
});
