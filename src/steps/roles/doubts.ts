/** Why what is known of the org's roles may be incomplete. Pure. */
import { IntegrationIncompleteDataError, type Reading } from '../../run/losses';
import type { OktaCustomRole } from './api';
import { rolesWithoutLabel, type OktaRole } from './role';

/** How many roles a warning names. */
const NAMED_ROLES = 5;

/** Roles without a label have other keys than in a run in which Okta sends the label. */
export function withoutLabel(roles: readonly OktaRole[]): Error | undefined {
  const ids = rolesWithoutLabel(roles);
  if (ids.length === 0) return undefined;
  return new IntegrationIncompleteDataError(
    `Okta does not say the label of ${ids.length} of ${roles.length} administrator roles ` +
      `(${named(ids)}), by which they are known`,
  );
}

/**
 * Custom roles that somebody has are in the list of custom roles. One of several can be created or deleted
 * between the two calls; more, hardly.
 */
export function unlistedRoles(
  roles: readonly OktaRole[],
  { value, failure }: Reading<readonly OktaCustomRole[]>,
): Error | undefined {
  const listed = new Set(value.map(({ id }) => id));
  const custom = roles.filter(({ type }) => type === 'CUSTOM').map(({ id }) => id);
  const unlisted = custom.filter((id) => !listed.has(id));
  const isOneOfSeveral = unlisted.length === 1 && custom.length > 1;
  if (failure !== undefined || unlisted.length === 0 || isOneOfSeveral) return undefined;
  return new IntegrationIncompleteDataError(
    `Okta shows assignments of ${unlisted.length} custom roles (${named(unlisted)}), and does not list ` +
      'these roles',
  );
}

function named(ids: readonly string[]): string {
  return ids.slice(0, NAMED_ROLES).join(', ');
}
