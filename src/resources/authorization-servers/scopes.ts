/** The scopes of an authorization server, by what holds of them. */
import { isJsonArray, record, text, type JsonObject, type JsonValue } from '../../json';
import { at } from '../fields';

/**
 * The names of those scopes that the org made itself (Okta's own are the same on every server), and of which
 * this holds; undefined if the server's scopes could not be read.
 */
export function scopesWith(
  server: JsonObject,
  holds: (scope: JsonObject) => boolean = () => true,
): JsonValue | undefined {
  const scopes = at(server, '_embedded.scopes');
  if (!isJsonArray(scopes)) return undefined;
  return scopes
    .map(record)
    .filter((scope) => scope.system !== true && holds(scope))
    .map(({ name }) => text(name) ?? null);
}
