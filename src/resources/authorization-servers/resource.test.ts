/** Authorization servers: words that stand among ids, and what is not known. */
import { make, makeOf } from '../../../test/conversion/defined';
import type { JsonObject, JsonValue } from '../../json';
import { declare } from '../engine/declare';
import { authorizationServers } from './resource';

const [, policyNode, ruleNode] = declare(authorizationServers).nodes;
const ID = 'aus1abcdEFGH3ijkl0x7';

const policy = (conditions: JsonValue) => makeOf(policyNode!, { id: ID, conditions });
const rule = (more: JsonObject) => makeOf(ruleNode!, { id: ID, ...more });

test.each<[string, JsonValue, boolean | undefined, readonly string[] | undefined]>([
  ['all', { clients: { include: ['ALL_CLIENTS'] } }, true, []],
  ['some', { clients: { include: ['0oa1', 'portal'] } }, false, ['0oa1', 'portal']],
  ['none', { clients: { include: [] } }, false, []],
  ['all and some', { clients: { include: ['ALL_CLIENTS', '0oa1'] } }, true, ['0oa1']],
  ['no list', { clients: null }, undefined, undefined],
  ['no conditions', null, undefined, undefined],
])('clients of a policy: %s', (_, conditions, allowsAllClients, clientIds) => {
  const made = policy(conditions);
  expect(made?.entity.allowsAllClients).toBe(allowsAllClients);
  expect(made?.entity.clientIds).toEqual(clientIds);
  expect(made?.ends).toEqual([clientIds ?? []]);
});

const groups = (include: JsonValue): JsonObject => ({
  conditions: { people: { groups: { include } } },
});

test.each<[string, JsonObject, boolean | undefined, readonly string[]]>([
  ['everyone', groups(['EVERYONE']), true, []],
  ['a group', groups(['00g1']), false, ['00g1']],
  ['no list', groups(null), undefined, []],
  ['nobody said', { conditions: null }, undefined, []],
])('people of a rule: %s', (_, json, allUsers, ends) => {
  const made = rule(json);
  expect(made?.entity.allUsers).toBe(allUsers);
  expect(made?.ends[0]).toEqual(ends);
});

test.each<[JsonValue, boolean | undefined]>([
  [['*'], true],
  [['orders:read'], false],
  [[], false],
  [null, undefined],
])('the scopes %j are all: %s', (include, expected) => {
  const made = rule({ conditions: { scopes: { include } } });
  expect(made?.entity.allowsAllScopes).toBe(expected);
});

test('a refresh token without end is 0 minutes, an unknown one none', () => {
  const token = { refreshTokenLifetimeMinutes: 0 };
  expect(rule({ actions: { token } })?.entity.refreshTokenMinutes).toBe(0);
  expect(rule({ actions: null })?.entity).not.toHaveProperty('refreshTokenMinutes');
});

test('scopes that were not read are absent, and not an empty list', () => {
  const server = (scopes?: JsonValue) =>
    make(authorizationServers, { id: ID, ...(scopes && { _embedded: { scopes } }) })?.entity;
  expect(server()).not.toHaveProperty('scopes');
  expect(server([])).toMatchObject({ scopes: [], defaultScopes: [] });
  expect(server([{ name: 'openid', system: true, default: true }, { name: 'a' }])).toMatchObject({
    scopes: ['a'],
    defaultScopes: [],
    publicScopes: [],
    implicitConsentScopes: [],
  });
});
