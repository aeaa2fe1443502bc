/**
 * The factors of each user, asked for once although two steps need them: one emits the factors, the
 * other tells on the user whether one is active. Whoever comes first asks.
 */
import { isForbiddenByStatus, isNotFound, type OktaClient } from '../../okta';
import type { Reading } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import { allOf, nameOf, unusable } from '../../run/wire';
import type { UserRef } from '../users/catalog';
import { isEnrolled, isOnOffer, listUserFactors, type OktaFactor } from './api';

/** The step that emits the factors, and the one that emits the users. */
const READERS = 2;

/** What Okta lists for one user. There is a failure if some of it cannot be told apart or was not read. */
export type UserFactors = Reading<readonly OktaFactor[]>;

interface Waiting {
  readonly factors: Promise<UserFactors>;
  readers: number;
}

/** The factors of users, each user asked once. */
export class FactorCensus {
  private readonly waiting = new Map<string, Waiting>();
  private readonly refusals = new Refusals();
  private changed: Promise<ReadonlySet<string>> | undefined;

  /** @param onlyChanged where given, only these users are asked, as ids. */
  constructor(
    private readonly okta: OktaClient,
    private readonly onlyChanged?: () => Promise<ReadonlySet<string>>,
  ) {}

  /** Whether every user that can have factors is asked. */
  get isFull(): boolean {
    return this.onlyChanged === undefined;
  }

  /** Whether this user is asked. Rejects where the users to ask could not be found out. */
  async covers(user: UserRef): Promise<boolean> {
    if (!user.canHaveFactors) return false;
    if (this.onlyChanged === undefined) return true;
    this.changed ??= this.onlyChanged();
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
  confirm(): Promise<void> {
    return this.refusals.confirm();
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
