import { ADMIN_SCOPES_SOURCE } from '../../sourceIds';
import type { Source } from '../defineResource';

/** What administrators may reach: shared by role assignments, resource sets and the roles of service apps. */
export const ADMIN_SCOPES: Source = {
  id: ADMIN_SCOPES_SOURCE,
  title: 'Reach of administrators',
  description:
    'What each administrator role reaches: role assignments with their groups and applications, resource ' +
    'sets, and the roles and granted API scopes of service apps. One call for each service app, one for each ' +
    'resource set, and one for each service app with a role. Without the source of administrator roles it brings resource sets only.',
};
