/** 404 for all that is asked of a path, or for most of it, is no sign that the objects are gone. */
import type { FaultKind } from '../../packages/local-okta';
import { runSample, type Run } from './collectInMemory';
import { differenceOf, NO_DIFFERENCE } from './compare';

const PATHS = [
  '/api/v1/apps/{id}/users',
  '/api/v1/apps/{id}/groups',
  '/api/v1/users/{id}/roles',
  '/api/v1/groups/{id}/users',
  '/api/v1/groups/{id}/roles',
];

let whole: Run;

beforeAll(async () => {
  whole = await runSample();
});

function expectNothingDeleted(found: Run): void {
  expect(found.error).toBeUndefined();
  expect(found.partial).toBeDefined();
  expect(Object.values(found.statuses)).toContain('failure');
  const difference = differenceOf(whole.graph, found.graph, new Set(found.partial));
  expect(difference.missing).toEqual(NO_DIFFERENCE.missing);
}

test.each(PATHS)('404 for all that is asked of %s deletes nothing', async (on) => {
  expect(whole.okta.counters.callsTo(on)).toBeGreaterThanOrEqual(4);
  expectNothingDeleted(await runSample({ faults: [{ kind: 'notFound', on }] }));
});

describe.each<[string, FaultKind]>([
  ['in Okta’s words', { kind: 'notFound' }],
  ['without a body', { kind: 'status', status: 404, body: 'empty' }],
  ['with the HTML of a proxy', { kind: 'status', status: 404, body: 'html' }],
])('404 %s, from the third call on', (_body, fault) => {
  test.each(['/api/v1/users/{id}/factors', ...PATHS])('of %s deletes nothing', async (on) => {
    expectNothingDeleted(await runSample({ faults: [{ ...fault, on, from: 3 }] }));
  });
});
