/** Lists that end oddly, or never. */
import { answeringOkta, type Answer, type Asked } from '../../../test/harness/answeringOkta';
import { record, type JsonObject } from '../../json';
import { endpoint, type OktaListRequest } from '..';

const APPS = endpoint`/api/v1/apps`;
const LOGS = endpoint`/api/v1/logs`;

const rows = (from: number, count: number): JsonObject[] =>
  Array.from({ length: count }, (_, n) => ({ id: String(from + n) }));

/** A page as Okta sends it: it links to itself, and to the next one if there is one. */
function page({ path, query }: Asked, body: readonly JsonObject[], next?: string): Answer {
  const to = new URLSearchParams(query);
  to.set('after', next ?? '');
  const links = [
    `<https://acme.okta.com${path}?${query.toString()}>; rel="self"`,
    ...(next === undefined ? [] : [`<https://acme.okta.com${path}?${to.toString()}>; rel="next"`]),
  ];
  return { headers: { link: links.join(', ') }, body };
}

const cursorOf = ({ query }: Asked): string | null => query.get('after');

/** Reads a list of an org that answers so; tells what came, and what ended it early. */
async function read(answer: (asked: Asked) => Answer, request: OktaListRequest) {
  const { clock, client, asked } = answeringOkta(answer);
  const ids: unknown[] = [];
  const reading = async (): Promise<void> => {
    for await (const each of client.pages(request)) ids.push(...each.map((one) => record(one).id));
  };
  const error = await clock.run(
    reading().then(
      () => undefined,
      (failure: unknown) => failure,
    ),
  );
  return { ids, error, calls: asked.length };
}

test('a full page of the smaller size that came without links is not believed to be the last', async () => {
  const found = await read(
    (asked) => {
      if (Number(asked.query.get('limit')) > 2) return { status: 500 };
      return cursorOf(asked) === null ? page(asked, rows(0, 2), 'b') : { body: rows(2, 2) };
    },
    { endpoint: APPS, limit: 4, smallerLimits: [2] },
  );
  expect(found).toMatchObject({ ids: ['0', '1', '2', '3'], error: { causeKind: 'links-removed' } });
});

test('a System Log query with an end goes on after an empty page', async () => {
  const query = { since: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z' };
  const found = await read(
    (asked) => (cursorOf(asked) === null ? page(asked, [], 'b') : page(asked, rows(0, 1))),
    { endpoint: LOGS, limit: 1000, query },
  );
  expect(found).toMatchObject({ ids: ['0'], error: undefined });
});

test('a list of ever new empty pages ends as an error', async () => {
  const { error } = await read(
    // Without a bound of ours the list would go on for longer than this.
    (asked) => (asked.times > 1_200 ? page(asked, []) : page(asked, [], String(asked.times))),
    { endpoint: APPS, limit: 5 },
  );
  expect(error).toMatchObject({ causeKind: 'endless-list' });
});

test('a list whose empty last page points to itself has ended', async () => {
  const { ids, error, calls } = await read(
    (asked) => page(asked, cursorOf(asked) === null ? rows(0, 5) : [], 'b'),
    { endpoint: APPS, limit: 5 },
  );
  expect(ids).toHaveLength(5);
  expect(error).toBeUndefined();
  expect(calls).toBe(3);
});

test('an empty list that points to itself has ended', async () => {
  const found = await read((asked) => page(asked, [], ''), { endpoint: APPS, limit: 5 });
  expect(found).toMatchObject({ ids: [], error: undefined });
});

test.each([
  ['to itself', 'b'],
  ['to the page before', ''],
])('a page with items that points %s is a failure', async (_, next) => {
  const { ids, error } = await read(
    (asked) =>
      cursorOf(asked) === null ? page(asked, rows(0, 5), 'b') : page(asked, rows(5, 5), next),
    { endpoint: APPS, limit: 5 },
  );
  expect(ids.length).toBeGreaterThanOrEqual(5);
  expect(error).toMatchObject({ causeKind: 'endless-list' });
});

/** A list of so many rows whose pages follow one another, until this place has no link to the next. */
function cutAt(place: number, total: number, atSize?: number) {
  return (asked: Asked): Answer => {
    const from = Number(cursorOf(asked) ?? 0);
    const size = Number(asked.query.get('limit'));
    const end = Math.min(total, from + size);
    const isCut = end === place && (atSize === undefined || size === atSize);
    return page(asked, rows(from, end - from), end === total || isCut ? undefined : String(end));
  };
}

const allOf = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n));

