/** Keeps a configured custom domain from leading a shared host into somebody's private network. */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import { getProxyForUrl } from 'proxy-from-env';
import type { OktaSettings } from '../config';
import { refusal } from '../config/refuse';
import { codeOf } from '../okta';

/** Every address a name resolves to, as `dns.lookup` with `all` gives them. */
export type ResolveName = (hostname: string) => Promise<Addresses>;
type Addresses = readonly { readonly address: string }[];

const resolveName: ResolveName = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** IPv4 blocks that are not on the public internet (IANA's special-purpose registry). */
const PRIVATE_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT, also used inside clouds
  ['127.0.0.0', 8],
  ['168.63.129.16', 32], // Azure's own host agent, at a public address that leads nowhere else
  ['169.254.0.0', 16], // link-local, where clouds answer with credentials
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** IPv6 blocks inside 2000::/3 that lead elsewhere: Teredo and 6to4 wrap an IPv4 address. */
const SPECIAL_IPV6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const privateIpv4 = new BlockList();
for (const [network, bits] of PRIVATE_IPV4) privateIpv4.addSubnet(network, bits, 'ipv4');
const specialIpv6 = new BlockList();
for (const [network, bits] of SPECIAL_IPV6) specialIpv6.addSubnet(network, bits, 'ipv6');
const globalIpv6 = new BlockList();
globalIpv6.addSubnet('2000::', 3, 'ipv6');
/** Prefixes whose last 32 bits are an IPv4 address: mapped, and translated by NAT64. */
const wrappedIpv4 = new BlockList();
wrappedIpv4.addSubnet('::ffff:0:0', 96, 'ipv6');
wrappedIpv4.addSubnet('64:ff9b::', 96, 'ipv6');

/** Whether the address is one of the public internet. False for what is no address at all. */
export function isPublicAddress(address: string): boolean {
  const [bare = ''] = address.split('%');
  const version = isIP(bare);
  if (version === 4) return !privateIpv4.check(bare, 'ipv4');
  if (version === 0) return false;
  if (wrappedIpv4.check(bare, 'ipv6')) return isPublicAddress(lastFourBytes(bare));
  return globalIpv6.check(bare, 'ipv6') && !specialIpv6.check(bare, 'ipv6');
}

/** The IPv4 address that an IPv6 address ends in, written either way: `::ffff:10.0.0.1`, `::ffff:a00:1`. */
function lastFourBytes(address: string): string {
  // The URL parser writes every IPv6 address in the same way, two groups of hexadecimal digits last.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high = 0, low = 0] = groups.slice(-2).map((group) => parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/**
 * Rejects with IntegrationValidationError when a custom domain does not resolve, or resolves to any
 * address that is not public. Hosts under Okta's own domains are Okta's, and loopback hosts have been
 * accepted on purpose, so neither is looked up.
 */
export async function requirePublicHost(
  settings: Pick<OktaSettings, 'kind' | 'hostname' | 'orgUrl'>,
  resolve: ResolveName = resolveName,
  behindProxy: boolean = getProxyForUrl(settings.orgUrl) !== '',
): Promise<void> {
  if (settings.kind !== 'custom') return;
  const { hostname } = settings;
  const addresses = await resolve(hostname).catch(unlessPassing);
  // A name service in trouble is asked again when the connection is made, by the same rules.
  if (addresses === undefined) return;
  if (addresses.length === 0) {
    // Behind a proxy it is the proxy that resolves names, and this machine often cannot.
    if (behindProxy) return;
    throw refusal(
      'oktaOrgUrl',
      `names a host that does not exist ("${hostname}")`,
      'Check the spelling, or enter the address that ends in .okta.com',
    );
  }
  if (areAllPublic(addresses)) return;
  throw refusal('oktaOrgUrl', ...insidePrivateNetwork(hostname));
}

/** No addresses where the name does not exist, and undefined if the name service does not answer now. */
function unlessPassing(error: unknown): Addresses | undefined {
  return codeOf(error) === 'ENOTFOUND' ? [] : undefined;
}

function areAllPublic(addresses: Addresses): boolean {
  return addresses.every(({ address }) => isPublicAddress(address));
}

/** What is wrong, and what to do about it. */
function insidePrivateNetwork(hostname: string): [problem: string, remedy: string] {
  return [
    `names a host inside a private network ("${hostname}")`,
    'Enter the custom domain under which the Okta org is reached from the internet, or the address ' +
      'that ends in .okta.com',
  ];
}

/**
 * A custom domain led to a public address when it was checked, and into a private network when it was
 * connected to. Fatal: nothing more is sent, and nothing is finalised.
 */
export class IntegrationPrivateAddressError extends IntegrationError {
  constructor(hostname: string) {
    const { message } = refusal('oktaOrgUrl', ...insidePrivateNetwork(hostname));
    super({ code: 'CONFIG_VALIDATION_ERROR', message, fatal: true });
  }
}

/**
 * The look-up for connections to a custom domain, in place of `dns.lookup`: the owner of the name may
 * answer the check with one address and the connection with another, so the very addresses that are
 * connected to are looked at. Undefined for hosts that are not looked up (see `requirePublicHost`).
 */
export function publicLookup(
  { kind }: Pick<OktaSettings, 'kind'>,
  resolve: ResolveName = resolveName,
): LookupFunction | undefined {
  if (kind !== 'custom') return undefined;
  return (hostname, options, done) => {
    resolve(hostname).then(
      (addresses) => {
        answer(hostname, addresses, options, done);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : notFound(hostname), []);
      },
    );
  };
}

/** Answers in both forms in which Node asks: for all addresses, to try one after the other, and for one. */
function answer(
  hostname: string,
  addresses: Addresses,
  { all, family }: Parameters<LookupFunction>[1],
  done: Parameters<LookupFunction>[2],
): void {
  if (!areAllPublic(addresses)) {
    done(new IntegrationPrivateAddressError(hostname), []);
    return;
  }
  const wanted = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : (family ?? 0);
  const found = addresses
    .map(({ address }) => ({ address, family: isIP(address) }))
    .filter((each) => wanted === 0 || each.family === wanted);
  const [first] = found;
  if (first === undefined) done(notFound(hostname), []);
  else if (all === true) done(null, found);
  else done(null, first.address, first.family);
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`No address of ${hostname}`), { code: 'ENOTFOUND' });
}
