/**
 * Notices when Okta refuses one kind of call for every user, group or application alike. To ask on
 * would only spend the org's rate limits on an answer that is known.
 */
import { isFeatureDisabled, isForbidden, type IntegrationOktaApiError } from '../okta/errors';

/**
 * Some items can be refused where others are not (a group with an administrator role). So many
 * refusals, and nothing allowed, are a rule.
 */
const REFUSALS_THAT_SETTLE = 25;

/** 403, or a feature that the org does not have. */
export function isRefusal(error: unknown): error is IntegrationOktaApiError {
  return isForbidden(error) || isFeatureDisabled(error);
}

export class Refusals {
  private refused = 0;
  private isAllowed = false;
  private settled: Error | undefined;

  /** What `call` gives. Rejects with its error, and without calling once that is of no use. */
  async ask<T>(call: () => Promise<T>): Promise<T> {
    if (this.settled !== undefined) throw this.settled;
    try {
      const answer = await call();
      this.allow();
      return answer;
    } catch (error) {
      this.note(error);
      throw error;
    }
  }

  /** As `ask`, for a list in pages. */
  async *pages<T>(list: () => AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    if (this.settled !== undefined) throw this.settled;
    try {
      for await (const page of list()) {
        this.allow();
        yield page;
      }
    } catch (error) {
      this.note(error);
      throw error;
    }
  }

  /** An answer that was under way when the refusals settled it shows that they were no rule. */
  private allow(): void {
    this.isAllowed = true;
    this.settled = undefined;
  }

  private note(error: unknown): void {
    if (!isRefusal(error)) return;
    this.refused += 1;
    if (!this.isAllowed && this.refused >= REFUSALS_THAT_SETTLE) this.settled = error;
  }
}
