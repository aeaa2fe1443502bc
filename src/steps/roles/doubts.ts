/** Why what is known of the org's roles may be incomplete. Pure. */
import { isFatal } from '../../okta';
import { asError, IntegrationIncompleteDataError, type Reading } from '../../run/losses';
import type { Refusals } from '../../run/refusals';
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

/** What those answered who were asked for their roles, as far as the answers are compared. */
export class Answers {
  answered = 0;
  holders = 0;
  /** How many of them Okta itself calls holders of a role. */
  named = 0;
  /** Ids of those that it calls so, and that show none. */
  readonly denied: string[] = [];

  note(id: string, isNamed: boolean, holdsAny: boolean): void {
    this.answered += 1;
    if (isNamed) this.named += 1;
    if (holdsAny) this.holders += 1;
    else if (isNamed) this.denied.push(id);
  }
}

const NO_ADMINISTRATOR =
  'Okta shows nobody with an administrator role, and yet every org has an administrator. The ' +
  'credential may be limited to some of them';

/**
 * Why the roles that these hold are incomplete: Okta names so many holders, and `denied` of them show no
 * role. A role can be revoked between the two calls, which concerns single ones; if it is all or half of
 * them, the empty lists are not true.
 * @param who in the plural: `users`
 * @param explained how many of those that show none have their role in another way: through a group.
 */
export function roleConsistency(
  who: string,
  named: number,
  denied: number,
  explained = 0,
): Error | undefined {
  const open = denied - explained;
  const of = named - explained;
  if (open === 0 || (open < of && (open === 1 || open * 2 < of))) return undefined;
  const rest = explained > 0 ? `, of whom ${open} are in no group that has one` : '';
  return new IntegrationIncompleteDataError(
    `Okta names ${named} ${who} with administrator roles, and shows no role of ${denied} of them${rest}`,
  );
}

/** Nobody holds a role, and yet every org has an administrator. */
export function noAdministrator(): Error {
  return new IntegrationIncompleteDataError(NO_ADMINISTRATOR);
}

/** Why lists that came to be empty are not to be believed. To be called when all were asked. */
export async function doubtOf(refusals: Refusals): Promise<Error | undefined> {
  try {
    await refusals.confirm();
  } catch (error) {
    if (isFatal(error)) throw error;
    return asError(error);
  }
  return undefined;
}

function named(ids: readonly string[]): string {
  return ids.slice(0, NAMED_ROLES).join(', ');
}
