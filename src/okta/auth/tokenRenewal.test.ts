/** When an access token is fetched anew, and what a refused one costs. */
import { DEAD_TOKEN, TOKEN_PATH, tokenIssuer, tokenNamed } from '../../../test/harness/tokenIssuer';
import type { Answer } from '../../../test/harness/answeringOkta';
import { endpoint, isAuthenticationFailure, isOktaApiError } from '..';

const USERS = endpoint`/api/v1/users`;
const GROUPS = endpoint`/api/v1/groups`;
const DOWN: Answer = { status: 500, body: { errorCode: 'E0000009' } };

test('while the old token lives, a token endpoint that is down costs nothing', async () => {
  const t = tokenIssuer(({ times }) => (times === 1 ? tokenNamed('a') : DOWN));
  expect(await t.ask(USERS)).toBeUndefined();
  await t.sleep(3_400_000);
  expect(await t.ask(USERS)).toBeUndefined();
  expect(t.tokenCalls().length).toBeGreaterThan(1);
  await t.sleep(300_000);
  // Now it has expired.
  const error = await t.ask(USERS);
  expect(isOktaApiError(error) && error.endpoint).toBe(TOKEN_PATH);
  expect(t.apiCalls()).toHaveLength(2);
});

test('a token endpoint that has recovered is given all attempts again', async () => {
  let isDown = true;
  const t = tokenIssuer(() => (isDown ? DOWN : tokenNamed('a')));
  expect(isOktaApiError(await t.ask(USERS))).toBe(true);
  isDown = false;
  expect(await t.ask(USERS)).toBeUndefined();
  await t.sleep(3_700_000);
  const before = t.tokenCalls().length;
  isDown = true;
  const answer = t.failureOf(USERS);
  t.clock.after(120, () => {
    isDown = false;
  });
  expect(await t.clock.run(answer)).toBeUndefined();
  expect(t.tokenCalls().length - before).toBe(2);
});

test('408 of the token endpoint passes', async () => {
  const t = tokenIssuer(({ times }) => (times === 1 ? { status: 408 } : tokenNamed('a')));
  expect(await t.ask(USERS)).toBeUndefined();
});

describe('a limit that the token endpoint tells with status 400', () => {
  const limited = (headers: Record<string, string> = {}): Answer => ({
    status: 400,
    headers,
    body: { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit' },
  });

  test('is waited for until its window ends', async () => {
    const t = tokenIssuer(({ times }) => {
      const reset = Math.ceil(t.clock.now() / 1000) + 40;
      const headers = {
        'x-rate-limit-limit': '300',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': String(reset),
      };
      return times === 1 ? limited(headers) : tokenNamed('a');
    });
    const startedAt = t.clock.now();
    expect(await t.ask(USERS)).toBeUndefined();
    expect(t.clock.now() - startedAt).toBeGreaterThanOrEqual(40_000);
    expect(t.tokenCalls()).toHaveLength(2);
  });

  test('is tried again if it tells no end', async () => {
    const t = tokenIssuer(({ times }) => (times < 4 ? limited() : tokenNamed('a')));
    expect(await t.ask(USERS)).toBeUndefined();
    expect(t.tokenCalls()).toHaveLength(4);
  });

  test('is a limit, and no dead credential, if it stays', async () => {
    const error = await tokenIssuer(() => limited()).ask(USERS);
    expect(isAuthenticationFailure(error)).toBe(false);
    expect(error).toMatchObject({ endpoint: TOKEN_PATH, causeKind: 'rate-limited' });
  });
});

test('a request for a token that hangs is sent again after seconds', async () => {
  let hangs = false;
  const t = tokenIssuer(
    ({ times }) => tokenNamed(`token-${times}`),
    () => ({ body: [] }),
    {
      latencyMs: (path) => {
        const isHung = hangs && path === TOKEN_PATH;
        hangs = false;
        return isHung ? 3_600_000 : 50;
      },
    },
  );
  expect(await t.ask(USERS)).toBeUndefined();
  await t.sleep(3_700_000);
  hangs = true;
  const before = t.clock.now();
  expect(await t.ask(USERS)).toBeUndefined();
  expect(t.clock.now() - before).toBeLessThan(7_000);
});

test('a token endpoint that a network zone or a proxy blocks is told from a refused app', async () => {
  const t = tokenIssuer(() => ({ status: 403, body: '<html>Access blocked</html>' }));
  const error = await t.ask(USERS);
  expect(String(error)).toMatch(/403.*blocked.*network zone.*Security > Networks.*proxy/);
});

test('a token whose lifetime is not told lives an hour, and is fetched once', async () => {
  const t = tokenIssuer(() => ({ body: { access_token: 'a', token_type: 'Bearer' } }));
  await t.ask(USERS);
  await t.sleep(3_000_000);
  await t.ask(USERS);
  expect(t.tokenCalls()).toHaveLength(1);
});

test('one path that refuses every token is no dead credential, and costs few tokens', async () => {
  const t = tokenIssuer(
    ({ times }) => tokenNamed(`token-${times}`),
    ({ path }) => (path === GROUPS.path ? DEAD_TOKEN : { body: [] }),
    // Long enough for each new token to work elsewhere before it is refused here.
    { latencyMs: (path) => (path === GROUPS.path ? 300 : 50) },
  );
  expect(await t.ask(USERS)).toBeUndefined();
  const refused = t.failureOf(GROUPS);
  const others = async (): Promise<void> => {
    for (let n = 0; n < 200; n += 1) {
      await t.client.get({ endpoint: USERS });
      await t.clock.sleep(1);
    }
  };
  const [error] = await t.clock.run(Promise.all([refused, others()]));
  expect(isAuthenticationFailure(error)).toBe(false);
  expect(error).toMatchObject({ status: 401 });
  expect(t.tokenCalls().length).toBeLessThanOrEqual(1 + 3 + 1);
});

test('a token that only the challenge calls invalid is renewed', async () => {
  const t = tokenIssuer(
    ({ times }) => tokenNamed(`token-${times}`),
    ({ headers }) =>
      headers.authorization === 'Bearer token-1'
        ? { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }
        : { body: [] },
  );
  expect(await t.ask(USERS)).toBeUndefined();
  expect([t.tokenCalls().length, t.apiCalls().length]).toEqual([2, 2]);
});

test('a token that dies unused, after one that was given up for its age, is no dead credential', async () => {
  const dead = new Set(['Bearer token-1']);
  const t = tokenIssuer(
    ({ times }) => tokenNamed(`token-${times}`),
    ({ headers }) => (dead.has(headers.authorization ?? '') ? DEAD_TOKEN : { body: [] }),
  );
  expect(await t.ask(USERS)).toBeUndefined();
  await t.sleep(3_500_000);
  dead.add('Bearer token-3');
  expect(await t.ask(USERS)).toBeUndefined();
  expect(t.tokenCalls()).toHaveLength(4);
});
