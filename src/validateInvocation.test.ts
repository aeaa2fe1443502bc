/** Validation end to end over loopback: what is refused, in which words, and what was never sent. */
import { ingestionConfig } from './ingestion';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import {
  IntegrationError,
  IntegrationProviderAuthenticationError,
  IntegrationValidationError,
} from '@jupiterone/integration-sdk-core';
import { createMockExecutionContext } from '@jupiterone/integration-sdk-testing';

import { createInvocationConfig } from '.';
import { selfSigned } from '../test/harness/selfSigned';
import { startLocalOkta, type LocalOkta, type LocalOktaOptions } from '../packages/local-okta';
import { parseConfig, type IntegrationConfig } from './config';
import { IntegrationOktaApiError } from './okta';
import { discoverOrg } from './preflight';
import { IntegrationPrivateAddressError } from './preflight/address';
import type { RunOptions } from './run/run';

const DISCOVERY = '/.well-known/okta-organization';

/** What validation ends with: undefined where it passes. */
async function validate(
  instanceConfig: IntegrationConfig,
  options: RunOptions = { client: { retryBudget: { attempts: 1 } } },
): Promise<unknown> {
  const config = createInvocationConfig(options);
  const base = createMockExecutionContext({ instanceConfig });
  const executionConfig = config.loadExecutionConfig?.({ config: instanceConfig }) ?? {};
  const context = { ...base, executionConfig };
  try {
    await config.validateInvocation?.(context);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await config.afterExecution?.(context);
  }
}

async function withOrg<T>(
  options: LocalOktaOptions,
  use: (okta: LocalOkta) => Promise<T>,
): Promise<T> {
  const okta = await startLocalOkta(options);
  try {
    return await use(okta);
  } finally {
    await okta.close();
  }
}

interface PlainServer {
  readonly url: string;
  /** Request lines and headers, as they came. */
  readonly seen: string[];
  readonly server: Server;
}

/** A web server that is no Okta org. */
async function startPlain(status: number, body: string, location?: string): Promise<PlainServer> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    if (location !== undefined) response.setHeader('location', location);
    response.statusCode = status;
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, seen, server };
}

test('a good configuration passes with two requests, the first one without a credential', async () => {
  await withOrg({}, async (okta) => {
    expect(await validate({ oktaOrgUrl: okta.url, oktaApiKey: okta.apiToken })).toBeUndefined();
    const made = okta.counters.requests.map(({ template, authorization }) => [
      template,
      authorization,
    ]);
    expect(made).toEqual([
      ['/.well-known/okta-organization', ''],
      ['/api/v1/users', 'SSWS'],
    ]);
  });
});

test('a token with its scheme and a line break is the same token', async () => {
  await withOrg({}, async (okta) => {
    const oktaApiKey = `SSWS ${okta.apiToken}\r\n`;
    expect(await validate({ oktaOrgUrl: `${okta.url}/admin`, oktaApiKey })).toBeUndefined();
  });
});

test('an OAuth service app passes', async () => {
  await withOrg({}, async (okta) => {
    const { clientId, privateKeyPem, keyId } = okta.oauth;
    const error = await validate({
      oktaOrgUrl: okta.url,
      oktaClientId: clientId,
      oktaPrivateKey: privateKeyPem.replaceAll('\n', '\\n'),
      oktaKeyId: keyId,
    });
    expect(error).toBeUndefined();
  });
});

test('a token that may not list users is alive all the same', async () => {
  await withOrg({ permissions: { deny: ['/api/v1/users'] } }, async (okta) => {
    expect(await validate({ oktaOrgUrl: okta.url, oktaApiKey: okta.apiToken })).toBeUndefined();
  });
});

test('an answer that is no list is not taken for an org without users', async () => {
  const faults = [{ on: '/api/v1/users', kind: 'wrongShape' }] as const;
  await withOrg({ faults }, async (okta) => {
    const error = await validate({ oktaOrgUrl: okta.url, oktaApiKey: okta.apiToken });
    expect(error).toBeInstanceOf(IntegrationOktaApiError);
    expect((error as Error).message).toMatch(/not a list.*proxy or a sign-in portal.*directly/);
    expect((error as Error).message).not.toContain('no users');
  });
});

