import { record, type JsonObject } from '../../json';
import { linkedId } from '../../run/wire';
import { defineResource, type EntityDefinition } from '../defineResource';
import { POLICY_EDGES, RULE_EDGES } from './edges';
import {
  ACCESS_POLICY_FIELDS,
  ENROLLMENT_FIELDS,
  OTHER_POLICY_FIELDS,
  PASSWORD_POLICY_FIELDS,
  ROUTING_FIELDS,
  SIGN_ON_POLICY_FIELDS,
} from './policyFields';
import { POLICY_SHAPE, RULE_SHAPE } from './raw';
import { RULE_ACTION_FIELDS } from './ruleActions';
import { RULE_FIELDS } from './ruleFields';
import { POLICIES } from './source';
import { CLASSIC_POLICY_TYPES, IDX_POLICY_TYPES } from './types';

const isOfType =
  (wanted: (typeof IDX_POLICY_TYPES)[number]) =>
  ({ type }: JsonObject): boolean =>
    type === wanted;

const COMMON = { icon: 'policy', raw: POLICY_SHAPE } as const;

/** One type for each kind that has properties of its own, and one for all other kinds. */
const ENTITIES: readonly EntityDefinition[] = [
  {
    ...COMMON,
    type: 'okta_access_policy',
    class: 'AccessPolicy',
    description: 'What it takes to sign in to an application',
    words: ['app sign-in policy', 'App sign-in policies'],
    when: isOfType('ACCESS_POLICY'),
    fields: ACCESS_POLICY_FIELDS,
  },
  {
    ...COMMON,
    type: 'okta_sign_on_policy',
    class: 'AccessPolicy',
    description: 'What it takes to sign in to Okta, and how long that lasts',
    words: ['global session policy', 'Global session policies'],
    when: isOfType('OKTA_SIGN_ON'),
    fields: SIGN_ON_POLICY_FIELDS,
  },
  {
    ...COMMON,
    type: 'okta_password_policy',
    class: 'PasswordPolicy',
    description: 'What passwords must be like, and how they are recovered',
    words: ['password policy', 'Password policies'],
    when: isOfType('PASSWORD'),
    fields: PASSWORD_POLICY_FIELDS,
  },
  {
    ...COMMON,
    type: 'okta_mfa_enroll_policy',
    class: 'ControlPolicy',
    description: 'Which factors users must, may and must not enrol',
    words: ['enrollment policy', 'Enrollment policies'],
    when: isOfType('MFA_ENROLL'),
    fields: ENROLLMENT_FIELDS,
  },
  {
    ...COMMON,
    type: 'okta_idp_discovery_policy',
    class: 'ControlPolicy',
    description: 'Who is sent to which identity provider',
    words: ['routing policy', 'Routing policies'],
    when: isOfType('IDP_DISCOVERY'),
    fields: ROUTING_FIELDS,
  },
  {
    ...COMMON,
    type: 'okta_policy',
    class: 'ControlPolicy',
    description: 'A policy of another type: registration, threats, inactive users',
    words: ['policy', 'Other policies'],
    fields: OTHER_POLICY_FIELDS,
  },
];

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/policy/ */
export const policies = defineResource({
  id: 'policies',
  title: 'Policies',
  list: {
    path: '/api/v1/policies',
    queries: ({ pipeline }) =>
      (pipeline === 'v1' ? CLASSIC_POLICY_TYPES : IDX_POLICY_TYPES).map((type) => ({ type })),
    isWhole: true,
    // "Invalid policy type": the org has no licence for it, or its engine does not have it.
    notAvailable: [{ status: 400, errorCode: 'E0000001' }],
  },
  permission: {
    title: 'Policies',
    scope: 'okta.policies.read',
    reference: 'policy',
    withoutIt:
      'No policies and no rules, and so nothing says what stands between a user and an application.',
  },
  source: POLICIES,
  entity: ENTITIES,
  embedded: { rules: { path: '/api/v1/policies/{id}/rules' } },
  edges: POLICY_EDGES,
  children: [
    {
      id: 'policy-rules',
      at: '_embedded.rules',
      belongsTo: {
        type: 'okta_policy_has_rule',
        properties: { priority: 'number' },
        values: ({ priority }) => ({
          priority: typeof priority === 'number' ? priority : undefined,
        }),
      },
      entity: {
        type: 'okta_policy_rule',
        class: 'Rule',
        description: 'Whom a policy is for, from where, and what it then demands or does',
        words: ['policy rule', 'Policy rules'],
        icon: 'rule',
        fields: { ...RULE_FIELDS, ...RULE_ACTION_FIELDS },
        raw: RULE_SHAPE,
      },
      edges: RULE_EDGES,
    },
  ],
});

/** The end of a link of an application's, if it has that link. */
const linked =
  (name: string) =>
  ({ _links }: JsonObject): readonly (string | undefined)[] => {
    const link = record(_links)[name];
    return link === undefined || link === null ? [] : [linkedId(link)];
  };

/** Which policies an application is under: its own record has the links. */
export const applicationPolicies = defineResource({
  id: 'application-policies',
  title: 'Applications',
  of: 'applications',
  source: POLICIES,
  edges: [
    { class: 'PROTECTS', from: 'okta_access_policy', ends: linked('accessPolicy') },
    { class: 'USES', to: 'okta_policy', ends: linked('profileEnrollment') },
  ],
});
