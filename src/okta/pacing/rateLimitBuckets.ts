/** Which request budget of Okta's a path draws on. Data, not logic: one row for each known bucket. */

/**
 * The paths that a run asks for, and what lies below them. Single objects (`/api/v1/users/{id}`), which
 * no run asks for, have counters of their own. Sources: docs/okta-api.md#endpoints (Okta's last
 * published table, recorded counters, the table inside terraform-provider-okta).
 */
const PREFIXES: readonly string[] = [
  '/api/v1/users',
  '/api/v1/groups',
  '/api/v1/apps',
  '/api/v1/devices',
  '/api/v1/iam',
  '/api/v1/logs',
];

/**
 * The bucket of a path template. What is in no row gets a bucket of its own: separate counters are
 * safe, since every response tells what is left, while counters joined by mistake would hide it.
 * @param template for example `/api/v1/users/{id}/factors`
 */
export function bucketOf(template: string): string {
  const prefix = PREFIXES.find((p) => template === p || template.startsWith(`${p}/`));
  return prefix ?? template;
}
