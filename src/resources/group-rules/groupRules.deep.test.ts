/** Group rules of which Okta does not say which groups they fill. */
import { alteredAnswers, without } from '../../../test/harness/alteredAnswers';
import { IMPATIENT, runSample, type Run } from '../../../test/reliability/collectInMemory';
import { record, texts, type JsonObject } from '../../json';

const EDGES = 'okta_rule_manages_user_group';

const of = ({ graph }: Run, type: string) =>
  [...graph.values()].filter(({ _type }) => _type === type);

const collect = (change: (rule: JsonObject) => JsonObject): Promise<Run> => {
  const transport = alteredAnswers(/\/api\/v1\/groups\/rules$/, (rule) => [change(rule)]);
  return runSample({}, { client: { ...IMPATIENT, transport } });
};

test.each<[string, (rule: JsonObject) => JsonObject]>([
  ['no actions', (rule) => without(rule, 'actions')],
  ['no groups', (rule) => ({ ...rule, actions: { assignUserToGroups: {} } })],
  ['null', (rule) => ({ ...rule, actions: { assignUserToGroups: { groupIds: null } } })],
  ['no texts', (rule) => ({ ...rule, actions: { assignUserToGroups: { groupIds: [7] } } })],
])('%s: the rules are there, and no edge is deleted', async (_, change) => {
  const run = await collect(change);
  expect(run.statuses['fetch-rules']).toBe('success');
  expect(of(run, 'okta_rule').length).toBeGreaterThan(0);
  expect(run.statuses['build-rule-user-group-relationships']).toBe('failure');
  expect(run.partial).toContain(EDGES);
  expect(run.partial).not.toContain('okta_rule');
});

test('one odd group of a rule costs the others no edge', async () => {
  const whole = await runSample();
  const run = await collect((rule) => {
    const { assignUserToGroups } = rule.actions as { assignUserToGroups: { groupIds: string[] } };
    const groupIds = [null, 7, ...assignUserToGroups.groupIds];
    return { ...rule, actions: { assignUserToGroups: { groupIds } } };
  });
  expect(of(run, EDGES)).toEqual(of(whole, EDGES));
  expect(run.partial).toContain(EDGES);
});

test('one rule that does not say it costs no other its edges', async () => {
  const whole = await runSample();
  let isFirst = true;
  const run = await collect((rule) => {
    const changed = isFirst ? { ...rule, actions: null } : rule;
    isFirst = false;
    return changed;
  });
  expect(run.partial).toContain(EDGES);
  expect(of(run, EDGES).length).toBeGreaterThan(0);
  expect(of(run, EDGES).length).toBeLessThan(of(whole, EDGES).length);
});

test('what is no id in a list of ids costs no edge that the others say', async () => {
  const whole = await runSample();
  const run = await collect((rule) => {
    const { assignUserToGroups } = record(rule.actions);
    const groupIds = [7, null, ...texts(record(assignUserToGroups).groupIds)];
    return { ...rule, actions: { assignUserToGroups: { groupIds } } };
  });
  expect(of(run, EDGES)).toEqual(of(whole, EDGES));
  expect(run.partial).toContain(EDGES);
});

test('an empty list is an answer: the rule fills no group', async () => {
  const run = await collect((rule) => ({
    ...rule,
    actions: { assignUserToGroups: { groupIds: [] } },
  }));
  expect(run.statuses['build-rule-user-group-relationships']).toBe('success');
  expect(of(run, EDGES)).toEqual([]);
});
