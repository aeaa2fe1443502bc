/**
 * Notices when Okta has come to answer with empty lists, with status 200: an app has lost its administrator
 * role, or factors are judged for another network. Empty lists are ordinary, so single ones say nothing. But
 * an item that showed something earlier in this run has not lost all of it meanwhile.
 */
import { isFatal } from '../okta';
import { IntegrationIncompleteDataError } from './losses';

/** After so many empty lists in a row an earlier item is asked again. */
const IN_A_ROW = 25;

/** At the end a row of so many is enough: fewer are ordinary, and hardly ever all that was lost. */
const LAST_IN_A_ROW = 3;

/** How much longer a row has to be for the next such question, while empty lists turn out to be true. */
const GROWTH = 4;

/** So many earlier items have to be empty now: one alone may really have lost what it showed. */
const WITNESSES = 3;

const EMPTY_NOW =
  'Okta now answers with empty lists: items that showed something earlier in this run show nothing ' +
  'any more. The credential may have lost its administrator role, or have been judged for another network';

/** Asks for one item again, and returns whether it shows anything. */
export type AskAgain = () => Promise<boolean>;

/** The empty lists of one kind of question, asked of many items. */
export class EmptyLists {
  private readonly witnesses: AskAgain[] = [];
  /** Resolves when the earlier items that are being asked again have answered; undefined if none are. */
  asking: Promise<void> | undefined;
  private inARow = 0;
  private distance = IN_A_ROW;
  private current: Error | undefined;
  private first: Error | undefined;

  /** Why an empty list is not to be believed now. */
  get doubt(): Error | undefined {
    return this.current;
  }

  /** An item shows something. */
  noteShown(again: AskAgain): void {
    this.witnesses.push(again);
    if (this.witnesses.length > WITNESSES) this.witnesses.shift();
    this.inARow = 0;
    this.current = undefined;
  }

  /** An item shows nothing. Resolves when it is known whether to believe it: see `doubt`. */
  async noteEmpty(): Promise<void> {
    this.inARow += 1;
    if (this.asking === undefined && this.inARow >= this.distance) {
      this.distance *= GROWTH;
      this.askAgain();
    }
    await this.asking;
  }

  /** Rejects with an IntegrationIncompleteDataError if empty lists were not true. Call it when all were asked. */
  async confirm(): Promise<void> {
    await this.asking;
    if (this.inARow >= LAST_IN_A_ROW) this.askAgain();
    await this.asking;
    if (this.first !== undefined) throw this.first;
  }

  private askAgain(): void {
    this.inARow = 0;
    this.asking ??= this.askWitnesses().finally(() => {
      this.asking = undefined;
    });
  }

  private async askWitnesses(): Promise<void> {
    if (this.witnesses.length === 0) return;
    for (const again of [...this.witnesses].reverse()) if (await isBelievable(again)) return;
    this.current = new IntegrationIncompleteDataError(EMPTY_NOW);
    this.first ??= this.current;
  }
}

/** Whether the item shows something, or there is no answer, which says nothing. */
async function isBelievable(again: AskAgain): Promise<boolean> {
  try {
    return await again();
  } catch (error) {
    if (isFatal(error)) throw error;
    return true;
  }
}
