/** What Okta refuses to everybody is not asked for everybody. */
import type { CollectOptions } from '../harness/collect';
import {
  generatedOrg,
  type Fault,
  type FaultKind,
  type LocalOktaOptions,
} from '../../packages/local-okta';
import { listingById } from '../../packages/local-okta/listing';
import { IMPATIENT, runSample } from './collectInMemory';

/** Enough that the calls in flight when the refusals settle the matter are few of them. */
const MANY = 300;

const ORG = generatedOrg({ users: MANY, groups: MANY, apps: MANY, devices: 0, memberships: MANY });

const WITH_CUSTOM_ROLES = {
  ...ORG,
  iamRoles: listingById(
    Array.from({ length: MANY }, (_, index) => ({
      id: `cr0${String(index).padStart(17, '0')}`,
      label: `Role ${index}`,
    })),
  ),
};

const FROM_GROUPS = { assignmentSide: 'groups' } as const;

test.each<[string, string, LocalOktaOptions, CollectOptions?]>([
  ['factors of users', '/api/v1/users/{id}/factors', {}],
  ['members of groups', '/api/v1/groups/{id}/users', {}],
  ['users of applications', '/api/v1/apps/{id}/users', {}],
  ['groups of applications', '/api/v1/apps/{id}/groups', {}],
  [
    'roles of users, where Okta does not even say who has any',
    '/api/v1/users/{id}/roles',
    { permissions: { adminRole: 'readOnly' } },
  ],
  ['applications of groups', '/api/v1/groups/{id}/apps', {}, FROM_GROUPS],
  ['permissions of custom roles', '/api/v1/iam/roles/{id}/permissions', { org: WITH_CUSTOM_ROLES }],
])('%s', async (_name, on, more, options = {}) => {
  const faults: Fault[] = [{ kind: 'forbidden', on }];
  const found = await runSample({ org: ORG, faults, ...more }, options);
  expect(found.error).toBeUndefined();
  expect(found.okta.counters.callsTo(on)).toBeGreaterThanOrEqual(25);
  // Twenty-five refusals, and what two steps have under way by then.
  expect(found.okta.counters.callsTo(on)).toBeLessThanOrEqual(25 + 2 * 48);
  expect(Object.values(found.statuses)).toContain('failure');
});

test('schemas of applications, without which each is asked for its groups', async () => {
  const on = '/api/v1/meta/schemas/apps/{id}/default';
  const faults: Fault[] = [{ kind: 'forbidden', on }];
  const found = await runSample({ org: ORG, faults }, FROM_GROUPS);
  expect(found.okta.counters.callsTo(on)).toBeGreaterThanOrEqual(25);
  expect(found.okta.counters.callsTo(on)).toBeLessThanOrEqual(25 + 2 * 48);
  const calls = found.okta.counters.callsTo('/api/v1/apps/{id}/groups');
  // One that showed a group may be asked again, if the last ones show none.
  expect(calls - MANY).toBeLessThanOrEqual(1);
  expect(calls).toBeGreaterThanOrEqual(MANY);
  expect(Object.values(found.statuses)).not.toContain('failure');
});

const FACTORS = '/api/v1/users/{id}/factors';

test.each<[string, FaultKind]>([
  ['400', { kind: 'badRequest' }],
  ['404', { kind: 'notFound' }],
  ['405', { kind: 'status', status: 405, code: 'E0000022' }],
  ['410 without a body', { kind: 'status', status: 410, body: 'empty' }],
  ['501', { kind: 'status', status: 501, code: 'E0000060' }],
])('HTTP %s for the factors of every user', async (_status, fault) => {
  const found = await runSample({ org: ORG, faults: [{ ...fault, on: FACTORS }] });
  expect(found.okta.counters.callsTo(FACTORS)).toBeLessThanOrEqual(25 + 2 * 48);
  expect(found.statuses['fetch-mfa-devices']).toBe('failure');
  expect(found.partial).toContain('mfa_device');
});

test('HTTP 500 for the factors of every user, each call tried three times', async () => {
  const found = await runSample(
    { org: ORG, faults: [{ kind: 'serverError', on: FACTORS }] },
    { client: { ...IMPATIENT, retryBudget: { ...IMPATIENT.retryBudget, attempts: 3 } } },
  );
  expect(found.okta.counters.callsTo(FACTORS)).toBeLessThanOrEqual(3 * (25 + 2 * 48));
  expect(found.partial).toContain('mfa_device');
});

test('users whose status forbids it do not keep the others from being asked', async () => {
  const forbidden = { kind: 'status', status: 403, code: 'E0000038', on: FACTORS } as const;
  const found = await runSample({ org: ORG, faults: [{ ...forbidden, until: 60 }] });
  const canHaveFactors = [...found.graph.values()].filter(
    ({ _type, status }) => _type === 'okta_user' && status !== 'deprovisioned',
  );
  expect(canHaveFactors.length).toBeGreaterThan(200);
  const calls = found.okta.counters.callsTo(FACTORS);
  // One who has a factor may be asked again, if the last ones have none.
  expect(calls - canHaveFactors.length).toBeLessThanOrEqual(1);
  expect(calls).toBeGreaterThanOrEqual(canHaveFactors.length);
  expect(found.partial).toContain('mfa_device');
});

test('an outage of everybody’s factors at the beginning loses those asked for in it, and no others', async () => {
  const outage = { kind: 'status', status: 403, on: FACTORS, until: 60 } as const;
  const found = await runSample({ org: ORG, faults: [outage] });
  expect(found.okta.counters.callsTo(FACTORS)).toBeGreaterThan(200);
  expect(found.partial).toContain('mfa_device');
});
