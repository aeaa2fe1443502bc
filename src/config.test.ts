/** Tables of what a customer may enter, and what becomes of it. */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { IntegrationValidationError } from '@jupiterone/integration-sdk-core';
import {
  instanceConfigFields,
  parseConfig,
  runsFromSource,
  type IntegrationConfig,
  type OktaSettings,
} from './config';
import { DEFAULT_THRESHOLD } from './okta';

const TOKEN = '00aBcDeFgHiJkLmNoPqRsTuVwXyZ-0123456789_ab';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

function parse(config: IntegrationConfig, localDevelopment = false): OktaSettings {
  return parseConfig(
    { oktaOrgUrl: 'acme.okta.com', oktaApiKey: TOKEN, ...config },
    { localDevelopment },
  );
}

function refused(config: IntegrationConfig, localDevelopment = false): IntegrationValidationError {
  try {
    parse(config, localDevelopment);
  } catch (error) {
    expect(error).toBeInstanceOf(IntegrationValidationError);
    return error as IntegrationValidationError;
  }
  throw new Error(`accepted: ${JSON.stringify(config)}`);
}

/** Node 24 refuses to read a key whose parts do not belong together; Node 20 and 22 read it. */
const INCONSISTENT = /is damaged|cannot be read as a private key/;

/** 253 characters. */
const LONGEST_NAME = `${'a.'.repeat(121)}example.com`;

