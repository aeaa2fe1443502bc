/** Managed questions with what they found in the fixture, in the shape that the page is given. */
import type { Evaluation, EvaluatedFinding } from '../pack/packFinding';
import { HOSTILE_NAMES } from './fixtureActors';

const NOTHING = {
  description: 'As asked of the fixture.',
  why: 'A password alone can be phished.',
  remedy: 'Enrol a second factor.',
  gaps: [],
  suppressedCount: 0,
  controls: ['CIS Controls v8 6.5'],
};

const FINDINGS: readonly EvaluatedFinding[] = [
  {
    ...NOTHING,
    id: 'admins-without-mfa',
    title: 'Which administrators have no second factor?',
    severity: 'critical',
    state: 'found',
    count: 2,
    queries: [
      {
        name: 'direct',
        j1ql: 'FIND okta_user THAT ASSIGNED okta_role',
        columns: ['login', 'roleName', 'lastLoginOn'],
        count: 1,
        rows: [['Grace Hopper', 'Super Administrator', Date.UTC(2026, 9, 30, 17, 5)]],
      },
      {
        name: 'through-group',
        j1ql: 'FIND okta_user THAT HAS okta_user_group THAT ASSIGNED okta_role',
        columns: ['login', 'groupName'],
        count: 1,
        rows: [[HOSTILE_NAMES[0] ?? '', '=HYPERLINK("http://example.com")']],
      },
    ],
  },
  {
    ...NOTHING,
    id: 'dormant-accounts',
    title: 'Which active users have not signed in for 90 days?',
    severity: 'medium',
    state: 'found',
    count: 70,
    queries: [
      {
        name: '',
        j1ql: 'FIND okta_user WITH status = "active"',
        columns: ['login'],
        count: 70,
        rows: Array.from({ length: 70 }, (_, number) => [`user${number}@example.com`]),
      },
    ],
  },
  {
    ...NOTHING,
    id: 'unmanaged-devices',
    title: 'Which devices are not managed?',
    severity: 'high',
    state: 'notFullyKnown',
    count: 0,
    gaps: ['okta_device was not collected.'],
    queries: [{ name: '', j1ql: 'FIND okta_device', columns: ['name'], count: 0, rows: [] }],
  },
];

export const EVALUATION: Evaluation = {
  findings: FINDINGS,
  metrics: [
    { id: 'activeUsers', title: 'Active users', value: 82, of: 134, gaps: [] },
    { id: 'mfa', title: 'Active users with MFA', value: 57, of: 72, gaps: [] },
    {
      id: 'phishingResistant',
      title: 'Active users with a phishing-resistant factor',
      value: null,
      of: null,
      gaps: ['mfa_device was not collected.'],
    },
    { id: 'administrators', title: 'Administrators', value: 3, of: null, gaps: [] },
    {
      id: 'administratorsWithoutMfa',
      title: 'Administrators without MFA',
      value: 1,
      of: 3,
      gaps: [],
    },
    { id: 'dormantUsers', title: 'Dormant users', value: 70, of: 82, gaps: [] },
    { id: 'awsRoles', title: 'AWS roles reached', value: 2, of: null, gaps: [] },
  ],
  evaluatedOn: Date.UTC(2026, 10, 2, 6, 45),
};
