/** JSON Web Tokens as the token endpoint and DPoP need them: reading, checking, thumbprints. */
import { createHash, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';

export interface Jwt {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** True when the signature fits the key. */
  signedBy(key: KeyObject): boolean;
}

const HASHES: Readonly<Record<string, string>> = {
  RS256: 'sha256',
  RS384: 'sha384',
  RS512: 'sha512',
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
};

export const ALGORITHMS = Object.keys(HASHES);

function part(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value as Record<string, unknown>;
}

/** undefined for what is no JWT in compact form. */
export function readJwt(token: string): Jwt | undefined {
  const [head, body, signature, ...rest] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) {
    return undefined;
  }
  try {
    const header = part(head);
    const claims = part(body);
    return {
      header,
      claims,
      signedBy: (key) => checkSignature(header, `${head}.${body}`, signature, key),
    };
  } catch {
    return undefined;
  }
}

function checkSignature(
  header: Record<string, unknown>,
  signed: string,
  signature: string,
  key: KeyObject,
): boolean {
  const algorithm = String(header['alg']);
  const hash = HASHES[algorithm];
  if (hash === undefined) return false;
  const elliptic = algorithm.startsWith('ES');
  if (elliptic !== (key.asymmetricKeyType === 'ec')) return false;
  return verify(
    hash,
    Buffer.from(signed),
    elliptic ? { key, dsaEncoding: 'ieee-p1363' } : key,
    Buffer.from(signature, 'base64url'),
  );
}

export function publicKeyOf(jwk: unknown): KeyObject | undefined {
  if (typeof jwk !== 'object' || jwk === null || 'd' in jwk) return undefined;
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** RFC 7638. */
export function thumbprint(jwk: Record<string, unknown>): string {
  const names = jwk['kty'] === 'EC' ? ['crv', 'kty', 'x', 'y'] : ['e', 'kty', 'n'];
  const canonical = JSON.stringify(Object.fromEntries(names.map((name) => [name, jwk[name]])));
  return createHash('sha256').update(canonical).digest('base64url');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
