/** Hooks: where they lead to, and whether the service can know that it is Okta who calls. */
import { CANARY } from '../../packages/local-okta/canary';
import { make } from '../../test/conversion/defined';
import type { JsonObject, JsonValue } from '../json';
import { inlineHooks } from './inline-hooks/resource';
import { eventHooks } from './event-hooks/resource';

const hook = (config: JsonValue): JsonObject => ({
  id: 'who1abcdEFGH3ijkl0x7',
  name: 'A hook',
  channel: { type: 'HTTP', config },
});

const HEADER = { type: 'HEADER', key: 'Authorization', value: `${CANARY}value` };

test.each<[string, JsonValue, boolean | undefined]>([
  ['a header', { authScheme: HEADER }, true],
  ['none', { authScheme: null }, false],
  ['no word of it', {}, undefined],
  ['an empty object', { authScheme: {} }, undefined],
  ['a text', { authScheme: 'HEADER' }, undefined],
  ['an OAuth client', { authScheme: null, clientId: 'client', authType: 'private_key_jwt' }, true],
  ['an empty client', { authScheme: null, clientId: '' }, false],
  ['no configuration', null, undefined],
])('authentication with %s: %s', (_, config, expected) => {
  for (const definition of [eventHooks, inlineHooks]) {
    expect(make(definition, hook(config))?.entity.hasAuthentication).toBe(expected);
  }
});

test.each<[string, JsonValue, string | null, boolean | undefined]>([
  ['https', 'https://siem.example/okta', 'https://siem.example/okta', true],
  ['http', 'http://siem.example:8080/okta', 'http://siem.example:8080/okta', false],
  ['with keys', `https://u:${CANARY}@siem.example/a?k=${CANARY}#x`, 'https://siem.example/a', true],
  ['no address', 'siem.example', null, undefined],
  ['another scheme', 'ftp://siem.example/okta', null, undefined],
  ['nothing', null, null, undefined],
])('an address: %s', (_, uri, address, isHttps) => {
  const made = make(eventHooks, hook({ uri, authScheme: HEADER }))?.entity;
  expect(made).toMatchObject({ address });
  expect(made?.isHttps).toBe(isHttps);
  expect(JSON.stringify(made)).not.toContain(CANARY);
});

test.each<[JsonValue | undefined, boolean | undefined]>([
  ['VERIFIED', true],
  ['UNVERIFIED', false],
  ['EXPIRED', false],
  [undefined, undefined],
])('an event hook that is %s is verified: %s', (verificationStatus, expected) => {
  const json = { ...hook({}), verificationStatus: verificationStatus ?? null };
  expect(make(eventHooks, json)?.entity.isVerified).toBe(expected);
});
