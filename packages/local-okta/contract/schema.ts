/**
 * Okta's OpenAPI description as something to hold responses against: schemas for ajv, and a walk
 * that reports properties which the description does not know.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  [key: string]: unknown;
}

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

interface Description {
  paths: Record<string, { get?: Operation }>;
  components: { schemas: Record<string, Schema> };
}

/** The shared folder beside the checkout, or another that OKTA_OPENAPI names. */
export const SHARED =
  process.env.OKTA_OPENAPI ?? resolve(__dirname, '../../../../shared/okta-openapi');
const FILE = resolve(SHARED, 'okta-management-2026.06.3.yaml');

export function isPresent(): boolean {
  return existsSync(FILE);
}

/** The path that describes this template; a parameter of Okta's stands for any part: `{appName}` for `admin-console`. */
export function describedPath(paths: readonly string[], template: string): string | undefined {
  const isParameter = (part: string): boolean => part.startsWith('{');
  const wanted = template.split('/');
  const fits = (path: string): boolean => {
    const parts = path.split('/');
    return (
      parts.length === wanted.length &&
      parts.every((part, at) => part === wanted[at] || isParameter(part))
    );
  };
  const parameters = (path: string): number => path.split('/').filter(isParameter).length;
  return paths.filter(fits).sort((a, b) => parameters(a) - parameters(b))[0];
}

export class Contract {
  private readonly description: Description;
  private readonly ajv: Ajv;
  private readonly compiled = new Map<Schema, ValidateFunction>();
  private readonly paths: readonly string[];

  constructor() {
    this.description = parse(readFileSync(FILE, 'utf8'), { maxAliasCount: -1 }) as Description;
    this.paths = Object.keys(this.description.paths);
    this.ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
    addFormats(this.ajv);
  }

  /** The schema of `GET <template>`'s 200; undefined where Okta describes no such path. */
  responseSchema(template: string): Schema | undefined {
    const path = describedPath(this.paths, template);
    const operation = path === undefined ? undefined : this.description.paths[path]?.get;
    return operation?.responses['200']?.content?.['application/json']?.schema;
  }

  /** Everything wrong with a value, as `<path> <what>`; indexes of arrays stand as `*`. */
  check(schema: Schema, value: unknown): string[] {
    let validate = this.compiled.get(schema);
    if (validate === undefined) {
      validate = this.ajv.compile(this.jsonSchema(schema));
      this.compiled.set(schema, validate);
    }
    const found = new Set<string>();
    validate(value);
    for (const error of validate.errors ?? []) {
      // What fails inside of a choice is reported by itself, where it is.
      if (error.keyword !== 'if' && error.keyword !== 'anyOf') found.add(wording(error));
    }
    this.unknown(schema, value, '', found);
    return [...found].sort();
  }

  private component(ref: string): Schema {
    const name = ref.slice(ref.lastIndexOf('/') + 1);
    const schema = this.description.components.schemas[name];
    if (schema === undefined) throw new Error(`The description has no schema ${name}`);
    return schema;
  }

  private jsonSchema(schema: Schema): object {
    const definitions: Record<string, object> = {};
    const root = this.convert(schema, definitions, false);
    return { ...root, definitions };
  }