describe('oktaOrgUrl', () => {
  test.each([
    ['acme.okta.com', 'https://acme.okta.com', 'okta'],
    ['https://acme.okta.com/', 'https://acme.okta.com', 'okta'],
    ['https://acme.okta.com', 'https://acme.okta.com', 'okta'],
    ['//acme.okta.com', 'https://acme.okta.com', 'okta'],
    ['HTTPS://ACME.Okta.COM', 'https://acme.okta.com', 'okta'],
    ['  acme.okta.com \n', 'https://acme.okta.com', 'okta'],
    ['\tacme.okta.com\r\n', 'https://acme.okta.com', 'okta'],
    ['acme.okta.com.', 'https://acme.okta.com', 'okta'],
    ['https://acme.okta.com/app/UserHome?fromLogin=true#x', 'https://acme.okta.com', 'okta'],
    ['acme.okta.com/api/v1', 'https://acme.okta.com', 'okta'],
    ['https://acme-admin.okta.com/admin/dashboard', 'https://acme.okta.com', 'okta'],
    ['ACME-ADMIN.OKTA.COM', 'https://acme.okta.com', 'okta'],
    ['acme-admin.oktapreview.com/admin', 'https://acme.oktapreview.com', 'okta'],
    ['dev-123456.okta.com', 'https://dev-123456.okta.com', 'okta'],
    ['trial-42-admin.okta.com', 'https://trial-42.okta.com', 'okta'],
    ['acme.oktapreview.com', 'https://acme.oktapreview.com', 'okta'],
    ['acme.okta-emea.com', 'https://acme.okta-emea.com', 'okta'],
    ['acme.okta-gov.com', 'https://acme.okta-gov.com', 'okta'],
    ['acme.okta.mil', 'https://acme.okta.mil', 'okta'],
    ['acme.okta-miltest.com', 'https://acme.okta-miltest.com', 'okta'],
    ['acme.trex-govcloud.com', 'https://acme.trex-govcloud.com', 'okta'],
    ['acme.okta.com:443', 'https://acme.okta.com', 'okta'],
    ['https://acme.okta.com:8443/', 'https://acme.okta.com:8443', 'okta'],
    ['login.acme.com', 'https://login.acme.com', 'custom'],
    ['Login.Acme.com:8443/signin', 'https://login.acme.com:8443', 'custom'],
    ['login.acme-admin.com', 'https://login.acme-admin.com', 'custom'],
    ['acme.okta.com.evil.example', 'https://acme.okta.com.evil.example', 'custom'],
    ['acmeokta.com', 'https://acmeokta.com', 'custom'],
    ['bücher.example', 'https://xn--bcher-kva.example', 'custom'],
    ['ｌｏｇｉｎ．ａｃｍｅ．ｃｏｍ', 'https://login.acme.com', 'custom'],
    ['"https://acme.okta.com"', 'https://acme.okta.com', 'okta'],
    ["'acme.okta.com' ", 'https://acme.okta.com', 'okta'],
    ['https:/acme.okta.com', 'https://acme.okta.com', 'okta'],
    ['https:\\\\acme.okta.com\\', 'https://acme.okta.com', 'okta'],
    ['https:acme.okta.com', 'https://acme.okta.com', 'okta'],
    ['acme.mtls.okta.com', 'https://acme.mtls.okta.com', 'okta'],
    [`${'a'.repeat(63)}.okta.com`, `https://${'a'.repeat(63)}.okta.com`, 'okta'],
    [LONGEST_NAME, `https://${LONGEST_NAME}`, 'custom'],
  ])('%j is %s (%s)', (entered, orgUrl, kind) => {
    expect(parse({ oktaOrgUrl: entered })).toMatchObject({ orgUrl, kind });
  });

  test.each([
    [undefined, 'is empty'],
    ['', 'is empty'],
    ['   \n', 'is empty'],
    ['https://', 'is not a web address'],
    ['https:///', 'is not a web address'],
    ['https://:443', 'is not a web address'],
    ['acme okta com', 'is not a web address'],
    ['acme.okta.com:port', 'is not a web address'],
    ['acme', 'has no domain'],
    ['00abcSecretTokenInTheWrongField', 'has no domain'],
    ['acme..okta.com', 'two dots in a row'],
    ['acme.okta..com', 'two dots in a row'],
    ['.acme.okta.com', 'a dot too many'],
    ['acme.okta.com..', 'a dot too many'],
    ['acme.-admin.okta.com', 'two dots in a row'],
    ['*.okta.com', 'contains "*"'],
    ['*.acme.com', 'contains "*"'],
    ['acme_corp.okta.com', 'contains "_"'],
    ['login_page.acme.com', 'contains "_"'],
    ['{yourOktaDomain}.okta.com', 'contains "{"'],
    ['${OKTA_ORG}.okta.com', 'contains "$"'],
    ["acme'.okta.com", 'contains "\'"'],
    ['acme.okta.com,other.okta.com', 'contains ","'],
    ['-acme.okta.com', 'has a hyphen next to a dot'],
    ['acme-.okta.com', 'has a hyphen next to a dot'],
    ['acme--admin.okta.com', 'has a hyphen next to a dot'],
    ['login.-acme.com', 'has a hyphen next to a dot'],
    [`${'a'.repeat(64)}.okta.com`, 'more than 63 characters'],
    [`${'a'.repeat(64)}.acme.com`, 'more than 63 characters'],
    [`a.${LONGEST_NAME}`, 'more than 253 characters'],
    ['acme.okta.com:0', 'has the port 0'],
    ['https://login.acme.com:00/', 'has the port 0'],
    ['acme.okta.com:65536', 'is not a web address'],
    ['http:acme.okta.com', 'starts with http://'],
    ['<https://acme.okta.com>', 'is not a web address'],
    ['javascript:alert(1)', 'is not a web address'],
    ['acme.okta.com\r\nHost: evil.example', 'is not a web address'],
    ['okta.com', 'no org'],
    ['www.okta.com', 'no org'],
    ['-admin.okta.com', 'no org'],
    ['http://acme.okta.com', 'starts with http://'],
    ['http://login.acme.com', 'starts with http://'],
    ['ftp://acme.okta.com', 'starts with ftp://'],
    ['file:///etc/passwd', 'names no host'],
    ['10.1.2.3', 'is an IP address'],
    ['8.8.8.8', 'is an IP address'],
    ['https://169.254.169.254/latest', 'is an IP address'],
    ['0x0a000001', 'is an IP address'],
    ['[2001:db8::1]', 'is an IP address'],
    ['[::ffff:10.0.0.1]', 'is an IP address'],
    ['user@acme.okta.com', 'a user name or a password'],
    ['https://user:secret@acme.okta.com', 'a user name or a password'],
    ['https://acme.okta.com@evil.example', 'a user name or a password'],
    ['http://127.0.0.1:8080', 'this machine'],
    ['https://127.0.0.1', 'this machine'],
    ['localhost', 'this machine'],
    ['2130706433', 'this machine'],
    ['http://[::1]:80', 'this machine'],
    ['[::ffff:127.0.0.1]', 'this machine'],
    ['org.localhost', 'this machine'],
  ])('%j is refused: %s', (entered, problem) => {
    const { message } = refused({ oktaOrgUrl: entered });
    expect(message).toContain('"oktaOrgUrl"');
    expect(message).toContain(problem);
    expect(message).not.toMatch(/secret/i);
  });

  test.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000/', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
    ['https://localhost:4000', 'https://localhost:4000'],
  ])('%j is accepted in local development', (entered, orgUrl) => {
    expect(parse({ oktaOrgUrl: entered }, true)).toMatchObject({ orgUrl, kind: 'loopback' });
  });

  test.each([
    'http://10.0.0.1',
    '10.0.0.1',
    'http://acme.okta.com',
    'ws://127.0.0.1',
    'http://org.localhost',
    'http://[::ffff:127.0.0.1]',
    'http://localhost:0',
  ])('%j is refused in local development too', (entered) => {
    expect(refused({ oktaOrgUrl: entered }, true).message).toContain('"oktaOrgUrl"');
  });

  test('local development is what runs from TypeScript', () => {
    expect(runsFromSource()).toBe(true);
    expect(runsFromSource('/app/node_modules/jupiterone-integration-okta/dist/config.js')).toBe(
      false,
    );
  });
});

