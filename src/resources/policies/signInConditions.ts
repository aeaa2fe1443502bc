/** Which conditions of a rule the sign-in itself decides: from where, with what, by which way. Pure. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json';

/** What sets no limit in any condition. */
const OPEN: ReadonlySet<unknown> = new Set([null, '', 'ANY', 'ANYWHERE']);

/**
 * The conditions of a rule, as Okta names them, that are neither about groups, users and user types nor met by
 * every sign-in: `network`, `device`, `elCondition`, … and each that Okta may add. Without any, the rule applies
 * to everybody whom it is for. Undefined if the record's conditions are not as Okta documents them.
 */
export function signInConditionsOf({ conditions }: JsonObject): readonly string[] | undefined {
  if (conditions === undefined || conditions === null) return [];
  if (!isJsonObject(conditions)) return undefined;
  return Object.entries(conditions).flatMap(([name, condition]) =>
    isOpen(isOfUsers(name) ? withoutLists(condition) : condition) ? [] : [name],
  );
}

/** Whether everything in it is absent, empty or a word for all. */
function isOpen(value: JsonValue | undefined): boolean {
  if (isJsonArray(value)) return value.every(isOpen);
  if (isJsonObject(value)) return Object.values(value).every(isOpen);
  return value === undefined || OPEN.has(value);
}

function isOfUsers(name: string): boolean {
  return name === 'people' || name === 'userType';
}

/** The condition without the ids that it includes and excludes: of a user these are known. */
function withoutLists(condition: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(condition)) return condition;
  return Object.fromEntries(
    Object.entries(condition).map(([name, part]) => [
      name,
      isListOfIds(name, part) ? null : (withoutLists(part) ?? null),
    ]),
  );
}

function isListOfIds(name: string, part: JsonValue | undefined): boolean {
  const isList = name === 'include' || name === 'exclude';
  return isList && isJsonArray(part) && part.every((id) => typeof id === 'string');
}
