/** What the compiler refuses in a definition: each comment below is an error where nothing is refused. */
import { defineResource, type EntityDefinition } from '../../src/resources/defineResource';
import { boolean, string } from '../../src/resources/fields';

const ENTITY = {
  type: 'okta_thing',
  description: 'A thing',
  words: ['thing', 'Things'],
  icon: 'other',
  raw: {},
} as const;

const list = { path: '/api/v1/things' } as const;

test('the compiler refuses what is wrong', () => {
  // @ts-expect-error a Network says whether it is internal
  const network: EntityDefinition = {
    ...ENTITY,
    class: 'Network',
    fields: { CIDR: string('cidr'), public: boolean('public') },
  };
  const unknownClass: EntityDefinition = {
    ...ENTITY,
    // @ts-expect-error no such class
    class: 'Netwerk',
    fields: {},
  };
  const entity: EntityDefinition = { ...ENTITY, class: 'Rule', fields: {} };
  const edges = defineResource({
    id: 'things',
    list,
    entity,
    edges: [
      // @ts-expect-error no such relationship class
      { class: 'EVALUTES', to: 'okta_user', ends: () => [] },
      // @ts-expect-error an edge has one other end, which is its source or its target
      { class: 'USES', to: 'okta_user', from: 'okta_user', ends: () => [] },
      // @ts-expect-error an end is an id, or an object that has one
      { class: 'USES', to: 'okta_user', ends: () => [{ name: 'no id' }] },
    ],
  });
  const path = defineResource({
    id: 'things',
    // @ts-expect-error a path begins with a slash
    list: { path: 'api/v1/things' },
    entity,
  });
  expect([network, unknownClass, edges, path]).toHaveLength(4);
});
