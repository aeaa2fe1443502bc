/** What a resource stands for, in every form that Okta documents, and in forms that it does not. */
import type { JsonObject } from '../../json';
import { containedIn, covers, excludedOrns, otherCollections } from './contained';

const byOrn = (rest: string): JsonObject => ({ orn: `orn:okta:${rest}` });
const byUrl = (path: string): JsonObject => ({
  _links: { self: { href: `https://acme.okta.com${path}` } },
});

test.each<[JsonObject, ReturnType<typeof containedIn>]>([
  [byOrn('directory:00o1:users'), { collection: 'users', isMembers: false }],
  [byOrn('directory:00o1:groups'), { collection: 'groups', isMembers: false }],
  [byOrn('directory:00o1:groups:00g1'), { collection: 'groups', id: '00g1', isMembers: false }],
  [
    byOrn('directory:00o1:groups:00g1:contained_resources'),
    { collection: 'groups', id: '00g1', isMembers: true },
  ],
  [byOrn('idp:00o1:apps'), { collection: 'apps', isMembers: false }],
  [byOrn('idp:00o1:apps:slack'), { collection: 'apps', id: 'slack', isMembers: false }],
  [byOrn('idp:00o1:apps:slack:0oa1'), { collection: 'apps', id: '0oa1', isMembers: false }],
  [byOrn('idp:00o1:apps:0oa1'), { collection: 'apps', id: '0oa1', isMembers: false }],
  [
    byOrn('idp:00o1:authorization_servers:aus1'),
    { collection: 'authorizationServers', id: 'aus1', isMembers: false },
  ],
  [byOrn('idp:00o1:customizations'), { collection: 'customizations', isMembers: false }],
  [byOrn('iam:00o1:contained_resources'), { collection: 'iam', isMembers: false }],
  [byUrl('/api/v1/users'), { collection: 'users', isMembers: false }],
  [byUrl('/api/v1/groups/00g1'), { collection: 'groups', id: '00g1', isMembers: false }],
  [byUrl('/api/v1/groups/00g1/users'), { collection: 'groups', id: '00g1', isMembers: true }],
  [
    byUrl('/api/v1/apps/?filter=name+eq+%22slack%22'),
    { collection: 'apps', id: 'slack', isMembers: false },
  ],
  [byUrl('/api/v1/apps/0oa1'), { collection: 'apps', id: '0oa1', isMembers: false }],
  [{}, undefined],
  [{ orn: 'orn:okta' }, undefined],
  [{ orn: 'arn:aws:iam::1:role/x' }, undefined],
  [{ orn: 'orn:okta:directory:00o1:groups:not an id' }, undefined],
  [{ orn: 7, _links: { self: { href: 'nowhere' } } }, undefined],
  [byUrl('/somewhere/else'), undefined],
])('%j', (resource, expected) => {
  expect(containedIn(resource)).toEqual(expected);
});

test('a set of which nothing is known covers nothing for certain', () => {
  for (const set of [{}, { _embedded: {} }, { _embedded: { resources: null } }]) {
    expect(covers(set, 'users')).toBeUndefined();
    expect(otherCollections(set)).toBeUndefined();
    expect(excludedOrns(set)).toBeUndefined();
  }
});

test('a whole collection is covered, and one object of it is not the whole', () => {
  const set = {
    _embedded: {
      resources: [
        byOrn('directory:00o1:users'),
        byOrn('directory:00o1:groups:00g1'),
        byOrn('idp:00o1:policies'),
        { ...byOrn('idp:00o1:apps'), conditions: { Exclude: { 'okta:ORN': ['orn:x', 7] } } },
        { ...byOrn('idp:00o1:policies'), conditions: null },
      ],
    },
  };
  expect(covers(set, 'users')).toBe(true);
  expect(covers(set, 'groups')).toBe(false);
  expect(covers(set, 'apps')).toBe(true);
  expect(otherCollections(set)).toEqual(['policies']);
  expect(excludedOrns(set)).toEqual(['orn:x']);
});
