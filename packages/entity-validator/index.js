// @ts-check
'use strict';

/**
 * Validates JupiterOne entities against JSON schemas: the drop-in for the package of this name that
 * JupiterOne's SDK imports and the npm registry does not have. It works offline, always on the
 * pinned `@jupiterone/data-model`. Why it exists and how to drop it:
 * `docs/decisions/0002-entity-validator.md`.
 */

const { isIP } = require('node:net');

/** @typedef {import('./index').EntityValidationError} EntityValidationError */
/** @typedef {import('./index').ValidationResult} ValidationResult */
/** @typedef {import('./index').ValidateEntityOptions} ValidateEntityOptions */
/** @typedef {NonNullable<ValidationResult['skippedSchemas']>[number]} SkippedSchema */
/** @typedef {import('ajv').SchemaObject} SchemaObject */
/** @typedef {import('ajv').AnySchemaObject} AnySchemaObject */
/** @typedef {import('ajv').AnySchema} AnySchema */
/** @typedef {import('ajv').ErrorObject} ErrorObject */
/** @typedef {(data: unknown) => ErrorObject[]} Check */
/** @typedef {{ name: string, _type: string, classes: unknown[] }} Subject */

/** @type {typeof import('./index').unknownPropertySymbol} */
const unknownPropertySymbol = /** @type {any} */ (
  Symbol.for('@jupiterone/integration-sdk-entity-validator:unknown')
);

/** The greatest prefix length per IP version, for `ipCidr`. */
const MAX_PREFIX = { 4: 32, 6: 128 };

/** How many of an enum's values a message lists; the longest list in the data model has 74. */
const LISTED_VALUES = 20;

/**
 * An IPv4 or IPv6 address followed by `/` and a prefix length within the version's range.
 *
 * @param {string} text
 */
function isIpCidr(text) {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  return (version === 4 || version === 6) && Number(prefix) <= MAX_PREFIX[version];
}

class EntityValidator {
  /** Schemas by `$id`, in the order of their arrival. @type {Map<string, AnySchemaObject>} */
  #schemas = new Map();
  /** Checks by schema id; each is compiled when an entity first needs it. @type {Map<string, Check>} */
  #checks = new Map();
  /** Built at first use, and again after a schema changed. @type {import('ajv').default | undefined} */
  #ajv;
  /** Deprecation notices that were given. @type {Set<string>} */
  #noticed = new Set();

  /** @param {{ schemas?: AnySchema[] }} options */
  constructor({ schemas = [] }) {
    this.addSchemas(schemas);
  }

