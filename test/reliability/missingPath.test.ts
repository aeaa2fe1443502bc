/** One or two objects of a kind: 404 for all of them is no sign that they are gone. */
import { generatedOrg } from '../localOkta';
import { runSample } from './collectInMemory';
import { differenceOf, NO_DIFFERENCE } from './compare';

const ORG = generatedOrg({ users: 30, groups: 4, apps: 2, devices: 0, memberships: 40 });

const PATHS = [
  '/api/v1/apps/{id}/users',
  '/api/v1/apps/{id}/groups',
  '/api/v1/users/{id}/roles',
  '/api/v1/groups/{id}/users',
  '/api/v1/groups/{id}/roles',
];

test.each(PATHS)('404 for all that is asked of %s deletes nothing', async (on) => {
  const whole = await runSample({ org: ORG });
  expect(whole.okta.counters.callsTo(on)).toBeGreaterThan(0);
  const found = await runSample({ org: ORG, faults: [{ kind: 'notFound', on }] });
  expect(found.error).toBeUndefined();
  expect(found.partial).toBeDefined();
  expect(Object.values(found.statuses)).toContain('failure');
  const difference = differenceOf(whole.graph, found.graph, new Set(found.partial));
  expect(difference.missing).toEqual(NO_DIFFERENCE.missing);
});
