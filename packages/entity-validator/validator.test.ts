// Pins the behaviour of the drop-in that the SDK's core and testing packages rely on.

import { createIntegrationEntity } from '@jupiterone/integration-sdk-core';
import { registerMatchers } from '@jupiterone/integration-sdk-testing';
import { entitySchemas } from '@jupiterone/data-model';
import * as drop from '.';

const { EntityValidator, unknownPropertySymbol, isEntityValidationError } = drop;

const CLASS_SCHEMAS = Object.values(entitySchemas);

const GROUP = {
  _key: 'okta_group_1',
  _type: 'okta_user_group',
  _class: ['UserGroup'],
  name: 'Group',
  displayName: 'Group',
};

const USER = {
  ...GROUP,
  _class: ['User'],
  firstName: null,
  lastName: null,
  email: null,
  username: null,
  shortLoginId: null,
};

const GROUP_SCHEMA = {
  $id: '#okta_user_group',
  allOf: [{ $ref: '#UserGroup' }, { properties: { members: { type: 'integer' } } }],
  required: ['members'],
};

let warn: jest.SpyInstance;
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  warn.mockRestore();
});

describe('which schemas apply', () => {
  it('validates by each class, in order, when the type has no schema', () => {
    const validator = new EntityValidator({ schemas: CLASS_SCHEMAS });
    const result = validator.validateEntity({
      ...GROUP,
      _class: ['Nothing', 'Account', 'Service'],
    });
    expect(result.isValid).toBe(false);
    expect(result.errors?.map((e) => [e.schemaId, e.property, e.validation])).toEqual([
      ['#Account', 'vendor', 'required'],
      ['#Service', 'category', 'required'],
      ['#Service', 'function', 'required'],
    ]);
    expect(result.skippedSchemas).toEqual([
      { schemaId: '#okta_user_group', reason: 'not-found', type: 'type' },
      { schemaId: '#Nothing', reason: 'not-found', type: 'class' },
    ]);
  });

  it('takes the schema of the type for its classes, valid or not', () => {
    const validator = new EntityValidator({ schemas: [...CLASS_SCHEMAS, GROUP_SCHEMA] });
    const skippedSchemas = [
      { schemaId: '#UserGroup', reason: 'type-already-validated', type: 'class' },
      { schemaId: '#Nothing', reason: 'type-already-validated', type: 'class' },
    ];
    const classes = { _class: ['UserGroup', 'Nothing'] };
    expect(validator.validateEntity({ ...GROUP, ...classes, members: 1 })).toEqual({
      isValid: true,
      errors: null,
      skippedSchemas,
    });
    expect(validator.validateEntity({ ...GROUP, ...classes, members: 'many' })).toMatchObject({
      isValid: false,
      errors: [{ schemaId: '#okta_user_group', property: 'members', validation: 'type' }],
      skippedSchemas,
    });
  });

  it('validates the classes too when that is asked for', () => {
    const loose = { $id: '#okta_user_group', type: 'object' };
    const validator = new EntityValidator({ schemas: [...CLASS_SCHEMAS, loose] });
    const nameless = { ...GROUP, name: undefined };
    expect(validator.validateEntity(nameless).isValid).toBe(true);
    const forced = { forceClassValidationWithValidatedType: true };
    expect(validator.validateEntity(nameless, forced)).toMatchObject({
      isValid: false,
      errors: [{ schemaId: '#UserGroup', property: 'name' }],
      skippedSchemas: null,
    });
  });

  it('accepts an entity of which it knows no schema', () => {
    expect(new EntityValidator({}).validateEntity({ ...GROUP, _class: 'Thing' })).toEqual({
      isValid: true,
      errors: null,
      skippedSchemas: [
        { schemaId: '#okta_user_group', reason: 'not-found', type: 'type' },
        { schemaId: '#Thing', reason: 'not-found', type: 'class' },
      ],
    });
  });

  it.each([
    ['_type', { _class: ['User'] }],
    ['_type', { _type: 7, _class: ['User'] }],
    ['_type', {}],
    ['_class', { _type: 'okta_user' }],
    ['_class', { _type: 'okta_user', _class: { 0: 'User' } }],
  ])('refuses an entity whose %s cannot choose a schema: %j', (property, entity) => {
    const result = new EntityValidator({ schemas: CLASS_SCHEMAS }).validateEntity(entity);
    expect(result).toMatchObject({ isValid: false, skippedSchemas: null });
    expect(result.errors).toHaveLength(1);
    expect(result.errors?.[0]).toMatchObject({ schemaId: null, property, validation: 'required' });
  });
});