describe('oktaApiKey', () => {
  test.each([
    ['as it is', TOKEN],
    ['with a trailing newline', `${TOKEN}\n`],
    ['with CRLF', `${TOKEN}\r\n`],
    ['with blanks around it', `  ${TOKEN}\t`],
    ['with its scheme', `SSWS ${TOKEN}`],
    ['with its scheme in lower case', `ssws  ${TOKEN}\n`],
    ['as a whole header', `Authorization: SSWS ${TOKEN}`],
    ['after a byte order mark', `\uFEFF${TOKEN}`],
    ['in quotation marks', `"${TOKEN}"`],
    ['in quotation marks, with its scheme', `'SSWS ${TOKEN}'\n`],
  ])('%s', (_, entered) => {
    expect(parse({ oktaApiKey: entered }).credentials).toEqual({ kind: 'token', token: TOKEN });
  });

  test.each([
    ['a blank inside', '00abc def'],
    ['a line break inside', '00abc\ndef'],
    ['a header smuggled in', '00abc\r\nX-Other: 1'],
    ['a character outside ASCII', '00abc…'],
    ['a letter that looks like another', '00abс'],
    ['an invisible character', '00abc\u200bdef'],
    ['a NUL', '00abc\0'],
    ['a quotation mark on one side', '"00abc'],
    ['a variable that was never filled in', '${00abc}'],
    ['a placeholder', '<00abc>'],
    ['another scheme', 'Bearer 00abc'],
    ['the scheme alone', 'SSWS '],
    ['a private key', pem],
    ['a JWK', '{"kty":"RSA"}'],
  ])('%s is refused, and not repeated in the message', (_, entered) => {
    const { message } = refused({ oktaApiKey: entered });
    expect(message).toContain('"oktaApiKey"');
    expect(message).not.toContain('00abc');
    expect(message).not.toContain('MII');
  });
});

describe('exactly one kind of credential', () => {
  const clientId = '0oa1b2c3D4E5F6G7H8I9';
  test.each([
    ['none', {}, 'oktaApiKey', 'so are oktaClientId'],
    ['none, all blank', { oktaApiKey: ' ', oktaClientId: '' }, 'oktaApiKey', 'is empty'],
    [
      'both',
      { oktaApiKey: TOKEN, oktaClientId: clientId, oktaPrivateKey: pem },
      'oktaApiKey',
      'exactly one kind',
    ],
    [
      'a token and half of the other',
      { oktaApiKey: TOKEN, oktaKeyId: 'k1' },
      'oktaApiKey',
      'exactly one kind',
    ],
    ['a client without a key', { oktaClientId: clientId }, 'oktaPrivateKey', 'is empty'],
    ['a key without a client', { oktaPrivateKey: pem }, 'oktaClientId', 'is empty'],
    ['a key ID alone', { oktaKeyId: 'k1' }, 'oktaClientId', 'is empty'],
    [
      'an odd client ID',
      { oktaClientId: 'my app', oktaPrivateKey: pem },
      'oktaClientId',
      'characters',
    ],
  ])('%s', (_, config, field, problem) => {
    const { message } = refused({ oktaApiKey: '', ...config });
    expect(message).toContain(`"${field}"`);
    expect(message).toContain(problem);
  });
});

