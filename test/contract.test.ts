/**
 * The promises to customers: step ids, types, classes, keys and ingestion sources. A difference here
 * means that entities would be deleted and created again in JupiterOne: read it before accepting it.
 */
import { invocationConfig } from '../src';
import { collectLocal, type Collected } from './harness/collect';

let sample: Collected;

beforeAll(async () => {
  sample = await collectLocal();
});

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

test('steps, in what they declare', () => {
  const steps = invocationConfig.integrationSteps.map((step) => ({
    id: step.id,
    source: step.ingestionSourceId ?? '(always)',
    entities: step.entities.map(
      ({ resourceName, _type, _class, partial }) =>
        `${resourceName}: ${_type} (${[_class].flat().join(', ')})${partial === true ? ' (partial)' : ''}`,
    ),
    relationships: step.relationships.map(
      ({ _type, sourceType, _class, targetType, partial }) =>
        `${_type}: ${sourceType} ${_class} ${targetType}${partial === true ? ' (partial)' : ''}`,
    ),
    mapped: (step.mappedRelationships ?? []).map(
      ({ _type, sourceType, _class, targetType, direction }) =>
        `${_type}: ${sourceType} ${_class} ${targetType} ${direction}`,
    ),
  }));
  expect(steps).toMatchSnapshot();
});

test('ingestion sources', () => {
  expect(Object.keys(invocationConfig.ingestionConfig ?? {})).toMatchSnapshot();
});

test('configuration fields', () => {
  expect(invocationConfig.instanceConfigFields).toMatchSnapshot();
});

/** The form of a key: ids become their kind, so that the pattern stays where the sample changes. */
function form(key: string): string {
  return key
    .replace(/\b00o[0-9A-Za-z]{17}\b/g, '<org id>')
    .replace(/\b00u[0-9A-Za-z]{17}\b/g, '<user id>')
    .replace(/\b00g[0-9A-Za-z]{17}\b/g, '<group id>')
    .replace(/\b0oa[0-9A-Za-z]{17}\b/g, '<app id>')
    .replace(/\b0pr[0-9A-Za-z]{17}\b/g, '<rule id>')
    .replace(/\bguo[0-9A-Za-z]{17}\b/g, '<device id>')
    .replace(/\bokta_role:[^|]+/g, 'okta_role:<label>')
    .replace(/\barn:[a-z-]+:iam::\d+:role\/\S+/g, '<role arn>')
    .replace(
      /\b(okta_[a-z_]+)((?::[^|:<]+)+)/g,
      (_, type: string, ids: string) => type + ids.replaceAll(/:[^:]+/g, ':<id>'),
    );
}

const FACTOR_KEY = /\b(?!00|0oa|0pr|guo)[0-9A-Za-z_-]{20}\b/g;

test('keys of entities', () => {
  const forms = sample.entities.map(
    ({ _type, _key }) => `${_type}: ${_type === 'mfa_device' ? '<factor id>' : form(_key)}`,
  );
  expect(unique(forms)).toMatchSnapshot();
});

test('keys of relationships', () => {
  const forms = sample.relationships.map(({ _type, _key }) => {
    const shown =
      _type === 'okta_user_assigned_factor' ? _key.replace(FACTOR_KEY, '<factor id>') : _key;
    return `${_type}: ${form(shown)}`;
  });
  expect(unique(forms)).toMatchSnapshot();
});
