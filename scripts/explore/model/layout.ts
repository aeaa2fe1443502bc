/**
 * Where the cards of a picture stand. Pictures read from left to right in columns: what leads to a thing, the
 * thing, what it leads to. All positions are computed here, so the same question always gives the same picture.
 */
import type { Kind } from './kinds';

export interface Place {
  readonly x: number;
  readonly y: number;
}

const COLUMN_PITCH = 320;
const ROW_PITCH = 56;
const LONGEST_COLUMN = 14;

/** Splits a column that is too long into several of nearly equal length. */
function wrap(ids: readonly string[]): readonly (readonly string[])[] {
  const parts = Math.max(1, Math.ceil(ids.length / LONGEST_COLUMN));
  const length = Math.ceil(ids.length / parts);
  return Array.from({ length: parts }, (_, part) => ids.slice(part * length, (part + 1) * length));
}

/** Columns of cards, each centred on the same horizontal axis; empty columns take no room. */
export function placeInColumns(
  columns: readonly (readonly string[])[],
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let column = 0;
  for (const ids of columns.filter((candidate) => candidate.length > 0).flatMap(wrap)) {
    ids.forEach((id, row) => {
      places.set(id, { x: column * COLUMN_PITCH, y: (row - (ids.length - 1) / 2) * ROW_PITCH });
    });
    column++;
  }
  return places;
}

/** Left to right as access flows: what fills groups, groups, users, what they are given. */
const MAP_COLUMN: Readonly<Record<Kind, number>> = {
  account: 0,
  service: 1,
  rule: 1,
  group: 2,
  user: 3,
  application: 4,
  role: 4,
  device: 4,
  factor: 4,
  person: 5,
  awsRole: 5,
  other: 5,
};

/** The map of types: a card for each type, in the column of its kind. */
export function placeMap(
  types: readonly { readonly id: string; readonly kind: Kind }[],
): ReadonlyMap<string, Place> {
  const columns = Array.from({ length: 6 }, (_, column) =>
    types.filter(({ kind }) => MAP_COLUMN[kind] === column).map(({ id }) => id),
  );
  const flat = placeInColumns(columns);
  return new Map([...flat].map(([id, { x, y }]) => [id, { x, y: y * 2 }]));
}

/** Orders the nodes of a column by the mean height of those they are joined to, which untangles the edges. */
export function orderByNeighbours(
  ids: readonly string[],
  joined: (id: string) => readonly number[],
): readonly string[] {
  const middle = ids.map((id, position) => {
    const heights = joined(id);
    const mean = heights.reduce((sum, height) => sum + height, 0) / Math.max(1, heights.length);
    return { id, position, mean: heights.length > 0 ? mean : Number.POSITIVE_INFINITY };
  });
  return middle
    .sort((a, b) => (a.mean === b.mean ? a.position - b.position : a.mean - b.mean))
    .map(({ id }) => id);
}

/**
 * The position in `places` of the nearest one in a direction (a unit vector), -1 where there is none. Distance across
 * the direction counts double, so that arrow keys keep to rows and columns.
 */
export function nearestInDirection(
  here: Place,
  places: readonly Place[],
  { x: right, y: down }: Place,
): number {
  const distances = places.map(({ x, y }) => {
    const along = (x - here.x) * right + (y - here.y) * down;
    const across = Math.abs((x - here.x) * down) + Math.abs((y - here.y) * right);
    return along > 1 ? along + across * 2 : Number.POSITIVE_INFINITY;
  });
  const least = Math.min(...distances);
  return Number.isFinite(least) ? distances.indexOf(least) : -1;
}
