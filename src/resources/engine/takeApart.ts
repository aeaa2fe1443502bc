/** Takes a record apart: its item, the ends of its edges, and the records within it. Pure. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { oktaId } from '../../run/wire';
import type { ChildDefinition, EdgeDefinition, End } from '../defineResource';
import { at } from '../fields';
import type { Item } from '../item';
import type { DeclaredNode } from './declare';

/** An item with all that was asked for besides. */
export interface Completed {
  /** Its record holds what is certain: nothing of a list that could not be read to its end. */
  readonly item: Item;
  /** The record with the first part of such lists; what they name is still true. */
  readonly partial: JsonObject;
  /** Why something could not be read, by its name in `_embedded`. */
  readonly failures: ReadonlyMap<string, Error>;
}

/** The ends of one edge; with the error where the record does not say them all. */
export interface NamedEnds {
  readonly ends: readonly End[];
  readonly failure?: Error | undefined;
}

/** The records of one child within a record. */
export interface Within {
  readonly records: readonly JsonObject[];
  readonly failure?: Error | undefined;
}

/** Ids of things that need not be Okta's 20 characters: `default`, `WORKFLOWS_IAM_POLICY`, a key's `kid`. */
const USABLE_ID = /^[\w.~:@+=-]{1,200}$/;

function usableId(value: unknown): string | undefined {
  return typeof value === 'string' && USABLE_ID.test(value) ? value : undefined;
}

/** The items of these records. Without a usable id a record is counted; what no entity takes is passed over. */
export function itemsOf(
  node: DeclaredNode,
  records: readonly JsonObject[],
  parent?: Item,
): { readonly items: readonly Item[]; readonly unusable: number } {
  const items: Item[] = [];
  let unusable = 0;
  for (const record of records) {
    const id = idOf(node, record);
    if (node.entities.length === 0) {
      if (parent !== undefined) items.push({ ...parent, id: id ?? parent.id, record, parent });
    } else if (id === undefined) unusable += 1;
    else items.push(...itemOf(node, { id, record, parent }));
  }
  return { items, unusable };
}

/** An older type's id is its key, and a key has ten characters at least. */
function idOf({ definition, resource }: DeclaredNode, record: JsonObject): string | undefined {
  const id = definition.idOf === undefined ? record.id : definition.idOf(record);
  return resource.isOlder === true ? oktaId(id) : usableId(id);
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
  const ownKey = resource.isOlder === true ? id : `${type}:${id}`;
  return [{ ...keyless, key: definition.key?.(keyless) ?? ownKey }];
}

/** The ends that a record names, with what could be read of them where not all could. */
export function endsOf(edge: EdgeDefinition, completed: Completed): NamedEnds {
  const { item, partial, failures } = completed;
  const certain = edge.ends(item.record, item);
  if (certain !== undefined) return usable(certain);
  const [failure = NOT_SAID] = failures.values();
  const some = edge.ends(partial, { ...item, record: partial }) ?? [];
  return { ends: usable(some).ends, failure };
}

const NOT_SAID = new IntegrationIncompleteDataError('Okta does not say them all');

function usable(named: readonly (End | undefined)[]): NamedEnds {
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
  if (certain !== undefined) return { records: certain.filter(isJsonObject) };
  const some = find(completed.partial);
  // A list that stands elsewhere in the record may be absent; one that was asked for may not.
  const isLost = failure !== undefined && (some !== undefined || isEmbedded(place, completed));
  return { records: some?.filter(isJsonObject) ?? [], failure: isLost ? failure : undefined };
}

function isEmbedded(place: ChildDefinition['at'], { failures }: Completed): boolean {
  if (typeof place !== 'string') return true;
  return [...failures.keys()].some((name) => place.startsWith(`_embedded.${name}`));
}