describe('oktaPrivateKey', () => {
  const base = { oktaApiKey: '', oktaClientId: '0oa1' };
  test('a client ID that a customer chose', () => {
    const config = { ...base, oktaClientId: ' my.app_1+(x)!\n', oktaPrivateKey: pem };
    expect(parse(config).credentials).toMatchObject({ clientId: 'my.app_1+(x)!' });
  });

  const rsaJwk = rsa.privateKey.export({ format: 'jwk' });
  const publicJwk = rsa.publicKey.export({ format: 'jwk' });
  const ecJwk = ec.privateKey.export({ format: 'jwk' });
  const readJwk = (config: IntegrationConfig): Record<string, unknown> => {
    const { credentials } = parse({ ...base, ...config });
    if (credentials.kind !== 'oauth') throw new Error('not OAuth');
    return JSON.parse(credentials.privateKey) as Record<string, unknown>;
  };

  test.each([
    ['PEM, PKCS#8', pem],
    ['PEM, PKCS#1', rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['PEM with CRLF', pem.replaceAll('\n', '\r\n')],
    ['PEM with written-out line breaks', pem.replaceAll('\n', '\\n')],
    ['PEM with written-out CRLF', pem.replaceAll('\n', '\\r\\n')],
    ['PEM on one line', pem.replaceAll('\n', ' ')],
    ['PEM in base64', Buffer.from(pem).toString('base64')],
    ['PEM with blanks around it', `\n  ${pem}\n`],
    ['JWK', JSON.stringify(rsaJwk)],
    ['JWK with a foreign algorithm', JSON.stringify({ ...rsaJwk, alg: 'RSA-OAEP', use: 'sig' })],
    ['JWK in base64', Buffer.from(JSON.stringify(rsaJwk)).toString('base64')],
    ['PEM with doubly written-out line breaks', pem.replaceAll('\n', '\\\\n')],
    ['PEM in quotation marks', `"${pem.replaceAll('\n', '\\n')}"`],
    ['PEM after a byte order mark', `\uFEFF${pem}`],
    ['PEM after a certificate', pem.replaceAll('PRIVATE KEY', 'CERTIFICATE') + pem],
    ['PEM after attributes', `Bag Attributes\n    friendlyName: okta\n${pem}`],
    ['JWK in quotation marks', `'${JSON.stringify(rsaJwk)}'`],
    ['JWK as a JSON string', JSON.stringify(JSON.stringify(rsaJwk))],
    ['JWK with line breaks', JSON.stringify(rsaJwk, null, 2).replaceAll('\n', '\r\n')],
    ['a key set with one key', JSON.stringify({ keys: [rsaJwk] })],
    ['a key set with its public half', JSON.stringify({ keys: [publicJwk, rsaJwk] })],
  ])('%s', (_, entered) => {
    expect(readJwk({ oktaPrivateKey: entered })).toEqual({ ...rsaJwk, alg: 'RS256' });
  });

  test('an EC key signs with the algorithm of its curve', () => {
    const written = ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString();
    expect(readJwk({ oktaPrivateKey: written })).toEqual({ ...ecJwk, alg: 'ES256' });
    const parameters =
      '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----';
    expect(readJwk({ oktaPrivateKey: `${parameters}\n${written}` })).toEqual({
      ...ecJwk,
      alg: 'ES256',
    });
  });

  test('the longer RSA signatures are kept', () => {
    const written = JSON.stringify({ ...rsaJwk, alg: 'RS512' });
    expect(readJwk({ oktaPrivateKey: written })).toMatchObject({ alg: 'RS512' });
  });

  test.each([
    ['beside the key', { oktaPrivateKey: pem, oktaKeyId: ' k1 ' }],
    ['inside the key', { oktaPrivateKey: JSON.stringify({ ...rsaJwk, kid: 'k1' }) }],
    ['in both', { oktaPrivateKey: JSON.stringify({ ...rsaJwk, kid: 'k1' }), oktaKeyId: 'k1' }],
  ])('a key ID %s', (_, config) => {
    expect(readJwk(config)).toMatchObject({ kid: 'k1' });
    expect(parse({ ...base, ...config }).credentials).toMatchObject({ keyId: 'k1' });
  });

  const encrypted = rsa.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString();
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const edwards = generateKeyPairSync('ed25519').privateKey;
  const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
    format: 'jwk',
  });
  const otherEc = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  });
  test.each([
    ['text', 'hunter2hunter2', 'is not a private key'],
    [
      'a public key',
      rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      'public key',
    ],
    ['a public JWK', JSON.stringify(rsa.publicKey.export({ format: 'jwk' })), 'public key'],
    ['broken JSON', '{"kty":"RSA","d":"hunter2"', 'not valid JSON'],
    ['a broken JWK', '{"kty":"RSA","d":"hunter2"}', 'cannot be read'],
    ['a symmetric JWK', '{"kty":"oct","k":"hunter2"}', 'public key'],
    ['two keys', JSON.stringify({ keys: [rsaJwk, ecJwk] }), '2 private keys'],
    ['two PEM keys', pem + pem, '2 private keys'],
    ['a certificate', pem.replaceAll('PRIVATE KEY', 'CERTIFICATE'), 'block "CERTIFICATE"'],
    ['a key of OpenSSH', pem.replaceAll('PRIVATE', 'OPENSSH PRIVATE'), 'ssh-keygen -p -m PEM'],
    ['an empty key set', '{"keys":[]}', 'cannot be read'],
    ['a list', JSON.stringify([rsaJwk]), 'is not a private key'],
    ['an RSA key without its primes', JSON.stringify({ ...rsaJwk, p: '' }), 'cannot be read'],
    ['an RSA key of two halves', JSON.stringify({ ...rsaJwk, n: otherRsa.n }), INCONSISTENT],
    [
      'an EC key of two halves',
      JSON.stringify({ ...ecJwk, x: otherEc.x, y: otherEc.y }),
      INCONSISTENT,
    ],
    ['a truncated PEM', pem.slice(0, 200), 'is not a private key'],
    ['a damaged PEM', pem.replace(/\n.{20}/, '\n'), 'cannot be read'],
    ['an encrypted PEM', encrypted, 'passphrase'],
    ['a short key', small.export({ type: 'pkcs8', format: 'pem' }).toString(), '1024 bits'],
    [
      'an Edwards key',
      edwards.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'does not accept',
    ],
  ])('%s is refused, and not repeated in the message', (_, entered, problem) => {
    const { message } = refused({ ...base, oktaPrivateKey: entered });
    expect(message).toContain('"oktaPrivateKey"');
    expect(message).toMatch(problem);
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain('MII');
  });

  test('two different key IDs are refused', () => {
    const oktaPrivateKey = JSON.stringify({ ...rsaJwk, kid: 'k1' });
    const { message } = refused({ ...base, oktaPrivateKey, oktaKeyId: 'k2-or-a-secret' });
    expect(message).toMatch(/"oktaKeyId" differs.*\("k1"\)/);
    expect(message).not.toContain('secret');
  });

  test.each([
    ['a key', pem],
    ['a JWK', JSON.stringify(rsaJwk)],
    ['several lines', 'k1\nk2'],
    ['an endless text', 'k'.repeat(256)],
  ])('%s is no key ID, and not repeated in the message', (_, oktaKeyId) => {
    const { message } = refused({ ...base, oktaPrivateKey: pem, oktaKeyId });
    expect(message).toContain('"oktaKeyId" is not a key ID');
    expect(message).not.toContain('MII');
    expect(message.length).toBeLessThan(250);
  });
});

