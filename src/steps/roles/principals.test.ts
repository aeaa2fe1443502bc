/** Which applications can hold roles, and by which id Okta knows them. */
import { parseApplication } from '../applications/api';
import type { JsonObject } from '../../json';
import { serviceAppOf } from './principals';

const app = (status: string, type: string | null, client: JsonObject = {}) => {
  const parsed = parseApplication({
    id: '0oa1',
    status,
    settings: { oauthClient: { application_type: type } },
    credentials: { oauthClient: client },
  });
  if (parsed === undefined) throw new Error('no application');
  return serviceAppOf(parsed)?.id;
};

test.each([
  ['the client’s own id', app('ACTIVE', 'service', { client_id: 'collector' }), 'collector'],
  ['the application’s id, where Okta gives no other', app('ACTIVE', 'service'), '0oa1'],
  ['none of an inactive app', app('INACTIVE', 'service'), undefined],
  ['none of an app for people', app('ACTIVE', 'web'), undefined],
  ['none of an app without a type', app('ACTIVE', null), undefined],
])('%s', (_, id, expected) => {
  expect(id).toBe(expected);
});
