/**
 * The ends of a relationship type's edges as few bytes: sorted by source and target, each source is written
 * as its distance from the one before and each target likewise, in variable-length numbers (7 bits a byte).
 */

export interface EdgeEnds {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Encodes edges, which must be sorted by `from`, then by `to`. */
export function encodeEdges({ from, to }: EdgeEnds): Uint8Array {
  const bytes = new Uint8Array(from.length * 10);
  let length = 0;
  const write = (value: number): void => {
    let rest = value;
    while (rest > 127) {
      bytes[length] = (rest & 127) | 128;
      length += 1;
      rest >>>= 7;
    }
    bytes[length] = rest;
    length += 1;
  };
  let lastFrom = 0;
  let lastTo = 0;
  from.forEach((source, edge) => {
    const target = to[edge] ?? 0;
    if (source !== lastFrom) lastTo = 0;
    write(source - lastFrom);
    write(target - lastTo);
    lastFrom = source;
    lastTo = target;
  });
  return bytes.slice(0, length);
}

/** Decodes `count` edges. */
export function decodeEdges(bytes: Uint8Array, count: number): EdgeEnds {
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  let offset = 0;
  const read = (): number => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[offset] ?? 0;
      offset += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7;
    }
  };
  let lastFrom = 0;
  let lastTo = 0;
  for (let edge = 0; edge < count; edge += 1) {
    const step = read();
    if (step > 0) lastTo = 0;
    lastFrom += step;
    lastTo += read();
    from[edge] = lastFrom;
    to[edge] = lastTo;
  }
  return { from, to };
}
