/**
 * Users whom Okta names as a member, an assignee or an administrator, and whom no list of users had.
 * Most were deleted, or created, while the run went on. One who was there all the time shows that the
 * lists were not whole, and then JupiterOne must not delete what they did not have.
 */
import { READ_ONLY_ADMIN } from '../../adminRoles';
import { record } from '../../json';
import { endpoint, isFatal, isGone, type OktaClient } from '../../okta';
import { IntegrationIncompleteDataError } from '../../run/losses';
import { parseUser } from './api';

/** This many are asked for, each once: further ones would tell no more. */
const ASKED = 5;

/** Notes whom no list has, and asks for a few of them. */
export class Strangers {
  private readonly ids = new Set<string>();
  private readonly witnesses: Promise<unknown>[] = [];
  private verdict: Promise<void> | undefined;

  /** @param existedBefore a user created later (ms since the epoch) may rightly be in no list. */
  constructor(
    private readonly okta: OktaClient,
    private readonly existedBefore: number,
  ) {}

  /** Whether it is worth while to look for further ones. */
  get wantsMore(): boolean {
    return this.ids.size < ASKED;
  }

  note(id: string): void {
    if (this.wantsMore) this.ids.add(id);
  }

  /** Announces work that may note strangers: no verdict is given before it has ended. */
  expect(work: Promise<unknown>): void {
    this.witnesses.push(work.catch(() => undefined));
  }

  /**
   * Rejects with an IntegrationIncompleteDataError where a stranger is a user of this org. The
   * verdict is the same for everybody who asks.
   */
  async check(): Promise<void> {
    await Promise.all(this.witnesses);
    this.verdict ??= this.judgeAll();
    return this.verdict;
  }

  private async judgeAll(): Promise<void> {
    for (const id of this.ids) await this.judge(id);
  }

  private async judge(id: string): Promise<void> {
    let created: number | undefined;
    try {
      const json = await this.okta.get({ endpoint: endpoint`/api/v1/users/${id}` });
      created = parseUser(record(json))?.created;
    } catch (error) {
      if (isFatal(error)) throw error;
      if (isGone(error)) return;
      throw notWhole(id, error);
    }
    if (created === undefined || created < this.existedBefore) throw notWhole(id);
  }
}

function notWhole(id: string, cause?: unknown): Error {
  const known = cause instanceof Error;
  return new IntegrationIncompleteDataError(
    `Okta’s lists of users are incomplete: ${id} is in none of them, yet Okta names it as a member, an ` +
      `assignee or an administrator${known ? `, and does not confirm that it was deleted (${cause.message})` : ''}. ` +
      `If this happens again, give the credential the role ${READ_ONLY_ADMIN} for the whole org`,
    known ? cause : undefined,
  );
}