  /**
   * Registers schemas under their `$id`; one that is known by that id is replaced. A schema without
   * `$id`, or a boolean, cannot be referred to by anyone and is accepted without effect.
   *
   * @param {AnySchema | AnySchema[]} schemas
   * @returns {this}
   */
  addSchemas(schemas) {
    for (const schema of Array.isArray(schemas) ? schemas : [schemas]) {
      if (typeof schema !== 'object' || schema === null || typeof schema.$id !== 'string') continue;
      if (this.#schemas.get(schema.$id) === schema) continue;
      this.#schemas.set(schema.$id, schema);
      // Compiled checks hold on to the schemas they refer to, so a change makes all of them stale.
      this.#ajv = undefined;
      this.#checks.clear();
    }
    return this;
  }

  /**
   * Validates an entity by the schema `#<_type>`, or, where there is none, by `#<Class>` of each of
   * its classes. Never throws: what goes wrong inside is an error of the result.
   *
   * @param {object} entity
   * @param {ValidateEntityOptions} [options]
   * @returns {ValidationResult}
   */
  validateEntity(entity, options = {}) {
    try {
      const subject = readSubject(entity);
      return 'error' in subject
        ? { isValid: false, errors: [subject.error], skippedSchemas: null }
        : this.#validate(entity, subject, options.forceClassValidationWithValidatedType === true);
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      /** @type {EntityValidationError} */
      const error = {
        schemaId: 'unknown',
        property: unknownPropertySymbol,
        message: `${nameOf(entity)} could not be validated: ${message}`,
        validation: 'unknown',
      };
      return { isValid: false, errors: [error], skippedSchemas: null };
    }
  }

  /**
   * @param {object} entity
   * @param {Subject} subject
   * @param {boolean} forceClasses
   * @returns {ValidationResult}
   */
  #validate(entity, subject, forceClasses) {
    /** @type {EntityValidationError[]} */
    const errors = [];
    /** @type {SkippedSchema[]} */
    const skipped = [];

    /** @param {string} schemaId @param {SkippedSchema['type']} type */
    const apply = (schemaId, type) => {
      const check = this.#check(schemaId);
      if (!check) {
        skipped.push({ schemaId, reason: 'not-found', type });
        return false;
      }
      for (const error of check(entity)) errors.push(describe(error, schemaId, subject.name));
      return true;
    };

    const typeFound = apply(`#${subject._type}`, 'type');
    for (const name of subject.classes) {
      const schemaId = `#${String(name)}`;
      if (typeFound && !forceClasses) {
        skipped.push({ schemaId, reason: 'type-already-validated', type: 'class' });
      } else {
        apply(schemaId, 'class');
      }
    }
    return {
      isValid: errors.length === 0,
      errors: errors.length > 0 ? errors : null,
      skippedSchemas: skipped.length > 0 ? skipped : null,
    };
  }

  /**
   * The check of a schema, or undefined if no schema has that id. A schema that does not compile
   * gives a check that throws the same error each time, because compiling it again for each of
   * 100,000 entities would take longer than the run itself.
   *
   * @param {string} schemaId
   * @returns {Check | undefined}
   */
  #check(schemaId) {
    const known = this.#checks.get(schemaId);
    if (known || !this.#schemas.has(schemaId)) return known;
    const check = this.#compile(schemaId);
    this.#checks.set(schemaId, check);
    return check;
  }

  /** @param {string} schemaId @returns {Check} */
  #compile(schemaId) {
    try {
      this.#ajv ??= this.#createAjv();
      const validate = this.#ajv.getSchema(schemaId);
      if (!validate) throw new Error(`Schema ${schemaId} cannot be resolved`);
      if ('$async' in validate) throw new Error(`Schema ${schemaId} is asynchronous`);
      return (data) => (validate(data) ? [] : (validate.errors ?? []));
    } catch (thrown) {
      return () => {
        throw thrown;
      };
    }
  }

  #createAjv() {
    // Loaded here and not at the top: the SDK creates a validator at import, and most runs of a
    // managed host never validate.
    const { default: Ajv } = require('ajv');
    const { default: addFormats } = require('ajv-formats');

    // `validateSchema` and `meta` off: checking 102 class schemas against the meta-schema costs more
    // than compiling the few that an integration uses.
    const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, meta: false });
    addFormats(ajv);
    ajv.addFormat('ip', (text) => isIP(text) !== 0);
    ajv.addFormat('ipCidr', isIpCidr);
    ajv.addFormat('asn', /^AS\d{2,6}$/);
    ajv.removeKeyword('deprecated');
    ajv.addKeyword({
      keyword: 'deprecated',
      errors: false,
      compile: (deprecated, { description = '' }) => {
        if (deprecated !== true) return () => true;
        return (_value, at) => {
          this.#notice(String(at?.parentDataProperty), String(description));
          return true;
        };
      },
    });
    for (const schema of this.#schemas.values()) ajv.addSchema(schema);
    return ajv;
  }

  /**
   * Says that a property is deprecated, once: a line for each of 100,000 users hides all others.
   *
   * @param {string} property
   * @param {string} description
   */
  #notice(property, description) {
    const notice = `Property "${property}" is deprecated. ${description}`;
    if (this.#noticed.has(notice)) return;
    this.#noticed.add(notice);
    console.warn(notice);
  }
}

