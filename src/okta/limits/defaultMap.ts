/** A map that makes the value of a key when it is first asked for. */
export class DefaultMap<Value> extends Map<string, Value> {
  constructor(private readonly make: (key: string) => Value) {
    super();
  }

  of(key: string): Value {
    let value = this.get(key);
    if (value === undefined) {
      value = this.make(key);
      this.set(key, value);
    }
    return value;
  }
}
