/**
 * What one step could not read, item by item, so that the step can go on and say at its end what is
 * missing. JupiterOne deletes what a successful step did not report; a step with losses therefore
 * fails at its end, which marks exactly its declared types as partial.
 */
import { IntegrationError } from '@jupiterone/integration-sdk-core';

import { isForbidden, isFatal, isFeatureDisabled, isNotFound } from '../okta/errors';

/** How many ids a warning names. */
const NAMED_IDS = 20;

/** After so many refusals and no success the permission is missing, not one item odd. */
const REFUSALS_THAT_SETTLE = 3;

/** Part of a step's data could not be read: its types are partial, the rest is in the graph. */
export class IntegrationIncompleteDataError extends IntegrationError {
  constructor(message: string, cause?: Error) {
    super({ code: 'INCOMPLETE_DATA', message, fatal: false, ...(cause && { cause }) });
  }
}

export class Losses {
  private readonly ids: string[] = [];
  private readonly reasons = new Map<string, number>();
  private firstCause: Error | undefined;
  private succeeded = 0;
  private refused = 0;
  private lost = 0;
  private vanished = 0;

  /** @param what what is read, in the plural: `factors of users`. */
  constructor(readonly what: string) {}

  /** How many items were gone when they were asked for: deleted since they were listed. */
  get gone(): number {
    return this.vanished;
  }

  get count(): number {
    return this.lost;
  }

  get cause(): Error | undefined {
    return this.firstCause;
  }

  /**
   * The result of `read`, or undefined where the item is gone or lost. Rejects with errors that
   * concern the whole step: a dead credential, a stopped run, a permission that no item has.
   */
  async attempt<T>(id: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await read();
      this.succeeded += 1;
      return result;
    } catch (error) {
      if (isFatal(error)) throw error;
      if (isNotFound(error)) {
        this.vanished += 1;
        return undefined;
      }
      if (isForbidden(error) || isFeatureDisabled(error)) {
        this.refused += 1;
        if (this.succeeded === 0 && this.refused >= REFUSALS_THAT_SETTLE) throw error;
      }
      this.add(id, error);
      return undefined;
    }
  }

  /** Records one item that is missing from the graph, and why. */
  add(id: string, reason: unknown): void {
    this.lost += 1;
    if (this.ids.length < NAMED_IDS) this.ids.push(id);
    const cause = reason instanceof Error ? reason : new Error(String(reason));
    this.firstCause ??= cause;
    this.reasons.set(cause.message, (this.reasons.get(cause.message) ?? 0) + 1);
  }

  /** One sentence: how many, which (the first 20) and why. Undefined where nothing is missing. */
  describe(): string | undefined {
    if (this.lost === 0) return undefined;
    const total = this.lost + this.succeeded;
    const named = this.ids.join(', ') + (this.lost > this.ids.length ? ', …' : '');
    const why = [...this.reasons.keys()].slice(0, 3).join('; ');
    return `${this.lost} of ${total} ${this.what} could not be read (${named}): ${why}`;
  }
}
