/** Devices of which the list does not say who uses them. */
import { alteredAnswers, without } from '../../../test/harness/alteredAnswers';
import type { Fault } from '../../../packages/local-okta';
import { IMPATIENT, runSample, type Run } from '../../../test/reliability/collectInMemory';
import { list, record, type JsonObject } from '../../json';

const DEVICE_USERS = '/api/v1/devices/{id}/users';
const EDGES = 'okta_user_has_device';

const of = ({ graph }: Run, type: string) =>
  [...graph.values()]
    .filter(({ _type }) => _type === type)
    .sort((one, other) => (one._key < other._key ? -1 : 1));

const usersOf = (device: JsonObject): JsonObject[] =>
  list(record(device._embedded).users).map(record);

const collect = (change: (device: JsonObject) => JsonObject, ...faults: Fault[]): Promise<Run> => {
  const transport = alteredAnswers(/\/api\/v1\/devices$/, (device) => [change(device)]);
  return runSample({ faults }, { client: { ...IMPATIENT, transport } });
};

let whole: Run;

beforeAll(async () => {
  whole = await runSample();
});

test.each<[string, (device: JsonObject) => JsonObject]>([
  ['nothing is embedded', (device) => without(device, '_embedded')],
  ['the users are null', (device) => ({ ...device, _embedded: { users: null } })],
  [
    'a user has no id',
    (device) => ({
      ...device,
      _embedded: { users: usersOf(device).map((each) => ({ ...each, user: {} })) },
    }),
  ],
])('where %s, the device is asked for its users', async (_, change) => {
  const run = await collect(change);
  expect(run.statuses['build-user-device-relationships']).toBe('success');
  for (const type of ['okta_device', EDGES]) {
    // The raw record is what Okta sent, and that is not the same.
    const shown = (from: Run) => of(from, type).map((each) => ({ ...each, _rawData: undefined }));
    expect(shown(run)).toEqual(shown(whole));
  }
});

test('an empty list is an answer: nobody is asked, and the users are gone', async () => {
  const run = await collect((device) => ({ ...device, _embedded: { users: [] } }));
  expect(run.statuses['build-user-device-relationships']).toBe('success');
  expect(of(run, EDGES)).toEqual([]);
  expect(run.okta.counters.callsTo(DEVICE_USERS)).toBe(0);
});

test('where asking for a device’s users is refused, the edges are kept', async () => {
  const run = await collect((device) => without(device, '_embedded'), {
    kind: 'forbidden',
    on: DEVICE_USERS,
  });
  expect(run.statuses['fetch-devices']).toBe('success');
  expect(run.statuses['build-user-device-relationships']).toBe('failure');
  expect(run.partial).toContain(EDGES);
  expect(run.partial).not.toContain('okta_device');
  expect(of(run, 'okta_device')).toHaveLength(of(whole, 'okta_device').length);
});
