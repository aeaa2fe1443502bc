/** What the integration says it may emit, as tables: they exist on every org, with rows or without. */
import { entitySchemas, type IntegrationEntitySchema } from '@jupiterone/data-model';
import type {
  StepEntityMetadata,
  StepMappedRelationshipMetadata,
  StepMetadata,
} from '@jupiterone/integration-sdk-core';

import { isJsonObject, list, record, text, texts } from '../../../src/json';
import type { Columns, ColumnType } from './columns';
import { RELATIONSHIP_PROPERTIES, TARGET_PROPERTIES } from './edgeProperties';

/** `target`: the entities of other integrations that mapped relationships point to. */
type TableKind = 'entity' | 'relationship' | 'mapped' | 'target';

export interface TableDeclaration {
  readonly name: string;
  readonly kind: TableKind;
  readonly columns: Columns;
  /** For a target: the mapped relationship types that lead to it. */
  readonly mappedBy: readonly string[];
}

/** By table name in lower case: SQL knows no upper and lower case in names. */
export type Declarations = ReadonlyMap<string, TableDeclaration>;

const ENTITY_COLUMNS: readonly [string, ColumnType][] = [
  ['_key', 'VARCHAR'],
  ['_type', 'VARCHAR'],
  ['_class', 'VARCHAR[]'],
  ['displayName', 'VARCHAR'],
  ['name', 'VARCHAR'],
];

const RELATIONSHIP_COLUMNS: readonly [string, ColumnType][] = [
  ['_key', 'VARCHAR'],
  ['_type', 'VARCHAR'],
  ['_class', 'VARCHAR'],
  ['_fromEntityKey', 'VARCHAR'],
  ['_toEntityKey', 'VARCHAR'],
  ['displayName', 'VARCHAR'],
];

/**
 * What this integration uses of the properties that classes have without demanding them. The rest would
 * be columns that are always empty.
 */
const OPTIONAL_CLASS_PROPERTIES = [
  'id',
  'description',
  'function',
  'status',
  'active',
  'isActive',
  'createdOn',
  'updatedOn',
  'webLink',
  'mfaEnabled',
  'isMfaEnabled',
  'passwordChangedOn',
  'superAdmin',
];

const TYPE_OF_SCHEMA: Readonly<Record<string, ColumnType>> = {
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  number: 'BIGINT',
};

/** The SQL type of a property's JSON schema; alternatives with null count as the other one. */
function columnTypeOf(schema: unknown): ColumnType {
  const { type, items, anyOf, oneOf } = record(schema);
  const single = text(type);
  const types = (single === undefined ? texts(type) : [single]).filter((name) => name !== 'null');
  const [name] = types;
  if (name === 'array') return columnTypeOf(items) === 'BIGINT' ? 'BIGINT[]' : 'VARCHAR[]';
  if (name !== undefined) return types.length === 1 ? (TYPE_OF_SCHEMA[name] ?? 'JSON') : 'JSON';
  const alternatives = [...list(anyOf), ...list(oneOf)].map(record);
  const kinds = new Set(alternatives.filter(({ type }) => type !== 'null').map(columnTypeOf));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : 'JSON';
}

function classSchema(reference: string): IntegrationEntitySchema | undefined {
  const schema: unknown = Object.entries(entitySchemas).find(
    ([name]) => `#${name}` === reference,
  )?.[1];
  return isJsonObject(schema) ? schema : undefined;
}

/** The properties of a type: all of its own schema, and of its classes' the required and used ones. */
function schemaColumns(schema: unknown, ofClass: boolean, columns: Map<string, ColumnType>): void {
  const { $ref, allOf, properties, required } = record(schema);
  const wanted = new Set([...list(required), ...OPTIONAL_CLASS_PROPERTIES]);
  for (const [name, property] of Object.entries(record(properties))) {
    if (columns.has(name) || (ofClass && !wanted.has(name))) continue;
    columns.set(name, columnTypeOf(property));
  }
  for (const part of list(allOf)) schemaColumns(part, ofClass, columns);
  const reference = text($ref);
  if (reference !== undefined) schemaColumns(classSchema(reference), true, columns);
}

function entityTable(metadata: StepEntityMetadata): TableDeclaration {
  const columns = new Map(ENTITY_COLUMNS);
  schemaColumns(metadata.schema, false, columns);
  for (const name of [metadata._class].flat())
    schemaColumns(classSchema(`#${name}`), true, columns);
  return { name: metadata._type, kind: 'entity', columns, mappedBy: [] };
}

function edgeTable(type: string, kind: 'relationship' | 'mapped'): TableDeclaration {
  const own = Object.entries(RELATIONSHIP_PROPERTIES[type] ?? {});
  return { name: type, kind, columns: new Map([...RELATIONSHIP_COLUMNS, ...own]), mappedBy: [] };
}

function targetTable(
  metadata: StepMappedRelationshipMetadata,
  known: TableDeclaration | undefined,
): TableDeclaration {
  const own = Object.entries(TARGET_PROPERTIES[metadata.targetType.toLowerCase()] ?? {});
  return {
    name: metadata.targetType,
    kind: 'target',
    columns: new Map([...ENTITY_COLUMNS, ...own]),
    mappedBy: [...new Set([...(known?.mappedBy ?? []), metadata._type])],
  };
}

/** One table per entity type, relationship type and mapped target type that the steps declare. */
export function declaredTables(steps: readonly StepMetadata[]): Declarations {
  const tables = new Map<string, TableDeclaration>();
  const add = (table: TableDeclaration): void => {
    tables.set(table.name.toLowerCase(), table);
  };
  for (const { entities, relationships, mappedRelationships = [] } of steps) {
    entities.map(entityTable).forEach(add);
    for (const { _type } of relationships) add(edgeTable(_type, 'relationship'));
    for (const mapped of mappedRelationships) {
      add(edgeTable(mapped._type, 'mapped'));
      add(targetTable(mapped, tables.get(mapped.targetType.toLowerCase())));
    }
  }
  return tables;
}
