/** To which subject each declared type belongs, and the severities as docs/findings.md has them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { invocationConfig } from '../../../src';
import { severityOf, subjectOf, SUBJECT_IDS, SUBJECTS } from './subjects';

test('docs/findings.md has the severities of each subject', () => {
  const written = readFileSync(path.join(__dirname, '../../../docs/findings.md'), 'utf8');
  const lines = written.split('\n').map((line) => line.replace(/ +/g, ' '));
  const begin = lines.indexOf('| subject | new | changed | lost |') + 2;
  const rows = SUBJECT_IDS.map((id) => {
    const { title, severities } = SUBJECTS[id];
    return `| ${title} | ${severities.new} | ${severities.changed} | ${severities.lost} |`;
  });
  expect(lines.slice(begin, begin + rows.length + 1)).toEqual([...rows, '']);
});

test('every declared type has a subject of its own', () => {
  const declared = invocationConfig.integrationSteps.flatMap((step) => [
    ...step.entities.map(({ _type }) => _type),
    ...[...step.relationships, ...(step.mappedRelationships ?? [])].map(({ _type }) => _type),
  ]);
  const told = declared.filter((type) => !/^okta_account_/.test(type));
  expect(told.filter((type) => subjectOf(type) === 'others')).toEqual([]);
});

test.each([
  ['okta_role', 'administrators'],
  ['okta_application_assigned_role', 'administrators'],
  ['okta_user_group_assigned_role', 'administrators'],
  ['okta_role_assignment_allows_group', 'administrators'],
  ['okta_user_group_assigned_aws_iam_role', 'aws'],
  ['okta_user_assigned_api_token', 'credentials'],
  ['okta_app_scope_grant', 'credentials'],
  ['mfa_device', 'mfa'],
  ['okta_access_policy_protects_application', 'policies'],
  ['okta_rule_manages_user_group', 'policies'],
  ['okta_policy_rule_assigned_user', 'policies'],
  ['okta_identity_provider', 'settings'],
  ['okta_user_type', 'settings'],
  ['okta_user_assigned_application', 'assignments'],
  ['okta_group_assigned_application', 'assignments'],
  ['okta_application', 'applications'],
  ['okta_app_user_group_has_user', 'memberships'],
  ['okta_app_user_group', 'groups'],
  ['okta_user_has_device', 'devices'],
  ['okta_user', 'accounts'],
  ['okta_user_uses_identity_provider', 'accounts'],
  ['okta_realm_has_user', 'accounts'],
])('%s is told among the %s', (type, subject) => {
  expect(subjectOf(type)).toBe(subject);
});

test('a group that is newly assigned to an application takes its members along', () => {
  expect(severityOf('okta_group_assigned_application', 'new')).toBe('medium');
  expect(severityOf('okta_group_assigned_application', 'lost')).toBe('info');
});
