/** Counts how often each id occurred, in about twenty bytes an id, whatever the length of the ids. */

const EMPTY = 0;
const FIRST_CAPACITY = 256;

/** FNV-1a over the UTF-16 code units; two seeds give 64 bits. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) >>> 0;
}

/**
 * A multiset of strings kept as 64-bit hashes: for a million ids, the chance that any two are mixed up
 * is one in 37 million. Counts stop at 255.
 */
export class SeenIds {
  private keys = new Uint32Array(FIRST_CAPACITY * 2);
  private counts = new Uint8Array(FIRST_CAPACITY);
  private distinct = 0;

  /** Adds one occurrence and answers how many there are now. */
  add(text: string): number {
    if ((this.distinct + 1) * 2 > this.counts.length) this.grow();
    const slot = this.slotOf(hash(text, 0x811c9dc5), hash(text, 0x9747b28c));
    const count = this.counts[slot] ?? EMPTY;
    if (count === EMPTY) this.distinct += 1;
    if (count < 255) this.counts[slot] = count + 1;
    return Math.min(255, count + 1);
  }

  count(text: string): number {
    return this.counts[this.slotOf(hash(text, 0x811c9dc5), hash(text, 0x9747b28c))] ?? EMPTY;
  }

  /** The slot of a key, or the free one where it belongs; claims nothing until it is counted. */
  private slotOf(high: number, low: number): number {
    const mask = this.counts.length - 1;
    let slot = (high ^ low) & mask;
    while (this.counts[slot] !== EMPTY) {
      if (this.keys[slot * 2] === high && this.keys[slot * 2 + 1] === low) return slot;
      slot = (slot + 1) & mask;
    }
    this.keys[slot * 2] = high;
    this.keys[slot * 2 + 1] = low;
    return slot;
  }

  private grow(): void {
    const { keys, counts } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.counts = new Uint8Array(counts.length * 2);
    counts.forEach((count, slot) => {
      if (count === EMPTY) return;
      this.counts[this.slotOf(keys[slot * 2] ?? 0, keys[slot * 2 + 1] ?? 0)] = count;
    });
  }
}

/** Tells items that come again from new ones: the same id may stand for several items. */
export class Repetition {
  private readonly now = new SeenIds();

  /** @param before how often each id came before; what is added to it later counts as well. */
  constructor(private readonly before: SeenIds) {}

  /** Whether this id has now come more often than before. */
  isNew(id: string): boolean {
    return this.now.add(id) > this.before.count(id);
  }
}
