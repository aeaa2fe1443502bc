/** What certificates say that Okta lists as keys (`x5c`, RFC 7517): those of applications and of identity providers. */
import { certificateFacts, type CertificateFacts } from '../graph/x509';
import { list, text, type JsonObject } from '../json';
import { count, string, time, type Fields } from './fields';

/** The certificate itself is the first of the chain. */
function factsOf(key: JsonObject): CertificateFacts | undefined {
  return certificateFacts(text(list(key.x5c)[0]));
}

export const CERTIFICATE_FIELDS = {
  name: string((key) => factsOf(key)?.subject ?? key.kid),
  kid: string('kid'),
  keyType: string('kty', 'RSA, EC'),
  usage: string('use', 'sig'),
  expiresOn: time('expiresAt'),
  fingerprintSha256: string('x5t#S256', 'SHA-256 of the certificate, base64url'),
  subject: string((key) => factsOf(key)?.subject),
  issuer: string((key) => factsOf(key)?.issuer),
  serialNumber: string((key) => factsOf(key)?.serialNumber, 'Hexadecimal'),
  keySize: count((key) => factsOf(key)?.keySize, 'Bits'),
} satisfies Fields;

/** Without the certificate: what it says are properties. */
export const CERTIFICATE_SHAPE = {
  kid: true,
  kty: true,
  use: true,
  created: true,
  lastUpdated: true,
  expiresAt: true,
  'x5t#S256': true,
} as const;
