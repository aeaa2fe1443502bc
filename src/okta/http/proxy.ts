/** Which proxy leads to a URL, by the environment; its address may hold a login and is never quoted. */
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import { getProxyForUrl } from 'proxy-from-env';

/**
 * URL of the proxy for a URL by `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in capitals or not; empty
 * where there is none. `proxy:3128` without a scheme is spoken to in plain HTTP, as curl does.
 */
export function proxyFromEnvironment(url: string): string {
  const proxy = getProxyForUrl(url);
  // The library puts the scheme of the request before a name without one, so then no variable holds it.
  const isAsWritten = Object.values(process.env).includes(proxy);
  return isAsWritten ? proxy : proxy.replace(/^https:/, 'http:');
}

/** Throws a fatal IntegrationError for what is no HTTP proxy's URL, without repeating it. */
export function readProxy(written: string): URL {
  // Node's own error for a bad URL holds the URL, and with it the proxy's password.
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== '') return url;
  throw new IntegrationError({
    code: 'PROXY_CONFIG_ERROR',
    message:
      'The environment names a proxy that cannot be used. Write HTTPS_PROXY as http://host:port, with ' +
      'special characters of user name and password percent-encoded ("@" as %40, "/" as %2F, "#" as ' +
      '%23); SOCKS proxies are not supported',
    fatal: true,
  });
}
