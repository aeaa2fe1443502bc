/** What Okta refuses to everybody is not asked for everybody. */
import { generatedOrg, type LocalOktaOptions } from '../localOkta';
import { runSample } from './collectInMemory';

/** Enough that the calls in flight when the refusals settle the matter are few of them. */
const MANY = 300;

const ORG = generatedOrg({ users: MANY, groups: MANY, apps: MANY, devices: 0, memberships: MANY });

test.each<[string, string, LocalOktaOptions]>([
  ['factors of users', '/api/v1/users/{id}/factors', {}],
  ['members of groups', '/api/v1/groups/{id}/users', {}],
  ['users of applications', '/api/v1/apps/{id}/users', {}],
  ['groups of applications', '/api/v1/apps/{id}/groups', {}],
  [
    'roles of users, where Okta does not even say who has any',
    '/api/v1/users/{id}/roles',
    { permissions: { adminRole: 'readOnly' } },
  ],
])('%s', async (_name, on, more) => {
  const found = await runSample({ org: ORG, faults: [{ kind: 'forbidden', on }], ...more });
  expect(found.error).toBeUndefined();
  expect(found.okta.counters.callsTo(on)).toBeGreaterThanOrEqual(25);
  // Twenty-five refusals, and what two steps have under way by then.
  expect(found.okta.counters.callsTo(on)).toBeLessThanOrEqual(25 + 2 * 48);
  expect(Object.values(found.statuses)).toContain('failure');
});
