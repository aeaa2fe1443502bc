/** What a customer may paste as a CA certificate, what is refused, and what TLS then trusts. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { IntegrationValidationError } from '@jupiterone/integration-sdk-core';
import { selfSigned } from '../../test/harness/selfSigned';
import { parseCaCertificates, trustedCertificates } from './certificates';

const { cert, key } = selfSigned('proxy.acme.com');
const other = selfSigned('other.acme.com').cert;
const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;

describe('parseCaCertificates', () => {
  test.each([
    ['as it is', cert, [cert]],
    ['with written line breaks', cert.replaceAll('\n', '\\n'), [cert]],
    ['with line breaks of Windows', cert.replaceAll('\n', '\r\n'), [cert]],
    ['on one line', cert.replaceAll('\n', ' '), [cert]],
    ['two, with comments between', `# proxy\n${cert}\n# and another\n${other}`, [cert, other]],
    ['nothing', '', []],
  ])('accepts a certificate %s', (_, entered, expected) => {
    expect(parseCaCertificates(entered, Date.now())).toEqual(expected);
  });

  test.each([
    ['a path', '/etc/ssl/proxy.pem', /no certificate in PEM form/],
    ['half a certificate', cert.slice(0, 200), /no certificate in PEM form/],
    ['a damaged one', cert.replace(/\n[\w+/]{20}/, '\nAAAAAAAAAAAAAAAAAAAA'), /cannot be read/],
    ['a key beside it', cert + key, /holds a private key/],
    [
      'a public key',
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      /a block "PUBLIC KEY" and not a certificate/,
    ],
  ])('refuses %s', (_, entered, problem) => {
    expect(() => parseCaCertificates(entered, Date.now())).toThrow(IntegrationValidationError);
    expect(() => parseCaCertificates(entered, Date.now())).toThrow(problem);
    expect(() => parseCaCertificates(entered, Date.now())).toThrow(/^The field "caCertificate"/);
  });

  test('refuses a certificate that has expired', () => {
    const week = 7 * 86_400_000;
    expect(() => parseCaCertificates(cert, Date.now() + week)).toThrow(/expired on/);
  });
});

describe('trustedCertificates', () => {
  test('leaves the choice to Node if none was entered', () => {
    expect(trustedCertificates([], { NODE_EXTRA_CA_CERTS: '/nowhere' })).toBeUndefined();
  });

  test('keeps the authorities of the system and of NODE_EXTRA_CA_CERTS', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'ca-'));
    try {
      const file = path.join(directory, 'extra.pem');
      writeFileSync(file, other);
      const trusted = trustedCertificates([cert], { NODE_EXTRA_CA_CERTS: file });
      expect(trusted).toEqual([...tls.rootCertificates, other, cert]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('goes on without a file that cannot be read, as Node does', () => {
    const trusted = trustedCertificates([cert], { NODE_EXTRA_CA_CERTS: '/nowhere/extra.pem' });
    expect(trusted).toEqual([...tls.rootCertificates, cert]);
  });
});
