/**
 * What protects what: the views of `npm run ask` against what a person worked out from the sample org
 * (`src/resources/policies/sample.json`, `packages/local-okta/sample`).
 */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { rowObjects } from '../../packages/cli/ask/answer';
import { declaredTables } from '../../packages/cli/ask/declarations';
import { GraphDatabase } from '../../packages/cli/ask/graphDatabase';
import { openGraphFiles } from '../../packages/cli/ask/graphFiles';
import { invocationConfig } from '../../src';
import { collectLocal, type Collected } from '../harness/collect';

const read = (name: string): string => readFileSync(path.join(__dirname, '../..', name), 'utf8');

let sample: Collected;
let database: GraphDatabase;

beforeAll(async () => {
  sample = await collectLocal();
  database = await GraphDatabase.open({
    files: openGraphFiles(path.join(sample.dir, '.j1-integration')),
    declarations: declaredTables(invocationConfig.integrationSteps),
    now: Date.now(),
  });
});

afterAll(() => {
  database.close();
  rmSync(sample.dir, { recursive: true });
});

/** Each step in one line, in the order in which Okta looks at them. */
async function steps(view: string, where: string): Promise<string[]> {
  const sql = `SELECT * FROM ${view} WHERE ${where} ORDER BY ruleOrder`;
  const rows = rowObjects(await database.query(sql));
  return rows.map(({ policy, rule, conditions, unknown, demands, isLast }) => {
    const words = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');
    const parts = [
      `${String(policy)}, ${String(rule)}: ${String(demands)}`,
      ...(words(conditions) === '' ? [] : [`if ${words(conditions)}`]),
      ...(words(unknown) === '' ? [] : [`not known: ${words(unknown)}`]),
      ...(isLast === true ? ['in any other case'] : []),
    ];
    return parts.join('; ');
  });
}

const MANAGED =
  'AWS accounts, Managed devices: two factors, phishing-resistant; if network, platform, riskScore, elCondition, device';
const NO_AWS = 'AWS accounts, Catch-all Rule: no access; in any other case';
const ANY_TWO = 'Any two factors, Catch-all Rule: two factors; in any other case';
const NOT_KNOWN = 'null, null: null; not known: policy; in any other case';

test.each<[login: string, application: string, string[]]>([
  // In the group that the first rule includes.
  ['ana.admin', 'AWS – roles in profiles', [MANAGED, NO_AWS]],
  // In no group that it includes, and excluded by name besides.
  ['bo.berg', 'AWS – roles in profiles', [NO_AWS]],
  ['jun', 'AWS – roles in profiles', [NO_AWS]],
  // The first rule is not active, the second for partners in a group: the catch-all is left.
  [
    'ana.admin',
    'GitHub Enterprise Cloud – sample',
    ['One factor access, Catch-all Rule: a password alone; in any other case'],
  ],
  // Members of Okta Administrators, from a known zone; a rule that is not active is between.
  [
    'ana.admin',
    'Okta Admin Console',
    [
      'Okta Admin Console, Two steps, or a card: one phishing-resistant factor; if network',
      'Okta Admin Console, Catch-all Rule: two factors, phishing-resistant; in any other case',
    ],
  ],
  ['kofi.mensah', 'Salesforce.com', [ANY_TWO]],
  // Its policy is not among those that Okta lists; a bookmark has none.
  ['ana.admin', 'Slack', [NOT_KNOWN]],
  ['ana.admin', 'Kantine – Speiseplan', [NOT_KNOWN]],
  // Not assigned.
  ['kofi.mensah', 'GitHub Enterprise Cloud – sample', []],
])('what %s needs for %s', async (login, application, expected) => {
  const where = `login = '${login}@sample.example' AND application = '${application}'`;
  expect(await steps('effective_protection', where)).toEqual(expected);
});

const OFFICE = 'Default Policy, From the office: no MFA; if network';
const DEFAULT = 'Default Policy, Default Rule: no MFA; in any other case';

test.each<[login: string, string[]]>([
  // An administrator, if she comes through one identity provider and behaves as never before.
  [
    'ana.admin',
    [
      'Administrators, Always two factors: a second factor; if risk, identityProvider',
      OFFICE,
      DEFAULT,
    ],
  ],
  // In a group of the second policy, which has no rule: Okta passes over it.
  ['goran.dordevic', [OFFICE, DEFAULT]],
  ['bo.berg', [OFFICE, DEFAULT]],
])('what a session of %s takes', async (login, expected) => {
  const where = `login = '${login}@sample.example'`;
  expect(await steps('effective_session', where)).toEqual(expected);
});

test('an AWS role is protected by each application that gives it', async () => {
  const { rows } = await database.query(`
    SELECT DISTINCT roleName, application, rule FROM effective_role_protection
    WHERE login = 'jun@sample.example' AND awsAccountId = '444455556666' ORDER BY ALL`);
  expect(rows).toEqual([
    ['Developer', 'AWS – group mapping, account first', 'Catch-all Rule'],
    ['Developer', 'AWS – group mapping, no provider ARN', 'Catch-all Rule'],
  ]);
});

test('a row says what its rule demands', async () => {
  const sql = `SELECT access, factorMode, phishingResistantRequired, passwordRequired, reauthenticateMinutes
    FROM effective_protection
    WHERE login = 'ana.admin@sample.example' AND application = 'AWS – roles in profiles' AND NOT isLast`;
  expect((await database.query(sql)).rows).toEqual([['ALLOW', '2FA', true, true, 0]]);
});

const examples = [...read('docs/protection.md').matchAll(/```sql\n([^]+?)```/g)];

test.each(examples.map(([, sql = '']) => [sql]))(
  'the example of the documentation runs: %s',
  async (sql) => {
    expect((await database.query(sql)).columns.length).toBeGreaterThan(2);
  },
);

test('the answer that the documentation shows is that of the sample org', async () => {
  const { rows } = await database.query(`
    SELECT ruleOrder, rule, conditions, demands, isLast FROM effective_protection
    WHERE login = 'ana.admin@sample.example' AND application = 'Okta Admin Console' ORDER BY ruleOrder`);
  const shown = read('docs/protection.md');
  for (const row of rows) {
    const cells = row.flat().map((cell) => String(cell).replaceAll(/[()]/g, '.'));
    expect(shown).toMatch(new RegExp(cells.join('\\s+')));
  }
  expect(rows).toHaveLength(2);
});

test('an answer rests on the types behind the views, so their gaps are told with it', () => {
  const used = database.typesUsedBy('SELECT * FROM effective_protection').map(({ type }) => type);
  expect(used).toEqual(
    expect.arrayContaining([
      'okta_policy_rule',
      'okta_group_has_user',
      'okta_user_assigned_application',
    ]),
  );
});
