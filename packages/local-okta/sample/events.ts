/** System Log: who created which application, factor changes, and events that point nowhere. */
import type { JsonObject } from '../types';
import { ago, idOf } from './build';
import { userId } from './people';

interface EventSpec {
  days: number;
  type: string;
  actor: string;
  actorType?: string;
  app?: string;
  user?: string;
  result?: string;
  requestUri?: string;
}

const CREATE = 'application.lifecycle.create';
const UPDATE = 'application.lifecycle.update';

const EVENTS: readonly EventSpec[] = [
  { days: 85, type: CREATE, actor: 'ana', app: 'oidcweb' },
  { days: 60, type: CREATE, actor: 'bo', app: 'awsprofile' },
  { days: 42, type: CREATE, actor: 'ana', app: 'github' },
  // The form of older orgs: an update sent to a path ending in `_new_`.
  {
    days: 41,
    type: UPDATE,
    actor: 'carla',
    app: 'bookmark',
    requestUri: '/admin/app/bookmark/_new_',
  },
  {
    days: 40,
    type: UPDATE,
    actor: 'carla',
    app: 'bookmark',
    requestUri: '/admin/app/bookmark/edit',
  },
  { days: 30, type: CREATE, actor: 'goneadmin', app: 'office' },
  { days: 29, type: CREATE, actor: 'ana', app: 'deleted' },
  { days: 28, type: CREATE, actor: 'vanished', app: 'slack' },
  { days: 27, type: CREATE, actor: 'system', actorType: 'SystemPrincipal', app: 'google' },
  { days: 26, type: CREATE, actor: 'ana', app: 'salesforce', result: 'FAILURE' },
  { days: 25, type: CREATE, actor: 'ana', app: 'github' },
  // Beyond what Okta keeps.
  { days: 120, type: CREATE, actor: 'bo', app: 'gcp' },
  { days: 12, type: 'user.mfa.factor.activate', actor: 'ana', user: 'ana' },
  { days: 10, type: 'user.mfa.factor.deactivate', actor: 'ana', user: 'kofi' },
  { days: 6, type: 'user.mfa.factor.reset_all', actor: 'carla', user: 'pia' },
  { days: 5, type: 'user.mfa.factor.update', actor: 'quinn', user: 'quinn' },
  { days: 2, type: 'user.session.start', actor: 'bo', user: 'bo' },
  { days: 1, type: 'user.mfa.factor.suspend', actor: 'ana', user: 'gone' },
];

function eventJson(spec: EventSpec, index: number, now: number): JsonObject {
  const actorType = spec.actorType ?? 'User';
  const target: JsonObject =
    spec.app === undefined
      ? {
          id: userId(spec.user ?? spec.actor),
          type: 'User',
          alternateId: `${spec.user ?? spec.actor}@sample.example`,
          displayName: spec.user ?? spec.actor,
          detailEntry: null,
        }
      : {
          id: idOf('0oa', spec.app),
          type: 'AppInstance',
          alternateId: spec.app,
          displayName: spec.app,
          detailEntry: { signOnModeType: 'SAML_2_0' },
        };
  return {
    actor: {
      id: actorType === 'User' ? userId(spec.actor) : 'system@okta.com',
      type: actorType,
      alternateId: `${spec.actor}@sample.example`,
      displayName: spec.actor,
      detailEntry: null,
    },
    client: {
      userAgent: { rawUserAgent: 'Mozilla/5.0', os: 'Mac OS X', browser: 'CHROME' },
      zone: 'null',
      device: 'Computer',
      id: null,
      ipAddress: '203.0.113.7',
      geographicalContext: null,
    },
    device: null,
    authenticationContext: {
      authenticationProvider: null,
      credentialProvider: null,
      credentialType: null,
      issuer: null,
      interface: null,
      authenticationStep: 0,
      externalSessionId: `102${String(index).padStart(18, '0')}`,
    },
    displayMessage: spec.type,
    eventType: spec.type,
    outcome: { result: spec.result ?? 'SUCCESS', reason: null },
    published: ago(now, spec.days),
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
    severity: 'INFO',
    debugContext: {
      debugData: {
        requestId: `Y${String(index).padStart(25, '0')}`,
        requestUri: spec.requestUri ?? (spec.app === undefined ? '/api/v1/users' : '/api/v1/apps'),
        url: spec.requestUri ?? '/api/v1/apps?',
      },
    },
    legacyEventType: spec.type,
    transaction: { type: 'WEB', id: `T${String(index).padStart(25, '0')}`, detail: {} },
    uuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    version: '0',
    request: { ipChain: [] },
    target: [target],
  };
}

export function eventsJson(now: number): JsonObject[] {
  return EVENTS.map((spec, index) => eventJson(spec, index, now));
}
