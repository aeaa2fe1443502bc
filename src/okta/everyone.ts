/** Which of Okta's built-in groups is the one that holds every user. */

/** What has to be known of a group. */
export interface NamedGroup {
  /** OKTA_GROUP, BUILT_IN, APP_GROUP */
  readonly type: string | undefined;
  readonly name: string | undefined;
}

/**
 * Okta has two built-in groups: `Everyone`, whose name orgs show in other languages and spellings too,
 * and `Okta Administrators`, whose name says whose administrators they are in any language.
 */
const ADMINISTRATORS = /okta|admin/i;

/** Whether this is the built-in group that holds every user, deprovisioned ones too, whatever its name is. */
export function isEveryone({ type, name = '' }: NamedGroup): boolean {
  return type === 'BUILT_IN' && name.trim() !== '' && !ADMINISTRATORS.test(name);
}
