/** Keys of OAuth clients: what the application's record says, and what a call of its own adds. */
import { CANARY } from '../../../packages/local-okta/canary';
import type { JsonObject, JsonValue } from '../../json';
import { keysOf } from './keys';

const app = (keys: JsonValue, jwks?: JsonValue): JsonObject => ({
  id: '0oa1',
  settings: { oauthClient: { jwks: { keys } } },
  ...(jwks !== undefined && { _embedded: { jwks } }),
});

const KEY = { id: 'pks1', kid: 'a', kty: 'RSA', status: 'ACTIVE' };
const TIMES = { created: '2024-01-01T00:00:00.000Z', lastUpdated: '2024-01-02T00:00:00.000Z' };

test.each<[string, JsonObject, readonly JsonValue[]]>([
  ['no keys', { id: '0oa1', settings: null }, []],
  ['no list', app(null), []],
  ['the record alone', app([KEY]), [KEY]],
  ['times of the same id', app([KEY], [{ ...KEY, ...TIMES }]), [{ ...KEY, ...TIMES }]],
  [
    'times of the same name, as the record has no id',
    app([{ kid: 'a', kty: 'RSA' }], [{ ...KEY, ...TIMES }]),
    [{ kid: 'a', kty: 'RSA', status: 'ACTIVE', ...TIMES, id: '0oa1:a' }],
  ],
  ['the same name with another id is another key', app([KEY], [{ ...KEY, id: 'pks2' }]), [KEY]],
  [
    'a key that the record lacks: the record decides which there are',
    app([KEY], [{ id: 'pks3', kid: 'b', use: 'enc' }]),
    [KEY],
  ],
  [
    'neither id nor name: no key that can be told from others',
    app([{ kty: 'EC' }]),
    [{ kty: 'EC', id: null }],
  ],
  ['no object', app(['odd']), ['odd']],
  [
    'a name that is null',
    app([{ ...KEY, kid: null }]),
    [{ id: 'pks1', kty: 'RSA', status: 'ACTIVE' }],
  ],
])('%s', (_, application, expected) => {
  expect(keysOf(application)).toEqual(expected);
});

test('the record is believed, the call adds what it lacks', () => {
  expect(keysOf(app([KEY], [{ ...KEY, status: 'INACTIVE', ...TIMES }]))).toEqual([
    { ...KEY, ...TIMES },
  ]);
});

test('no material of a key is kept, private or public', () => {
  const secret = { d: `${CANARY}d`, n: `${CANARY}n`, x5c: [`${CANARY}x`], k: `${CANARY}k` };
  expect(
    JSON.stringify(keysOf(app([{ ...KEY, ...secret }], [{ ...KEY, ...secret }]))),
  ).not.toContain(CANARY);
});
