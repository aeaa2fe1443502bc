/** Which request budget of Okta's a path draws on. Data, not logic: one row for each known bucket. */

/**
 * Exact paths before prefixes, longer prefixes before shorter ones. Sources: okta-api.md 4.1 and 4.2
 * (Okta's last published table, recorded counters, the table inside terraform-provider-okta).
 */
const EXACT: readonly string[] = [
  '/api/v1/users/{id}',
  '/api/v1/groups/{id}',
  '/api/v1/apps/{id}',
  '/api/v1/devices/{id}/users',
];

const PREFIXES: readonly string[] = [
  '/api/v1/users',
  '/api/v1/groups',
  '/api/v1/apps',
  '/api/v1/devices',
  '/api/v1/iam',
  '/api/v1/logs',
  '/api/v1/agentPools',
  '/api/v1/policies',
  '/oauth2/v1/clients',
];

/**
 * The bucket of a path template. What is in no row gets a bucket of its own: separate counters are
 * safe, since every response tells what is left, while counters joined by mistake would hide it.
 * @param template for example `/api/v1/users/{id}/factors`
 */
export function bucketOf(template: string): string {
  if (EXACT.includes(template)) return template;
  const prefix = PREFIXES.find((p) => template === p || template.startsWith(`${p}/`));
  return prefix ?? template;
}
