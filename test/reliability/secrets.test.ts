/** No secret leaves the org, and no credential leaves for another host than the configured one. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { collect, SAMPLE_NOW, type Collected, type CollectOptions } from '../harness/collect';
import {
  CANARY,
  PHONE_CANARY,
  sampleOrg,
  type Fault,
  type LocalOkta,
  type LocalOktaOptions,
} from '../../packages/local-okta';
import { userId } from '../../packages/local-okta/sample/people';
import { IMPATIENT, startSampleOrg } from './collectInMemory';

const TOKEN = 'tokenThatNobodyMaySee-4f1b';

/** Everything that a run leaves behind or tells, as one text for each place. */
async function traces(okta: LocalOkta, options: CollectOptions = {}): Promise<Map<string, string>> {
  const printed: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      printed.push(String(chunk));
      return true;
    }),
  );
  const consoles = (['log', 'info', 'warn', 'error'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      printed.push(words.map(String).join(' '));
    }),
  );
  let found: Collected;
  try {
    const client = { ...IMPATIENT, retryBudget: { ...IMPATIENT.retryBudget, attempts: 2 } };
    found = await collect(okta, { startedOn: SAMPLE_NOW, client, ...options });
  } finally {
    for (const spy of [...spies, ...consoles]) spy.mockRestore();
  }
  await quiet(found.dir);
  return new Map([
    ['files', filesBelow(found.dir)],
    ['logs', whole(found.logs)],
    ['events', whole(found.events)],
    ['error', whole(found.error)],
    ['summary', whole(found.summary)],
    ['output', printed.join('\n')],
  ]);
}

