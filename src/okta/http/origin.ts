/** Where requests may go: the configured origin only, and how links of the org are led back to it. */
import { adminHostOf, isLoopback } from '../hosts';

/** The org's hosts; an OrgIdentity fits. */
export interface OktaHosts {
  /** Origin that requests are sent to: `https://acme.okta.com`. */
  readonly orgUrl: string;
  /** The org's own host, where `orgUrl` is a custom domain. */
  readonly host?: string | undefined;
  /** Origin of the Admin Console, whose links are led back to `orgUrl`. */
  readonly adminUrl?: string | undefined;
  readonly customDomain?: string | undefined;
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const written = url.includes('://') ? url : `https://${url}`;
  return URL.canParse(written) ? new URL(written).host : undefined;
}

/** The one origin that requests may go to, and whether a URL is on it. */
export class Origin {
  /** Without trailing slash. */
  readonly origin: string;
  private readonly hosts: ReadonlySet<string>;

  /** Throws a TypeError for plain HTTP to anything but a loopback address, and for what is no URL. */
  constructor(org: OktaHosts) {
    const url = new URL(org.orgUrl);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
      throw new TypeError('The Okta org URL must use HTTPS');
    }
    this.origin = url.origin;
    const own = [url.host, hostOf(org.host), hostOf(org.customDomain)].filter(
      (host) => host !== undefined,
    );
    // The one foreign host that Okta is known to link to.
    const twins = own.map(adminHostOf);
    const admin = hostOf(org.adminUrl);
    this.hosts = new Set([...own, ...twins, ...(admin === undefined ? [] : [admin])]);
  }

  /** Whether a URL lies on the configured origin itself. */
  isOwn(url: string): boolean {
    // The slash ends the host, so nothing can follow that would make it another one.
    return url.startsWith(`${this.origin}/`);
  }

  /**
   * The link's path and query on the configured origin; undefined when its host is not the org's. A
   * link is never followed where it points to, only re-based.
   */
  rebase(link: string): URL | undefined {
    if (!URL.canParse(link, this.origin)) return undefined;
    const url = new URL(link, this.origin);
    const known = this.hosts.has(url.host) && url.username === '' && url.password === '';
    if (!known || !/^https?:$/.test(url.protocol)) return undefined;
    return new URL(url.pathname + url.search, this.origin);
  }
}
