/** The private key of an OAuth service app: read once, then used to sign assertions and proofs. */
import {
  createPrivateKey,
  createPublicKey,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { IntegrationValidationError } from '@jupiterone/integration-sdk-core';
import { isJsonObject, parseJson, text } from '../../json';

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

/** A private key that is ready to sign, with the algorithm and the key id to name. */
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

function parseJwk(written: string): Readonly<Record<string, unknown>> {
  const parsed = parseJson(written);
  if (!isJsonObject(parsed)) throw unusable();
  return parsed;
}

function keyObject(jwk: Readonly<Record<string, unknown>>): KeyObject {
  try {
    return createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    throw unusable();
  }
}

function algorithmOf(jwk: Readonly<Record<string, unknown>>): Algorithm {
  const algorithm = ALGORITHMS.find((known) => known === jwk.alg);
  if (algorithm === undefined) throw unusable();
  return algorithm;
}

/** `src/config` reads what customers enter and says what is wrong with it; what comes here has passed. */
function unusable(): IntegrationValidationError {
  return new IntegrationValidationError(
    'oktaPrivateKey is not a private JWK with an algorithm that Okta accepts.',
  );
}

function encode(part: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/**
 * Reads the text of a private JWK with `alg`. Throws IntegrationValidationError, whose message holds no
 * part of the key.
 * @param keyId goes before the JWK's own `kid`
 */
export function readSigningKey(written: string, keyId: string | undefined): SigningKey {
  const jwk = parseJwk(written);
  const algorithm = algorithmOf(jwk);
  const key = keyObject(jwk);
  const hash = `sha${algorithm.slice(2)}`;
  return {
    keyId: keyId ?? text(jwk.kid),
    publicJwk: createPublicKey(key).export({ format: 'jwk' }),
    sign(header, claims) {
      const signed = `${encode({ alg: algorithm, ...header })}.${encode(claims)}`;
      const signature = sign(hash, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
}
