/** Where OAuth sends people and their codes, and what of it is dangerous. Undefined where Okta does not say. */
import { isJsonArray, text, texts, type JsonObject, type JsonValue } from '../../json';
import { at } from '../fields';

const CLIENT = 'settings.oauthClient';

/** Without query, fragment and userinfo, which may hold keys. Schemes of mobile apps stay: `com.example.app:/callback`. */
export function withoutQuery(uri: string): string {
  return uri.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
}

/** The addresses in a list of the client's settings: `redirect_uris`. */
export const addressesIn =
  (name: string) =>
  (application: JsonObject): readonly string[] | undefined => {
    const uris = at(application, `${CLIENT}.${name}`);
    return isJsonArray(uris) ? texts(uris).map(withoutQuery) : undefined;
  };

/** Scheme and host as they are written: a host may hold a `*`. */
const SCHEME_AND_HOST = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:]*)/i;

function partsOf(uri: string): { readonly scheme: string; readonly host: string } | undefined {
  const [, scheme, host] = SCHEME_AND_HOST.exec(uri) ?? [];
  return scheme === undefined || host === undefined
    ? undefined
    : { scheme: scheme.toLowerCase(), host: host.toLowerCase() };
}

const redirectUris = addressesIn('redirect_uris');

/** Whether a redirect URI stands for every subdomain, which Okta heeds only where the application says SUBDOMAIN. */
export function hasWildcardRedirectUri(application: JsonObject): boolean | undefined {
  const hasWildcard = redirectUris(application)?.some((uri) => partsOf(uri)?.host.includes('*'));
  const mode = at(application, `${CLIENT}.wildcard_redirect`);
  if (hasWildcard === false || mode === 'DISABLED') return false;
  return mode === 'SUBDOMAIN' ? hasWildcard : undefined;
}

/** Addresses of the user's own machine: what is sent there leaves it not. */
const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether codes are sent anywhere without encryption. */
export function hasHttpRedirectUri(application: JsonObject): boolean | undefined {
  return redirectUris(application)?.some((uri) => {
    const { scheme, host = '' } = partsOf(uri) ?? {};
    return scheme === 'http' && !LOOPBACK.test(host);
  });
}

/** One address of the client's settings. */
export const addressIn =
  (name: string) =>
  (application: JsonObject): JsonValue | undefined => {
    const uri = text(at(application, `${CLIENT}.${name}`));
    return uri === undefined ? undefined : withoutQuery(uri);
  };
