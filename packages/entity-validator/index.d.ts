// Declares the surface that JupiterOne's SDK expects of its entity validator.

import type { AnySchema, SchemaObject } from 'ajv';

/** Stands for the property of an error that concerns the entity as a whole. */
export declare const unknownPropertySymbol: unique symbol;

/** One reason why an entity is refused. */
export type EntityValidationError = {
  /**
   * `#<_type>` or `#<Class>`; null if the entity has no `_type` or `_class` to choose a schema by;
   * `unknown` if a schema could not be used.
   */
  schemaId: string | null;
  /** The top-level property that is wrong or missing. */
  property: string | typeof unknownPropertySymbol;
  /** Names the entity, the property and the reason, but never a property's value. */
  message: string;
  /** The JSON schema keyword that refused, or `unknown`. */
  validation: string;
};

/** A schema that was not applied, and why. */
type SkippedSchema = {
  schemaId: string;
  reason: 'not-found' | 'type-already-validated';
  type: 'type' | 'class';
};

/** `errors` and `skippedSchemas` are null where there are none. */
export type ValidationResult = {
  isValid: boolean;
  errors: EntityValidationError[] | null;
  skippedSchemas: SkippedSchema[] | null;
};

export type ValidateEntityOptions = {
  /** Validates by the classes too where a schema of the type was found; otherwise it stands for them. */
  forceClassValidationWithValidatedType?: boolean;
};

/**
 * Validates entities by JSON schemas. Schemas are compiled when an entity first needs them, so they
 * may refer to each other in any order.
 */
export declare class EntityValidator {
  constructor(options: { schemas?: AnySchema[] });

  /** Registers schemas under their `$id`, in place of those known by the same id. */
  addSchemas(schemas: AnySchema | AnySchema[]): this;

  /**
   * Validates by the schema `#<_type>`, else by `#<Class>` for each class in order. An entity for
   * which no schema is known is valid, with everything skipped. Never throws. The first use of a
   * deprecated property is reported with `console.warn`.
   */
  validateEntity(entity: object, options?: ValidateEntityOptions): ValidationResult;
}

/**
 * The validator of this process. The first call of this or `getValidator` builds it, from the given
 * schemas or else from data-model's `entitySchemas`; later calls return it and ignore their argument.
 */
export declare function getValidatorSync(
  getSchemas?: () => Record<string, SchemaObject> | undefined,
): EntityValidator;

/** As `getValidatorSync`, for schemas that arrive later. */
export declare function getValidator(
  getSchemas?: () => Promise<Record<string, SchemaObject> | undefined>,
): Promise<EntityValidator>;

/** Whether a value has the properties of an `EntityValidationError`. */
export declare function isEntityValidationError(value: unknown): value is EntityValidationError;
