/** What the snapshot shows of an outage, for screens and reports. */
import { answeringOkta, type Answer } from '../../../test/harness/answeringOkta';
import { tokenIssuer, tokenNamed } from '../../../test/harness/tokenIssuer';
import { VirtualClock } from '../../../test/harness/virtualClock';
import { endpoint, verifyOktaOrg, type OktaClient, type Outage } from '..';
import { TransportError } from '../http/transportError';

const factorsOf = (id: number) => endpoint`/api/v1/users/${`00u${id}`}/factors`;
const GROUPS = endpoint`/api/v1/groups`;
const MINUTE = 60_000;
const OK: Answer = {};
const DOWN: Answer = { status: 503, body: { errorCode: 'E0000010' } };

/** Some requests for factors, while `answer` is what Okta answers. */
function given(answer: (path: string) => Answer, latencyMs?: (path: string) => number) {
  const t = answeringOkta(({ path }) => answer(path), latencyMs ? { latencyMs } : {});
  const startedAt = t.clock.now();
  return {
    ...t,
    startedAt,
    ask: (users: number) => Array.from({ length: users }, (_, i) => t.failureOf(factorsOf(i))),
    outage: (): Outage | undefined => t.client.snapshot().outage,
  };
}

test('is there within seconds, tells since when, why, and until when, and goes with the first answer', async () => {
  let isDown = true;
  const t = given(() => (isDown ? DOWN : OK));
  const all = t.ask(5);
  await t.sleep(10_000);
  expect(t.outage()).toEqual({
    since: t.startedAt,
    reason: 'HTTP 503',
    givingUpAt: t.startedAt + 15 * MINUTE,
  });
  isDown = false;
  await t.clock.run(Promise.all(all));
  expect(t.outage()).toBeUndefined();
});

test('of the first question ends with the time for retries, and with its closing', async () => {
  const clock = new VirtualClock();
  const startedAt = clock.now();
  let asking: Pick<OktaClient, 'snapshot' | 'close'> | undefined;
  const outcome = verifyOktaOrg('https://acme.okta.com', {
    clock,
    transport: {
      send: () => Promise.reject(new TransportError('connection-refused', 'ECONNREFUSED')),
      close: () => undefined,
    },
    onStart: (client) => {
      asking = client;
    },
  }).catch((error: unknown) => error);
  await clock.run(clock.sleep(5_000));
  const { outage } = asking!.snapshot();
  expect(outage).toMatchObject({ since: startedAt, givingUpAt: startedAt + 5 * MINUTE });
  await asking!.close();
  expect(await clock.run(outcome)).toMatchObject({ code: 'OKTA_CLIENT_CLOSED_ERROR' });
  expect(asking!.snapshot().outage).toEqual(outage);
});

test('names a connection that is refused by the code of the system', async () => {
  const t = given(() => {
    throw new TransportError('connection-refused', 'ECONNREFUSED');
  });
  const all = t.ask(1);
  await t.sleep(3_000);
  expect(t.outage()).toMatchObject({ reason: 'the connection was refused, ECONNREFUSED' });
  await t.client.close();
  await t.clock.run(Promise.all(all));
});

test('is none while any path answers, be it with a refusal', async () => {
  const t = given((path) => (path === GROUPS.path ? { status: 403 } : DOWN));
  const all = t.ask(5);
  for (let i = 0; i < 100; i += 1) {
    await t.sleep(100);
    await t.clock.run(t.failureOf(GROUPS));
    expect(t.outage()).toBeUndefined();
  }
  await t.client.close();
  await t.clock.run(Promise.all(all));
});

test('is none for a limit, which is waited for', async () => {
  const t = given(() => ({ status: 429 }));
  const all = t.ask(3);
  for (let i = 0; i < 20; i += 1) {
    await t.sleep(5_000);
    expect(t.outage()).toBeUndefined();
  }
  expect(t.client.snapshot().buckets).toMatchObject([{ waitReason: 'rate-limited' }]);
  await t.client.close();
  await t.clock.run(Promise.all(all));
});

test('is silence too, if requests are under way for long', async () => {
  let latencyMs = 100;
  const t = given(
    () => OK,
    () => latencyMs,
  );
  await t.clock.run(Promise.all(t.ask(1)));
  latencyMs = 4_000_000;
  const hungAt = t.clock.now();
  const all = t.ask(2);
  await t.sleep(4_000);
  expect(t.outage()).toBeUndefined();
  await t.sleep(8_000);
  expect(t.outage()?.since).toBe(hungAt);
  await t.client.close();
  await t.clock.run(Promise.all(all));
});

test('of the token endpoint is one like any other', async () => {
  const t = tokenIssuer(({ times }) => (times < 4 ? DOWN : tokenNamed('a')));
  const answer = t.failureOf(GROUPS);
  await t.sleep(400);
  expect(t.tokenCalls()).toHaveLength(3);
  expect(t.client.snapshot().outage).toMatchObject({ reason: 'HTTP 503' });
  expect(await t.clock.run(answer)).toBeUndefined();
  expect(t.client.snapshot().outage).toBeUndefined();
});

test('is still told when everything was given up, and after the end', async () => {
  const t = given(() => DOWN);
  const errors = await t.clock.run(Promise.all(t.ask(60)));
  expect(errors.every((error) => error instanceof Error)).toBe(true);
  expect(t.outage()).toMatchObject({ since: t.startedAt, reason: 'HTTP 503' });
  await t.client.close();
  expect(t.outage()).toMatchObject({ since: t.startedAt, reason: 'HTTP 503' });
});
