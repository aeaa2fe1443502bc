/** Which addresses a custom domain may have. */
import net, { type AddressInfo, type LookupFunction } from 'node:net';
import { IntegrationValidationError } from '@jupiterone/integration-sdk-core';
import {
  IntegrationPrivateAddressError,
  isPublicAddress,
  publicLookup,
  requirePublicHost,
  type ResolveName,
} from './address';

describe('isPublicAddress', () => {
  test.each([
    '8.8.8.8',
    '52.1.2.3',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '192.167.255.255',
    '168.63.129.15',
    '169.253.1.1',
    '2600:1f18::1',
    '2a05:d018:1::5',
    '2001:4860:4860::8888',
    '::ffff:8.8.8.8',
    '::ffff:808:808',
    '64:ff9b::8.8.8.8',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    '0.0.0.0',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.7',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '::ffff:127.0.0.1',
    '0:0:0:0:0:ffff:c0a8:101',
    '::ffff:0:0',
    '64:ff9b::10.0.0.1',
    '64:ff9b::a9fe:a9fe',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '2002:a00:1::',
    'login.acme.com',
    '',
  ])('%j is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('requirePublicHost', () => {
  const custom = {
    kind: 'custom',
    hostname: 'login.acme.com',
    orgUrl: 'https://login.acme.com',
  } as const;
  const answers =
    (...addresses: string[]): ResolveName =>
    () =>
      Promise.resolve(addresses.map((address) => ({ address })));

  const failing =
    (code: string): ResolveName =>
    () =>
      Promise.reject(Object.assign(new Error(code), { code }));

  test('a name service in trouble is left to the connection, which asks it again', async () => {
    await expect(requirePublicHost(custom, failing('EAI_AGAIN'), false)).resolves.toBeUndefined();
  });

  test('a host with public addresses passes', async () => {
    await expect(
      requirePublicHost(custom, answers('52.1.2.3', '2600:1f18::1')),
    ).resolves.toBeUndefined();
  });

  test.each([
    ['a private address', ['10.0.0.5']],
    ['a private address among public ones', ['52.1.2.3', '169.254.169.254']],
    ['a unique local IPv6 address', ['fd00::5']],
    ['a mapped private address', ['::ffff:192.168.0.5']],
  ])('%s is refused by the name of the field', async (_, addresses) => {
    const outcome = requirePublicHost(custom, answers(...addresses));
    await expect(outcome).rejects.toThrow(IntegrationValidationError);
    await expect(outcome).rejects.toThrow(/"oktaOrgUrl".*private network.*\.okta\.com/);
  });

  test.each([
    ['that finds no such name', failing('ENOTFOUND')],
    ['without an answer', answers()],
  ])('a look-up %s is refused', async (_, resolve) => {
    await expect(requirePublicHost(custom, resolve, false)).rejects.toThrow(
      /does not exist.*spelling/,
    );
  });

  test.each([
    { kind: 'okta', hostname: 'acme.okta.com', orgUrl: 'https://acme.okta.com' } as const,
    { kind: 'loopback', hostname: '127.0.0.1', orgUrl: 'http://127.0.0.1:1' } as const,
  ])('$hostname is not looked up', async (settings) => {
    const asked: string[] = [];
    await requirePublicHost(settings, (hostname) => {
      asked.push(hostname);
      return Promise.resolve([]);
    });
    expect(asked).toEqual([]);
  });

  test('behind a proxy, a name that only the proxy can resolve passes', async () => {
    await expect(requirePublicHost(custom, answers(), true)).resolves.toBeUndefined();
  });

  test('behind a proxy too, a name with a private address is refused', async () => {
    const outcome = requirePublicHost(custom, answers('10.0.0.5'), true);
    await expect(outcome).rejects.toThrow('private network');
  });
});

describe('publicLookup', () => {
  const lookupOf = (...addresses: string[]): LookupFunction => {
    const resolve: ResolveName = () => Promise.resolve(addresses.map((address) => ({ address })));
    const lookup = publicLookup({ kind: 'custom' }, resolve);
    if (lookup === undefined) throw new Error('a custom domain is looked up');
    return lookup;
  };
  const ask = (lookup: LookupFunction, options: Parameters<LookupFunction>[1]): Promise<unknown> =>
    new Promise((resolve) => {
      lookup('login.acme.com', options, (...answer) => {
        resolve(answer);
      });
    });
  const V4 = { address: '52.1.2.3', family: 4 };
  const V6 = { address: '2600:1f18::1', family: 6 };

  test.each([
    [{ all: true }, [null, [V4, V6]]],
    [{ all: true, family: 6 }, [null, [V6]]],
    [{ all: true, family: 'IPv4' }, [null, [V4]]],
    [{}, [null, V4.address, 4]],
    [{ all: false, family: 6 }, [null, V6.address, 6]],
  ] as const)('answers %j as Node asks', async (options, expected) => {
    expect(await ask(lookupOf(V4.address, V6.address), options)).toEqual(expected);
  });

  test.each([
    ['no address', []],
    ['none of the family', [V6.address]],
  ])('%s is a name that does not exist', async (_, addresses) => {
    expect(await ask(lookupOf(...addresses), { all: true, family: 4 })).toEqual([
      expect.objectContaining({ code: 'ENOTFOUND' }),
      [],
    ]);
  });

  test('an error of the name service is passed on', async () => {
    const failure = Object.assign(new Error('later'), { code: 'EAI_AGAIN' });
    const lookup = publicLookup({ kind: 'custom' }, () => Promise.reject(failure));
    expect(await ask(lookup!, { all: true })).toEqual([failure, []]);
  });

  test.each(['okta', 'loopback'] as const)('%s is not looked up', (kind) => {
    expect(publicLookup({ kind })).toBeUndefined();
  });

  // Node asks for one address or for all, by whether it may try several.
  test.each([true, false])(
    'a private address is never connected to (several tried: %s)',
    async (autoSelectFamily) => {
      let connections = 0;
      const server = net.createServer(() => (connections += 1));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const lookup = lookupOf('52.1.2.3', '127.0.0.1');
      try {
        const socket = net.connect({ host: 'login.acme.com', port, lookup, autoSelectFamily });
        const error = await new Promise((resolve) => socket.once('error', resolve));
        expect(error).toBeInstanceOf(IntegrationPrivateAddressError);
        expect(error).toMatchObject({ fatal: true });
        expect((error as Error).message).toMatch(/"oktaOrgUrl".*private network.*\.okta\.com/);
        expect(connections).toBe(0);
      } finally {
        server.close();
      }
    },
  );
});
