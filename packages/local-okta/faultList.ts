/** Faults as a person writes them in JSON, checked: a misspelt one would never strike, and nobody would know. */
import type { Fault, FaultKind } from './faults';

type Type = 'number' | 'string';

/** What a fault of each kind must hold. A `change` is a function, which JSON has not. */
const NEEDED: Readonly<
  Record<Exclude<FaultKind['kind'], 'change'>, Readonly<Record<string, Type>>>
> = {
  status: {},
  forbidden: {},
  notFound: {},
  serverError: {},
  featureOff: {},
  badRequest: {},
  readOnlyMode: {},
  invalidToken: {},
  empty: {},
  rateLimited: {},
  concurrencyLimited: {},
  heavy: { above: 'number' },
  html: {},
  invalidJson: {},
  wrongShape: {},
  redirect: { to: 'string' },
  reset: {},
  hangUp: {},
  refused: { forMs: 'number' },
  truncated: {},
  hang: {},
  stall: {},
  slow: { ms: 'number' },
  oversized: { bytes: 'number' },
  noRateHeaders: {},
  resetInPast: {},
  clockSkew: { ms: 'number' },
  tokenDies: {},
  overlap: { by: 'number' },
  moved: {},
  reversed: {},
  doubled: {},
  emptyPage: {},
  cursorExpires: {},
  repeatedCursor: {},
  shortPages: { limit: 'number' },
  nextHost: { origin: 'string' },
};

/** Which requests it strikes; `nth` may be a list, too. */
const MATCH: Readonly<Record<string, Type>> = {
  on: 'string',
  method: 'string',
  probability: 'number',
  from: 'number',
  until: 'number',
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumbers(value: unknown): boolean {
  return typeof value === 'number' || (Array.isArray(value) && value.every(Number.isInteger));
}

/** What is wrong with one fault; undefined if nothing. */
function problemOf(fault: unknown): string | undefined {
  if (!isObject(fault)) return 'is no object';
  const { kind, nth } = fault;
  const needed = Object.entries(NEEDED).find(([name]) => name === kind)?.[1];
  if (needed === undefined) {
    return `has no kind of these: ${Object.keys(NEEDED).join(', ')}`;
  }
  const lacking = Object.entries(needed).find(([name, type]) => typeof fault[name] !== type);
  if (lacking !== undefined) return `needs "${lacking[0]}", a ${lacking[1]}`;
  const wrong = Object.entries(MATCH).find(
    ([name, type]) => fault[name] !== undefined && typeof fault[name] !== type,
  );
  if (wrong !== undefined) return `has "${wrong[0]}" that is no ${wrong[1]}`;
  return nth === undefined || isNumbers(nth) ? undefined : 'has "nth" that is no number';
}

function isFault(value: unknown): value is Fault {
  return problemOf(value) === undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws with what is wrong, naming the option of the command line */
export function readFaults(text: string): readonly Fault[] {
  const faults = parsed(text);
  if (!Array.isArray(faults)) {
    throw new Error(`--faults takes a JSON list like [{"kind": "rateLimited"}], not "${text}"`);
  }
  return faults.map((fault: unknown) => {
    if (isFault(fault)) return fault;
    throw new Error(`--faults: ${JSON.stringify(fault)} ${problemOf(fault) ?? ''}`);
  });
}
