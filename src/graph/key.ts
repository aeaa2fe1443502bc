/** Keys of entities from Okta's ids. */

/** What JupiterOne's data model asks of a `_key`. */
const LEAST_KEY_LENGTH = 10;

/**
 * The `_key` of what Okta knows by this id: the id itself. Some ids are shorter than a key may be
 * (`default`), and unique among objects of one type only: these get the type before them.
 *
 * @param type `_type` of the entity
 */
export function entityKey(type: string, id: string): string {
  return id.length < LEAST_KEY_LENGTH ? `${type}:${id}` : id;
}
