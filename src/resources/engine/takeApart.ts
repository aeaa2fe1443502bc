/** Takes a record apart: its item, the ends of its edges, and the records within it. Pure. */
import { entityKey } from '../../graph/key';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { nameOf, oktaId } from '../../run/wire';
import type { ChildDefinition, EdgeDefinition, End } from '../defineResource';
import { at } from '../fields';
import type { Item } from '../item';
import type { DeclaredNode } from './declare';

/** An item as it is listed. Other parts of the integration may have asked for what belongs to it. */
export interface ListedItem extends Item, Partial<Pick<Completed, 'partial' | 'failures'>> {}

/** An item with all that was asked for besides. */
export interface Completed {
  /** Its record holds what is certain: nothing of a list that could not be read to its end. */
  readonly item: Item;
  /** The record with the first part of such lists; what they name is still true. */
  readonly partial: JsonObject;
  /** Why something could not be read, by its name in `_embedded`. */
  readonly failures: ReadonlyMap<string, Error>;
}

/** The ends of one edge; with the error if the record does not name them all. */
export interface NamedEnds {
  readonly ends: readonly End[];
  readonly failure?: Error | undefined;
  /** Whether Okta may name things that were deleted long ago: these are not asked for. */
  readonly mayBeDeleted: boolean;
}

/** The records of one child within a record. */
export interface Within {
  readonly records: readonly JsonValue[];
  readonly failure?: Error | undefined;
}

/** What of a list becomes items; what is no object, or has no usable id, is named. */
export interface Items {
  readonly items: readonly Item[];
  readonly odd: readonly string[];
}

/** The items of these records; what no entity takes is passed over. */
export function itemsOf(node: DeclaredNode, records: readonly JsonValue[], parent?: Item): Items {
  const items: Item[] = [];
  const odd: string[] = [];
  const { definition, entities } = node;
  for (const record of records) {
    const id = isJsonObject(record) ? oktaId((definition.idOf ?? ownId)(record)) : undefined;
    if (!isJsonObject(record)) odd.push(nameOf(record));
    else if (entities.length === 0) items.push(...rowOf(record, id, parent));
    else if (id === undefined) odd.push(nameOf(record));
    else items.push(...itemOf(node, { id, record, parent }));
  }
  return { items, odd };
}

function ownId({ id }: JsonObject): JsonValue | undefined {
  return id;
}

/** What has no entity stands for what it belongs to. */
function rowOf(record: JsonObject, id: string | undefined, parent?: Item): readonly Item[] {
  return parent === undefined ? [] : [{ ...parent, id: id ?? parent.id, record, parent }];
}

function itemOf(
  { definition, resource, entities }: DeclaredNode,
  { id, record, parent }: Pick<Item, 'id' | 'record' | 'parent'>,
): readonly Item[] {
  const entity = entities.find(
    ({ definition: { when } }) => when === undefined || when(record, { id, parent }),
  );
  if (entity === undefined) return [];
  const { type } = entity.definition;
  const keyless = { id, type, record, parent };
  // The key as the entity has it: an older type's is the id, which may be too short for a key.
  const ownKey = resource.isOlder === true ? entityKey(type, id) : `${type}:${id}`;
  return [{ ...keyless, key: definition.key?.(keyless) ?? ownKey }];
}

/** The ends that a record names, with what could be read of them where not all could. */
export function endsOf(edge: EdgeDefinition, completed: Completed): NamedEnds {
  const { item, partial, failures } = completed;
  const mayBeDeleted = edge.mayBeDeleted?.(item.record) === true;
  const certain = edge.ends(item.record, item);
  if (certain !== undefined) return { ...usable(certain), mayBeDeleted };
  const [failure = NOT_SAID] = failures.values();
  const some = edge.ends(partial, { ...item, record: partial }) ?? [];
  return { ends: usable(some).ends, failure, mayBeDeleted };
}

const NOT_SAID = new IntegrationIncompleteDataError(
  'Okta names them, and some without a usable id',
);

function usable(named: readonly (End | undefined)[]): Omit<NamedEnds, 'mayBeDeleted'> {
  const ends = named.filter((end) => end !== undefined);
  return ends.length === named.length ? { ends } : { ends, failure: NOT_SAID };
}

/** The records of a child within a completed record; none where the record has no such list. */
export function recordsWithin({ place = '' }: DeclaredNode, completed: Completed): Within {
  const find = (record: JsonObject): readonly JsonValue[] | undefined => {
    const found = typeof place === 'string' ? at(record, place) : place(record);
    return isJsonArray(found) ? found : undefined;
  };
  const certain = find(completed.item.record);
  const [failure] = completed.failures.values();
  if (certain !== undefined) return { records: certain };
  const some = find(completed.partial);
  // A list that stands elsewhere in the record may be absent; one that was asked for may not.
  const isLost = failure !== undefined && (some !== undefined || isEmbedded(place, completed));
  return { records: some ?? [], failure: isLost ? failure : undefined };
}

function isEmbedded(place: ChildDefinition['at'], { failures }: Completed): boolean {
  if (typeof place !== 'string') return true;
  return [...failures.keys()].some((name) => place.startsWith(`_embedded.${name}`));
}