/**
 * Reads what selects the schemas, or says what is missing for it.
 *
 * @param {unknown} entity
 * @returns {Subject | { error: EntityValidationError }}
 */
function readSubject(entity) {
  const { _type, _class } = /** @type {Record<string, unknown>} */ (entity ?? {});
  const name = nameOf(entity);
  if (typeof _type !== 'string') return { error: missing('_type', name, 'a string') };
  if (typeof _class === 'string') return { name, _type, classes: [_class] };
  if (Array.isArray(_class)) return { name, _type, classes: _class };
  return { error: missing('_class', name, 'a string or an array of strings') };
}

/**
 * @param {string} property
 * @param {string} name of the entity
 * @param {string} expected
 * @returns {EntityValidationError}
 */
function missing(property, name, expected) {
  const message = `${name}: property "${property}" is required and must be ${expected}`;
  return { schemaId: null, property, message, validation: 'required' };
}

/**
 * What a message calls an entity: its type and key, as far as they are known. No other property is
 * named, since values of a person's entity do not belong in a log.
 *
 * @param {unknown} entity
 */
function nameOf(entity) {
  try {
    const { _type, _key } = /** @type {Record<string, unknown>} */ (entity ?? {});
    const type = typeof _type === 'string' ? _type : 'Entity of unknown type';
    return typeof _key === 'string' ? `${type} "${_key}"` : `${type} without _key`;
  } catch {
    return 'Unreadable entity';
  }
}

/**
 * Turns Ajv's error into ours, with a message that stands on its own.
 *
 * @param {ErrorObject} error
 * @param {string} schemaId
 * @param {string} name of the entity
 * @returns {EntityValidationError}
 */
function describe(error, schemaId, name) {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const property =
    error.keyword === 'required'
      ? String(error.params.missingProperty)
      : (path[0] ?? unknownPropertySymbol);
  const message = `${name}: ${subjectOf(error, path)}${reasonOf(error)}`;
  return { schemaId, property, message, validation: error.keyword };
}

/** @param {string} segment of a JSON pointer (RFC 6901, section 4) */
function unescapePointer(segment) {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}

/**
 * @param {ErrorObject} error
 * @param {string[]} path
 */
function subjectOf({ propertyName }, path) {
  if (propertyName !== undefined) return `property name "${propertyName}" `;
  return path.length > 0 ? `property "${path.join('.')}" ` : '';
}

/** @param {ErrorObject} error */
function reasonOf({ keyword, params, message = `fails "${keyword}"` }) {
  if (keyword !== 'enum' || !Array.isArray(params.allowedValues)) return message;
  const listed = params.allowedValues.slice(0, LISTED_VALUES).map(String).join(', ');
  const more = params.allowedValues.length > LISTED_VALUES ? ', ...' : '';
  return `${message} (${listed}${more})`;
}

/** The one validator of this process. @type {EntityValidator | undefined} */
let shared;

/**
 * The validator of this process; the first call builds it and later calls ignore their argument.
 *
 * @param {Record<string, SchemaObject> | undefined} schemas
 */
function share(schemas) {
  shared ??= new EntityValidator({
    schemas: Object.values(schemas ?? require('@jupiterone/data-model').entitySchemas),
  });
  return shared;
}

/** @param {() => Record<string, SchemaObject> | undefined} [getSchemas] */
function getValidatorSync(getSchemas) {
  return shared ?? share(getSchemas?.());
}

/** @param {() => Promise<Record<string, SchemaObject> | undefined>} [getSchemas] */
async function getValidator(getSchemas) {
  return shared ?? share(await getSchemas?.());
}

/**
 * @param {unknown} value
 * @returns {value is EntityValidationError}
 */
function isEntityValidationError(value) {
  return (
    typeof value === 'object' &&
    value !== null &&
    'property' in value &&
    'message' in value &&
    'validation' in value
  );
}

module.exports = {
  EntityValidator,
  getValidator,
  getValidatorSync,
  isEntityValidationError,
  unknownPropertySymbol,
};
