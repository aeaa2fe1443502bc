/** The whole sample org as a graph: the golden graph, and what has to hold of any graph. */
import {
  StepResultStatus,
  type Entity,
  type ExplicitRelationship,
  type Relationship,
} from '@jupiterone/integration-sdk-core';

import { invocationConfig } from '../src';
import { collectLocal, countByType, type Collected } from './harness/collect';

let sample: Collected;

beforeAll(async () => {
  sample = await collectLocal();
});

const isDirect = (edge: Relationship): edge is ExplicitRelationship => '_fromEntityKey' in edge;

test('every step succeeds', () => {
  expect(sample.error).toBeUndefined();
  const unsuccessful = sample.summary?.integrationStepResults.filter(
    ({ status }) => status !== StepResultStatus.SUCCESS && status !== StepResultStatus.DISABLED,
  );
  expect(unsuccessful).toEqual([]);
});

test('counts by type', () => {
  expect(countByType(sample.entities)).toMatchSnapshot();
  expect(countByType(sample.relationships)).toMatchSnapshot();
});

test('the golden graph', () => {
  const withoutRawData = (entity: Entity): object => ({ ...entity, _rawData: undefined });
  expect(sample.entities.map(withoutRawData)).toMatchSnapshot();
  expect(sample.relationships).toMatchSnapshot();
});

test('keys are unique over entities and relationships', () => {
  const keys = [...sample.entities, ...sample.relationships].map(({ _key }) => _key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('no relationship without both ends', () => {
  const types = new Map(sample.entities.map(({ _key, _type }) => [_key, _type]));
  const dangling = sample.relationships.filter((edge) =>
    isDirect(edge)
      ? types.get(edge._fromEntityKey) === undefined || types.get(edge._toEntityKey) === undefined
      : types.get(edge._mapping.sourceEntityKey) === undefined,
  );
  expect(dangling).toEqual([]);
});

test('each step produces what it declares, and declares what it produces', () => {
  const declared = new Map(
    invocationConfig.integrationSteps.map((step) => [
      step.id,
      [...step.entities, ...step.relationships, ...(step.mappedRelationships ?? [])].map(
        ({ _type }) => _type,
      ),
    ]),
  );
  for (const { id, encounteredTypes, status } of sample.summary?.integrationStepResults ?? []) {
    if (status === StepResultStatus.DISABLED) continue;
    expect({ id, types: [...encounteredTypes].sort() }).toEqual({
      id,
      types: [...new Set(declared.get(id))].sort(),
    });
  }
});

test('relationships connect the types that their declaration names', () => {
  const types = new Map(sample.entities.map(({ _key, _type }) => [_key, _type]));
  const declared = new Set(
    invocationConfig.integrationSteps.flatMap(({ relationships }) =>
      relationships.map(
        ({ _type, sourceType, _class, targetType }) =>
          `${_type}: ${sourceType} ${_class} ${targetType}`,
      ),
    ),
  );
  const produced = new Set(
    sample.relationships
      .filter(isDirect)
      .map(
        ({ _type, _class, _fromEntityKey, _toEntityKey }) =>
          `${_type}: ${types.get(_fromEntityKey) ?? ''} ${_class} ${types.get(_toEntityKey) ?? ''}`,
      ),
  );
  expect([...produced].sort()).toEqual([...declared].sort());
});
