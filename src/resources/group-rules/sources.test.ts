/** Edges from a group rule to the groups that its condition asks for, in a whole run. */
import { sampleId } from '../../../packages/local-okta';
import { alteredAnswers } from '../../../test/harness/alteredAnswers';
import { IMPATIENT, runSample, type Run } from '../../../test/reliability/collectInMemory';
import { record, type JsonObject } from '../../json';

const group = (key: string): string => sampleId('00g', key);

/** The keys of the groups that the sample's rule asks for. */
const sourcesOf = ({ graph }: Run): unknown[] =>
  [...graph.values()]
    .filter(({ _type }) => _type === 'okta_rule_uses_group')
    .map(({ _toEntityKey }) => _toEntityKey)
    .sort();

test('groups by id and by name, of both types; what was deleted gives no edge', async () => {
  const run = await runSample();
  expect(sourcesOf(run)).toEqual([group('adusers'), group('eng'), group('munster')].sort());
  expect(run.statuses['build-rule-source-group-relationships']).toBe('success');
});

test('a name that two groups have leads to neither', async () => {
  const rename = (json: JsonObject): JsonObject =>
    json.id === group('sales')
      ? { ...json, profile: { ...record(json.profile), name: 'Kundendienst – Münster 🛠' } }
      : json;
  const transport = alteredAnswers(/\/api\/v1\/groups$/, (json) => [rename(json)]);
  const run = await runSample({}, { client: { ...IMPATIENT, transport } });
  expect(sourcesOf(run)).toEqual([group('adusers'), group('eng')].sort());
});
