/** Which types belong to which subject, and how severe each kind of change is. */
import type { Severity } from '../ask/questions';
import type { ChangeState, SubjectId } from './model';

export interface Subject {
  readonly title: string;
  /** Entities and relationships; the first subject that takes a type has it. */
  readonly types: RegExp;
  readonly severities: Readonly<Record<ChangeState, Severity>>;
}

const LOW_THEN_INFO = { new: 'low', changed: 'low', lost: 'info' } as const;
const MEDIUM = { new: 'medium', changed: 'medium', lost: 'medium' } as const;

/** In the order in which they are shown. */
export const SUBJECTS: Readonly<Record<SubjectId, Subject>> = {
  administrators: {
    title: 'Administrators',
    types:
      /^okta_(?:role|role_assignment|resource_set)(?:$|_)|_assigned_role$|_has_role_assignment$/,
    severities: { new: 'high', changed: 'medium', lost: 'info' },
  },
  aws: {
    title: 'AWS roles and users',
    types: /_aws_/,
    severities: { new: 'high', changed: 'low', lost: 'info' },
  },
  credentials: {
    title: 'API tokens and service apps',
    types:
      /api_token|client_key|client_secret|scope_grant|api_service_integration|ai_agent|signing_certificate/,
    severities: { new: 'high', changed: 'medium', lost: 'info' },
  },
  mfa: {
    title: 'MFA enrolments',
    types: /^mfa_device$/,
    severities: { new: 'info', changed: 'low', lost: 'low' },
  },
  policies: {
    title: 'Policies and rules',
    types: /policy|_rule(?:_|$)/,
    severities: { new: 'medium', changed: 'high', lost: 'high' },
  },
  settings: {
    title: 'Settings of the org',
    types:
      /^okta_(?!user_(?!type)|realm_has_)(?:.*(?:account|service|identity_provider|idp_|network_zone|trusted_origin|_hook|log_stream|authenticator|behavior|auth_server|domain|brand|realm|agent|user_type))/,
    severities: MEDIUM,
  },
  assignments: {
    title: 'Assignments of applications',
    types: /^okta_(?:user|group)_assigned_application$/,
    severities: LOW_THEN_INFO,
  },
  applications: {
    title: 'Applications',
    types: /application|^okta_app_/,
    severities: { new: 'low', changed: 'medium', lost: 'info' },
  },
  memberships: {
    title: 'Members of groups',
    types: /group_has_user$/,
    severities: LOW_THEN_INFO,
  },
  groups: {
    title: 'Groups',
    types: /group/,
    severities: { new: 'low', changed: 'info', lost: 'info' },
  },
  devices: {
    title: 'Devices',
    types: /device/,
    severities: { new: 'info', changed: 'info', lost: 'info' },
  },
  accounts: {
    title: 'Accounts',
    types: /^okta_(?:user|realm_has_user)(?:$|_)/,
    severities: { new: 'low', changed: 'info', lost: 'info' },
  },
  others: {
    title: 'Others',
    types: /^/,
    severities: { new: 'low', changed: 'low', lost: 'info' },
  },
};

function isSubject(id: string): id is SubjectId {
  return id in SUBJECTS;
}

export const SUBJECT_IDS: readonly SubjectId[] = Object.keys(SUBJECTS).filter(isSubject);

/** A group that is assigned to an application takes its members along. */
const GROUP_ASSIGNMENT = 'okta_group_assigned_application';

export function subjectOf(type: string): SubjectId {
  // A group that an application feeds is a group, and its members are members.
  const name = type.replace(/^okta_app_user_group/, 'okta_user_group');
  return SUBJECT_IDS.find((id) => SUBJECTS[id].types.test(name)) ?? 'others';
}

export function severityOf(type: string, state: ChangeState): Severity {
  if (type === GROUP_ASSIGNMENT && state === 'new') return 'medium';
  return SUBJECTS[subjectOf(type)].severities[state];
}

/** Types that another change tells, and relationships that follow from their ends. */
export const TOLD_OTHERWISE =
  '^okta_account_has_|^okta_user_(is_person|created_application|assigned_factor|assigned_role|assigned_aws_iam_role)$|' +
  '^mfa_device$|^okta_role_assignment$|_has_role_assignment$|^okta_role_assignment_uses_role$';

/** Of a new item only these relationships are changes of their own: they give somebody access. */
export const ACCESS =
  'group_has_user$|_assigned_application$|_assigned_role$|_aws_|^okta_role_assignment_allows_';
