import { generateKeyPairSync, verify } from 'node:crypto';
import { readSigningKey } from './signingKey';

describe('signing keys', () => {
  test.each([
    ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['ES384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['ES512', () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
  ])('%s: the JWT is signed, and holds no private part', (algorithm, generate) => {
    const { privateKey, publicKey } = generate();
    const jwk = { ...privateKey.export({ format: 'jwk' }), alg: algorithm };
    for (const kid of [undefined, 'own']) {
      const form = JSON.stringify({ ...jwk, kid });
      const key = readSigningKey(form, undefined);
      expect(key.keyId).toBe(kid);
      expect(readSigningKey(form, 'given').keyId).toBe('given');
      const [head, claims, signature] = key.sign({ jwk: key.publicJwk }, { a: 1 }).split('.');
      const header = JSON.parse(Buffer.from(head!, 'base64url').toString()) as { jwk: object };
      expect(header).toMatchObject({ alg: algorithm });
      expect(header.jwk).not.toHaveProperty('d');
      const isGood = verify(
        `sha${algorithm.slice(2)}`,
        Buffer.from(`${head}.${claims}`),
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature!, 'base64url'),
      );
      expect(isGood).toBe(true);
    }
  });
});
