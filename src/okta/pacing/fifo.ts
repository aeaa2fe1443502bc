/** A first-in-first-out queue that takes constant time at any length, but to take from its middle. */

/** A queue. */
export class Fifo<T> {
  /** What was put back in front, last one first. */
  private readonly front: T[] = [];
  private back: T[] = [];
  private head = 0;

  get length(): number {
    return this.front.length + this.back.length - this.head;
  }

  push(item: T): void {
    this.back.push(item);
  }

  /** Puts an item before all others: work that has waited its turn already. */
  unshift(item: T): void {
    this.front.push(item);
  }

  shift(): T | undefined {
    if (this.front.length > 0) return this.front.pop();
    const item = this.back[this.head];
    if (this.head >= this.back.length) return undefined;
    this.head += 1;
    // The spent half is cut off in one go, which costs each item one copy at most.
    if (this.head > 1024 && this.head * 2 > this.back.length) {
      this.back = this.back.slice(this.head);
      this.head = 0;
    }
    return item;
  }

  /** Takes out the first item that `isWanted`; in constant time where that is the first of all. */
  take(isWanted: (item: T) => boolean): T | undefined {
    const first = this.front.at(-1) ?? this.back[this.head];
    if (first === undefined) return undefined;
    if (isWanted(first)) return this.shift();
    const all = this.drain();
    const index = all.findIndex(isWanted);
    this.back = all;
    return index < 0 ? undefined : all.splice(index, 1)[0];
  }

  /** Takes everything out, in order. */
  drain(): T[] {
    const all = [...this.front.reverse(), ...this.back.slice(this.head)];
    this.front.length = 0;
    this.back = [];
    this.head = 0;
    return all;
  }
}
