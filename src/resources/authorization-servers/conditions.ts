/** Whom and what the conditions of an authorization server's policies and rules name. */
import { isJsonArray, texts, type JsonObject } from '../../json';
import { at } from '../fields';

/** The words that stand among ids and mean everybody or everything. */
const EVERYTHING: ReadonlySet<string> = new Set(['ALL_CLIENTS', 'EVERYONE', '*']);

/** The ids at this path; undefined if there is no such list. */
export function idsIn(json: JsonObject, path: string): string[] | undefined {
  const value = at(json, path);
  return isJsonArray(value) ? texts(value).filter((id) => !EVERYTHING.has(id)) : undefined;
}

/** Whether the list at this path has the word; undefined if there is no such list. */
export function names(json: JsonObject, path: string, word: string): boolean | undefined {
  const value = at(json, path);
  return isJsonArray(value) ? texts(value).includes(word) : undefined;
}
