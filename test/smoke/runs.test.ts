/** A row of each deep suite that makes whole runs. What a deep suite is: docs/testing.md. */
import { rmSync } from 'node:fs';

import { compareGraphs } from '../../packages/cli/diff/compare';
import type { FaultKind } from '../../packages/local-okta';
import { generatedOrg, sampleId, sampleOrg } from '../../packages/local-okta';
import { groupId } from '../../packages/local-okta/sample/groups';
import { userId } from '../../packages/local-okta/sample/people';
import { invocationConfig } from '../../src';
import { SILENT_OBSERVER, type StepProgress } from '../../src/progress';
import { writeGraph } from '../ask/writeGraph';
import { alteredAnswers, alteredBodies, without } from '../harness/alteredAnswers';
import { SAMPLE_NOW } from '../harness/collect';
import { partialView } from '../harness/partialView';
import { CASES } from '../reliability/caseRows';
import {
  IMPATIENT,
  run,
  runSample,
  startSampleOrg,
  type Run,
} from '../reliability/collectInMemory';
import { differenceOf, NO_DIFFERENCE } from '../reliability/compare';
import { expectDocumented, renderSteps } from '../reliability/document';
import { ENDPOINTS } from '../reliability/endpointRows';
import type { Section } from '../reliability/row';
import { checkRow, collectRow } from '../reliability/table';

let faultless: Run;

beforeAll(async () => {
  faultless = await runSample();
});

async function expectRow({ rows }: Section, where: string, fault: string): Promise<void> {
  const row = rows.find((one) => one.where === where && one.fault === fault);
  if (row === undefined) throw new Error(`There is no row “${where}: ${fault}”`);
  checkRow(row, await collectRow(row), faultless);
}

const section = (title: string): Section => CASES.find((one) => one.title === title)!;

test('test/reliability/endpoints: what rests on the System Log', async () => {
  await expectRow(ENDPOINTS, '`/api/v1/logs`', '403');
  await expectRow(ENDPOINTS, '`/api/v1/logs`', 'empty');
});

test('test/reliability/cases: a list that ends early, and one group', async () => {
  await expectRow(
    section('A list that ends early'),
    '`/api/v1/apps`',
    '500 from the third page on',
  );
  const one = section('One user, group or application');
  await expectRow(one, 'members of one group', '500, again and again');
});

test('docs/reliability.md lists the types of every step', () => {
  expectDocumented('steps', renderSteps());
});

test('test/reliability/faults: one in ten answers fails, and the graph is whole', async () => {
  const kinds: FaultKind[] = [{ kind: 'serverError' }, { kind: 'reset' }, { kind: 'truncated' }];
  const faults = kinds.map((kind) => ({ ...kind, probability: 0.03 }));
  const found = await runSample({ faults: [{ kind: 'shortPages', limit: 3 }, ...faults] });
  expect(found.error).toBeUndefined();
  expect(found.partial).toEqual(faultless.partial);
  expect(differenceOf(faultless.graph, found.graph)).toEqual(NO_DIFFERENCE);
  for (const { kind } of kinds) expect(found.okta.counters.faults[kind]).toBeGreaterThan(0);
});

test('test/reliability/isolation: a token that dies stops its own run only', async () => {
  const [dying, living] = await Promise.all([
    startSampleOrg({ faults: [{ kind: 'invalidToken', from: 50 }] }),
    startSampleOrg(),
  ]);
  const [dead, alive] = await Promise.all([run(dying), run(living)]);
  await Promise.all([dying.close(), living.close()]);
  expect(dead.error).toBeDefined();
  expect(differenceOf(faultless.graph, alive.graph)).toEqual(NO_DIFFERENCE);
});

test('test/reliability/missingPath: 404 for all members of groups deletes nothing', async () => {
  const on = '/api/v1/groups/{id}/users';
  const found = await runSample({ faults: [{ kind: 'notFound', on }] });
  const { missing } = differenceOf(faultless.graph, found.graph, new Set(found.partial));
  expect(found.statuses['build-user-group-users-relationships']).toBe('failure');
  expect(missing).toEqual([]);
});

test('test/reliability/refusedCalls: what is refused to everybody is not asked for everybody', async () => {
  const on = '/api/v1/users/{id}/factors';
  const org = generatedOrg({ users: 250, groups: 2, apps: 1, devices: 0, memberships: 10 });
  const found = await runSample({ org, faults: [{ kind: 'forbidden', on }] });
  expect(found.okta.counters.callsTo(on)).toBeGreaterThanOrEqual(25);
  expect(found.okta.counters.callsTo(on)).toBeLessThanOrEqual(25 + 2 * 48);
  expect(found.statuses['fetch-mfa-devices']).toBe('failure');
});

test('src/steps/applications/groupAssignments: either side gives one graph', async () => {
  const fromGroups = await runSample({}, { assignmentSide: 'groups' });
  expect(fromGroups.okta.counters.callsTo('/api/v1/groups/{id}/apps')).toBeGreaterThan(0);
  expect(faultless.okta.counters.callsTo('/api/v1/groups/{id}/apps')).toBe(0);
  expect(differenceOf(faultless.graph, fromGroups.graph)).toEqual(NO_DIFFERENCE);
});

test('src/steps/roles/roles: roles that Okta names and does not show are not deleted', async () => {
  const on = `/api/v1/users/${userId('bo')}/roles`;
  const found = await runSample({ faults: [{ kind: 'empty', on: '/api/v1/users/{id}/roles' }] });
  expect(found.partial).toEqual(expect.arrayContaining(['okta_role', 'okta_user_assigned_role']));
  const one = await runSample({ faults: [{ kind: 'empty', on: new RegExp(on) }] });
  expect(one.partial).toEqual(faultless.partial);
});

