/** Okta's administrator roles, as people read them in the Admin Console. */

/**
 * Sees users, groups, applications, devices, policies and the System Log:
 * https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
 */
export const READ_ONLY_ADMIN = 'Read-only Administrator';

/** Alone may see other administrators, hooks and Okta's support access. */
export const SUPER_ADMIN = 'Super Administrator';

/** A custom role with one permission, in the words in which it can be entered in Okta. */
export function customRole(permission: string, resources: string): string {
  return `Custom role with "${permission}" on ${resources}`;
}

/** The custom role that may see administrators; for roles only, not for support access. */
export const IAM_VIEWER = customRole(
  'View roles, resources, and admin assignments',
  'all Identity and Access Management resources',
);
