/**
 * The collection as tables: entities by type, relationships by type with their ends resolved, and the targets of
 * mapped relationships (AWS roles, people) as entities made from what their mapping says.
 */
import { list, record, text, texts, type JsonObject, type JsonValue } from '../../../src/json';
import { graphObjects, type GraphFiles } from '../../cli/collected/files';
import { Table, tableOf } from './table';

export interface RelationTable {
  readonly table: Table;
  readonly from: number[];
  readonly to: number[];
  mapped: boolean;
}

export interface CollectedGraph {
  readonly entities: ReadonlyMap<string, Table>;
  /** Types of mapped targets among `entities`. */
  readonly mappedTypes: ReadonlySet<string>;
  /** For each row of a table the serial number by which edges name it. */
  readonly serials: ReadonlyMap<Table, readonly number[]>;
  readonly relations: ReadonlyMap<string, RelationTable>;
  readonly serialCount: number;
  readonly dangling: number;
}

/** Said by the type, or (raw data) not shown at all. */
const TYPE_PROPERTIES: ReadonlySet<string> = new Set(['_type', '_class', '_rawData']);
/** Said by the ends of a relationship. */
const EDGE_PROPERTIES: ReadonlySet<string> = new Set([
  '_key',
  '_fromEntityKey',
  '_toEntityKey',
  '_mapping',
  'displayName',
]);

class Collector {
  readonly entities = new Map<string, Table>();
  readonly mappedTypes = new Set<string>();
  readonly serials = new Map<Table, number[]>();
  readonly relations = new Map<string, RelationTable>();
  readonly serialOf = new Map<string, number>();
  dangling = 0;

  addEntity(entity: JsonObject): void {
    const key = text(entity._key);
    const type = text(entity._type);
    if (key === undefined || type === undefined || this.serialOf.has(key)) return;
    this.addRow(tableOf(this.entities, type), key, entity);
  }

  addRelationship(relationship: JsonObject): void {
    const type = text(relationship._type);
    if (type === undefined) return;
    const ends = relationship._mapping
      ? this.mappedEnds(relationship)
      : this.directEnds(relationship);
    if (!ends) {
      this.dangling += 1;
      return;
    }
    const relation = this.relationOf(type);
    relation.mapped ||= relationship._mapping !== undefined;
    relation.table.addClasses(relationship._class);
    relation.from.push(ends.from.serial);
    relation.to.push(ends.to.serial);
    const ownKeys = [ends.from.key, ends.to.key];
    relation.table.add(relationship, (name, value) => isWorthKeeping(name, value, ownKeys));
  }

  private relationOf(type: string): RelationTable {
    const known = this.relations.get(type);
    if (known) return known;
    const relation = { table: new Table(type), from: [], to: [], mapped: false };
    this.relations.set(type, relation);
    return relation;
  }

  private addRow(table: Table, key: string, properties: JsonObject): number {
    const serial = this.serialOf.size;
    this.serialOf.set(key, serial);
    table.add({ ...properties, _key: key }, (name) => !TYPE_PROPERTIES.has(name));
    table.addClasses(properties._class);
    const serials = this.serials.get(table) ?? [];
    serials.push(serial);
    this.serials.set(table, serials);
    return serial;
  }

  private directEnds(relationship: JsonObject): Ends | undefined {
    const from = this.end(text(relationship._fromEntityKey));
    const to = this.end(text(relationship._toEntityKey));
    return from && to && { from, to };
  }

  private end(key: string | undefined): End | undefined {
    const serial = key === undefined ? undefined : this.serialOf.get(key);
    return key === undefined || serial === undefined ? undefined : { key, serial };
  }

  private mappedEnds(relationship: JsonObject): Ends | undefined {
    const mapping = record(relationship._mapping);
    const source = this.end(text(mapping.sourceEntityKey));
    if (!source) return undefined;
    const target = this.mappedTarget(mapping);
    const isReverse = mapping.relationshipDirection === 'REVERSE';
    return isReverse ? { from: target, to: source } : { from: source, to: target };
  }

  /** The same target is named by several users; what its filter looks at tells it apart from others. */
  private mappedTarget(mapping: JsonObject): End {
    const target = record(mapping.targetEntity);
    const type = text(target._type) ?? text(target._class) ?? texts(target._class)[0] ?? 'mapped';
    const filter = filterValues(mapping, target);
    const key = text(target._key) ?? `${type}: ${filter.join(', ')}`;
    const known = this.serialOf.get(key);
    if (known !== undefined) return { key, serial: known };
    this.mappedTypes.add(type);
    const displayName = text(target.displayName) ?? mappedName(target, key, filter);
    const serial = this.addRow(tableOf(this.entities, type), key, { ...target, displayName });
    return { key, serial };
  }
}

interface End {
  readonly key: string;
  readonly serial: number;
}
interface Ends {
  readonly from: End;
  readonly to: End;
}

/** The values by which JupiterOne will look for the target: those of the first filter, without class and type. */
function filterValues(mapping: JsonObject, target: JsonObject): readonly string[] {
  const [filter] = list(mapping.targetFilterKeys);
  const names = typeof filter === 'string' ? [filter] : texts(filter);
  return names
    .filter((name) => name !== '_type' && name !== '_class')
    .flatMap((name) => {
      const value = target[name];
      return Array.isArray(value) ? texts(value) : [text(value)];
    })
    .filter((value) => value !== undefined);
}

/** `Admin (123456789012)` for a role's ARN, else the target's own name, else what it is looked for by. */
function mappedName(target: JsonObject, key: string, filter: readonly string[]): string {
  const arn = /^arn:[^:]*:iam::(\d+):role\/(.+)$/.exec(text(target.arn) ?? key);
  if (arn?.[1] && arn[2]) return `${arn[2]} (${arn[1]})`;
  return text(target.name) ?? (filter.join(', ') || key);
}

/** Of a relationship: not what its type, its ends or every relationship says already. */
function isWorthKeeping(name: string, value: JsonValue, ownKeys: readonly string[]): boolean {
  if (TYPE_PROPERTIES.has(name) || EDGE_PROPERTIES.has(name)) return false;
  return !(typeof value === 'string' && ownKeys.includes(value));
}

/** Reads a whole graph. Throws when a file cannot be read. */
export function readCollectedGraph(files: GraphFiles): CollectedGraph {
  const collector = new Collector();
  for (const entity of graphObjects(files, 'entities')) collector.addEntity(entity);
  for (const item of graphObjects(files, 'relationships')) collector.addRelationship(item);
  const { entities, mappedTypes, serials, relations, dangling } = collector;
  return {
    entities,
    mappedTypes,
    serials,
    relations,
    dangling,
    serialCount: collector.serialOf.size,
  };
}
