import { collectLocal } from '../test/harness/collect';
import type { OktaSnapshot } from './okta';
import { outlookText, reportProgress } from './runReport';

const bucket = {
  name: '/api/v1/users',
  calls: 40,
  inFlight: 2,
  queued: 5,
  waitedMs: 0,
  retries: {},
  rateLimited: 0,
  concurrencyLimited: 0,
  callsToCome: 960,
};
const snapshot = (change: Partial<OktaSnapshot> = {}): { snapshot: () => OktaSnapshot } => ({
  snapshot: () => ({
    buckets: [bucket],
    callsByEndpoint: {},
    concurrencyLimit: 10,
    estimatedMs: 125_000,
    ...change,
  }),
});

test('tells calls made, calls to come and the time left', () => {
  expect(outlookText(snapshot())).toBe(
    'Okta API: 40 calls made, to come 960 in /api/v1/users, about 2 min 5 s to go',
  );
});

test('says nothing where nothing is known to come', () => {
  expect(outlookText(snapshot({ buckets: [{ ...bucket, callsToCome: 0 }] }))).toBeUndefined();
});

test('says so again and again until it is stopped', async () => {
  const said: string[] = [];
  const logger = { info: (_fields: object, message: string) => said.push(message) };
  const stop = reportProgress(
    snapshot(),
    logger as unknown as Parameters<typeof reportProgress>[1],
    5,
  );
  while (said.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  stop();
  const count = said.length;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(said).toHaveLength(count);
});

test('a run ends with the report in the log and as an event', async () => {
  const { events, logs } = await collectLocal();
  const reports = events.filter(({ name }) => name === 'stats');
  expect(reports).toHaveLength(1);
  expect(reports[0]?.description).toMatch(
    /^Okta API: \d+ calls in \d+ rate-limit buckets, 0 refused/,
  );
  expect(JSON.stringify(logs)).toContain('rate-limit buckets, 0 refused');
});
