import {
  createDirectRelationship,
  createIntegrationEntity,
  RelationshipClass,
  type Entity,
  type Relationship,
} from '@jupiterone/integration-sdk-core';
import { createMockJobState } from '@jupiterone/integration-sdk-testing';

import { Emitter } from './emitter';

const user = (id: string, properties: object = {}): Entity =>
  createIntegrationEntity({
    entityData: {
      source: {},
      assign: {
        _key: id,
        _type: 'okta_user',
        _class: ['User'],
        name: id,
        username: [id],
        email: null,
        shortLoginId: [id],
        firstName: null,
        lastName: null,
        isActive: true,
        ...properties,
      },
    },
  });

const edge = (from: string, to: string): Relationship =>
  createDirectRelationship({
    fromKey: from,
    fromType: 'okta_user_group',
    toKey: to,
    toType: 'okta_user',
    _class: RelationshipClass.HAS,
  });

const ID = '00u1234567890abcdefg';
const OTHER = '00u9876543210zyxwvut';

beforeAll(() => {
  process.env.ENABLE_GRAPH_OBJECT_SCHEMA_VALIDATION = 'true';
});
afterAll(() => {
  delete process.env.ENABLE_GRAPH_OBJECT_SCHEMA_VALIDATION;
});

test('an entity that the data model refuses is left out, and the property named', async () => {
  const jobState = createMockJobState();
  const emit = new Emitter(jobState);
  expect(await emit.entity(ID, () => user(ID))).toBe(true);
  expect(await emit.entity(OTHER, () => user(OTHER, { isActive: 'CANARY-value' }))).toBe(false);
  expect(jobState.collectedEntities.map(({ _key }) => _key)).toEqual([ID]);
  const told = emit.refused.describe();
  expect(told).toContain('1 of 2 entities are left out');
  expect(told).toContain(OTHER);
  expect(told).toContain('property "isActive" must be boolean');
  expect(told).not.toContain('\n');
  expect(told).not.toContain('CANARY-value');
});

test('every key once, entities and relationships alike; the rest is counted', async () => {
  const jobState = createMockJobState();
  const emit = new Emitter(jobState);
  await Promise.all([ID, OTHER, ID, ID].map((id) => emit.entity(id, () => user(id))));
  await Promise.all([ID, OTHER, ID].map((id) => emit.relationship(edge('00g1234567890', id))));
  expect(jobState.collectedEntities).toHaveLength(2);
  expect(jobState.collectedRelationships).toHaveLength(2);
  expect(emit.duplicates).toBe(3);
  expect(emit.refused.count).toBe(0);
});

test('edges without both ends are counted', () => {
  const emit = new Emitter(createMockJobState());
  emit.leaveOut();
  emit.leaveOut(3);
  expect(emit.dangling).toBe(4);
});

test('an entity listed twice while the first is being added is added once', async () => {
  const jobState = createMockJobState();
  const emit = new Emitter(jobState);
  const both = await Promise.all([
    emit.entity(ID, () => user(ID, { firstName: 'First' })),
    emit.entity(ID, () => user(ID, { firstName: 'Second' })),
  ]);
  expect(both).toEqual([true, true]);
  expect(jobState.collectedEntities).toMatchObject([{ _key: ID, firstName: 'First' }]);
  expect(emit.duplicates).toBe(1);
});

test('a failing upload is no duplicate and no refusal: it is thrown', async () => {
  const jobState = createMockJobState();
  const full = new Error('disk full');
  const emit = new Emitter({ ...jobState, addEntity: () => Promise.reject(full) });
  await expect(emit.entity(ID, () => user(ID))).rejects.toBe(full);
  expect([emit.refused.count, emit.duplicates]).toEqual([0, 0]);
});

test('thousands of refused entities are told in a few lines, and the others are there', async () => {
  const jobState = createMockJobState();
  const emit = new Emitter(jobState);
  const idOf = (n: number): string => `00u${String(n).padStart(17, '0')}`;
  for (let n = 0; n < 2_000; n += 1) {
    const wrong = Object.fromEntries(Array.from({ length: 20 }, (_, p) => [`p${n}x${p}`, {}]));
    await emit.entity(idOf(n), () => user(idOf(n), n % 2 === 0 ? {} : { ...wrong, email: n }));
  }
  expect(jobState.collectedEntities).toHaveLength(1_000);
  const told = emit.refused.describe();
  expect(told).toContain('1000 of 2000 entities are left out');
  expect(told.length).toBeLessThan(4_000);
});

test('a step that left something out, or met what was there, has not seen nothing', async () => {
  const jobState = createMockJobState();
  const leavesOut = new Emitter(jobState);
  expect(leavesOut.isEmpty).toBe(true);
  leavesOut.leaveOut();
  expect(leavesOut.isEmpty).toBe(false);

  await jobState.addRelationship(edge('00g1234567890', ID));
  const meets = new Emitter(jobState);
  await meets.relationship(edge('00g1234567890', ID));
  expect([meets.duplicates, meets.isEmpty]).toEqual([1, false]);
});