test('src/steps/roles/targets: what Okta does not embed is asked for, and nothing is lost', async () => {
  const org = sampleOrg({ now: SAMPLE_NOW, facts: { roleExpansions: 0 } });
  const found = await runSample({ org });
  expect(found.partial).toEqual(faultless.partial);
  expect(differenceOf(faultless.graph, found.graph)).toEqual(NO_DIFFERENCE);
});

test('test/reliability/partialView: a group that the list lacks is not deleted', async () => {
  const hidden = groupId('sales');
  const transport = partialView({ hidden: new Set([hidden]) });
  const found = await runSample({}, { client: { ...IMPATIENT, transport } });
  const kept = new Set(found.partial);
  expect(found.graph.has(hidden)).toBe(true);
  expect(differenceOf(faultless.graph, found.graph, kept).missing).toEqual([]);
});

test('test/reliability/statistics: lists of members that are all empty are not believed', async () => {
  const on = '/api/v1/groups/{id}/users';
  const found = await runSample({ faults: [{ kind: 'empty', on }] });
  expect(found.partial).toContain('okta_group_has_user');
});

test('test/hostileNames: a warning shows what a name holds, and does none of it', async () => {
  const okta = await startSampleOrg();
  okta.org.patchApp(sampleId('0oa', 'awsinvalid'), { label: '\u001b[2J\u202eevil\n12:00 done' });
  const { events } = await run(okta);
  await okta.close();
  const warnings = events.filter(({ name }) => name.startsWith('warn_'));
  const told = warnings.map(({ description }) => description).join('');
  expect(told).toContain('\\u001b[2J\\u202eevil\\n12:00 done');
  expect(told).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('test/reliability/definedEndpoints: a list that may not be read loses what rests on it', async () => {
  const found = await runSample({ faults: [{ kind: 'forbidden', on: '/api/v1/zones' }] });
  expect(found.statuses['fetch-network-zones']).toBe('failure');
  expect(found.partial).toContain('okta_network_zone');
  expect(differenceOf(faultless.graph, found.graph, new Set(found.partial)).missing).toEqual([]);
});

test('src/resources/group-rules/groupRules: a rule without actions loses its edges alone', async () => {
  const transport = alteredAnswers(/\/groups\/rules$/, (rule) => [without(rule, 'actions')]);
  const found = await runSample({}, { client: { ...IMPATIENT, transport } });
  expect(found.statuses['fetch-rules']).toBe('success');
  expect(found.partial).toContain('okta_rule_manages_user_group');
  expect(found.partial).not.toContain('okta_rule');
});

test('src/steps/groups/oktaAdministrators: members whom Okta lists to nobody are no loss', async () => {
  const on = new RegExp(`/groups/${groupId('oktaadmins')}/(?:users|roles)`);
  const faults = [{ kind: 'status', status: 405, code: 'E0000022', on } as const];
  const found = await runSample({ faults });
  expect(found.partial).toEqual(faultless.partial);
  const members = [...found.graph.keys()].filter((key) =>
    key.startsWith(`${groupId('oktaadmins')}|has_user|`),
  );
  expect(members).toContain(`${groupId('oktaadmins')}|has_user|${userId('bo')}`);
});

test('test/facts: an item of a list that cannot be used costs the others nothing', async () => {
  const transport = alteredBodies(({ pathname }, body) =>
    pathname.endsWith('/groups/rules') && Array.isArray(body) ? [...body, { id: 'x y' }] : body,
  );
  const found = await runSample({}, { client: { ...IMPATIENT, transport } });
  expect(found.statuses['fetch-rules']).toBe('failure');
  expect(differenceOf(faultless.graph, found.graph)).toEqual(NO_DIFFERENCE);
});

test('src/steps/factors/forecast: as many calls for factors are expected as are made', async () => {
  const seen: StepProgress[] = [];
  const observer = {
    ...SILENT_OBSERVER,
    stepProgress: (id: string, progress: StepProgress) => {
      if (id === 'fetch-mfa-devices') seen.push(progress);
    },
  };
  await runSample({}, { observer });
  expect(seen.at(-1)?.done).toBeGreaterThan(0);
  expect(seen.at(-1)?.total).toBe(seen.at(-1)?.done);
});

test('packages/cli/diff/diff: an administrator who came between two graphs', async () => {
  const entity = (_type: string, _key: string) => ({ _type, _key, displayName: _key });
  const entities = [
    entity('okta_user', 'ana'),
    { ...entity('okta_role', 'Super'), superAdmin: true },
  ];
  const assigned = { _type: 'okta_user_assigned_role', _key: 'e', _class: 'ASSIGNED' };
  const older = writeGraph({ entities, relationships: [] });
  const newer = writeGraph({
    entities,
    relationships: [{ ...assigned, _fromEntityKey: 'ana', _toEntityKey: 'Super' }],
  });
  const steps = invocationConfig.integrationSteps;
  const { subjects } = await compareGraphs({ older, newer, steps });
  for (const directory of [older, newer]) rmSync(directory, { recursive: true });
  expect(subjects).toHaveLength(1);
  expect(subjects[0]?.changes).toMatchObject([
    { severity: 'critical', who: 'ana', what: 'is now Super', through: ['directly'] },
  ]);
});
