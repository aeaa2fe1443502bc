/**
 * The factors of each user, asked for once although two steps need them: one emits the factors, the
 * other shows on the user whether one is active. The first reader asks.
 */
import { isFatal, isForbiddenByStatus, isNotFound, type OktaClient } from '../../okta';
import { IntegrationIncompleteDataError, type Reading } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import { allOf, nameOf, unusable } from '../../run/wire';
import type { UserRef } from '../users/catalog';
import { isEnrolled, isOnOffer, listUserFactors, type OktaFactor } from './api';

/** The step that emits the factors, and the one that emits the users. */
const READERS = 2;

/** What Okta lists for one user. There is a failure if some of it cannot be distinguished or was not read. */
export type UserFactors = Reading<readonly OktaFactor[]>;

/** How many users a warning names. */
const NAMED_USERS = 5;

export interface CensusOptions {
  /** Only these users are asked, as ids; everybody by default. */
  readonly onlyChanged?: () => Promise<ReadonlySet<string>>;
  /** Ids of users who are known to have a factor. Asked only if no list of factors shows any. */
  readonly enrolled?: () => Promise<ReadonlySet<string>>;
}

interface Waiting {
  readonly factors: Promise<UserFactors>;
  readers: number;
}

/** The factors of users, each user asked once. */
export class FactorCensus {
  private readonly waiting = new Map<string, Waiting>();
  private readonly refusals = new Refusals();
  private changed: Promise<ReadonlySet<string>> | undefined;
  /** Those whose list was empty; undefined as soon as one is not. */
  private withoutFactor: Set<string> | undefined = new Set();

  constructor(
    private readonly okta: OktaClient,
    private readonly options: CensusOptions = {},
  ) {}

  /** Whether every user that can have factors is asked. */
  get isFull(): boolean {
    return this.options.onlyChanged === undefined;
  }

  /** Whether this user is asked. Rejects where the users to ask could not be found out. */
  async covers(user: UserRef): Promise<boolean> {
    if (!user.canHaveFactors) return false;
    const { onlyChanged } = this.options;
    if (onlyChanged === undefined) return true;
    this.changed ??= onlyChanged();
    return (await this.changed).has(user.id);
  }

  /**
   * The user's factors; forgotten once both readers have taken them. Rejects with the client's error,
   * also with 404 where the user is gone; one who never signed in has none then.
   */
  of(user: UserRef): Promise<UserFactors> {
    const entry = this.waiting.get(user.id) ?? this.ask(user);
    entry.readers -= 1;
    if (entry.readers > 0) this.waiting.set(user.id, entry);
    else this.waiting.delete(user.id);
    return entry.factors;
  }

  /** Rejects with an IntegrationIncompleteDataError if empty lists were not true. Call it when all were asked. */
  async confirm(): Promise<void> {
    await this.refusals.confirm();
    const asked = this.withoutFactor;
    if (asked === undefined || asked.size === 0) return;
    const enrolled = [...(await this.enrolled())].filter((id) => asked.has(id)).sort();
    if (enrolled.length === 0) return;
    throw new IntegrationIncompleteDataError(
      `Okta lists no factor of any of ${asked.size} users, and its System Log shows that ` +
        `${enrolled.length} of them have enrolled one (${enrolled.slice(0, NAMED_USERS).join(', ')}` +
        `${enrolled.length > NAMED_USERS ? ', …' : ''})`,
    );
  }

  /** Nobody, if the System Log may not be read: then nothing contradicts the lists. */
  private async enrolled(): Promise<ReadonlySet<string>> {
    try {
      return (await this.options.enrolled?.()) ?? new Set();
    } catch (error) {
      if (isFatal(error)) throw error;
      return new Set();
    }
  }

  private ask(user: UserRef): Waiting {
    return { factors: this.read(user), readers: READERS };
  }

  /**
   * Of those who never signed in Okta may say that they are not found, or not in the right status: they
   * have no factors. That the path is missing only the answers for other users can tell.
   */
  private async read({ id, isNewcomer }: UserRef): Promise<UserFactors> {
    const list = (): ReturnType<typeof listUserFactors> => listUserFactors(this.okta, id);
    try {
      const reading = await allOf(this.refusals.pages(list, { isTelling: !isNewcomer }));
      if (reading.value.length > 0) this.withoutFactor = undefined;
      else this.withoutFactor?.add(id);
      return { ...reading, failure: reading.failure ?? withoutId(reading.value) };
    } catch (error) {
      if (isNewcomer && (isForbiddenByStatus(error) || isNotFound(error))) return { value: [] };
      throw error;
    }
  }
}

/** The error for factors that exist and cannot be in the graph. */
function withoutId(factors: readonly OktaFactor[]): Error | undefined {
  const odd = factors.filter((factor) => !isEnrolled(factor) && !isOnOffer(factor));
  if (odd.length === 0) return undefined;
  return unusable(
    odd.map(({ raw }) => nameOf(raw)),
    factors.length,
  );
}
