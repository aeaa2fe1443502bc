/**
 * Logic with a third value: undefined, for what is not known. An answer that does not depend on what is
 * unknown is given all the same.
 */

/** True, false, or not known. */
export type Known = boolean | undefined;

/** Whether at least one is true. */
export function some(values: readonly Known[]): Known {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}

/** Whether all are true; of none, they are. */
export function every(values: readonly Known[]): Known {
  return not(some(values.map(not)));
}

export function not(value: Known): Known {
  return value === undefined ? undefined : !value;
}

/** Whether this text is that word; not known where there is no text. */
export function isWord(value: unknown, word: string): Known {
  return typeof value === 'string' && value !== '' ? value === word : undefined;
}