describe('errors', () => {
  const validator = new EntityValidator({ schemas: CLASS_SCHEMAS });

  it('name the entity, the property and the reason', () => {
    const { errors } = validator.validateEntity({ ...USER, email: ['ada'], isAdmin: 'no' });
    expect(errors?.map((error) => error.message)).toEqual([
      'okta_user_group "okta_group_1": property "email.0" must match format "email"',
      'okta_user_group "okta_group_1": property "email" must be null',
      'okta_user_group "okta_group_1": property "email" must match exactly one schema in oneOf',
      'okta_user_group "okta_group_1": property "isAdmin" must be boolean',
    ]);
  });

  it('list the values of an enum, up to a point', () => {
    const device = { ...GROUP, _class: ['Device'], osType: 'secret-value' };
    const messages = validator.validateEntity(device).errors?.map((error) => error.message);
    expect(messages).toContainEqual(
      'okta_user_group "okta_group_1": property "osType" must be equal to one of the allowed values ' +
        '(darwin, linux, unix, windows, android, ios, chromeos, legacy, embedded, other)',
    );
    const control = { ...GROUP, _class: ['Control'], function: 'secret-value' };
    expect(validator.validateEntity(control).errors?.[0]?.message).toMatch(
      /values \(directory, .*, data-encryption, \.\.\.\)$/,
    );
  });

  it('never quote a value of the entity', () => {
    const secret = 'canary-4711';
    const values = { email: [secret], firstName: [secret], createdOn: secret, isAdmin: secret };
    const { errors } = validator.validateEntity({ ...USER, ...values });
    expect(errors).not.toBeNull();
    expect(JSON.stringify(errors)).not.toContain(secret);
  });

  it('say so when the entity has no key', () => {
    const { errors } = validator.validateEntity({ ...GROUP, _key: undefined });
    expect(errors?.[0]?.message).toBe(
      "okta_user_group without _key: must have required property '_key'",
    );
  });

  it('use the symbol for the entity as a whole', () => {
    const schemas = [{ $id: '#okta_user_group', maxProperties: 1 }];
    const { errors } = new EntityValidator({ schemas }).validateEntity(GROUP);
    expect(errors?.[0]?.property).toBe(unknownPropertySymbol);
  });

  it('unescape the path of a property', () => {
    const schemas = [{ $id: '#okta_user_group', properties: { 'a/b~c': { type: 'null' } } }];
    const { errors } = new EntityValidator({ schemas }).validateEntity({ ...GROUP, 'a/b~c': 1 });
    expect(errors?.[0]?.property).toBe('a/b~c');
  });

  it('are recognised by their shape', () => {
    const { errors } = validator.validateEntity({ ...GROUP, name: 1 });
    expect(errors?.every(isEntityValidationError)).toBe(true);
    expect(isEntityValidationError({ property: 'a', message: 'b', validation: 'c' })).toBe(true);
    expect(isEntityValidationError({ property: 'a', message: 'b' })).toBe(false);
    expect(isEntityValidationError(null)).toBe(false);
    expect(isEntityValidationError('property message validation')).toBe(false);
  });
});

