/** An org, and random JSON that looks roughly like what Okta sends, with secrets planted in it. */
import fc from 'fast-check';

import type { JsonObject, JsonValue } from '../../src/json';
import type { OrgIdentity } from '../../src/okta/org';

export const ORG: OrgIdentity = {
  orgUrl: 'https://login.acme.com',
  host: 'acme.okta.com',
  adminUrl: 'https://acme-admin.okta.com',
  subdomain: 'acme',
  orgId: '00o1111111111111111',
  pipeline: 'idx',
  customDomain: 'login.acme.com',
};

/** Milliseconds of a time that Okta writes. */
export function ms(time: string): number {
  return Date.parse(time);
}

export const CANARY = 'CANARY-9f2b';

/** Names under which Okta or an application keeps what nobody else may see. */
export const SECRET_NAMES = [
  'secret',
  'clientSecret',
  'client_secret',
  'sharedSecret',
  'secretKey',
  'secretKeyEnc',
  'password',
  'Passwd',
  'passphrase',
  'token',
  'apiToken',
  'refresh_token',
  'deviceToken',
  'authenticatorAppKey',
  'privateKey',
  'private_key',
  'private-key',
  'accessKey',
  'ACCESS_KEY',
  'apiKey',
  'api_keys',
  'apiKeyValue',
  'privateKeyPem',
  'activation',
  'activationToken',
  'recovery_question',
  'recoveryQuestion',
  'answer',
  'credentials',
  'credential',
  'pin',
  'userPIN',
  'otp',
  'sshKey',
  'authorization',
  'scimBearer',
  'adminPass',
  'connectionString',
  'webhookUrl',
  'signature',
  'salt',
  'hash',
  'x5c',
] as const;

/** Any text, halves of surrogate pairs and control characters too. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'Z', '0', '_', '-', '.', ' ', '@', 'ü', '日', '😀'),
    fc.nat(0xffff).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 30,
});

const anyJson: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

/** A value as it should be, or null, or absent, or anything else. */
export function odd<T extends JsonValue>(
  usual: fc.Arbitrary<T>,
): fc.Arbitrary<JsonValue | undefined> {
  return fc.oneof(
    { weight: 5, arbitrary: usual },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined, '', 0, -1, true, '2020-13-45') },
    { weight: 1, arbitrary: anyJson },
    { weight: 1, arbitrary: anyText },
  );
}

export const oktaIds = fc.stringMatching(/^00[a-z0-9][A-Za-z0-9]{17}$/);

export const times = fc
  .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Attribute names that Okta allows, that clash with ours, and that nobody should use. */
const attributeNames = fc.oneof(
  fc.constantFrom(
    ...['status', 'id', 'name', 'displayName', 'active', 'isActive', 'mfaEnabled', 'createdOn'],
    ...['_key', '_type', '_class', '_rawData', 'tags', 'tag.Name', '__proto__', 'constructor'],
    ...['criticality', 'owner', 'notes', 'webLink', 'employeeId', 'isAdmin', 'emailDomain', 'risk'],
    ...['cost_center', 'costCenter', 'straße', 'profile.status', 'toString', 'email', 'userType'],
  ),
  fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,12}$/),
  anyText,
);

export const profiles = fc.array(
  fc.tuple(attributeNames, odd(fc.oneof(anyText, fc.array(anyText, { maxLength: 4 })))),
  { maxLength: 12 },
);

/** An object of its entries, in which `__proto__` is a key like any other, as `JSON.parse` has it. */
export function objectOf(entries: Iterable<readonly [string, JsonValue | undefined]>): JsonObject {
  const written = [...entries]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return JSON.parse(`{${written.join(',')}}`) as JsonObject;
}

/** Objects with these fields, each of them as usual or odd. */
export function jsonObjects(
  fields: Readonly<Record<string, fc.Arbitrary<JsonValue | undefined>>>,
): fc.Arbitrary<JsonObject> {
  return fc.record(fields).map((record) => objectOf(Object.entries(record)));
}

/** The same JSON with a secret in every one of its objects, at every depth. */
export function withSecrets(json: JsonObject, seed: number): JsonObject {
  let planted = seed;
  const plant = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map(plant);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value as JsonObject).map(
      ([name, inner]) => [name, inner === undefined ? undefined : plant(inner)] as const,
    );
    planted += 1;
    const name = SECRET_NAMES[planted % SECRET_NAMES.length] ?? 'secret';
    const forms = [CANARY, { value: CANARY, inner: [CANARY] }, [CANARY], `x ${CANARY}`];
    return objectOf([...entries, [name, forms[planted % forms.length]]]);
  };
  return plant(json) as JsonObject;
}
