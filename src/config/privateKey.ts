/** Reads the private key of an OAuth service app in every form in which people paste one. */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { isJsonObject, list, parseJson, text, type JsonObject } from '../json';
import { refusal } from './refuse';

const FIELD = 'oktaPrivateKey';
const REMEDY =
  'Paste the private key that belongs to the public key of the Okta app, as PEM ("-----BEGIN ' +
  'PRIVATE KEY-----") or as JWK ("{"kty": …}")';
const SMALLEST_RSA_BITS = 2048;

/** The signature that fits a curve; RSA keys sign with RS256. */
const EC_ALGORITHMS: Readonly<Record<string, string>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
};

/** A private key that can sign for an OAuth service app, and how. */
export interface PrivateKey {
  /** A private JWK as JSON text, with `alg`, and with `kid` where one is known. */
  readonly jwk: string;
  readonly keyId: string | undefined;
}

/**
 * Accepts PEM (PKCS#8, PKCS#1, SEC1; with real or written-out line breaks, or all on one line, beside
 * certificates and parameters), a JWK, a key set with one private key, and base64 of any of these. Throws IntegrationValidationError; the message never
 * holds any part of the key.
 *
 * @param keyId the `kid` under which Okta knows the key, where it is configured apart from the key
 */
export function parsePrivateKey(entered: string, keyId: string | undefined): PrivateKey {
  const written = unwrapBase64(entered.trim());
  const jwk = written.startsWith('{') ? readJwk(written) : undefined;
  const key = jwk === undefined ? keyFromPem(written) : keyFromJwk(jwk);
  const ownId = text(jwk?.['kid']);
  if (keyId !== undefined && ownId !== undefined && keyId !== ownId) {
    throw refusal(
      'oktaKeyId',
      `differs from the "kid" inside the private key ("${ownId}")`,
      'Leave the field empty, or enter the key ID that the Okta app shows for this key',
    );
  }
  const id = keyId ?? ownId;
  const algorithm = fittingAlgorithm(key, text(jwk?.['alg']));
  const kid = id === undefined ? {} : { kid: id };
  return {
    jwk: JSON.stringify({ ...key.export({ format: 'jwk' }), alg: algorithm, ...kid }),
    keyId: id,
  };
}

function unwrapBase64(written: string): string {
  if (written.startsWith('{') || written.includes('-----')) return written;
  const decoded = Buffer.from(written, 'base64').toString('utf8').trim();
  return decoded.startsWith('{') || decoded.includes('-----BEGIN') ? decoded : written;
}

function readJwk(written: string): JsonObject {
  // Shells and JSON files put a backslash before each quotation mark.
  const parsed = parseJson(written) ?? parseJson(written.replaceAll('\\"', '"'));
  if (!isJsonObject(parsed)) throw refusal(FIELD, 'is not valid JSON', REMEDY);
  const keys = list(parsed['keys']).filter(isJsonObject);
  const privateKeys = keys.filter((key) => text(key['d']) !== undefined);
  if (privateKeys.length > 1) throw refusal(FIELD, ...tooMany(privateKeys.length));
  const jwk = privateKeys[0] ?? keys[0] ?? parsed;
  if (text(jwk['kty']) !== undefined && text(jwk['d']) === undefined) {
    throw refusal(FIELD, 'is a public key', REMEDY);
  }
  return jwk;
}

function tooMany(keys: number): [problem: string, remedy: string] {
  return [`holds ${keys} private keys`, 'Paste the one whose public key the Okta app has'];
}

function keyFromJwk(jwk: JsonObject): KeyObject {
  const members = Object.fromEntries(
    Object.entries(jwk).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return acceptable(() => createPrivateKey({ key: members, format: 'jwk' }));
}

interface PemBlock {
  readonly label: string;
  readonly body: string;
}

/** The blocks of a PEM file; `openssl ecparam -genkey` puts one with the curve before the key. */
function blocksOf(written: string): PemBlock[] {
  const lines = written.replace(/\\+r/g, '').replace(/\\+n/g, '\n');
  const found = lines.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]+?)-----END \1-----/g);
  return [...found].map(([, label = '', body = '']) => ({ label, body }));
}

function keyFromPem(written: string): KeyObject {
  const blocks = blocksOf(written);
  const privateOnes = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  if (privateOnes.length > 1) throw refusal(FIELD, ...tooMany(privateOnes.length));
  const block = privateOnes[0] ?? blocks[0];
  if (block === undefined) throw refusal(FIELD, 'is not a private key', REMEDY);
  const { label, body } = block;
  if (!label.endsWith('PRIVATE KEY')) {
    throw refusal(FIELD, `holds a block "${label}" and no private key`, REMEDY);
  }
  if (label.startsWith('OPENSSH')) {
    throw refusal(
      FIELD,
      'is in the form of OpenSSH',
      'Convert a copy of it with "ssh-keygen -p -m PEM -f copy.key", and paste that',
    );
  }
  if (label.includes('ENCRYPTED') || body.includes('ENCRYPTED')) {
    throw refusal(
      FIELD,
      'is protected by a passphrase',
      'Paste the key without one, for example from "openssl pkcs8 -topk8 -nocrypt -in key.pem"',
    );
  }
  // Line breaks get lost where a key is pasted into one line, so they are put back from the content.
  const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
  return acceptable(() => createPrivateKey(pem));
}

function acceptable(read: () => KeyObject): KeyObject {
  const key = readOrRefuse(read);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? SMALLEST_RSA_BITS;
  if (key.asymmetricKeyType === 'rsa' && bits < SMALLEST_RSA_BITS) {
    throw refusal(
      FIELD,
      `is an RSA key of ${bits} bits`,
      `Okta asks for at least ${SMALLEST_RSA_BITS} bits`,
    );
  }
  algorithmOf(key);
  requireConsistent(key);
  return key;
}

/** A key whose parts do not belong together can be read, and signs what nobody accepts. */
function requireConsistent(key: KeyObject): void {
  const probe = Buffer.from('probe');
  const isConsistent = readOrRefuse(() =>
    verify('sha256', probe, createPublicKey(key), sign('sha256', probe, key)),
  );
  if (!isConsistent) {
    throw refusal(FIELD, 'is damaged: its parts do not belong together', REMEDY);
  }
}

function readOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw refusal(FIELD, 'cannot be read as a private key', REMEDY);
  }
}

/** The algorithm named in the key, where it signs and fits; keys from other tools may name another use. */
function fittingAlgorithm(key: KeyObject, named: string | undefined): string {
  const usual = algorithmOf(key);
  const longerRsa = usual === 'RS256' && (named === 'RS384' || named === 'RS512');
  return longerRsa ? named : usual;
}

function algorithmOf(key: KeyObject): string {
  if (key.asymmetricKeyType === 'rsa') return 'RS256';
  const jwk = key.asymmetricKeyType === 'ec' ? key.export({ format: 'jwk' }) : {};
  const algorithm = EC_ALGORITHMS[text(jwk.crv) ?? ''];
  if (algorithm === undefined) {
    throw refusal(
      FIELD,
      'is of a kind that Okta does not accept',
      'Use an RSA or an EC key (P-256, P-384 or P-521)',
    );
  }
  return algorithm;
}
