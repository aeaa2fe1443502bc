/** What an X.509 certificate says of itself, read from its DER bytes as JSON carries them (`x5c`, RFC 7517). */
import { X509Certificate, type KeyObject } from 'node:crypto';

/** What certificates in the graph say. */
export interface CertificateFacts {
  /** Distinguished names: `C=US, O=Example, CN=login.example.com`. */
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** Bits; undefined for keys of other kinds than RSA and the usual curves. */
  readonly keySize: number | undefined;
  /** Milliseconds since the epoch; undefined where the certificate's time cannot be read. */
  readonly expiresOn: number | undefined;
}

/** Undefined where this is no certificate. */
export function certificateFacts(base64: string | undefined): CertificateFacts | undefined {
  if (base64 === undefined) return undefined;
  try {
    const certificate = new X509Certificate(Buffer.from(base64, 'base64'));
    const expiresOn = Date.parse(certificate.validTo);
    return {
      subject: oneLine(certificate.subject),
      issuer: oneLine(certificate.issuer),
      serialNumber: certificate.serialNumber,
      keySize: keySize(certificate.publicKey),
      expiresOn: Number.isNaN(expiresOn) ? undefined : expiresOn,
    };
  } catch {
    return undefined;
  }
}

/** Node writes each part of a distinguished name on a line of its own. */
function oneLine(name: string): string {
  return name.split('\n').join(', ');
}

const CURVES: ReadonlyMap<string | undefined, number> = new Map([
  ['prime256v1', 256],
  ['secp384r1', 384],
  ['secp521r1', 521],
]);

function keySize({ asymmetricKeyDetails }: KeyObject): number | undefined {
  return asymmetricKeyDetails?.modulusLength ?? CURVES.get(asymmetricKeyDetails?.namedCurve);
}
