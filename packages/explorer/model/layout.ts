/**
 * Where the cards of a picture stand. Pictures read from left to right in columns: what leads to a thing, the
 * thing, what it leads to. All positions are computed here, so the same question always gives the same picture.
 */
import type { Kind } from './kinds';

export interface Place {
  readonly x: number;
  readonly y: number;
}

const PITCH: Place = { x: 404, y: 54 };
const LONGEST_COLUMN = 16;

/** Splits a column that is too long into several of nearly equal length. */
function wrap(ids: readonly string[]): readonly (readonly string[])[] {
  const parts = Math.max(1, Math.ceil(ids.length / LONGEST_COLUMN));
  const length = Math.ceil(ids.length / parts);
  return Array.from({ length: parts }, (_, part) => ids.slice(part * length, (part + 1) * length));
}

/** Columns of cards, each centred on the same horizontal axis; empty columns take no room. */
export function placeInColumns(
  columns: readonly (readonly string[])[],
  pitch = PITCH,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let column = 0;
  for (const ids of columns.filter((candidate) => candidate.length > 0).flatMap(wrap)) {
    ids.forEach((id, row) => {
      places.set(id, { x: column * pitch.x, y: (row - (ids.length - 1) / 2) * pitch.y });
    });
    column += 1;
  }
  return places;
}

/**
 * Column and row of each kind on the map, left to right as access flows. The rows leave the way from groups to
 * what they are given free of cards.
 */
const MAP_CELL: Readonly<Record<Kind, readonly [column: number, row: number]>> = {
  account: [0, 0],
  service: [0, 1],
  rule: [0, 2],
  group: [1, 1],
  person: [2, 0],
  user: [2, 1],
  device: [3, 0],
  factor: [3, 1],
  application: [3, 2],
  role: [3, 3],
  awsRole: [3, 4],
  policy: [0, 3],
  zone: [0, 4],
  provider: [0, 5],
  token: [3, 5],
  hook: [3, 6],
  other: [3, 7],
};
const MAP_PITCH: Place = { x: 364, y: 86 };

/** The column in which things of a kind stand wherever many kinds meet. */
export function columnOf(kind: Kind): number {
  return MAP_CELL[kind][0];
}

/** The map of types: a card for each type in the cell of its kind, or in the next free one under it. */
export function placeMap(
  types: readonly { readonly id: string; readonly kind: Kind }[],
): ReadonlyMap<string, Place> {
  const taken = new Set<string>();
  const places = new Map<string, Place>();
  for (const { id, kind } of types) {
    const [column, first] = MAP_CELL[kind];
    let row = first;
    while (taken.has(`${column}/${row}`)) row += 1;
    taken.add(`${column}/${row}`);
    places.set(id, { x: column * MAP_PITCH.x, y: row * MAP_PITCH.y });
  }
  return places;
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

/** The bends of a line, as the picture library wants them: how far along the line, and how far off it. */
export interface Bends {
  readonly weights: readonly number[];
  readonly distances: readonly number[];
}

/** The bends that lead a line from `from` to `to` over other places. */
export function bendOver(from: Place, to: Place, over: readonly Place[]): Bends {
  const [along, across] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(along, across) || 1;
  return {
    weights: over.map(({ x, y }) => ((x - from.x) * along + (y - from.y) * across) / length ** 2),
    distances: over.map(({ x, y }) => ((y - from.y) * along - (x - from.x) * across) / length),
  };
}
