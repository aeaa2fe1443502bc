/** The entity builder: repairs, names, and validity whatever it is given. */
import fc from 'fast-check';

import { expectValid } from '../../test/conversion/dataModel';
import { odd, oktaIds } from '../../test/conversion/sources';
import { ACCOUNT_ENTITY, SERVICE_ENTITY } from '../steps/account/model';
import { APPLICATION_ENTITY } from '../steps/applications/model';
import { FACTOR_ENTITY } from '../steps/factors/model';
import { RESOURCES } from '../resources';
import { APP_USER_GROUP_ENTITY, USER_GROUP_ENTITY } from '../steps/groups/model';
import { ROLE_ENTITY } from '../steps/roles/model';
import { USER_ENTITY } from '../steps/users/model';
import { classRules, isEmail, isWebUrl } from './classRules';
import { entityBuilder, type EntityProperties, type PropertyValue } from './entity';

const KEY = '00u2abcdEFGH3ijkl0x7';
const build = entityBuilder(USER_ENTITY);
const user = (properties: Record<string, PropertyValue> = {}): EntityProperties => ({
  _key: KEY,
  _type: 'okta_user',
  _class: ['User'],
  name: 'Jane',
  displayName: 'jane@acme.com',
  ...properties,
});

test('required properties that are not given are null where the data model allows it', () => {
  const entity = build(user());
  expectValid(entity, USER_ENTITY);
  expect(entity).toMatchObject({ firstName: null, email: null, username: null });
});

test('undefined properties are left out', () => {
  expect(Object.keys(build(user({ status: undefined })))).not.toContain('status');
});

test('nothing is added that was not given: neither createdOn nor active', () => {
  const entity = build(user({ status: 'ACTIVE', created: 1 }));
  expect(entity).not.toHaveProperty('active');
  expect(entity).not.toHaveProperty('createdOn');
});

test('without raw data there is none', () => {
  expect(build(user())._rawData).toEqual([]);
});

test.each<[string, PropertyValue, PropertyValue]>([
  ['email', ['a@b.co', 'nobody', 'a@b.co'], ['a@b.co']],
  ['email', ['nobody'], null],
  ['username', ['a', 'a', 'b'], ['a', 'b']],
  ['webLink', 'not a link', undefined],
  ['webLink', 'https://acme.okta.com/a?b=c#d', 'https://acme.okta.com/a?b=c#d'],
  ['criticality', 11, undefined],
  ['criticality', 10, 10],
  ['risk', 1.5, undefined],
  ['firstName', true, null],
  ['isAdmin', 'yes', undefined],
  ['ours', 'x'.repeat(5000), `${'x'.repeat(4095)}…`],
  ['ours', ['x'.repeat(5000)], [`${'x'.repeat(4095)}…`]],
  ['ours', [], []],
])('%s given as %j becomes %j', (name, given, stored) => {
  const entity = build(user({ [name]: given }));
  expectValid(entity, USER_ENTITY);
  expect(entity[name]).toEqual(stored);
});

test.each([
  ['jane@acme.com', true],
  ["o'neil+x@a-b.co.uk", true],
  ['jane@acme', false],
  ['jane acme@acme.com', false],
  ['jane@acme.com ', false],
  ['jané@acme.com', false],
  ['a..b@acme.com', false],
  ['a@-b.com', false],
  [`${'a'.repeat(250)}@b.co`, false],
])('%s as an address: %s', (value, valid) => {
  expect(isEmail(value)).toBe(valid);
});

test.each([
  ['https://acme.okta.com', true],
  ['http://127.0.0.1:8080/a%20b?c=d&e#f', true],
  ['https://acme.okta.com/a b', false],
  ['https://acme.okta.com/%zz', false],
  ['https://acme.okta.com/ü', false],
  ['javascript:alert(1)', false],
  ['ftp://acme.com', false],
  ['acme.com', false],
  ['https://user:secret@acme.com', false],
])('%s as a link: %s', (value, valid) => {
  expect(isWebUrl(value)).toBe(valid);
});

test('a class that the data model does not know has no rules', () => {
  expect(classRules(['NoSuchClass']).byProperty.size).toBe(0);
});

test.each([
  ACCOUNT_ENTITY,
  SERVICE_ENTITY,
  USER_ENTITY,
  USER_GROUP_ENTITY,
  APP_USER_GROUP_ENTITY,
  APPLICATION_ENTITY,
  FACTOR_ENTITY,
  ROLE_ENTITY,
  ...RESOURCES.filter(({ definition }) => definition.isOlder === true)
    .flatMap(({ nodes }) => nodes)
    .flatMap(({ entities }) => entities.map(({ metadata }) => metadata)),
])('$_type is valid whatever the properties of its classes are given as', (declaration) => {
  const classes = [declaration._class].flat();
  const { byProperty } = classRules(classes);
  // Required and not nullable, so that converters always give them: here as in every entity.
  const given = {
    category: ['security'],
    function: ['SSO'],
    vendor: 'Okta',
    controlDomain: 'x',
    accountId: 'x',
    roleType: 'CUSTOM',
  };
  const names = [...byProperty.keys()].filter((name) => !name.startsWith('_') && !(name in given));
  const values = odd(
    fc.oneof(
      fc.constantFrom('a@b.co', 'https://acme.com', '10.0.0.1', '2020-01-01', 'windows', 'ready'),
      fc.array(fc.constantFrom('a@b.co', '10.0.0.1', 'x', 'x', ''), { maxLength: 3 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  );
  const ours = fc.dictionary(fc.constantFrom(...names), values);
  const customs = fc.dictionary(fc.constantFrom(...names, ...names.map((n) => `${n}_`)), values);
  fc.assert(
    fc.property(oktaIds, ours, customs, (_key, properties, custom) => {
      const flat = Object.entries(properties).filter(([, value]) => isFlat(value));
      const entity = entityBuilder(declaration)(
        {
          ...(Object.fromEntries(flat) as Record<string, PropertyValue>),
          ...given,
          _key,
          _type: declaration._type,
          _class: classes,
          name: 'name',
          displayName: 'name',
        },
        { custom },
      );
      expectValid(entity, declaration);
    }),
    { numRuns: 150 },
  );
});

/** What converters can give: the compiler keeps objects and nested arrays from them. */
function isFlat(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object');
  return typeof value !== 'object' || value === null;
}
