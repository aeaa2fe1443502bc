/**
 * Notices when Okta gives one kind of call the same refusal for every user, group or application alike, or
 * has come to answer with empty lists. To ask on would only spend the org's rate limits on an answer that
 * is known.
 */
import { IntegrationError } from '@jupiterone/integration-sdk-core';

import { isForbiddenByStatus, isGone, isOktaApiError } from '../okta';
import { EmptyLists, type AskAgain } from './emptiness';

/**
 * Some items can be refused where others are not (a group with an administrator role, a user who was
 * deleted). This many refusals with one status, and nothing answered, are a rule.
 */
const REFUSALS_THAT_SETTLE = 25;

/** How much further apart each try is, while no call is made but to see whether the rule still holds. */
const GROWTH = 4;

/** What Okta answers to everybody where it answers so to many: the same answer has the same key. */
function ruleOf(error: unknown): string | undefined {
  if (!isOktaApiError(error) || isForbiddenByStatus(error)) return undefined;
  const { causeKind, status } = error;
  // Without a status nobody has answered, and 429 is about the moment.
  return status === undefined || status === 429 ? undefined : `${causeKind} ${status}`;
}

export interface Question {
  /** Whether a refusal would say something of other items too; default yes. */
  readonly isTelling?: boolean;
}

/** One kind of question, asked of many items. */
export class Refusals {
  private readonly emptyLists = new EmptyLists();
  private isAllowed = false;
  private readonly refused = new Map<string, number>();
  private settled: Error | undefined;
  /** How many were turned away since the last try, and how many are to be before the next one. */
  private turnedAway = 0;
  private distance = 0;
  private trial: Promise<void> | undefined;

  /** What `call` gives. Rejects with its error, and without calling once that is of no use. */
  async ask<T>(call: () => Promise<T>, { isTelling = true }: Question = {}): Promise<T> {
    const over = await this.enter();
    try {
      const answer = await call();
      if (isTelling) await this.believe(isShown(answer), async () => isShown(await call()));
      else this.allow();
      return answer;
    } catch (error) {
      if (isTelling) this.note(error);
      throw error;
    } finally {
      over();
    }
  }

  /** As `ask`, for a list in pages. */
  async *pages<T>(
    list: () => AsyncIterable<readonly T[]>,
    { isTelling = true }: Question = {},
  ): AsyncGenerator<readonly T[], void> {
    const over = await this.enter();
    let isEmpty = true;
    try {
      for await (const page of list()) {
        if (isEmpty && page.length > 0) {
          await this.believe(true, () => showsAny(list()));
          over();
          isEmpty = false;
        }
        yield page;
      }
      if (isEmpty && isTelling) await this.believe(false, () => showsAny(list()));
      else this.allow();
    } catch (error) {
      if (isTelling) this.note(error);
      throw error;
    } finally {
      over();
    }
  }

  /**
   * Rejects with an IntegrationIncompleteDataError if Okta has come to answer with empty lists. To be
   * called when all items were asked; costs at most a few calls.
   */
  confirm(): Promise<void> {
    return this.emptyLists.confirm();
  }

  /** Throws if the list is empty and that is not to be believed. */
  private async believe(shown: boolean, again: AskAgain): Promise<void> {
    if (shown) this.emptyLists.noteShown(again);
    else await this.emptyLists.noteEmpty();
    const { doubt } = this.emptyLists;
    if (doubt === undefined) this.allow();
    else throw (this.settled = doubt);
  }

  /**
   * Resolves when the caller may ask; the result is to be called when there is an answer. Rejects while
   * the refusals are a rule. Now and then one caller may try, and the others wait for what comes of it:
   * the rule may have been an outage, or have met those first who come first in a list.
   */
  private async enter(): Promise<() => void> {
    let answer: Promise<void> | undefined;
    while ((answer = this.trial ?? this.emptyLists.asking) !== undefined) await answer;
    if (this.settled === undefined) return nothing;
    if (this.turnedAway < this.distance) {
      this.turnedAway += 1;
      throw unasked(this.settled);
    }
    this.turnedAway = 0;
    this.distance = Math.max(REFUSALS_THAT_SETTLE, this.distance * GROWTH);
    return this.beginTrial();
  }

  private beginTrial(): () => void {
    let answered = nothing;
    const trial = new Promise<void>((resolve) => {
      answered = resolve;
    });
    this.trial = trial;
    return () => {
      if (this.trial === trial) this.trial = undefined;
      answered();
    };
  }

  /** One answer shows that the refusals are no rule, also one that was under way when they settled it. */
  private allow(): void {
    this.isAllowed = true;
    this.settled = undefined;
  }

  private note(error: unknown): void {
    const rule = ruleOf(error);
    if (this.isAllowed || rule === undefined || !(error instanceof Error)) return;
    const times = (this.refused.get(rule) ?? 0) + 1;
    this.refused.set(rule, times);
    if (times >= REFUSALS_THAT_SETTLE) this.settled = error;
  }
}

/** False for an empty list; whatever is no list shows something. */
function isShown(answer: unknown): boolean {
  return !Array.isArray(answer) || answer.length > 0;
}

async function showsAny(pages: AsyncIterable<readonly unknown[]>): Promise<boolean> {
  for await (const page of pages) if (page.length > 0) return true;
  return false;
}

/** For an item that is not asked for. That others do not exist proves nothing of this one. */
function unasked(settled: Error): Error {
  if (!isGone(settled)) return settled;
  return new IntegrationError({
    code: 'NOT_ASKED',
    message: 'not asked for, as none of those before was found',
    cause: settled,
    fatal: false,
  });
}

function nothing(): void {
  // Nobody waits for an answer that is no trial.
}
