/** `/api/v1/devices`: an Identity Engine feature, refused on Classic orgs. */
import { ok, param, type Call, type Route } from '../call';
import { notFound, OktaError } from '../errors';
import { textOf } from '../listing';
import { linked, pageOf, type PageRules } from '../paging';
import { parseExpression } from '../search';
import { orgUrl, type Json, type JsonObject } from '../types';

const LIST: PageRules = { defaultLimit: 200, maxLimit: 200, cursorError: 'E0000031' };
const SEARCH = { attributes: ['id', 'status', 'lastUpdated', 'profile.*'] };

function requireIdentityEngine(call: Call): void {
  if (call.world.source.facts.pipeline !== 'idx') throw new OktaError('E0000015');
}

function list(call: Call) {
  requireIdentityEngine(call);
  const search = call.query.get('search');
  const accept = search === null ? undefined : parseExpression(search, SEARCH);
  const page = pageOf(call, call.world.devices, LIST, accept);
  const expand = call.query.get('expand');
  const items =
    expand === 'user' || expand === 'userSummary'
      ? page.items.map((device) => withUsers(call, device, expand === 'userSummary'))
      : page.items;
  return linked(call, items, page.next);
}

function withUsers(call: Call, device: JsonObject, summary: boolean): JsonObject {
  return { ...device, _embedded: { users: owners(call, textOf(device, 'id'), summary) } };
}

function owners(call: Call, deviceId: string, summary: boolean): Json[] {
  return call.world.deviceUsers(deviceId).map(({ userId, ...rest }) => {
    const user = call.world.users.get(userId)!;
    return { ...rest, user: summary ? summaryOf(call, user) : user };
  });
}

function summaryOf(call: Call, user: JsonObject): JsonObject {
  const profile = user['profile'] as JsonObject;
  const { firstName, lastName, login, email } = profile;
  const href = `${orgUrl(call.world.source.facts)}/api/v1/users/${textOf(user, 'id')}`;
  return {
    id: user['id'],
    realmId: user['realmId'] ?? null,
    profile: {
      firstName: firstName ?? null,
      lastName: lastName ?? null,
      login: login ?? '',
      email: email ?? null,
    },
    _links: { self: { href } },
  };
}

function deviceOf(call: Call): JsonObject {
  requireIdentityEngine(call);
  const id = param(call, 'id');
  const device = call.world.devices.get(id);
  if (device === undefined) throw notFound(id, 'Device');
  return device;
}

const get: Pick<Route, 'method' | 'scope' | 'role' | 'empty'> = {
  method: 'GET',
  scope: 'okta.devices.read',
  empty: [],
};

export const deviceRoutes: readonly Route[] = [
  { ...get, template: '/api/v1/devices', handler: list },
  { ...get, template: '/api/v1/devices/{id}', handler: (call) => ok(deviceOf(call)), empty: {} },
  {
    ...get,
    template: '/api/v1/devices/{id}/users',
    handler: (call) => ok(owners(call, textOf(deviceOf(call), 'id'), false)),
  },
];
