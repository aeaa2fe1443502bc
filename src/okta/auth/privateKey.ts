/** The private key of an OAuth service app: read once, then used to sign assertions and proofs. */
import {
  createPrivateKey,
  createPublicKey,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { IntegrationValidationError } from '@jupiterone/integration-sdk-core';
import { isJsonObject, text } from '../../json';

export type Algorithm = 'RS256' | 'RS384' | 'RS512' | 'ES256' | 'ES384' | 'ES512';

export interface SigningKey {
  readonly keyId: string | undefined;
  /** The public half, as it stands in a DPoP proof's header. */
  readonly publicJwk: JsonWebKey;
  /** A JWT in compact form; `typ` and such may be set in `header`. */
  sign(
    header: Readonly<Record<string, unknown>>,
    claims: Readonly<Record<string, unknown>>,
  ): string;
}

const CURVES: Readonly<Record<string, Algorithm>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
};

function refused(why: string): IntegrationValidationError {
  return new IntegrationValidationError(
    `oktaPrivateKey ${why}. It must be the private key of the Okta service app, RSA or EC, as PEM or JWK.`,
  );
}

function parseJwk(written: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(written);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    // The parser's message quotes the text, which is a secret.
    return undefined;
  }
}

function keyObject(written: string, jwk: Readonly<Record<string, unknown>> | undefined): KeyObject {
  try {
    return jwk ? createPrivateKey({ key: { ...jwk }, format: 'jwk' }) : createPrivateKey(written);
  } catch {
    throw refused('cannot be read');
  }
}

function algorithmOf(key: KeyObject, named: string | undefined): Algorithm {
  if (key.asymmetricKeyType === 'rsa') {
    return named === 'RS384' || named === 'RS512' ? named : 'RS256';
  }
  const curve = key.asymmetricKeyType === 'ec' ? key.export({ format: 'jwk' }).crv : undefined;
  const algorithm = CURVES[curve ?? ''];
  if (algorithm === undefined) throw refused('is of a kind that Okta does not accept');
  return algorithm;
}

function encode(part: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/**
 * Reads PEM (line breaks may be written as `\n`) or the text of a JWK. Throws
 * IntegrationValidationError, whose message holds no part of the key.
 * @param keyId goes before the JWK's own `kid`
 */
export function readSigningKey(written: string, keyId: string | undefined): SigningKey {
  const trimmed = written.trim();
  const jwk = trimmed.startsWith('{') ? parseJwk(trimmed) : undefined;
  const key = keyObject(trimmed.replaceAll('\\n', '\n'), jwk);
  const algorithm = algorithmOf(key, text(jwk?.alg));
  const hash = `sha${algorithm.slice(2)}`;
  return {
    keyId: keyId ?? text(jwk?.kid),
    publicJwk: createPublicKey(key).export({ format: 'jwk' }),
    sign(header, claims) {
      const signed = `${encode({ alg: algorithm, ...header })}.${encode(claims)}`;
      const signature = sign(hash, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
}
