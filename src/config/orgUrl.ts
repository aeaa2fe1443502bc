/** Reads the org URL that a customer typed or pasted, and brings it into the one form the client uses. */
import { isIP } from 'node:net';
import {
  isLoopback,
  leadsToThisMachine,
  oktaHostOf,
  withoutAdminSuffix,
  type OktaHostParts,
} from '../okta';
import { refusal } from './refuse';

/** Who vouches for the host: Okta's own domain, nobody yet (custom), or this very machine. */
type OrgHostKind = 'okta' | 'custom' | 'loopback';

/** Where the org is asked, as entered and cleaned. */
export interface OrgAddress {
  /** Origin without trailing slash: `https://acme.okta.com`, `https://login.acme.com:8443`. */
  readonly orgUrl: string;
  /** Lower-case name without the port: `acme.okta.com`. IPv6 addresses stand without brackets. */
  readonly hostname: string;
  readonly kind: OrgHostKind;
}

const FIELD = 'oktaOrgUrl';
const EXAMPLE = 'Enter the address of the Okta org, for example https://acme.okta.com';

/**
 * Normalises what was entered: scheme added, upper case, blanks, path, query, trailing dot and the
 * `-admin` of a pasted Admin Console address removed. Throws IntegrationValidationError for anything
 * that cannot be the address of an org.
 *
 * @param localDevelopment whether plain HTTP and loopback addresses are acceptable. A multi-tenant host
 *   must refuse them: there, loopback is the host's own network, not the customer's.
 */
export function parseOrgUrl(entered: string, localDevelopment: boolean): OrgAddress {
  const url = readUrl(entered);
  const hostname = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (hostname === '') throw refusal(FIELD, 'names no host', EXAMPLE);
  if (leadsToThisMachine(hostname)) return loopbackAddress(url, hostname, localDevelopment);

  requireHttps(url);
  requireName(hostname);
  const oktaHost = oktaHostOf(hostname);
  const name = oktaHost === undefined ? hostname : orgHostOf(oktaHost);
  requireLabels(name);
  return {
    orgUrl: `https://${name}${url.port === '' ? '' : `:${url.port}`}`,
    hostname: name,
    kind: oktaHost === undefined ? 'custom' : 'okta',
  };
}

function readUrl(entered: string): URL {
  const trimmed = entered.trim();
  if (trimmed === '') throw refusal(FIELD, 'is empty', EXAMPLE);
  // "https:/acme…", "https:\\acme…" and "https:acme…" are read as browsers read them.
  const written = /^(?:https?:|[a-z][a-z0-9+.-]*:\/\/)/i.test(trimmed)
    ? trimmed
    : `https://${trimmed.replace(/^\/+/, '')}`;
  if (!URL.canParse(written)) throw refusal(FIELD, 'is not a web address', EXAMPLE);
  const url = new URL(written);
  if (url.username !== '' || url.password !== '') {
    throw refusal(
      FIELD,
      'contains a user name or a password',
      'Remove everything before the @ sign: credentials have fields of their own',
    );
  }
  if (url.port === '0') {
    throw refusal(FIELD, 'has the port 0', 'Leave the port out; Okta answers at the usual one');
  }
  return url;
}

function requireHttps(url: URL): void {
  if (url.protocol === 'https:') return;
  throw refusal(
    FIELD,
    `starts with ${url.protocol}//`,
    'Credentials are only sent over https://; enter the address with https:// or without a scheme',
  );
}

function requireName(hostname: string): void {
  if (isIP(hostname) !== 0) {
    throw refusal(FIELD, 'is an IP address', `An Okta org is reached by its name. ${EXAMPLE}`);
  }
  if (!hostname.includes('.')) {
    // Not repeated: a single word may be a token that was pasted into the wrong field.
    throw refusal(FIELD, 'has no domain', EXAMPLE);
  }
}

const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;

/** The rules for host names of RFC 1123, 2.1, and RFC 1035, 2.3.4, which the URL parser does not apply. */
function requireLabels(name: string): void {
  const problem = problemOfName(name);
  if (problem !== undefined) throw refusal(FIELD, problem, EXAMPLE);
}

function problemOfName(name: string): string | undefined {
  if (name.length > LONGEST_NAME) {
    return `names a host of more than ${LONGEST_NAME} characters, which cannot exist`;
  }
  const labels = name.split('.');
  if (labels.includes(''))
    return 'has two dots in a row, or a dot too many at its beginning or end';
  if (labels.some((label) => label.length > LONGEST_LABEL)) {
    return `has more than ${LONGEST_LABEL} characters between two dots`;
  }
  const [odd] = /[^a-z0-9.-]/.exec(name) ?? [];
  if (odd !== undefined) return `contains "${odd}", which no host name does`;
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) {
    return 'has a hyphen next to a dot, or at its beginning or end';
  }
  return undefined;
}

/** The host of the org itself, also where the address of its Admin Console was pasted. */
function orgHostOf({ name, domain }: OktaHostParts): string {
  const org = withoutAdminSuffix(name);
  if (org === '' || org === 'www') {
    throw refusal(
      FIELD,
      `names ${domain} and no org`,
      `Enter your own org, for example https://acme.${domain}`,
    );
  }
  return `${org}.${domain}`;
}

function loopbackAddress(url: URL, hostname: string, localDevelopment: boolean): OrgAddress {
  if (!localDevelopment) {
    throw refusal(FIELD, 'is an address of this machine itself', EXAMPLE);
  }
  // The client knows loopback by these plain forms, and would refuse plain HTTP to any other.
  if (!isLoopback(hostname)) {
    throw refusal(FIELD, 'is an unusual address of this machine', 'Write localhost or 127.0.0.1');
  }
  if (url.protocol !== 'http:') requireHttps(url);
  return { orgUrl: `${url.protocol}//${url.host}`, hostname, kind: 'loopback' };
}
