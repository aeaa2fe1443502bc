/**
 * The factors of each user, asked for once although two steps need them: one emits the factors, the
 * other tells on the user whether one is active. Whoever comes first asks.
 */
import type { OktaClient } from '../../okta';
import type { UserRef } from '../users/directory';
import { listUserFactors, type OktaFactor } from './api';

interface Waiting {
  readonly factors: Promise<readonly OktaFactor[]>;
  readers: number;
}

export class FactorCensus {
  private readonly waiting = new Map<string, Waiting>();

  /** @param readers how many steps ask for every user; the last one's answer is not kept. */
  constructor(
    private readonly okta: OktaClient,
    private readonly readers: number,
  ) {}

  /** Rejects with the client's error, with 404 where the user is gone. */
  of(user: UserRef): Promise<readonly OktaFactor[]> {
    const entry = this.waiting.get(user.id) ?? {
      factors: user.canHaveFactors ? listUserFactors(this.okta, user.id) : Promise.resolve([]),
      readers: this.readers,
    };
    entry.readers -= 1;
    if (entry.readers > 0) this.waiting.set(user.id, entry);
    else this.waiting.delete(user.id);
    return entry.factors;
  }
}