describe('rateLimitThreshold', () => {
  test.each([
    [undefined, DEFAULT_THRESHOLD],
    ['', DEFAULT_THRESHOLD],
    [' 0.5 ', 0.5],
    ['1', 1],
    ['.05', 0.05],
    ['1.0', 1],
    [0.3, 0.3],
  ])('%j is %d', (rateLimitThreshold, expected) => {
    expect(parse({ rateLimitThreshold }).rateLimitThreshold).toBe(expected);
  });

  test.each([
    '0',
    '0.04',
    '1.01',
    '80',
    '50%',
    'half',
    '-0.5',
    '0,5',
    '1e-1',
    'NaN',
    '.',
    0,
    2,
    NaN,
  ])('%j is refused', (rateLimitThreshold) => {
    const { message } = refused({ rateLimitThreshold });
    expect(message).toContain('"rateLimitThreshold"');
    expect(message).toContain('0.05 to 1');
  });

  test('what may be a secret in the wrong field is not repeated', () => {
    expect(refused({ rateLimitThreshold: '80%' }).message).toContain('("80%")');
    expect(refused({ rateLimitThreshold: '00hunter2' }).message).not.toContain('hunter2');
  });
});

describe('the other fields', () => {
  test.each([
    [undefined, true],
    ['', true],
    [true, true],
    [false, false],
    ['false', false],
    ['TRUE', true],
  ])('mapUsersToPersons %j is %s', (mapUsersToPersons, expected) => {
    expect(parse({ mapUsersToPersons }).mapUsersToPersons).toBe(expected);
  });

  test.each([
    [undefined, false],
    ['', false],
    [true, true],
    ['True', true],
    ['false', false],
  ])('trustUserList %j is %s', (trustUserList, expected) => {
    expect(parse({ trustUserList }).trustUserList).toBe(expected);
  });

  test.each([
    [undefined, 'full'],
    ['', 'full'],
    ['Full', 'full'],
    [' changes', 'changes'],
  ])('mfaCollectionMode %j is %s', (mfaCollectionMode, expected) => {
    expect(parse({ mfaCollectionMode }).mfaCollectionMode).toBe(expected);
  });

  test.each([
    ['mapUsersToPersons', { mapUsersToPersons: 'yes' }],
    ['mfaCollectionMode', { mfaCollectionMode: 'fast' }],
    ['trustUserList', { trustUserList: 'no' }],
    ['disableTlsVerification', { disableTlsVerification: 'off' }],
    ['caCertificate', { caCertificate: '/etc/ssl/proxy.pem' }],
  ])('an unknown value of %s is refused', (field, config) => {
    expect(refused(config).message).toContain(`"${field}"`);
  });

  test.each([undefined, '', false, 'false'])('disableTlsVerification may be %j', (value) => {
    expect(parse({ disableTlsVerification: value })).toEqual(parse({}));
  });

  test.each([true, 'true', 'TRUE'])('disableTlsVerification may not be %j', (value) => {
    expect(refused({ disableTlsVerification: value }).message).toMatch(
      /^The field "disableTlsVerification" is true, .*caCertificate\.$/,
    );
  });

  test('null, as a host may store it, is the same as absent', () => {
    const fromHost = JSON.parse(
      '{"oktaClientId":null,"rateLimitThreshold":null,"mapUsersToPersons":null,' +
        '"caCertificate":null,"disableTlsVerification":null}',
    ) as IntegrationConfig;
    expect(parse(fromHost)).toEqual(parse({}));
  });
});

