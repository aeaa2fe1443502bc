/** The product behind an application, from the name that Okta gives the kind of application. */

const PRODUCTS: ReadonlyMap<string, string> = new Map([
  ['amazon_aws', 'aws'],
  ['cloudconsole', 'gcp'],
]);

const SAML_SUFFIX = /^(.*[^_-])[_-]?saml$/;
const INSTANCE_NUMBER = /_\d+$/;

/**
 * `amazon_aws` → `aws`, `cloudconsole` → `gcp`, `slacksaml` → `slack`; for what the org made itself,
 * `acme_intranet_1` → `intranet`; else the name.
 *
 * @param subdomain of the org: Okta puts it before the names of the org's own applications
 */
export function shortNameOf(name: string, subdomain: string | undefined): string {
  const product = PRODUCTS.get(name);
  if (product !== undefined) return product;
  const own = subdomain === undefined ? undefined : ownName(name, subdomain);
  return own ?? SAML_SUFFIX.exec(name)?.[1] ?? name;
}

/** Okta leaves out of the subdomain what cannot stand in a name. */
function ownName(name: string, subdomain: string): string | undefined {
  const number = INSTANCE_NUMBER.exec(name);
  if (number === null) return undefined;
  const prefixes = [subdomain, subdomain.replace(/-/g, ''), subdomain.replace(/-/g, '_')];
  const prefix = prefixes.find((candidate) => name.startsWith(`${candidate}_`));
  if (prefix === undefined) return undefined;
  return name.slice(prefix.length + 1, number.index) || undefined;
}
