/** Certificates as Okta's answers carry them. */
import { X509Certificate } from 'node:crypto';

import { selfSigned } from '../../test/harness/selfSigned';
import { certificateFacts } from './x509';

test('what a certificate says of itself', () => {
  const { raw, serialNumber, validTo } = new X509Certificate(selfSigned('login.example').cert);
  expect(certificateFacts(raw.toString('base64'))).toEqual({
    subject: 'CN=login.example',
    issuer: 'CN=login.example',
    serialNumber,
    keySize: 256,
    expiresOn: Date.parse(validTo),
  });
});

test.each([undefined, '', 'no certificate', 'AAAA', '%%%'])('%j is none', (written) => {
  expect(certificateFacts(written)).toBeUndefined();
});
