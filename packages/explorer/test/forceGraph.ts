/** A graph of users of every status, and of assignments that are not in force beside those of a group. */
import { writeGraph, type GraphObject } from '../../../test/ask/writeGraph';

/** As Okta writes them on an assignment, in lower case. */
export const IDLE_STATUSES = ['inactive', 'suspended', 'pending', 'revoked', 'deprovisioned'];

const USER_STATUSES = [
  'active',
  'locked_out',
  'password_expired',
  'recovery',
  'staged',
  'provisioned',
  'suspended',
  'deprovisioned',
];
const GROUP = 'everyone';

function entity(_key: string, _type: string, _class: string, more = {}): GraphObject {
  return { _key, _type, _class: [_class], displayName: _key, name: _key, ...more };
}

function edge(from: string, _class: string, to: string, _type: string, more = {}): GraphObject {
  const ends = { _fromEntityKey: from, _toEntityKey: to };
  return { _key: `${from}|${_class}|${to}`, _type, _class, ...ends, ...more };
}

/** @returns the directory that it stands in, as `.j1-integration` would be */
export function writeForceGraph(): string {
  const users = [
    ...USER_STATUSES.map((status) => entity(status, 'okta_user', 'User', { status })),
    entity('none', 'okta_user', 'User'),
    entity('flagged', 'okta_user', 'User', { isActive: false }),
  ];
  const apps = ['all', ...IDLE_STATUSES].map((name) => `app-${name}`);
  const own = 'okta_user_assigned_application';
  const factor = (key: string, status: string) => entity(key, 'mfa_device', 'Key', { status });
  return writeGraph({
    entities: [
      ...users,
      entity(GROUP, 'okta_user_group', 'UserGroup'),
      ...apps.map((app) => entity(app, 'okta_application', 'Application', { status: 'active' })),
      factor('pending', 'pending_activation'),
      factor('expired', 'expired'),
    ],
    relationships: [
      ...users.map(({ _key }) => edge(GROUP, 'HAS', _key, 'okta_group_has_user')),
      ...apps.map((app) => edge(GROUP, 'ASSIGNED', app, 'okta_group_assigned_application')),
      ...IDLE_STATUSES.map((status) =>
        edge('active', 'ASSIGNED', `app-${status}`, own, {
          scope: 'GROUP',
          status: status.toUpperCase(),
        }),
      ),
      edge('deprovisioned', 'ASSIGNED', 'app-all', own, { scope: 'USER', status: 'ACTIVE' }),
      edge('active', 'ASSIGNED', 'pending', 'okta_user_assigned_factor'),
      edge('recovery', 'ASSIGNED', 'expired', 'okta_user_assigned_factor'),
    ],
  });
}
