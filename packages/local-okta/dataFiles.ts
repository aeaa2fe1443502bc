/**
 * Lists and objects that no rule of their own governs, as data: each `sample.json` names paths and what is
 * answered there. The org knows nothing of who reads it; the files lie beside what they are samples for.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { idOf } from './sample/build';
import type { Json, JsonObject } from './types';

/** What one path answers. Exactly one of `items`, `object`, `itemsOf` and `objectOf` is given. */
export interface DataAnswer {
  /** OAuth scope that opens it. */
  scope: string;
  /** Least administrator role; any, where it is left out. */
  role?: 'super';
  /** On an org of the other engine the feature is off (401 E0000015). */
  engine?: 'idx' | 'v1';
  /** Greatest page size; without it the list has no pages. */
  limit?: number;
  /** Where the list stands in the body; left out where it is the body. */
  bodyKey?: string;
  /** A query parameter that has to be given, with the values that it may have; items have it as a property. */
  by?: Record<string, string[]>;
  /** Where the sample is not what Okta's OpenAPI file says: the contract's message, and who saw it. */
  differs?: Record<string, string>;
  items?: JsonObject[];
  object?: JsonObject;
  /** By the ids in the path, joined by `/`; `*` is for all others, which are else not found. */
  itemsOf?: Record<string, JsonObject[]>;
  objectOf?: Record<string, JsonObject>;
}

/** By path template: `/api/v1/policies/{id}/rules`. */
export type DataFile = Record<string, DataAnswer>;

const NAME = 'sample.json';

/** Beside the resources that the integration defines; a checkout without them has no such lists. */
const DIRECTORY = path.join(__dirname, '..', '..', 'src', 'resources');

/** `<00u ana>` stands for the id of the sample org's user `ana`. */
const PLACEHOLDER = /<(\w{3}) ([A-Za-z0-9]+)>/g;

/** Reads every data file below a directory. */
export function readDataFiles(directory = DIRECTORY): DataFile {
  if (!existsSync(directory)) return {};
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => path.basename(name) === NAME);
  return Object.assign(
    {},
    ...files.map((name) => readDataFile(path.join(directory, name))),
  ) as DataFile;
}

function readDataFile(file: string): DataFile {
  const written = readFileSync(file, 'utf8');
  const filled = written.replaceAll(PLACEHOLDER, (_, prefix: string, key: string) =>
    idOf(prefix, key),
  );
  return JSON.parse(filled) as DataFile;
}

/** Every path of a template that answers something. */
export function pathsOf(template: string, { itemsOf, objectOf, by }: DataAnswer): string[] {
  const keys = Object.keys(itemsOf ?? objectOf ?? { '': [] }).filter((key) => key !== '*');
  const paths = keys.map((key) => {
    const ids = key.split('/');
    return template.replaceAll(/\{\w+\}/g, () => ids.shift() ?? '');
  });
  const queries = Object.entries(by ?? {}).flatMap(([name, values]) =>
    values.map((value) => `?${name}=${value}`),
  );
  return queries.length === 0
    ? paths
    : paths.flatMap((each) => queries.map((query) => each + query));
}

/** Nothing, as this path answers it. */
export function emptyOf({ bodyKey, object, objectOf }: DataAnswer): Json {
  if (object !== undefined || objectOf !== undefined) return {};
  return bodyKey === undefined ? [] : { [bodyKey]: [] };
}
