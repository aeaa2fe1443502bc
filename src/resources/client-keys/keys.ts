/** The public keys of an OAuth client. */
import { isJsonObject, list, text, type JsonObject, type JsonValue } from '../../json';
import { at } from '../fields';

/** All that is said of a key: never its material, which may be private by mistake. */
const SAID = ['id', 'kid', 'kty', 'use', 'alg', 'status', 'created', 'lastUpdated'] as const;

function saidOf(key: JsonObject): JsonObject {
  return Object.fromEntries(
    SAID.flatMap((name) => {
      const value = key[name];
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

/**
 * The keys that stand in the application's own record. The list that Okta gives in a call of its own adds
 * when they were made; without that call they say all else.
 */
export function keysOf(application: JsonObject): readonly JsonValue[] {
  const asked = list(at(application, '_embedded.jwks')).filter(isJsonObject);
  return list(at(application, 'settings.oauthClient.jwks.keys')).map((key) => {
    if (!isJsonObject(key)) return key;
    const more = asked.find((each) => isSame(each, key)) ?? {};
    // The record's id is there without the call as well: what a key is known by does not depend on it.
    return { ...saidOf(more), ...saidOf(key), id: idOf(key, application) ?? null };
  });
}

function isSame(one: JsonObject, other: JsonObject): boolean {
  const ids = [text(one.id), text(other.id)];
  if (ids.every((id) => id !== undefined)) return ids[0] === ids[1];
  return text(one.kid) !== undefined && one.kid === other.kid;
}

/** A key without an id of Okta's is known by its own name, which is unique within a client. */
function idOf({ id, kid }: JsonObject, application: JsonObject): string | undefined {
  const named = text(kid);
  return text(id) ?? (named === undefined ? undefined : `${text(application.id) ?? ''}:${named}`);
}