describe('a refused credential is an authentication error with a sentence to act on', () => {
  test('a dead token', async () => {
    await withOrg({}, async (okta) => {
      const error = await validate({ oktaOrgUrl: okta.url, oktaApiKey: '00dead-and-gone' });
      expect(error).toBeInstanceOf(IntegrationProviderAuthenticationError);
      const { message } = error as Error;
      expect(message).toMatch(
        /expired.*revoked.*another org.*network zone.*Security > API > Tokens/,
      );
      expect(message).not.toContain('00dead');
    });
  });

  test('an unknown OAuth client', async () => {
    await withOrg({}, async (okta) => {
      const oktaPrivateKey = okta.oauth.privateKeyPem;
      const error = await validate({
        oktaOrgUrl: okta.url,
        oktaClientId: '0oaother',
        oktaPrivateKey,
      });
      expect(error).toBeInstanceOf(IntegrationProviderAuthenticationError);
      expect((error as Error).message).toContain('oktaClientId');
      expect((error as Error).message).not.toContain('PRIVATE KEY');
    });
  });

  test('an OAuth app without an administrator role, which sees no users', async () => {
    await withOrg({ oauth: { adminRole: false } }, async (okta) => {
      const { clientId, privateKeyPem } = okta.oauth;
      const error = await validate({
        oktaOrgUrl: okta.url,
        oktaClientId: clientId,
        oktaPrivateKey: privateKeyPem,
      });
      expect(error).toBeInstanceOf(IntegrationProviderAuthenticationError);
      expect((error as Error).message).toMatch(/no users at all.*Admin roles.*Nothing was changed/);
    });
  });

  test('a token whose administrator sees no users', async () => {
    await withOrg({ permissions: { adminRole: 'none' } }, async (okta) => {
      const error = await validate({ oktaOrgUrl: okta.url, oktaApiKey: okta.apiToken });
      expect(error).toBeInstanceOf(IntegrationProviderAuthenticationError);
      expect((error as Error).message).toMatch(/Read-only Administrator for the whole org/);
    });
  });
});

