/** What every type made by a definition has besides its own fields. */
import { record, text, type JsonObject, type JsonValue } from '../../json';
import { activity, lowercase, string, time, type Fields } from '../fields';
import type { Item } from '../item';

/** Who did it: Okta gives an id, or an object that has one. */
function whoOf(json: JsonObject, ...names: readonly string[]): string | undefined {
  return firstOf(json, names, (value) => text(value) ?? text(record(value).id));
}

function firstOf(
  json: JsonObject,
  names: readonly string[],
  read: (value: unknown) => string | undefined,
): string | undefined {
  return names.map((name) => read(json[name])).find((value) => value !== undefined);
}

const times: Fields = {
  // Okta writes the names of the two times in several ways.
  createdOn: time((json) => firstOf(json, ['created', 'createdDate', 'createdAt'], text)),
  updatedOn: time((json) =>
    firstOf(json, ['lastUpdated', 'lastUpdate', 'lastUpdatedDate', 'updatedAt'], text),
  ),
  createdBy: string((json) => whoOf(json, 'createdBy'), 'Okta id of who created it'),
  updatedBy: string(
    (json) => whoOf(json, 'lastUpdatedBy', 'updatedBy'),
    'Okta id of who changed it last',
  ),
};

/** The fields of a definition with those that every type has. Its own status decides what is active. */
export function withCommonFields(own: Fields): Fields {
  const status = own.status ?? lowercase('status');
  const word = (json: JsonObject, item: Item): JsonValue | undefined => {
    const value = status.read(json, item);
    return typeof value === 'string' ? value : undefined;
  };
  return { status, ...activity(word), ...times, ...own };
}
