/**
 * An org of any size, computed from its seed: every object is made from its position when it is
 * asked for, so that 100,000 users with a million memberships cost no memory.
 */
import { chance } from '../faults';
import { generatedApps } from './apps';
import { generatedGroups } from './groups';
import { generatedPeople } from './people';
import { generatedPolicies } from './policies';
import { generatedRoles } from './roles';
import { listingById, listingOf, textOf } from '../listing';
import { FACTS, idOf } from '../sample/build';
import { PRINCIPAL_RATE_LIMITS } from '../sample/rateLimits';
import { generatedId, scaleOf, type GeneratedOrgOptions, type Scale } from './scale';
import type { JsonObject, OrgSource } from '../types';

export type { GeneratedOrgOptions };

const DAY = 24 * 60 * 60 * 1000;

function events(scale: Scale): JsonObject[] {
  const found: JsonObject[] = [];
  const add = (type: string, days: number, actor: number, target: JsonObject) => {
    const number = String(found.length).padStart(12, '0');
    found.push({
      uuid: `00000000-0000-4000-9000-${number}`,
      published: new Date(scale.now - days * DAY).toISOString(),
      eventType: type,
      version: '0',
      severity: 'INFO',
      displayMessage: type,
      legacyEventType: type,
      actor: {
        id: generatedId('00u', actor),
        type: 'User',
        alternateId: `user${String(actor)}@sample.example`,
        displayName: `User ${String(actor)}`,
        detailEntry: null,
      },
      outcome: { result: 'SUCCESS', reason: null },
      debugContext: { debugData: { requestUri: '/api/v1/apps' } },
      transaction: { type: 'WEB', id: number, detail: {} },
      target: [target],
    });
  };
  const recent = Math.min(scale.apps, 50);
  for (let app = 0; app < recent; app += 1) {
    add('application.lifecycle.create', 80 - app, app % scale.users, {
      id: generatedId('0oa', app),
      type: 'AppInstance',
      alternateId: `app${String(app)}`,
      displayName: `App ${String(app)}`,
      detailEntry: null,
    });
  }
  for (let user = 0; user < scale.users; user += 50) {
    add('user.mfa.factor.activate', 1 + chance(scale.seed, user, 91) * 20, user, {
      id: generatedId('00u', user),
      type: 'User',
      alternateId: `user${String(user)}@sample.example`,
      displayName: `User ${String(user)}`,
      detailEntry: null,
    });
  }
  return found;
}

/** Deterministic by its options: the same seed gives the same org. */
export function generatedOrg(options: GeneratedOrgOptions = {}): OrgSource {
  const scale = scaleOf(options);
  const people = generatedPeople(scale);
  const groups = generatedGroups(scale);
  const apps = generatedApps(scale, people, groups);
  const roles = generatedRoles(scale, groups);
  return {
    facts: { ...FACTS, id: idOf('00o', 'generated'), ...options.facts },
    users: people.users,
    groups: groups.groups,
    apps: apps.apps,
    rules: listingById(groups.rules),
    devices: people.devices,
    events: listingOf(events(scale), (one) => `${textOf(one, 'published')} ${textOf(one, 'uuid')}`),
    iamRoles: roles.iamRoles,
    principalRateLimits: listingById(PRINCIPAL_RATE_LIMITS),
    adminUserIds: roles.adminUserIds,
    data: generatedPolicies(scale),
    factors: people.factors,
    userRoles: roles.userRoles,
    groupRoles: roles.groupRoles,
    clientRoles: () => [],
    permissions: roles.permissions,
    userGroups: groups.groupsOfUser,
    groupMembers: groups.members,
    groupApps: apps.appsOfGroup,
    appUsers: apps.appUsers,
    appGroups: apps.appGroups,
    appSchema: apps.schema,
    deviceUsers: people.deviceUsers,
  };
}
