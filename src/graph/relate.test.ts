/** Relationships from declarations. */
import {
  APP_USER_GROUP_ASSIGNED_APPLICATION,
  USER_ASSIGNED_APPLICATION,
} from '../steps/applications/model';
import { USER_ENTITY } from '../steps/users/model';
import { entityBuilder } from './entity';
import { MAX_PROPERTY_LENGTH } from './limits';
import { relate } from './relate';

const FROM = '00g2abcdEFGH3ijkl0x7';
const TO = '0oa2abcdEFGH3ijkl0x7';

test('the key is the default one, the type always the declared one', () => {
  expect(relate(APP_USER_GROUP_ASSIGNED_APPLICATION, FROM, TO, { _type: 'another' })).toEqual({
    _key: `${FROM}|assigned|${TO}`,
    _type: 'okta_group_assigned_application',
    _class: 'ASSIGNED',
    _fromEntityKey: FROM,
    _toEntityKey: TO,
    displayName: 'ASSIGNED',
  });
});

test('properties: undefined is left out, texts are cut, keys are not', () => {
  const long = 'x'.repeat(MAX_PROPERTY_LENGTH + 1);
  const edge = relate(USER_ASSIGNED_APPLICATION, FROM, TO, {
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

test('an end that is known by a short id has the key that its entity has', () => {
  const edge = relate(USER_ASSIGNED_APPLICATION, 'me', TO);
  const keys = { _type: 'okta_user', _class: ['User'], name: 'x', displayName: 'x' };
  expect(edge._fromEntityKey).toBe('okta_user:me');
  expect(entityBuilder(USER_ENTITY)({ _key: 'me', ...keys })._key).toBe(edge._fromEntityKey);
  expect(edge._toEntityKey).toBe(TO);
});
