import { bucketOf } from './rateLimitBuckets';

describe('buckets', () => {
  test.each([
    ['/api/v1/users', '/api/v1/users'],
    ['/api/v1/users/{id}', '/api/v1/users/{id}'],
    ['/api/v1/users/{id}/factors', '/api/v1/users'],
    ['/api/v1/users/{id}/roles', '/api/v1/users'],
    ['/api/v1/groups/rules', '/api/v1/groups'],
    ['/api/v1/groups/{id}/users', '/api/v1/groups'],
    ['/api/v1/apps', '/api/v1/apps'],
    ['/api/v1/apps/{id}/groups', '/api/v1/apps'],
    ['/api/v1/devices', '/api/v1/devices'],
    ['/api/v1/devices/{id}/users', '/api/v1/devices/{id}/users'],
    ['/api/v1/iam/assignees/users', '/api/v1/iam'],
    ['/api/v1/iam/roles/{id}/permissions', '/api/v1/iam'],
    ['/api/v1/logs', '/api/v1/logs'],
    ['/api/v1/org', '/api/v1/org'],
    ['/api/v1/org/privacy/oktaSupport', '/api/v1/org/privacy/oktaSupport'],
    ['/api/v1/usersOfAnotherKind', '/api/v1/usersOfAnotherKind'],
    ['/never/heard/of', '/never/heard/of'],
  ])('%s draws on %s', (template, bucket) => {
    expect(bucketOf(template)).toBe(bucket);
  });
});
