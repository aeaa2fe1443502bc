/** What protects an application of the fixture: an app sign-in policy, and what a session takes. */
import { AWS, ENGINEERING } from './fixtureActors';
import { entity, link, type FixtureObject } from './fixtureObjects';

const POLICY = 'rst00000000000000001';
const SESSIONS = 'rst00000000000000002';
export const MANAGED_DEVICES = 'rul00000000000000001';
const CATCH_ALL = 'rul00000000000000002';
const SESSION_RULE = 'rul00000000000000003';

const policy = (type: string, key: string, name: string, ruleCount: number): FixtureObject =>
  entity(type, 'AccessPolicy', key, name, {
    status: 'active',
    isActive: true,
    priority: 1,
    ruleCount,
  });

const rule = (
  key: string,
  name: string,
  priority: number,
  properties: FixtureObject,
): FixtureObject =>
  entity('okta_policy_rule', 'Rule', key, name, {
    status: 'active',
    isActive: true,
    priority,
    signInConditions: [],
    ...properties,
  });

/** The policies and their rules. */
export function policyEntities(): readonly FixtureObject[] {
  return [
    policy('okta_access_policy', POLICY, 'Cloud accounts', 2),
    policy('okta_sign_on_policy', SESSIONS, 'Default session', 1),
    rule(MANAGED_DEVICES, 'Managed devices', 1, {
      groupCount: 1,
      signInConditions: ['device'],
      deviceRegistered: true,
      deviceManaged: true,
      access: 'ALLOW',
      allowsSingleFactor: false,
      phishingResistantRequired: true,
      reauthenticateMinutes: 0,
    }),
    rule(CATCH_ALL, 'Everybody else', 99, { access: 'DENY' }),
    rule(SESSION_RULE, 'Default rule', 1, {
      ruleType: 'SIGN_ON',
      access: 'ALLOW',
      requireFactor: true,
      maxSessionLifetimeMinutes: 720,
    }),
  ];
}

/** What joins them to one another, to the application and to the group that a rule is for. */
export function policyRelationships(): readonly FixtureObject[] {
  return [
    link('okta_access_policy_protects_application', 'PROTECTS', POLICY, AWS),
    link('okta_policy_has_rule', 'HAS', POLICY, MANAGED_DEVICES),
    link('okta_policy_has_rule', 'HAS', POLICY, CATCH_ALL),
    link('okta_policy_has_rule', 'HAS', SESSIONS, SESSION_RULE),
    link('okta_policy_rule_assigned_group', 'ASSIGNED', MANAGED_DEVICES, ENGINEERING),
  ];
}
