/**
 * What one step could not read, item by item, so that the step can go on and say at its end what is
 * missing. JupiterOne deletes what a successful step did not report; a step with losses therefore
 * fails at its end, which marks exactly its declared types as partial.
 */
import { IntegrationError } from '@jupiterone/integration-sdk-core';

import {
  isFatal,
  isGone,
  isOktaApiError,
  isRefusal,
  NotFoundRate,
  type IntegrationOktaApiError,
} from '../okta';
import { named, visible } from '../visible';

/** How many ids a warning names. */
const NAMED_IDS = 20;

/** How many different reasons are kept, and named by a warning. */
const NAMED_REASONS = 3;

/** Characters of one id in a warning: those of Okta have 20, and some are pairs of them. */
const ID_LENGTH = 60;

/** Characters of one reason in a warning. */
const REASON_LENGTH = 500;

/** Part of a step's data could not be read: its types are partial, the rest is in the graph. */
export class IntegrationIncompleteDataError extends IntegrationError {
  constructor(message: string, cause?: Error) {
    const harmless = visible(message);
    super({ code: 'INCOMPLETE_DATA', message: harmless, fatal: false, ...(cause && { cause }) });
  }
}

/** What was read of one thing, with the error that ended the reading early, if one did. */
export interface Reading<T> {
  readonly value: T;
  readonly failure?: Error | undefined;
}

/** All that was read. Throws the error where that is not all there is. */
export function whole<T>(reading: Reading<T>): T {
  if (reading.failure !== undefined) throw reading.failure;
  return reading.value;
}

/** What was caught, as an error: anything can be thrown. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

interface Miss {
  readonly id: string;
  readonly error: IntegrationOktaApiError;
}

/** What of one kind of thing a step has lost, and what is merely gone. */
export class Losses {
  private readonly ids: string[] = [];
  private readonly reasons = new Map<string, Error>();
  private firstRefusal: IntegrationOktaApiError | undefined;
  private succeeded = 0;
  private refused = 0;
  private lost = 0;
  private readonly misses = new Map<string, number>();
  private readonly firstMisses: Miss[] = [];

  /**
   * @param what what is read, in the plural: `users’ factors`
   * @param paths what the whole run was answered; by default it was answered nothing else.
   * @param verb what became of it, to follow `3 of 10 users’ factors`
   */
  constructor(
    readonly what: string,
    private readonly paths = new NotFoundRate(),
    private readonly verb = 'could not be read',
  ) {}

  /** How many items were gone when they were asked for: deleted since they were listed. */
  get gone(): number {
    return this.missesWhere((template) => !this.paths.isSuspicious(template));
  }

  get count(): number {
    return this.lost + this.missesWhere((template) => this.paths.isSuspicious(template));
  }

  get cause(): Error | undefined {
    return [...this.reasons.values()][0];
  }

  /** Why Okta refused some of the items, if it did. */
  get refusal(): IntegrationOktaApiError | undefined {
    return this.firstRefusal;
  }

  /** Whether Okta refused whatever was asked for: then it is a permission that is missing. */
  get isAllRefused(): boolean {
    return this.refused > 0 && this.refused === this.count && this.succeeded === 0;
  }

  /**
   * The result of `read`, or undefined where the item is gone or lost. Rejects with errors that
   * concern the whole run: a dead credential, a stopped run.
   */
  attempt<T>(id: string, read: () => Promise<T>): Promise<T | undefined> {
    return this.keep(id, async () => ({ value: await read() }));
  }

  /** As `attempt`; what was read before a failure is given back as well. */
  async keep<T>(id: string, read: () => Promise<Reading<T>>): Promise<T | undefined> {
    try {
      const reading = await read();
      if (reading.failure === undefined) this.pass();
      else this.note(id, reading.failure);
      return reading.value;
    } catch (error) {
      this.note(id, asError(error));
      return undefined;
    }
  }

  /** Counts one item that is not missing. */
  pass(): void {
    this.succeeded += 1;
  }

  /** Records one item that is missing from the graph, and why. */
  add(id: string, reason: Error): void {
    this.lost += 1;
    if (this.ids.length < NAMED_IDS) this.ids.push(id);
    if (isRefusal(reason)) {
      this.refused += 1;
      this.firstRefusal ??= reason;
    }
    const key = keyOf(reason);
    if (this.reasons.size < NAMED_REASONS && !this.reasons.has(key)) this.reasons.set(key, reason);
  }

  /** One sentence: how many, which (the first 20) and why. */
  describe(): string {
    const doubted = this.firstMisses.filter(({ error }) => this.paths.isSuspicious(error.endpoint));
    const ids = [...this.ids, ...doubted.map(({ id }) => id)].slice(0, NAMED_IDS);
    const errors = [...this.reasons.values(), ...doubted.slice(0, 1).map(({ error }) => error)];
    const total = this.count + this.succeeded;
    const which = ids.map((id) => named(id, ID_LENGTH)).join(', ');
    const more = this.count > ids.length ? ', …' : '';
    const why = errors.slice(0, NAMED_REASONS).map(({ message }) => shortened(message));
    return `${this.count} of ${total} ${this.what} ${this.verb} (${which}${more}): ${why.join('; ')}`;
  }

  private note(id: string, error: Error): void {
    if (isFatal(error)) throw error;
    if (!isGone(error)) {
      this.add(id, error);
      return;
    }
    this.paths.noteGone(error.endpoint, id);
    this.misses.set(error.endpoint, (this.misses.get(error.endpoint) ?? 0) + 1);
    if (this.firstMisses.length < NAMED_IDS) this.firstMisses.push({ id, error });
  }

  private missesWhere(isWanted: (template: string) => boolean): number {
    let sum = 0;
    for (const [template, misses] of this.misses) if (isWanted(template)) sum += misses;
    return sum;
  }
}

/** The same for failures that differ by nothing but the number of the request. */
function keyOf(error: Error): string {
  if (!isOktaApiError(error)) return error.message;
  const { endpoint, causeKind, status, errorCode } = error;
  return [endpoint, causeKind, status, errorCode].join(' ');
}

function shortened(message: string): string {
  return message.length > REASON_LENGTH ? `${message.slice(0, REASON_LENGTH)}…` : message;
}
