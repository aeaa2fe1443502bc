/** What follows from the settings of an identity provider. Undefined where Okta does not say enough. */
import {
  isJsonArray,
  isJsonObject,
  text,
  texts,
  type JsonObject,
  type JsonValue,
} from '../../json';
import { at } from '../fields';

/** Accounts that people make for themselves. */
const SOCIAL: ReadonlySet<string> = new Set([
  'AMAZON',
  'APPLE',
  'DISCORD',
  'FACEBOOK',
  'GITHUB',
  'GITLAB',
  'GOOGLE',
  'LINKEDIN',
  'MICROSOFT',
  'PAYPAL',
  'PAYPAL_SANDBOX',
  'SALESFORCE',
  'SPOTIFY',
  'XERO',
  'YAHOO',
  'YAHOOJP',
]);

/** Identity providers of organizations, and services that verify who a person is. */
const NOT_SOCIAL: ReadonlySet<string> = new Set([
  'IDV_CLEAR',
  'IDV_INCODE',
  'IDV_PERSONA',
  'IDV_STANDARD',
  'LOGINGOV',
  'LOGINGOV_SANDBOX',
  'OIDC',
  'OKTA_INTEGRATION',
  'SAML2',
  'X509',
]);

/** Whether people sign in with an account of their own; not known of types that Okta may add. */
export function isSocial({ type }: JsonObject): boolean | undefined {
  const word = text(type) ?? '';
  return SOCIAL.has(word) ? true : NOT_SOCIAL.has(word) ? false : undefined;
}

/** Reads a choice of two words; what another word means is not known. */
export const isWord =
  (path: string, yes: string, no: string) =>
  (json: JsonObject): boolean | undefined => {
    const word = at(json, path);
    return word === yes ? true : word === no ? false : undefined;
  };

/** Whether the provider's users take over the Okta account of the same name, even if it is somebody else's. */
export function autoLinksWithoutFilter(provider: JsonObject): boolean | undefined {
  const links = isWord('policy.accountLink.action', 'AUTO', 'DISABLED')(provider);
  return links === true ? saysNothing(at(provider, 'policy.accountLink.filter')) : links;
}

/** Whether a filter lets everybody through: none, or lists without items and flags that are off. */
function saysNothing(filter: JsonValue | undefined): boolean {
  if (isJsonObject(filter)) return Object.values(filter).every(saysNothing);
  if (isJsonArray(filter)) return filter.length === 0;
  return filter === undefined || filter === null || filter === false;
}

/** The keys with which Okta verifies what the provider says; undefined where it names none. */
export function trustKids(provider: JsonObject): readonly string[] | undefined {
  const trust = 'protocol.credentials.trust';
  const kids = [
    ...texts([at(provider, `${trust}.kid`) ?? null]),
    ...texts(at(provider, `${trust}.additionalKids`)),
  ];
  return kids.length === 0 ? undefined : [...new Set(kids)];
}

/** All keys that the provider names: with which it is verified, and with which Okta signs. */
export function kidsOf(provider: JsonObject): readonly string[] {
  const signing = text(at(provider, 'protocol.credentials.signing.kid'));
  return [
    ...new Set([...(trustKids(provider) ?? []), ...(signing === undefined ? [] : [signing])]),
  ];
}

/** The keys in use now: further ones of a provider are old, or for later. */
export function currentKids(provider: JsonObject): readonly string[] {
  return texts([
    at(provider, 'protocol.credentials.trust.kid') ?? null,
    at(provider, 'protocol.credentials.signing.kid') ?? null,
  ]);
}
