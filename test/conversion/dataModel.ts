/** Compares what converters make with JupiterOne's data model and our own declarations. */
import { entitySchemas } from '@jupiterone/data-model';
import type {
  Entity,
  ExplicitRelationship,
  StepEntityMetadata,
  StepRelationshipMetadata,
} from '@jupiterone/integration-sdk-core';
import { EntityValidator } from '@jupiterone/integration-sdk-entity-validator';

const validator = new EntityValidator({ schemas: Object.values(entitySchemas) });

// `active` and `mfaEnabled` of users are deprecated and emitted on purpose; the validator says so.
let warnings: jest.SpyInstance;
beforeAll(() => {
  warnings = jest.spyOn(console, 'warn').mockImplementation();
});
afterAll(() => {
  warnings.mockRestore();
});

/** Fails where the entity is not what its declaration and the schemas of its classes say. */
export function expectValid(entity: Entity, declaration: StepEntityMetadata): void {
  if (declaration.schema !== undefined) validator.addSchemas(declaration.schema);
  expect(entity._type).toBe(declaration._type);
  expect(entity._class).toEqual([declaration._class].flat());
  const { errors, skippedSchemas } = validator.validateEntity(entity, {
    forceClassValidationWithValidatedType: true,
  });
  expect(errors).toBeNull();
  expect(skippedSchemas).toBeNull();
  const unfit = Object.keys(entity).filter((name) => name !== '_rawData' && !fits(entity[name]));
  expect(unfit).toEqual([]);
}

/** What JupiterOne stores: no objects, no mixed arrays of them, and no value above 4,096 characters. */
function fits(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item !== null && fits(item));
  if (typeof value === 'string') return value.length <= 4096;
  return value === null || typeof value === 'boolean' || Number.isFinite(value);
}

/** Fails where the relationship is not of its declaration, or carries what no edge may. */
export function expectDeclared(
  relationship: ExplicitRelationship,
  declaration: StepRelationshipMetadata,
): void {
  expect(relationship._type).toBe(declaration._type);
  expect(relationship._class).toBe(declaration._class);
  const kinds = Object.values(relationship).map((value) => typeof value);
  expect(new Set([...kinds, 'string', 'number', 'boolean'])).toEqual(
    new Set(['string', 'number', 'boolean']),
  );
}
