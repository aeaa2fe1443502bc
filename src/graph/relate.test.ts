/** Relationships from declarations. */
import {
  APP_USER_GROUP_ASSIGNED_APPLICATION,
  USER_ASSIGNED_APPLICATION,
} from '../steps/applications/model';
import { MAX_PROPERTY_LENGTH } from './limits';
import { relate } from './relate';

test('the key is the default one, the type always the declared one', () => {
  expect(relate(APP_USER_GROUP_ASSIGNED_APPLICATION, 'from', 'to', { _type: 'another' })).toEqual({
    _key: 'from|assigned|to',
    _type: 'okta_group_assigned_application',
    _class: 'ASSIGNED',
    _fromEntityKey: 'from',
    _toEntityKey: 'to',
    displayName: 'ASSIGNED',
  });
});

test('properties: undefined is left out, texts are cut, keys are not', () => {
  const long = 'x'.repeat(MAX_PROPERTY_LENGTH + 1);
  const edge = relate(USER_ASSIGNED_APPLICATION, 'from', 'to', {
    _key: long,
    nothing: undefined,
    unknown: null,
    long,
    count: 0,
    flag: false,
  });
  expect(edge).toMatchObject({ _key: long, unknown: null, count: 0, flag: false });
  expect(edge).not.toHaveProperty('nothing');
  expect(edge.long).toBe(`${'x'.repeat(MAX_PROPERTY_LENGTH - 1)}…`);
});
