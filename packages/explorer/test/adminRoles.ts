/** A graph of admin roles alone, whose holders have no second factor: what the start of the page may show first. */
import { writeGraph, type GraphObject } from '../../../test/ask/writeGraph';

/** Less power, more holders: the count alone would put the worst last. */
const ROLES = [
  ['Super Administrator', 'SUPER_ADMIN'],
  ['Organization Administrator', 'ORG_ADMIN'],
  ['Help Desk Administrator', 'HELP_DESK_ADMIN'],
  ['Report Administrator', 'REPORT_ADMIN'],
  ['Night shift', 'CUSTOM'],
  ['Read-only Administrator', 'READ_ONLY_ADMIN'],
] as const;

function user(number: number): GraphObject {
  return {
    _key: `00u-${number}`,
    _type: 'okta_user',
    _class: ['User'],
    displayName: `admin-${number}@acme.com`,
    mfaEnabled: false,
  };
}

function holding(number: number, role: string): GraphObject {
  return {
    _key: `00u-${number}|assigned|${role}`,
    _type: 'okta_user_assigned_role',
    _class: 'ASSIGNED',
    _fromEntityKey: `00u-${number}`,
    _toEntityKey: role,
  };
}

/** @returns the directory that it stands in, as `.j1-integration` would be */
export function writeAdminRoles(): string {
  const roles = ROLES.map(([displayName, roleType]) => {
    const own = { displayName, roleType, superAdmin: roleType === 'SUPER_ADMIN' };
    return { _key: `okta_role:${roleType}`, _type: 'okta_role', _class: ['AccessRole'], ...own };
  });
  const users = ROLES.map((_, i) => user(i));
  const relationships = roles.flatMap(({ _key }, i) =>
    users.slice(0, i + 1).map((_, number) => holding(number, _key)),
  );
  return writeGraph({ entities: [...users, ...roles], relationships });
}
