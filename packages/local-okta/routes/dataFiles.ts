/** The routes of the data files. */
import { ok, type Answer, type Call, type Route } from '../call';
import { emptyOf, readDataFiles, type DataAnswer, type DataFile } from '../dataFiles';
import { notFound, OktaError } from '../errors';
import { listingById } from '../listing';
import { linked, pageOf, wrapped } from '../paging';
import type { Json, JsonObject } from '../types';

function keyOf({ params }: Call): string {
  return Object.values(params).join('/');
}

function found<T>(call: Call, values: Record<string, T>): T {
  const value = values[keyOf(call)] ?? values['*'];
  if (value === undefined) throw notFound(keyOf(call), 'Resource');
  return value;
}

function wanted(call: Call, { by = {} }: DataAnswer, items: JsonObject[]): JsonObject[] {
  return Object.entries(by).reduce((left, [name, values]) => {
    const value = call.query.get(name);
    if (value === null) throw new OktaError('E0000028', [name]);
    if (!values.includes(value)) throw new OktaError('E0000001', [`Invalid ${name}.`]);
    return left.filter((item) => item[name] === value);
  }, items);
}

function answer(call: Call, data: DataAnswer): Answer {
  const { engine, limit, bodyKey, items, object, itemsOf, objectOf } = data;
  if (engine !== undefined && call.world.source.facts.pipeline !== engine) {
    throw new OktaError('E0000015');
  }
  if (object !== undefined) return ok(object);
  if (objectOf !== undefined) return ok(found(call, objectOf));
  const all = wanted(call, data, items ?? found(call, itemsOf ?? {}));
  const page: { items: Json[]; next?: string } =
    limit === undefined
      ? { items: all }
      : pageOf(call, listingById(all), { defaultLimit: limit, maxLimit: limit });
  return bodyKey === undefined
    ? linked(call, page.items, page.next)
    : wrapped(call, bodyKey, page.items, page.next);
}

/** A route for each path of a data file. */
export function routesOf(file: DataFile): Route[] {
  return Object.entries(file).map(([template, data]): Route => ({
    method: 'GET',
    template,
    scope: data.scope,
    ...(data.role !== undefined && { role: data.role }),
    empty: emptyOf(data),
    // An org may have more of it than the file.
    handler: (call) => answer(call, call.world.source.data?.[template] ?? data),
  }));
}

export const dataRoutes: readonly Route[] = routesOf(readDataFiles());