describe('a deprecated property', () => {
  const ACTIVE = 'Property "active" is deprecated. Prefer property \'isActive\'';
  const MFA = 'Property "mfaEnabled" is deprecated. Prefer property \'isMfaEnabled\'';

  it('is valid, and reported once by each validator', () => {
    for (const validator of [
      new EntityValidator({ schemas: CLASS_SCHEMAS }),
      new EntityValidator({ schemas: CLASS_SCHEMAS }),
    ]) {
      for (const active of [true, false, true]) {
        expect(validator.validateEntity({ ...USER, active }).isValid).toBe(true);
      }
      validator.validateEntity({ ...USER, active: true, mfaEnabled: false });
    }
    expect(warn.mock.calls).toEqual([[ACTIVE], [MFA], [ACTIVE], [MFA]]);
  });

  it('stays reported when schemas are added', () => {
    const validator = new EntityValidator({ schemas: CLASS_SCHEMAS });
    validator.validateEntity({ ...USER, active: true });
    validator.addSchemas({ $id: '#okta_user_group', allOf: [{ $ref: '#User' }] });
    validator.validateEntity({ ...USER, active: true });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('is not reported where it is absent, undefined or not deprecated after all', () => {
    const validator = new EntityValidator({
      schemas: [
        ...CLASS_SCHEMAS,
        { $id: '#kept', properties: { old: { deprecated: false, description: 'Kept' } } },
      ],
    });
    validator.validateEntity({ ...USER, active: undefined });
    validator.validateEntity({ ...GROUP, active: true });
    validator.validateEntity({ ...GROUP, _type: 'kept', old: 1 });
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('addSchemas', () => {
  it('takes schemas that refer to ones that come later, and returns the validator', () => {
    const validator = new EntityValidator({ schemas: [GROUP_SCHEMA] });
    expect(validator.addSchemas(CLASS_SCHEMAS)).toBe(validator);
    expect(validator.validateEntity({ ...GROUP, members: 3 }).isValid).toBe(true);
  });

  it('replaces a schema of the same id, also for those that refer to it', () => {
    const validator = new EntityValidator({
      schemas: [
        { $id: '#Part', required: ['one'] },
        { $id: '#Whole', $ref: '#Part' },
      ],
    });
    const whole = { ...GROUP, _class: ['Whole'], one: 1 };
    expect(validator.validateEntity(whole).isValid).toBe(true);
    validator.addSchemas({ $id: '#Part', required: ['two'] });
    expect(validator.validateEntity(whole).errors?.map((e) => e.property)).toEqual(['two']);
    validator.addSchemas([{ $id: '#Whole', type: 'object' }]);
    expect(validator.validateEntity(whole).isValid).toBe(true);
  });

  it('accepts booleans and schemas without an id', () => {
    const validator = new EntityValidator({ schemas: [true, { required: ['x'] }] });
    expect(validator.addSchemas(false).validateEntity(GROUP).isValid).toBe(true);
  });

  it('compiles nothing: a schema that cannot be compiled hurts nobody who does not need it', () => {
    const validator = new EntityValidator({
      schemas: [...CLASS_SCHEMAS, { $id: '#broken', type: 'nonsense' }],
    });
    expect(validator.validateEntity(GROUP).isValid).toBe(true);
  });
});

describe('validateEntity never throws', () => {
  const unusable = [
    { $id: '#unresolvable', $ref: '#Missing' },
    { $id: '#nonsense', type: 'nonsense' },
    { $id: '#pattern', properties: { name: { pattern: '(' } } },
    { $id: '#asynchronous', $async: true, required: ['x'] },
  ];
  const validator = new EntityValidator({ schemas: [...CLASS_SCHEMAS, ...unusable] });

  it.each([
    ['unresolvable', /Missing/],
    ['nonsense', /nonsense/],
    ['pattern', /regular expression/],
    ['asynchronous', /asynchronous/],
  ])('on a schema that cannot be used: %s', (_type, reason) => {
    const first = validator.validateEntity({ ...GROUP, _type });
    expect(first).toMatchObject({ isValid: false, skippedSchemas: null });
    expect(first.errors).toHaveLength(1);
    expect(first.errors?.[0]).toMatchObject({
      schemaId: 'unknown',
      property: unknownPropertySymbol,
      validation: 'unknown',
    });
    expect(first.errors?.[0]?.message).toMatch(reason);
    expect(first.errors?.[0]?.message).toContain(`${_type} "okta_group_1" could not be validated`);
    expect(validator.validateEntity({ ...GROUP, _type })).toEqual(first);
  });

  it('recovers once the missing schema arrives', () => {
    const late = new EntityValidator({ schemas: [{ $id: '#okta_user_group', $ref: '#Late' }] });
    expect(late.validateEntity(GROUP).isValid).toBe(false);
    late.addSchemas({ $id: '#Late', required: ['name'] });
    expect(late.validateEntity(GROUP).isValid).toBe(true);
  });

  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no entry');
      },
    },
  );
  const symbols = { ...GROUP, _type: 'x', _class: [Symbol('User'), null, 7] };

  it.each([
    ['null', null, false],
    ['undefined', undefined, false],
    ['text', 'entity', false],
    ['an array', [], false],
    ['one without a prototype', Object.create(null), false],
    ['one that throws', hostile, false],
    ['classes that are no names', symbols, true],
    ['names from the prototype', { ...GROUP, _type: '__proto__', _class: 'constructor' }, true],
  ])('on an entity that is %s', (_what, value: unknown, isValid) => {
    expect(validator.validateEntity(value as object)).toMatchObject({ isValid });
  });
});

describe('the validator of the process', () => {
  function fresh(): typeof drop {
    let module: typeof drop | undefined;
    jest.isolateModules(() => {
      module = jest.requireActual<typeof drop>('.');
    });
    return module!;
  }

  const only = { Only: { $id: '#Only', required: ['x'] } };
  const entity = { ...GROUP, _class: ['Only'] };

  it("knows data-model's classes", () => {
    const validator = fresh().getValidatorSync();
    expect(validator.validateEntity({ ...GROUP, _class: ['Account'] }).errors?.[0]?.property).toBe(
      'vendor',
    );
  });

  it('takes the schemas of the first call, then stays', async () => {
    const { getValidator, getValidatorSync } = fresh();
    const validator = getValidatorSync(() => only);
    expect(validator.validateEntity(entity).isValid).toBe(false);
    const unasked = jest.fn();
    expect(getValidatorSync(unasked)).toBe(validator);
    expect(await getValidator(unasked)).toBe(validator);
    expect(unasked).not.toHaveBeenCalled();
  });

  it('is one also for calls that wait at the same time', async () => {
    const { getValidator, getValidatorSync } = fresh();
    const first = getValidator(() => Promise.resolve(only));
    const second = getValidator(() => Promise.resolve(undefined));
    const third = getValidatorSync();
    expect(await first).toBe(third);
    expect(await second).toBe(third);
  });

  it('falls back to data-model, and survives schemas that cannot be had', async () => {
    const { getValidator } = fresh();
    await expect(getValidator(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    const validator = await getValidator(() => Promise.resolve(undefined));
    expect(validator.validateEntity(GROUP)).toMatchObject({ isValid: true });
    expect(validator.validateEntity({ ...GROUP, name: 1 })).toMatchObject({ isValid: false });
  });
});

describe('in the SDK', () => {
  const environment = process.env;
  beforeEach(() => {
    process.env = { ...environment, ENABLE_GRAPH_OBJECT_SCHEMA_VALIDATION: '1' };
  });
  afterEach(() => {
    process.env = environment;
  });

  const create = (assign: Record<string, unknown>) =>
    createIntegrationEntity({ entityData: { source: {}, assign: { ...GROUP, ...assign } } });

  it('createIntegrationEntity passes what is valid and refuses the rest with the reason', () => {
    expect(create({})).toMatchObject({ _key: 'okta_group_1' });
    expect(() => create({ email: 'x' })).toThrow(/okta_group_1.*email.*must match format/);
  });

  it('toMatchDataModelSchema checks the schema of a type', () => {
    registerMatchers(expect);
    const metadata = {
      resourceName: 'Group',
      _type: 'okta_user_group',
      _class: ['UserGroup'],
      schema: GROUP_SCHEMA,
    };
    expect([{ ...GROUP, members: 1 }]).toMatchDataModelSchema(metadata);
    expect(() => {
      expect([GROUP]).toMatchDataModelSchema(metadata);
    }).toThrow(/#okta_user_group:members:.*required property 'members'/);
  });
});
