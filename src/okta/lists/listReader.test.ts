/** Lists that end oddly, or never. */
import { answeringOkta, type Answer, type Asked } from '../../../test/harness/answeringOkta';
import type { JsonObject } from '../../json';
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
    for await (const each of client.pages(request)) for (const { id } of each) ids.push(id);
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

test('an empty page that points to itself is asked for a few times only', async () => {
  const { ids, error, calls } = await read(
    (asked) => page(asked, cursorOf(asked) === null ? rows(0, 5) : [], 'b'),
    { endpoint: APPS, limit: 5 },
  );
  expect(ids).toHaveLength(5);
  expect(error).toMatchObject({ causeKind: 'endless-list' });
  expect(calls).toBeLessThanOrEqual(6);
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