describe('a host that is no Okta org never sees the credential', () => {
  test.each([
    ['a web site', 200, '<html>welcome</html>', undefined],
    ['JSON of something else', 200, '{"status":"ok"}', undefined],
    [
      'an org under a foreign domain',
      200,
      '{"id":"00o1","_links":{"organization":{"href":"https://evil.example"}}}',
      undefined,
    ],
    ['nothing at that path', 404, 'not found', undefined],
    ['a login page', 401, '', undefined],
    ['a redirect to a real org', 302, '', 'https://acme.okta.com/.well-known/okta-organization'],
  ])('%s', async (_, status, body, location) => {
    const { url, seen, server } = await startPlain(status, body, location);
    try {
      const error = await validate({ oktaOrgUrl: url, oktaApiKey: '00secret-token' });
      expect(error).toBeInstanceOf(IntegrationValidationError);
      expect((error as Error).message).toMatch(
        /"oktaOrgUrl" leads to no Okta org.*Check the spelling/,
      );
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.every((request) => request.startsWith('GET /.well-known/'))).toBe(true);
      expect(seen.join('\n')).not.toMatch(/secret-token|authorization/i);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('nothing listens there, which may pass and is no error of the configuration', async () => {
    const { url, server } = await startPlain(200, '');
    await new Promise((resolve) => server.close(resolve));
    const error = await validate({ oktaOrgUrl: url, oktaApiKey: '00secret-token' });
    expect(error).toMatchObject({ code: 'OKTA_ORG_NOT_REACHED_ERROR', fatal: true });
    expect((error as Error).message).toMatch(/"oktaOrgUrl".*cannot be reached/);
    expect((error as Error).message).not.toMatch(/spelling/);
  });
});

describe('a machine that a network zone or a proxy blocks', () => {
  test.each([
    ['HTML', '<html>Access blocked</html>'],
    ['nothing', ''],
  ])('is told so where every path answers 403 with %s', async (_, body) => {
    const { url, seen, server } = await startPlain(403, body);
    try {
      const error = await validate({ oktaOrgUrl: url, oktaApiKey: '00secret-token' });
      expect(error).toBeInstanceOf(IntegrationError);
      expect(error).not.toBeInstanceOf(IntegrationValidationError);
      expect((error as Error).message).toMatch(
        /HTTP 403.*network zone.*Security > Networks.*proxy/,
      );
      expect((error as Error).message).not.toMatch(/spelling|role|scope/i);
      expect(seen).toHaveLength(1);
      expect(seen.join('\n')).not.toMatch(/secret-token|authorization/i);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('the first question obeys the rules of all others', () => {
  const patient: RunOptions = { client: { retryBudget: { firstPauseMs: 5, longestPauseMs: 50 } } };
  const valid = async (org: LocalOktaOptions): Promise<unknown> =>
    withOrg(org, (okta) => validate({ oktaOrgUrl: okta.url, oktaApiKey: okta.apiToken }, patient));

  test.each<[string, LocalOktaOptions['faults']]>([
    ['one HTML page with status 200', [{ kind: 'html', nth: 1, on: DISCOVERY }]],
    ['some of them', [{ kind: 'html', until: 4, on: DISCOVERY }]],
    ['a second of refused connections', [{ kind: 'refused', forMs: 500, nth: 1, on: DISCOVERY }]],
    ['a short outage', [{ kind: 'readOnlyMode', until: 12, on: DISCOVERY }]],
    ['resets', [{ kind: 'reset', until: 6, on: DISCOVERY }]],
  ])('%s is ridden out', async (_, faults) => {
    expect(await valid({ faults })).toBeUndefined();
  });
});

describe('sources to leave out', () => {
  async function warningsFor(...names: string[]): Promise<string[]> {
    const warnings: string[] = [];
    await withOrg({}, async (okta) => {
      const instanceConfig = { oktaOrgUrl: okta.url, oktaApiKey: okta.apiToken };
      const config = createInvocationConfig();
      const context = createMockExecutionContext<IntegrationConfig>({ instanceConfig });
      context.instance.disabledSources = names.map((ingestionSourceId) => ({ ingestionSourceId }));
      jest.spyOn(context.logger, 'publishWarnEvent').mockImplementation(({ description }) => {
        warnings.push(description);
      });
      const executionConfig = config.loadExecutionConfig?.({ config: instanceConfig }) ?? {};
      await config.validateInvocation?.({ ...context, executionConfig });
      await config.afterExecution?.({ ...context, executionConfig });
    });
    return warnings;
  }

  test('that exist are nothing to talk about', async () => {
    expect(await warningsFor('devices', 'machine-devices')).toEqual([]);
  });

  test('that do not exist are told with those that do, and the run goes on', async () => {
    expect(await warningsFor('machine-device', 'devices', 'toString', 'x'.repeat(999))).toEqual([
      expect.stringMatching(
        new RegExp(
          `"machine-device", "toString", "x{120}…".*DISABLED_INGESTION_SOURCES.* ${Object.keys(ingestionConfig).join(', ')}\\.$`,
        ),
      ),
    ]);
  });
});

describe('a proxy', () => {
  /** What validation of an org behind this proxy ends with. */
  async function validateBehind(proxy: string): Promise<unknown> {
    const kept = { ...process.env };
    process.env.https_proxy = proxy;
    process.env.HTTPS_PROXY = proxy;
    process.env.no_proxy = '';
    process.env.NO_PROXY = '';
    try {
      return await validate({ oktaOrgUrl: 'acme.okta.com', oktaApiKey: '00secret-token' });
    } finally {
      process.env = kept;
    }
  }

  test('that demands another login is told from the org, and its login is not shown', async () => {
    const proxy = createServer();
    let calls = 0;
    proxy.on('connect', (_, socket) => {
      calls += 1;
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    try {
      const error = await validateBehind(`http://user:hunter2@127.0.0.1:${port}`);
      expect(error).toBeInstanceOf(IntegrationValidationError);
      expect((error as Error).message).toMatch(/acme\.okta\.com.*the proxy.*HTTP 407.*HTTPS_PROXY/);
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('hunter2');
      expect(calls).toBe(1);
    } finally {
      proxy.close();
    }
  });

  test.each([
    [
      'that does not exist',
      'http://user:hunter2@no-such-proxy.invalid:3128',
      /the proxy.*ENOTFOUND/,
    ],
    ['that is no address', 'http://user:hunter2#@proxy:3128', /proxy that cannot be used/],
  ])('%s is told, and its login is not shown', async (_, proxy, problem) => {
    const error = await validateBehind(proxy);
    expect(error).toBeInstanceOf(IntegrationError);
    expect((error as Error).message).toMatch(problem);
    expect((error as Error).message).toContain('HTTPS_PROXY');
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('hunter2');
  });
});

test('a certificate that is not trusted is told, with what to do about it', async () => {
  const server = createHttpsServer(selfSigned('localhost'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const oktaOrgUrl = `https://localhost:${port}`;
    const error = await validate({ oktaOrgUrl, oktaApiKey: '00secret-token' });
    expect(error).toBeInstanceOf(IntegrationValidationError);
    expect((error as Error).message).toMatch(
      /certificate.*SELF_SIGNED_CERT.*caCertificate.*NODE_EXTRA_CA_CERTS/,
    );
  } finally {
    server.close();
  }
});

describe('an org behind a proxy that opens TLS', () => {
  const pair = selfSigned('localhost');

  /** The local org over TLS that only `pair.cert` vouches for. */
  async function overTls<T>(use: (url: string, okta: LocalOkta) => Promise<T>): Promise<T> {
    return withOrg({}, async (okta) => {
      const server = createHttpsServer(pair, (request, response) => {
        const headers = { ...request.headers, host: new URL(okta.url).host };
        const onwards = httpRequest(okta.url + (request.url ?? ''), {
          method: request.method,
          headers,
        });
        onwards.on('response', (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        });
        request.pipe(onwards);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        return await use(`https://localhost:${(server.address() as AddressInfo).port}`, okta);
      } finally {
        server.close();
      }
    });
  }

  test('is trusted with its certificate, for the first question as for all others', async () => {
    await overTls(async (oktaOrgUrl, okta) => {
      const config = { oktaOrgUrl, oktaApiKey: okta.apiToken, caCertificate: pair.cert };
      expect(await validate(config)).toBeUndefined();
      expect(okta.counters.requests.map(({ template }) => template)).toEqual([
        '/.well-known/okta-organization',
        '/api/v1/users',
      ]);
    });
  });

  test('is not trusted with the certificate of another', async () => {
    await overTls(async (oktaOrgUrl, okta) => {
      const caCertificate = selfSigned('localhost').cert;
      const error = await validate({ oktaOrgUrl, oktaApiKey: okta.apiToken, caCertificate });
      expect((error as Error).message).toMatch(/certificate.*caCertificate/);
      expect(okta.counters.requests).toEqual([]);
    });
  });

  test('is never asked without verification', async () => {
    await overTls(async (oktaOrgUrl, okta) => {
      const config = { oktaOrgUrl, oktaApiKey: okta.apiToken, disableTlsVerification: true };
      const error = await validate(config);
      expect(error).toBeInstanceOf(IntegrationValidationError);
      expect((error as Error).message).toMatch(/"disableTlsVerification".*caCertificate/);
      expect(okta.counters.requests).toEqual([]);
    });
  });
});

test('a bad configuration is refused before any request', async () => {
  await withOrg({}, async (okta) => {
    const error = await validate({ oktaOrgUrl: okta.url });
    expect(error).toBeInstanceOf(IntegrationValidationError);
    expect((error as Error).message).toContain('"oktaApiKey"');
    expect(okta.counters.requests).toEqual([]);
  });
});

describe('a custom domain', () => {
  const settings = parseConfig({ oktaOrgUrl: 'login.acme.com', oktaApiKey: '00x' });
  const org = {
    orgUrl: 'https://login.acme.com',
    host: 'acme.okta.com',
    adminUrl: 'https://acme-admin.okta.com',
    subdomain: 'acme',
    orgId: '00o1',
    pipeline: 'idx',
    customDomain: 'login.acme.com',
  } as const;

  test('that leads into a private network is not even asked who it is', async () => {
    const asked: string[] = [];
    const outcome = discoverOrg(settings, {
      resolve: () => Promise.resolve([{ address: '169.254.169.254' }]),
      verify: (orgUrl) => {
        asked.push(orgUrl);
        return Promise.resolve(org);
      },
    });
    await expect(outcome).rejects.toThrow(IntegrationValidationError);
    await expect(outcome).rejects.toThrow('private network');
    expect(asked).toEqual([]);
  });

  test('that turns private between the check and the connection is not connected to', async () => {
    const kept = { ...process.env };
    process.env.NO_PROXY = '*';
    let connections = 0;
    const server = net.createServer(() => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answers = ['52.1.2.3', '127.0.0.1'];
    const asked: string[] = [];
    try {
      const error = await validate(
        { oktaOrgUrl: `https://login.acme.com:${port}`, oktaApiKey: '00secret-token' },
        {
          resolve: (hostname) => {
            asked.push(hostname);
            return Promise.resolve([{ address: answers[asked.length - 1] ?? '127.0.0.1' }]);
          },
        },
      );
      expect(error).toBeInstanceOf(IntegrationPrivateAddressError);
      expect(error).toMatchObject({ fatal: true, code: 'CONFIG_VALIDATION_ERROR' });
      expect((error as Error).message).toMatch(/"oktaOrgUrl".*private network/);
      expect(asked).toEqual(['login.acme.com', 'login.acme.com']);
      expect(connections).toBe(0);
    } finally {
      process.env = kept;
      server.close();
    }
  });

  test('whose name service is in trouble is looked up again, and told as what it is', async () => {
    const kept = { ...process.env };
    process.env.NO_PROXY = '*';
    let asked = 0;
    const retryBudget = { attempts: 3, firstPauseMs: 1, longestPauseMs: 2 };
    try {
      const error = await validate(
        { oktaOrgUrl: 'https://login.acme.com', oktaApiKey: '00secret-token' },
        {
          client: { retryBudget },
          resolve: () => {
            asked += 1;
            return Promise.reject(Object.assign(new Error('later'), { code: 'EAI_AGAIN' }));
          },
        },
      );
      expect((error as Error).message).toMatch(/cannot be reached.*EAI_AGAIN.*3 attempts/);
      expect(asked).toBe(4);
    } finally {
      process.env = kept;
    }
  });

  test('that is public is asked who it is', async () => {
    const outcome = discoverOrg(settings, {
      resolve: () => Promise.resolve([{ address: '52.1.2.3' }]),
      verify: () => Promise.resolve(org),
    });
    await expect(outcome).resolves.toEqual(org);
  });
});