describe('.env.example', () => {
  const lines = readFileSync(path.join(__dirname, '../.env.example'), 'utf8').split('\n');
  const variableOf = (line: string): string | undefined =>
    /^#?\s?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1];
  const listed = lines.map(variableOf).filter((name) => name !== undefined);
  const fields = Object.keys(instanceConfigFields).map((field) =>
    field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
  );

  test('lists every field, and nothing that neither we nor the SDK read', () => {
    const ofSdk = ['DISABLED_INGESTION_SOURCES', 'INTEGRATION_INSTANCE_NAME', 'LOG_LEVEL'];
    const ofStart = ['EARLIER_GRAPHS', 'EARLIER_GRAPHS_MB'];
    expect([...listed].sort()).toEqual([...fields, ...ofSdk, ...ofStart].sort());
  });

  test('explains each with one line above it', () => {
    const unexplained = lines.filter(
      (line, i) => variableOf(line) !== undefined && !/^# \w.{20}/.test(lines[i - 1] ?? ''),
    );
    expect(unexplained).toEqual([]);
  });

  test('parses as it stands, once an org and a token are filled in', () => {
    const values: Record<string, string | undefined> = {};
    for (const line of lines) {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined) values[name] = value;
    }
    expect(values['OKTA_ORG_URL']).toBe('');
    expect(values['OKTA_API_KEY']).toBe('');
    expect(values['MAP_USERS_TO_PERSONS']).toBeUndefined();
  });
});
