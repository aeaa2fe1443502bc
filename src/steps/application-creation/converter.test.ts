/** Who created which application: which events tell it, and which do not. */
import { expectDeclared } from '../../../test/conversion/dataModel';
import type { JsonObject } from '../../json';
import { parseLogEvent } from '../system-log/api';
import { applicationCreations, createUserApplicationCreationRelationship } from './converter';
import { USER_CREATED_APPLICATION } from './model';

const USER = '00u2abcdEFGH3ijkl0x7';
const APP = '0oa2abcdEFGH3ijkl0x7';
const CREATED: JsonObject = {
  uuid: '1',
  eventType: 'application.lifecycle.create',
  published: '2026-10-01T10:00:00.000Z',
  actor: { id: USER, type: 'User', alternateId: null },
  target: [{ id: APP, type: 'AppInstance', displayName: 'Ünïcode' }],
  debugContext: { debugData: { requestUri: '/api/v1/apps' } },
};
const UPDATED: JsonObject = { ...CREATED, eventType: 'application.lifecycle.update' };
const creationsOf = (json: JsonObject) => applicationCreations(parseLogEvent(json));

test('a creation', () => {
  expect(creationsOf(CREATED)).toEqual([{ userId: USER, applicationId: APP }]);
});

test('a creation by the integration wizard, which Okta logs as an update', () => {
  const debugContext = { debugData: { requestUri: '/admin/app/oauth2/instance/_new_' } };
  expect(creationsOf({ ...UPDATED, debugContext })).toHaveLength(1);
});

test.each<[string, JsonObject]>([
  ['a mere update', UPDATED],
  ['an update without debug data', { ...UPDATED, debugContext: null }],
  ['another event', { ...CREATED, eventType: 'application.lifecycle.delete' }],
  ['a service app as actor', { ...CREATED, actor: { id: APP, type: 'PublicClientApp' } }],
  ['no actor', { ...CREATED, actor: null }],
  ['an actor without an id', { ...CREATED, actor: { id: null, type: 'User' } }],
  ['no targets', { ...CREATED, target: null }],
  ['another kind of target', { ...CREATED, target: [{ id: USER, type: 'AppUser' }] }],
  ['nothing at all', {}],
])('none from %s', (_what, event) => {
  expect(creationsOf(event)).toEqual([]);
});

test('several applications in one event', () => {
  const target = [
    { id: APP, type: 'AppInstance' },
    null,
    { id: '0oa3abcdEFGH3ijkl0x7', type: 'AppInstance' },
  ];
  expect(creationsOf({ ...CREATED, target })).toHaveLength(2);
});

test('the edge, of a type that is never deleted', () => {
  const edge = createUserApplicationCreationRelationship({ userId: USER, applicationId: APP });
  expectDeclared(edge, USER_CREATED_APPLICATION);
  expect(edge._key).toBe(`${USER}|created|${APP}`);
  expect(USER_CREATED_APPLICATION.partial).toBe(true);
});