/** The SDK lets steps end that were under way when a run was stopped, and these still write. */
async function quiet(dir: string): Promise<void> {
  let before: string | undefined;
  for (let now = filesBelow(dir); now !== before; now = filesBelow(dir)) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Also what JSON would leave out: causes of errors, hidden properties, buffers as text. */
function whole(value: unknown): string {
  return inspect(value, {
    depth: Infinity,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
    showHidden: true,
    breakLength: Infinity,
  });
}

function filesBelow(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

/** What a credential looks like on its way, whichever it is. */
const CREDENTIAL_FORMS: readonly RegExp[] = [
  /SSWS\s+\S/i,
  /Bearer\s+ey/,
  /DPoP\s+ey/,
  /eyJ[\w-]+\.[\w-]+\.[\w-]*/,
  /client_assertion=/,
  /JSESSIONID/,
  /BEGIN [A-Z ]*PRIVATE KEY-+\s*\w/,
];

/** Query values can be searches for a person, and cursors hold ids. */
const QUERIES: readonly RegExp[] = [
  /[?&](?:after|search|filter|q|limit|since)=/,
  /okta\.com\/api\S*\?/,
];

function expectNoSecret(places: ReadonlyMap<string, string>, secrets: readonly string[]): void {
  for (const [place, text] of places) {
    for (const secret of [CANARY, PHONE_CANARY, ...secrets]) {
      expect({ place, leaks: text.includes(secret) && excerpt(text, secret) }).toEqual({
        place,
        leaks: false,
      });
    }
    for (const form of CREDENTIAL_FORMS) {
      expect({ place, form, leak: form.exec(text)?.[0] }).toEqual({ place, form, leak: undefined });
    }
    if (place === 'files') continue;
    for (const query of [...QUERIES, /\w@sample\.example/]) {
      expect({ place, query, leak: query.exec(text)?.[0] }).toEqual({
        place,
        query,
        leak: undefined,
      });
    }
  }
}

function excerpt(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return text.slice(Math.max(0, at - 120), at + 120);
}

async function withOrg<T>(
  options: LocalOktaOptions,
  use: (okta: LocalOkta) => Promise<T>,
): Promise<T> {
  const okta = await startSampleOrg({ apiTokens: [TOKEN], ...options });
  try {
    return await use(okta);
  } finally {
    await okta.close();
  }
}

/** The secret parts of the key, in each of its forms. */
function partsOf({ privateKeyPem, privateKeyJwk }: LocalOkta['oauth']): string[] {
  const lines = privateKeyPem.split('\n').filter((line) => line.length > 20 && !line.includes('-'));
  const { d, p, q, dp, dq, qi } = privateKeyJwk;
  return [...lines, ...[d, p, q, dp, dq, qi].filter((part) => part !== undefined)];
}

const oauthOf = ({ oauth }: LocalOkta): CollectOptions => ({
  config: {
    oktaApiKey: '',
    oktaClientId: oauth.clientId,
    oktaPrivateKey: oauth.privateKeyPem,
    oktaKeyId: oauth.keyId,
  },
});

describe('nothing secret in files, logs, events, errors and output', () => {
  test('the canaries are there to be found', async () => {
    await withOrg({}, async (okta) => {
      const get = async (path: string): Promise<string> => {
        const headers = { authorization: `SSWS ${TOKEN}` };
        return (await fetch(`${okta.url}/api/v1/${path}`, { headers })).text();
      };
      const { users } = sampleOrg();
      const factors = Array.from(
        { length: users.size },
        (_, index) => `users/${users.keyAt(index)}/factors`,
      );
      const told = await Promise.all(['users', 'apps?limit=200', ...factors].map(get));
      expect(told[0]).toContain(CANARY);
      expect(told[1]).toContain(CANARY);
      expect(told.slice(2).join()).toContain(CANARY);
      expect(told.slice(2).join()).toContain(PHONE_CANARY);
    });
  });

  test('every place is searched', async () => {
    await withOrg({}, async (okta) => {
      const places = await traces(okta);
      expect(places.get('files')).toContain(userId('ana'));
      expect(places.get('files')).toContain('partialDatasets');
      expect(places.get('logs')).toContain('fetch-users');
      expect(places.get('events')).toContain('step_end');
      expect(places.get('summary')).toContain('integrationStepResults');
    });
  });

  const onData = '/api/v1/*';
  test.each<[string, LocalOktaOptions]>([
    ['a normal run', {}],
    ['dead token from the first call', { faults: [{ kind: 'invalidToken', on: onData }] }],
    ['dead token in the middle', { faults: [{ kind: 'invalidToken', on: onData, from: 40 }] }],
    ['403 everywhere', { faults: [{ kind: 'forbidden', on: onData, from: 2 }] }],
    ['500 everywhere', { faults: [{ kind: 'serverError', on: onData, from: 2 }] }],
    ['feature off everywhere', { faults: [{ kind: 'featureOff', on: onData, from: 2 }] }],
    ['invalid JSON with secrets in it', { faults: [{ kind: 'invalidJson', on: onData, from: 2 }] }],
    ['truncated answers', { faults: [{ kind: 'truncated', on: onData, from: 2 }] }],
    ['wrong shapes', { faults: [{ kind: 'wrongShape', on: onData, from: 2 }] }],
    ['HTML', { faults: [{ kind: 'html', on: onData, from: 2 }] }],
    ['every list in short pages', { faults: [{ kind: 'shortPages', limit: 2 }] }],
    ['a Classic org without rights', { permissions: { adminRole: 'readOnly' } }],
  ])('%s', async (_name, org) => {
    await withOrg(org, async (okta) => {
      expectNoSecret(await traces(okta), [TOKEN]);
    });
  });

  test.each<[string, LocalOktaOptions]>([
    ['with DPoP', { oauth: { resourceNonce: true, tokenCalls: 80 } }],
    ['with bearer tokens', { oauth: { dpop: false } }],
    ['refused scopes', { oauth: { scopes: ['okta.users.read'] } }],
    ['500 of the token endpoint', { faults: [{ kind: 'serverError', on: '/oauth2/v1/token' }] }],
    [
      '401 of the token endpoint',
      { faults: [{ kind: 'status', status: 401, on: '/oauth2/v1/token' }] },
    ],
    ['dead tokens', { faults: [{ kind: 'invalidToken', on: '/api/v1/*', from: 2 }] }],
  ])('OAuth, %s', async (_name, org) => {
    await withOrg(org, async (okta) => {
      expectNoSecret(await traces(okta, oauthOf(okta)), partsOf(okta.oauth));
    });
  });

  test('a private key that is none', async () => {
    await withOrg({}, async (okta) => {
      const oktaPrivateKey = `-----BEGIN PRIVATE KEY-----\n${CANARY}key\n-----END PRIVATE KEY-----`;
      const config = { ...oauthOf(okta).config, oktaPrivateKey };
      expectNoSecret(await traces(okta, { config }), []);
    });
  });

  test.each([400, 401, 403, 404, 429, 500, 200])(
    'an answer with status %s that repeats the request, its headers and a person',
    async (status) => {
      const echo = (request: IncomingMessage, response: ServerResponse): void => {
        const told = `${CANARY}echo jane@sample.example ${JSON.stringify(request.headers)} ${String(request.url)}`;
        const body =
          status === 200
            ? `<html>${told}</html>`
            : { errorCode: 'E0000001', errorSummary: told, errorCauses: [{ errorSummary: told }] };
        response.writeHead(status, {
          'content-type': 'application/json',
          'x-told': 'CANARY-header',
        });
        response.end(JSON.stringify(body));
      };
      await withServer(echo, async (host) => {
        const okta = { url: host.url, apiToken: TOKEN } as LocalOkta;
        const pacing = { ...IMPATIENT.pacing, blindWaitMs: [1, 2] as const, hopelessMs: 10 };
        expectNoSecret(await traces(okta, { client: { ...IMPATIENT, pacing } }), [TOKEN]);
        expect(host.requests.length).toBeGreaterThan(1);
      });
    },
  );
});

interface Host {
  readonly url: string;
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
}

const WELL_KNOWN = '/.well-known/okta-organization';

/** A host that says it is the sample org, and answers everything else as it is told. */
async function withServer<T>(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (host: Host) => Promise<T>,
  wellKnown = true,
): Promise<T> {
  const requests: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    requests.push({ path, authorization: request.headers.authorization });
    if (wellKnown && path === WELL_KNOWN) {
      const _links = { organization: { href: 'https://sample.okta.com' } };
      response.end(JSON.stringify({ id: '00osample00000000000', _links, pipeline: 'idx' }));
    } else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use({ url: `http://127.0.0.1:${String(port)}`, requests });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('the credential goes to the configured origin only', () => {
  const EVERYWHERE = [
    '/api/v1/users',
    '/api/v1/apps',
    '/api/v1/groups',
    '/api/v1/iam/assignees/users',
  ];

  test.each<[string, (foreign: string) => Fault[], boolean]>([
    [
      'redirects of answers',
      (foreign) =>
        [301, 302, 307, 308].map((status, i) => ({
          kind: 'redirect',
          to: `${foreign}/api`,
          status,
          on: EVERYWHERE[i]!,
        })),
      false,
    ],
    [
      'redirects of the token endpoint',
      (foreign) => [
        { kind: 'redirect', to: `${foreign}/oauth2/v1/token`, status: 307, on: '/oauth2/v1/token' },
      ],
      true,
    ],
    [
      'links to the next page',
      (foreign) => [
        { kind: 'shortPages', limit: 2 },
        { kind: 'nextHost', origin: foreign },
      ],
      false,
    ],
  ])('%s', async (_name, faultsTo, byOAuth) => {
    const steal = (_: IncomingMessage, response: ServerResponse): void => {
      response.end('[]');
    };
    await withServer(steal, async (foreign) => {
      await withOrg({ faults: faultsTo(foreign.url) }, async (okta) => {
        const places = await traces(okta, byOAuth ? oauthOf(okta) : {});
        expect(okta.counters.total).toBeGreaterThan(1);
        expect(foreign.requests).toEqual([]);
        expectNoSecret(places, [TOKEN]);
      });
    });
  });

  test('the org is asked who it is without the credential', async () => {
    await withOrg({}, async (okta) => {
      await traces(okta);
      const asked = okta.counters.requests.filter(({ path }) => path === WELL_KNOWN);
      expect(asked.map(({ authorization }) => authorization)).toEqual(['']);
      const others = okta.counters.requests.filter(({ path }) => path !== WELL_KNOWN);
      expect(new Set(others.map(({ authorization }) => authorization))).toEqual(new Set(['SSWS']));
    });
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['no such document', (response) => response.writeHead(404).end()],
    ['a page', (response) => response.end('<html>Welcome</html>')],
    ['other JSON', (response) => response.end('{"id": "00o1", "_links": {}}')],
    [
      'an org of a foreign domain',
      (response) =>
        response.end('{"id":"00o1","_links":{"organization":{"href":"https://evil.example"}}}'),
    ],
    [
      'a redirect to an org',
      (response) =>
        response.writeHead(302, { location: `https://sample.okta.com${WELL_KNOWN}` }).end(),
    ],
  ])('a host that does not prove to be an org of Okta sees none: %s', async (_name, answer) => {
    await withServer(
      (_request, response) => {
        answer(response);
      },
      async (host) => {
        const places = await traces({ url: host.url, apiToken: TOKEN } as LocalOkta);
        expect(places.get('error')).toContain('IntegrationValidationError');
        // A page with status 200 may come from a proxy that is in trouble, so it is asked for again.
        const asked = new Set(host.requests.map((request) => JSON.stringify(request)));
        expect([...asked]).toEqual([JSON.stringify({ path: WELL_KNOWN })]);
        expectNoSecret(places, [TOKEN]);
      },
      false,
    );
  });

  test('plain HTTP is refused before anything is sent', async () => {
    const okta = { url: 'http://acme.okta.com', apiToken: TOKEN } as LocalOkta;
    const sent: unknown[] = [];
    const transport = {
      send: (request: unknown) => {
        sent.push(request);
        return Promise.reject(new Error('offline'));
      },
      close: () => undefined,
    };
    const places = await traces(okta, { client: { transport } });
    expect(places.get('error')).toContain('IntegrationValidationError');
    expect(sent).toEqual([]);
    expectNoSecret(places, [TOKEN]);
  });
});
