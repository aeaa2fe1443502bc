/** Signing certificates: whose they are, and whether Okta signs with them now. */
import { makeOf } from '../../../test/conversion/defined';
import type { JsonObject, JsonValue } from '../../json';
import { converterOf } from '../engine/convert';
import { declare } from '../engine/declare';
import { appCertificates } from './resource';

const [, node] = declare(appCertificates).nodes;

const certificate = (kid: string, credentials: JsonValue) => {
  const record = { id: '0oa1', credentials };
  const parent = { id: '0oa1', key: '0oa1', type: 'okta_application', record };
  const [entity] = node!.entities;
  const key = node!.definition.key?.({
    id: kid,
    type: entity!.definition.type,
    record: {},
    parent,
  });
  const item = { id: kid, key: key ?? '', type: entity!.definition.type, record: { kid }, parent };
  return converterOf(entity!)(item);
};

test.each<[JsonValue, boolean | undefined]>([
  [{ signing: { kid: 'a' } }, true],
  [{ signing: { kid: 'b' } }, false],
  [{ signing: null }, undefined],
  [null, undefined],
])('the key a of an application with %j is the current one: %s', (credentials, expected) => {
  expect(certificate('a', credentials).isCurrent).toBe(expected);
});

test('the same key of two applications is two certificates', () => {
  expect(certificate('a', null)).toMatchObject({
    _key: 'okta_app_signing_certificate:0oa1:a',
    appId: '0oa1',
  });
});

test.each<[JsonObject, boolean]>([
  [{ status: 'ACTIVE', signOnMode: 'SAML_2_0' }, true],
  [{ status: 'ACTIVE', signOnMode: 'SAML_1_1' }, true],
  [{ status: 'ACTIVE', signOnMode: 'WS_FEDERATION' }, true],
  [{ status: 'INACTIVE', signOnMode: 'SAML_2_0' }, false],
  [{ status: 'ACTIVE', signOnMode: 'OPENID_CONNECT' }, false],
  [{ status: 'ACTIVE', signOnMode: null }, false],
])('an application that is %j is asked for its keys: %s', (application, expected) => {
  expect(appCertificates.when?.(application)).toBe(expected);
});

test('a key without a name is refused: nothing would tell it from others', () => {
  expect(makeOf(node!, { kty: 'RSA' })).toBeUndefined();
});
