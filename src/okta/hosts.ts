/**
 * What is known of hosts: Okta's own domains, the Admin Console beside each org, and this very machine.
 * Source: docs/okta-api.md#org-hosts.
 */
import { BlockList, isIP } from 'node:net';

/**
 * The domains under which Okta itself runs orgs (the validator list of okta-sdk-python). A host below
 * one of them belongs to Okta, so that it needs no proof before it may be asked who it is.
 */
const OKTA_DOMAINS: readonly string[] = [
  'okta.com',
  'oktapreview.com',
  'okta-emea.com',
  'okta-gov.com',
  'okta.mil',
  'okta-miltest.com',
  'trex-govcloud.com',
];

const ADMIN_SUFFIX = '-admin';

/** A host of Okta's own, taken apart: `acme` and `okta.com`. The name of a bare domain is empty. */
export interface OktaHostParts {
  readonly name: string;
  readonly domain: string;
}

/** Takes apart a host without port, in lower case; undefined where it lies below none of Okta's domains. */
export function oktaHostOf(host: string): OktaHostParts | undefined {
  const domain = OKTA_DOMAINS.find((each) => host === each || host.endsWith(`.${each}`));
  return domain === undefined ? undefined : { name: host.slice(0, -domain.length - 1), domain };
}

/** The Admin Console's host: `acme-admin.okta.com` for `acme.okta.com`. */
export function adminHostOf(host: string): string {
  const dot = host.indexOf('.');
  return dot < 0 ? host : `${host.slice(0, dot)}${ADMIN_SUFFIX}${host.slice(dot)}`;
}

/** An org's name without the suffix of its Admin Console: `acme` for `acme-admin`. */
export function withoutAdminSuffix(name: string): string {
  return name.endsWith(ADMIN_SUFFIX) ? name.slice(0, -ADMIN_SUFFIX.length) : name;
}

/**
 * Whether a host is this machine in one of the plain forms, to which plain HTTP is allowed. IPv6 may
 * stand in brackets, as in URLs.
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|::1|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether a host, IPv6 without brackets, leads to this machine in whatever form it is written. */
export function leadsToThisMachine(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
  const version = isIP(hostname);
  return version !== 0 && LOOPBACK.check(hostname, version === 4 ? 'ipv4' : 'ipv6');
}