describe('a full page without a link to the next one', () => {
  test.each([
    ['the first', 5],
    ['a later one', 15],
  ])('%s, of a list that goes on, is looked at again, and the rest is found', async (_, place) => {
    const found = await read(cutAt(place, 23), { endpoint: APPS, limit: 5 });
    expect(found).toMatchObject({ ids: allOf(23), error: undefined });
  });

  test('of a list that ends there costs two calls, and nothing is emitted twice', async () => {
    const found = await read(cutAt(10, 10), { endpoint: APPS, limit: 5 });
    expect(found).toMatchObject({ ids: allOf(10), error: undefined, calls: 4 });
  });

  test('of a list that never has such links is a failure, after what was read', async () => {
    const { ids, error } = await read(
      (asked) => page(asked, rows(0, Number(asked.query.get('limit')))),
      {
        endpoint: APPS,
        limit: 5,
      },
    );
    expect(ids).toEqual(allOf(5));
    expect(error).toMatchObject({ causeKind: 'next-missing' });
  });

  test('is believed where Okta does not go by the size that is asked for', async () => {
    const found = await read((asked) => page(asked, rows(0, 5)), { endpoint: APPS, limit: 5 });
    expect(found).toMatchObject({ ids: allOf(5), error: undefined, calls: 2 });
  });

  test('in the body is looked at again, too', async () => {
    const found = await read(
      ({ query }) => {
        const from = Number(query.get('after') ?? 0);
        const size = Number(query.get('limit'));
        const end = Math.min(7, from + size);
        const next = { href: `https://acme.okta.com/api/v1/iam/assignees/users?after=${end}` };
        const isLast = end === 7 || end === 5;
        return { body: { value: rows(from, end - from), ...(!isLast && { _links: { next } }) } };
      },
      { endpoint: endpoint`/api/v1/iam/assignees/users`, limit: 5, bodyKey: 'value' },
    );
    expect(found).toMatchObject({ ids: allOf(7), error: undefined });
  });

  test('keeps two rows that share an id', async () => {
    const twice = [...rows(0, 4), ...rows(0, 4)];
    const found = await read(
      (asked) => {
        const from = Number(cursorOf(asked) ?? 0);
        const end = Math.min(8, from + Number(asked.query.get('limit')));
        return page(
          asked,
          twice.slice(from, end),
          end === 8 || end === 5 ? undefined : String(end),
        );
      },
      { endpoint: APPS, limit: 5 },
    );
    expect(found).toMatchObject({ ids: [...allOf(4), ...allOf(4)], error: undefined });
  });

  test('whose cursor expires at the second look starts the list over', async () => {
    let expired = false;
    const whole = cutAt(10, 13);
    const found = await read(
      (asked) => {
        if (asked.query.get('limit') === '4' && !expired) {
          expired = true;
          return { status: 400, body: { errorCode: 'E0000029' } };
        }
        return whole(asked);
      },
      { endpoint: APPS, limit: 5 },
    );
    expect(found).toMatchObject({ ids: allOf(13), error: undefined });
  });
});

test('empty pages that point to themselves, each followed by an item, do not end a list', async () => {
  const visited = new Set<string>();
  const found = await read(
    (asked) => {
      const place = cursorOf(asked) ?? '0';
      const isFirstVisit = !visited.has(place);
      visited.add(place);
      if (place !== '0' && isFirstVisit) return page(asked, [], place);
      return page(
        asked,
        rows(Number(place), 1),
        place === '5' ? undefined : `${Number(place) + 1}`,
      );
    },
    { endpoint: APPS, limit: 1 },
  );
  expect(found).toMatchObject({ ids: ['0', '1', '2', '3', '4', '5'], error: undefined });
});

test.each([
  ['a refusal is no page that is too heavy', 403, 'E0000006'],
  ['400 for the first page is no expired cursor', 400, 'E0000031'],
])('%s: it is not asked again', async (_, status, errorCode) => {
  const { error, calls } = await read(() => ({ status, body: { errorCode } }), {
    endpoint: APPS,
    limit: 200,
    smallerLimits: [100, 50],
  });
  expect(error).toMatchObject({ status });
  expect(calls).toBe(1);
});
