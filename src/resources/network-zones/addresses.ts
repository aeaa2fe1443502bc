/** What the addresses of a network zone say: CIDR blocks (`10.0.0.0/8`), ranges (`10.0.0.1-10.0.0.9`), IPv6. */
import { list, record, text, type JsonObject } from '../../json';

const CIDR_V4 = /^(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/;

/** The gateway where the zone is exactly one IPv4 CIDR without proxies. */
export function cidrOf({ gateways, proxies }: JsonObject): string | undefined {
  const [first, ...others] = list(gateways);
  if (others.length > 0 || list(proxies).length > 0) return undefined;
  const value = text(record(first).value);
  return value !== undefined && CIDR_V4.test(value) ? value : undefined;
}

/** The shortest prefix among CIDR blocks: the lower, the more addresses. */
export function widestPrefix(addresses: readonly string[]): number | undefined {
  const prefixes = addresses.flatMap((address) => {
    const prefix = /\/(\d{1,3})$/.exec(address)?.[1];
    return prefix === undefined ? [] : [Number(prefix)];
  });
  return prefixes.length === 0 ? undefined : Math.min(...prefixes);
}

/** First and last address of the blocks that are nobody's on the internet (RFC 1918, 6598, 3927, 1122). */
const PRIVATE_V4: readonly (readonly [number, number])[] = [
  [0x0a000000, 0x0affffff],
  [0xac100000, 0xac1fffff],
  [0xc0a80000, 0xc0a8ffff],
  [0x64400000, 0x647fffff],
  [0xa9fe0000, 0xa9feffff],
  [0x7f000000, 0x7fffffff],
];

/** Unique local and link-local addresses, and this host (RFC 4193, 4291). */
const PRIVATE_V6 = /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):|^::1(?:\/128)?$/i;

/** Whether all of the block or range is private. What cannot be read is not. */
export function isPrivate(address: string): boolean {
  if (address.includes(':'))
    return address.split('-').every((each) => PRIVATE_V6.test(each.trim()));
  const range = rangeOf(address);
  return range !== undefined && PRIVATE_V4.some(([from, to]) => range[0] >= from && range[1] <= to);
}

function rangeOf(address: string): readonly [number, number] | undefined {
  const [start = '', end = start] = address.split('-').map((each) => each.trim());
  const [base = '', prefix] = start.split('/');
  const first = numberOf(base);
  const last = prefix === undefined ? numberOf(end) : first;
  if (first === undefined || last === undefined) return undefined;
  const size = prefix === undefined ? 1 : 2 ** (32 - Number(prefix));
  const from = first - (first % size);
  return [from, prefix === undefined ? last : from + size - 1];
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  if (
    parts.length !== 4 ||
    !parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256)
  ) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
