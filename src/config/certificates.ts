/** Reads the CA certificate that a customer enters, and switches certificate checks off for nobody. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { refusal } from './refuse';

const CA_FIELD = 'caCertificate';
const CA_REMEDY =
  'Paste the certificate of the authority that signs for your proxy or custom domain, as PEM ' +
  '("-----BEGIN CERTIFICATE-----"), one or several below each other';

/**
 * The certificates in `entered`, each as PEM of its own; an empty list for an empty field. Line
 * breaks may be written as `\n` or be lost, since environment variables and forms hold one line. Throws
 * IntegrationValidationError if a block cannot be read, is no certificate, or is no longer valid.
 *
 * @param now milliseconds since the epoch
 */
export function parseCaCertificates(entered: string, now: number): string[] {
  if (entered === '') return [];
  const lines = entered.replace(/\\+r/g, '').replace(/\\+n/g, '\n');
  const blocks = [...lines.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]+?)-----END \1-----/g)];
  if (blocks.length === 0) throw refusal(CA_FIELD, 'holds no certificate in PEM form', CA_REMEDY);
  return blocks.map(([, label = '', body = '']) => {
    if (label.endsWith('PRIVATE KEY')) {
      throw refusal(
        CA_FIELD,
        'holds a private key',
        'Remove the key: the certificate alone is needed. Treat the key as disclosed',
      );
    }
    if (!/^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label)) {
      throw refusal(CA_FIELD, `holds a block "${label}" and not a certificate`, CA_REMEDY);
    }
    return validCertificate(body, now);
  });
}

function validCertificate(body: string, now: number): string {
  const base64 = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN CERTIFICATE-----\n${base64.join('\n')}\n-----END CERTIFICATE-----\n`;
  const certificate = read(pem);
  if (certificate === undefined) {
    throw refusal(CA_FIELD, 'holds a certificate that cannot be read', CA_REMEDY);
  }
  if (Date.parse(certificate.validTo) < now) {
    throw refusal(
      CA_FIELD,
      `holds a certificate that expired on ${certificate.validTo}`,
      CA_REMEDY,
    );
  }
  return pem;
}

function read(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/**
 * What TLS trusts: the system's authorities, those of NODE_EXTRA_CA_CERTS, and the entered ones.
 * `undefined`, Node's own choice, if none was entered. Node replaces its whole list by the one that it is
 * given, and lists its default only from version 22.15 on (tls.getCACertificates).
 */
export function trustedCertificates(
  entered: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): string[] | undefined {
  if (entered.length === 0) return undefined;
  return [...tls.rootCertificates, ...extraCertificates(environment), ...entered];
}

/** Node warns of a file that it cannot read, and goes on without; so does this. */
function extraCertificates({ NODE_EXTRA_CA_CERTS: file = '' }: NodeJS.ProcessEnv): string[] {
  if (file === '') return [];
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
