/** One row of the table of completeness: a fault, and what a run makes of it. */
import type { CollectOptions } from '../harness/collect';
import type { LocalOkta, LocalOktaOptions } from '../../packages/local-okta';
import { RESOURCES } from '../../src/resources';
import { resourceSteps } from '../../src/resources/engine/steps';
import { integrationSteps } from '../../src/steps';

export interface Row {
  /** What goes wrong. */
  readonly fault: string;
  /** Where it strikes. */
  readonly where: string;
  readonly org?: LocalOktaOptions;
  readonly options?: CollectOptions | ((okta: LocalOkta) => CollectOptions);
  /** Brings the org into the state that it has from the beginning. */
  readonly prepare?: (okta: LocalOkta) => void;
  /** Ids of exactly the steps that fail; the default is none. */
  readonly fails?: readonly string[];
  /** Ids of exactly the steps that are switched off, besides those that always are. */
  readonly off?: readonly string[];
  /** What stops the whole run; then nothing is reported to JupiterOne, and nothing deleted. */
  readonly stops?: RegExp;
  /**
   * Types of objects that are rightly no more in the graph, though their types are not partial: Okta
   * has said that there are none, or the customer does not want them.
   */
  readonly gone?: readonly string[];
  /** Exactly the properties that differ from a run without faults, as `type.property`. */
  readonly changed?: readonly string[];
  /** Exactly the types of which there are objects that a run without faults has not. */
  readonly added?: readonly string[];
  /** Exactly how many objects are missing, by type; by default any of the partial types may be. */
  readonly missing?: Readonly<Record<string, number>>;
  /** How many objects are in the graph all the same, by type. */
  readonly kept?: Readonly<Record<string, number>>;
  /** The events that a person reads; by default one where a step fails and none where none does. */
  readonly warnings?: number;
}

export interface Section {
  readonly title: string;
  /** What a person should know before reading the table. */
  readonly introduction: string;
  readonly rows: readonly Row[];
}

/** Types that the steps declare: what becomes partial when they fail. */
export function typesOf(stepIds: readonly string[]): string[] {
  const types = integrationSteps
    .filter(({ id }) => stepIds.includes(id))
    .flatMap(({ entities, relationships, mappedRelationships = [] }) => [
      ...entities,
      ...relationships,
      ...mappedRelationships,
    ])
    .map(({ _type }) => _type);
  return [...new Set(types)].sort();
}

/** Types that are partial in every run, as their declarations say. */
export const ALWAYS_PARTIAL: ReadonlySet<string> = new Set(
  integrationSteps
    .filter(({ id }) => id !== 'fetch-changed-mfa-devices')
    .flatMap(({ entities, relationships }) => [...entities, ...relationships])
    .filter(({ partial }) => partial === true)
    .map(({ _type }) => _type),
);

export const STEP = {
  account: 'fetch-account',
  users: 'fetch-users',
  managers: 'build-user-manager-relationships',
  factors: 'fetch-mfa-devices',
  changedFactors: 'fetch-changed-mfa-devices',
  groups: 'fetch-groups',
  members: 'build-user-group-users-relationships',
  appGroupMembers: 'build-app-user-group-users-relationships',
  rules: 'fetch-rules',
  ruleGroups: 'build-rule-user-group-relationships',
  ruleSources: 'build-rule-source-group-relationships',
  apps: 'fetch-applications',
  groupApps: 'build-group-app-relationships',
  userApps: 'build-user-app-relationships',
  groupAws: 'build-group-aws-role-relationships',
  userAws: 'build-user-aws-role-relationships',
  groupCenter: 'build-group-aws-identity-center-relationships',
  userCenter: 'build-user-aws-identity-center-relationships',
  creations: 'build-application-creation-relationship',
  roles: 'fetch-roles',
  serviceAppRoles: 'fetch-roles-of-service-apps',
  userRoles: 'build-user-role-relationships',
  groupRoles: 'build-user-group-role-relationships',
  devices: 'fetch-devices',
  userDevices: 'build-user-device-relationships',
} as const;

/** The steps of defined resources that rest on what is answered there. */
const definedOn = (endpoint: string): string[] =>
  resourceSteps(RESOURCES)
    .filter(({ authorization }) => authorization?.endpoints?.includes(endpoint))
    .map(({ id }) => id);

/** The steps of administrators' assignments, which rest on what users, groups and service apps show. */
export const ROLE_ASSIGNMENTS = resourceSteps(RESOURCES).flatMap(({ id }) =>
  id.includes('role-assignments') ? [id] : [],
);

export const ROLE_ASSIGNMENTS_TO_SETS = 'build-role-assignments-resource-set-relationships';

/** The steps that a source switches off. */
export const stepsOfSource = (source: string): string[] =>
  integrationSteps.flatMap(({ id, ingestionSourceId }) =>
    ingestionSourceId === source ? [id] : [],
  );

/** The steps of resources that only Identity Engine orgs have. */
export const ON_IDENTITY_ENGINE = RESOURCES.flatMap(({ definition: { list } }) =>
  list?.engine === 'idx' ? definedOn(list.path) : [],
);

/** Steps that cannot be complete without the list of users, groups or applications. */
export const ON_USERS = [
  // Who holds a role is no matter of the list of users.
  ...definedOn('/api/v1/users').filter((id) => id !== ROLE_ASSIGNMENTS_TO_SETS),
  STEP.users,
  STEP.managers,
  STEP.factors,
  STEP.members,
  STEP.appGroupMembers,
  STEP.userApps,
  STEP.userAws,
  STEP.userCenter,
  STEP.creations,
  STEP.userRoles,
];
export const ON_GROUPS = [
  ...definedOn('/api/v1/groups'),
  STEP.groups,
  STEP.members,
  STEP.appGroupMembers,
  STEP.groupApps,
  STEP.groupAws,
  STEP.userAws,
  STEP.groupCenter,
  STEP.roles,
  STEP.groupRoles,
];
export const ON_APPS = [
  ...definedOn('/api/v1/apps'),
  STEP.serviceAppRoles,
  STEP.apps,
  STEP.groupApps,
  STEP.userApps,
  STEP.groupAws,
  STEP.userAws,
  STEP.groupCenter,
  STEP.userCenter,
  STEP.creations,
];

/** The properties by which an entity says whether its user has a second factor. */
export const MFA_ENABLED = ['okta_user.isMfaEnabled', 'okta_user.mfaEnabled'];
