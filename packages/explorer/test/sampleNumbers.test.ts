/** The sample org: the numbers of the managed questions are those of the lists and views of the page. */
import { rmSync } from 'node:fs';
import path from 'node:path';

import { collectLocal } from '../../../test/harness/collect';
import { invocationConfig } from '../../../src';
import { findingsIn } from '../../cli/findings';
import { packCollection } from '../explorePage';
import { REACHERS, ROLES_HELD } from '../model/derived';
import { filterNodes } from '../model/filter';
import type { Graph } from '../model/graph';
import { loadGrantFacts } from '../model/grants';
import { listsOf, type Counted, type Lists } from '../model/posture';
import { evaluationOf } from '../pack/evaluationOf';
import type { Evaluation } from '../pack/packFinding';
import { graphOf } from './collection';

let graph: Graph;
let evaluation: Evaluation;
let users: Lists;

beforeAll(async () => {
  const { dir } = await collectLocal();
  const directory = path.join(dir, '.j1-integration');
  const steps = invocationConfig.integrationSteps;
  evaluation = evaluationOf(await findingsIn({ directory, steps, now: Date.now() }));
  graph = await graphOf(packCollection(directory, evaluation));
  rmSync(dir, { recursive: true });
  await loadGrantFacts(graph);
  users = listsOf(graph, 'user')!;
});

const ACTIVE = { property: 'status', operator: 'is', value: 'active' } as const;
const HOLDS_ROLES = { property: ROLES_HELD, operator: 'more', value: '0' } as const;

const metric = (id: string) => evaluation.metrics.find((each) => each.id === id);

it.each<[id: string, list: (lists: Lists) => Promise<Counted>]>([
  ['activeUsers', (lists) => lists.active()],
  ['phishingResistant', (lists) => lists.ofStrength('phishing-resistant')],
  ['administrators', (lists) => lists.of(ACTIVE, HOLDS_ROLES)],
])('the number %s is the length of its list', async (id, list) => {
  const value = metric(id)?.value;
  expect(value).toBeGreaterThan(0);
  expect((await list(users)).count).toBe(value);
});

it('MFA leaves those whom the list names', async () => {
  const { value, of } = metric('mfa')!;
  expect((await users.withoutFactor()).count).toBe(of! - value!);
});

it('the AWS roles reached are those with users', async () => {
  const roles = graph.types.filter(({ name }) => name.startsWith('aws_'));
  const reached = { property: REACHERS, operator: 'more', value: '0' } as const;
  const counts = roles.map(async (type) => (await filterNodes(graph, type, [reached])).length);
  const [count] = await Promise.all(counts);
  expect(count).toBe(metric('awsRoles')?.value);
});

it.each([
  ['administratorsWithoutMfa', 'admins-without-mfa'],
  ['dormantUsers', 'dormant-accounts'],
])('the number %s is that of the question %s', (id, question) => {
  const queries = graph.manifest.findings.find((finding) => finding.id === question)?.queries;
  const logins = evaluation.findings
    .find((finding) => finding.id === question)!
    .queries.flatMap(({ rows }) => rows.map(([login]) => login));
  expect(queries?.reduce((sum, { count }) => sum + count, 0)).toBe(logins.length);
  expect(new Set(logins).size).toBe(metric(id)?.value);
});

it('every managed question is in the page, with the same rows', async () => {
  const { findings } = graph.manifest;
  expect(findings.length).toBeGreaterThan(40);
  expect(findings.map(({ id }) => id)).toEqual(evaluation.findings.map(({ id }) => id));
  for (const [at, { queries }] of findings.entries()) {
    for (const [number, { rows, columns }] of queries.entries()) {
      const given = evaluation.findings[at]?.queries[number];
      expect(columns).toEqual(given?.columns);
      expect(await graph.json(rows)).toEqual(given?.rows);
    }
  }
});