  /** @param base leaves the choice by discriminator out: a variant includes its own base. */
  private convert(schema: Schema, definitions: Record<string, object>, base: boolean): object {
    if (schema.$ref !== undefined) {
      const name = `${schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)}${base ? '.base' : ''}`;
      if (definitions[name] === undefined) {
        definitions[name] = {};
        definitions[name] = this.convert(this.component(schema.$ref), definitions, base);
      }
      return { $ref: `#/definitions/${name}` };
    }
    const { discriminator, nullable, properties, items, additionalProperties, ...rest } = schema;
    const result: Record<string, unknown> = {};
    for (const key of ['enum', 'required', 'minItems', 'maxItems', 'pattern']) {
      if (rest[key] !== undefined) result[key] = rest[key];
    }
    // Flags within a pattern are Java's: JavaScript refuses them.
    if (String(rest['pattern']).startsWith('(?i)')) delete result['pattern'];
    if (rest.type !== undefined) result['type'] = rest.type;
    if (rest.format === 'date-time' || rest.format === 'email') result['format'] = rest.format;
    if (properties !== undefined) {
      result['properties'] = Object.fromEntries(
        Object.entries(properties).map(([key, one]) => [
          key,
          this.convert(one, definitions, false),
        ]),
      );
    }
    if (items !== undefined) result['items'] = this.convert(items, definitions, false);
    if (typeof additionalProperties === 'object') {
      result['additionalProperties'] = this.convert(additionalProperties, definitions, false);
    }
    if (rest.allOf !== undefined) {
      result['allOf'] = rest.allOf.map((one) => this.convert(one, definitions, true));
    }
    if (discriminator?.mapping !== undefined && !base) {
      const { propertyName, mapping } = discriminator;
      const cases = Object.entries(mapping).map(([name, ref]) => ({
        if: { properties: { [propertyName]: { const: name } }, required: [propertyName] },
        then: this.convert({ $ref: ref }, definitions, false),
      }));
      result['allOf'] = [...((result['allOf'] as object[] | undefined) ?? []), ...cases];
    } else if (rest.oneOf !== undefined || rest.anyOf !== undefined) {
      const either = rest.oneOf ?? rest.anyOf ?? [];
      result['anyOf'] = either.map((one) => this.convert(one, definitions, false));
    }
    return nullable === true ? nullOr(result) : result;
  }

  private unknown(schema: Schema, value: unknown, path: string, found: Set<string>): void {
    if (Array.isArray(value)) {
      const items = this.itemsOf(schema);
      if (items === undefined) return;
      for (const item of value) this.unknown(items, item, `${path}/*`, found);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const { properties, open } = this.propertiesOf(schema, value as Record<string, unknown>);
    if (properties.size === 0) return;
    for (const [key, inner] of Object.entries(value)) {
      const known = properties.get(key);
      if (known === undefined) {
        if (!open) found.add(`${path}/${key} is unknown`);
      } else {
        for (const one of known) this.unknown(one, inner, `${path}/${key}`, found);
      }
    }
  }

  private itemsOf(schema: Schema): Schema | undefined {
    if (schema.$ref !== undefined) return this.itemsOf(this.component(schema.$ref));
    return schema.items;
  }

  /** All properties that any part of the schema knows; `open` where others are welcome. */
  private propertiesOf(
    schema: Schema,
    value: Record<string, unknown>,
    base = false,
  ): { properties: Map<string, Schema[]>; open: boolean } {
    if (schema.$ref !== undefined) {
      return this.propertiesOf(this.component(schema.$ref), value, base);
    }
    const properties = new Map<string, Schema[]>();
    let open = schema.additionalProperties !== undefined && schema.additionalProperties !== false;
    for (const [key, one] of Object.entries(schema.properties ?? {})) {
      properties.set(key, [...(properties.get(key) ?? []), one]);
    }
    const merge = (part: Schema, asBase: boolean) => {
      const more = this.propertiesOf(part, value, asBase);
      open ||= more.open;
      more.properties.forEach((list, key) => {
        properties.set(key, [...(properties.get(key) ?? []), ...list]);
      });
    };
    for (const part of schema.allOf ?? []) merge(part, true);
    const mapping = schema.discriminator?.mapping;
    if (mapping !== undefined && !base) {
      const ref = mapping[String(value[schema.discriminator!.propertyName])];
      if (ref !== undefined) merge({ $ref: ref }, false);
    } else {
      for (const part of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) merge(part, false);
    }
    return { properties, open };
  }
}

/** `if`/`else` rather than `anyOf`: an error then names what is wrong and not both choices. */
function nullOr(schema: object): object {
  return { if: { type: 'null' }, else: schema };
}

function wording(error: ErrorObject): string {
  const path = error.instancePath.replace(/\/\d+(?=\/|$)/g, '/*');
  const allowed = (error.params as { allowedValues?: unknown[] }).allowedValues;
  return `${path} ${error.message ?? error.keyword}${allowed === undefined ? '' : ' (enum)'}`;
}
