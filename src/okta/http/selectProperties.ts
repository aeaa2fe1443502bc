/** Reads a few properties of the items of a large list without making objects of all the rest. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;

/** Okta's pages are up to some megabytes of whole users, of which a run may need the ids. */
class Scanner {
  at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** The next byte after white space; NaN at the end. */
  next(): number {
    while ((this.bytes[this.at] ?? NaN) <= SPACE) this.at += 1;
    return this.bytes[this.at] ?? NaN;
  }

  /** Steps over this byte and white space before it. False if another one stands there. */
  take(byte: number): boolean {
    if (this.next() !== byte) return false;
    this.at += 1;
    return true;
  }

  /** The JSON text of the string or other value that comes next; undefined if it has no end. */
  value(): string | undefined {
    const first = this.next();
    const start = this.at;
    const isWhole = this.skip(first);
    return isWhole ? this.bytes.toString('utf8', start, this.at) : undefined;
  }

  /** Steps over a value that begins with this byte. False if it has no end. */
  skip(first: number): boolean {
    if (first === QUOTE) return this.skipString();
    if (first === OPEN_LIST || first === OPEN_OBJECT) return this.skipNested();
    const start = this.at;
    while (isOfLiteral(this.bytes[this.at])) this.at += 1;
    return this.at > start;
  }

  private skipString(): boolean {
    const { bytes } = this;
    for (let at = this.at + 1; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) {
        this.at = at + 1;
        return true;
      }
    }
    return false;
  }

  private skipNested(): boolean {
    const { bytes } = this;
    let depth = 0;
    while (this.at < bytes.length) {
      const byte = bytes[this.at];
      if (byte === QUOTE) {
        if (!this.skipString()) return false;
        continue;
      }
      this.at += 1;
      if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
      else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        depth -= 1;
        if (depth === 0) return true;
      }
    }
    return false;
  }
}

function isOfLiteral(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    byte > SPACE &&
    byte !== COMMA &&
    byte !== CLOSE_LIST &&
    byte !== CLOSE_OBJECT
  );
}

/**
 * The JSON text of a list whose items are objects, with only the named properties of each. What is left
 * out is not checked further than that it has an end.
 *
 * @returns undefined if the body is no such list, or is cut off: then it has to be read as a whole
 */
export function selectProperties(body: Buffer, names: readonly string[]): string | undefined {
  const wanted = new Set(names.map((name) => JSON.stringify(name)));
  const scanner = new Scanner(body);
  if (!scanner.take(OPEN_LIST)) return undefined;
  const items: string[] = [];
  if (!scanner.take(CLOSE_LIST)) {
    do {
      const item = selectFrom(scanner, wanted);
      if (item === undefined) return undefined;
      items.push(item);
    } while (scanner.take(COMMA));
    if (!scanner.take(CLOSE_LIST)) return undefined;
  }
  return Number.isNaN(scanner.next()) ? `[${items.join()}]` : undefined;
}

function selectFrom(scanner: Scanner, wanted: ReadonlySet<string>): string | undefined {
  if (!scanner.take(OPEN_OBJECT)) return undefined;
  const members: string[] = [];
  if (scanner.take(CLOSE_OBJECT)) return '{}';
  do {
    if (scanner.next() !== QUOTE) return undefined;
    const name = scanner.value();
    if (name === undefined || !scanner.take(COLON)) return undefined;
    if (!wanted.has(name)) {
      if (!scanner.skip(scanner.next())) return undefined;
      continue;
    }
    const value = scanner.value();
    if (value === undefined) return undefined;
    members.push(`${name}:${value}`);
  } while (scanner.take(COMMA));
  return scanner.take(CLOSE_OBJECT) ? `{${members.join()}}` : undefined;
}
