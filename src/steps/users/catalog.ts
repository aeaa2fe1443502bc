/**
 * Every user of the org, listed once per run and known to all steps: who there is, in compact form,
 * and the full records for the step that emits them.
 */
import { record, type JsonObject } from '../../json';
import type { OktaClient } from '../../okta';
import { SharedList } from '../../run/sharedList';
import { parseUser, type OktaUser } from './api';
import { CLOCK_TOLERANCE_MS, listEveryUser, type Found } from './listing';
import { WaitingPages } from './pages';
import { Strangers } from './strangers';
import { Visibility } from './visibility';

/** What other steps need of a user. Kept for every user of the org, so it is small. */
export interface UserRef {
  readonly id: string;
  /** Position in the catalog: memberships are kept as positions. */
  readonly index: number;
  readonly email: string | undefined;
  /** Deprovisioned users have no factors: Okta answers 404 for them. */
  readonly canHaveFactors: boolean;
  /** Users who have yet to sign in for the first time have none, and Okta may answer 404 for them. */
  readonly isNewcomer: boolean;
}

/**
 * The users of the org. Its lists reject where it is not proven that they are all
 * (docs/decisions/0012-when-users-are-all.md).
 */
export class UserCatalog {
  /** Every listed user once, in the order of listing, as soon as it is listed. */
  readonly refs: SharedList<UserRef>;
  /** Whether what Okta shows is all it has. */
  readonly visibility: Visibility;
  /** Users who are in no list, though Okta names them elsewhere. */
  readonly strangers: Strangers;
  private notDeprovisioned = 0;
  private readonly positions = new Map<string, number>();
  private readonly byPosition: (UserRef | undefined)[] = [];
  private readonly strangePositions = new Set<number>();
  private readonly waiting = new WaitingPages();

  /**
   * @param noUsers makes the error for an org that shows no user who is not deprovisioned.
   * @param startedOn of the run, ms since the epoch.
   */
  constructor(
    private readonly okta: OktaClient,
    private readonly noUsers: () => Error,
    private readonly startedOn: number,
  ) {
    this.refs = new SharedList(() => this.list());
    this.visibility = new Visibility(okta);
    this.strangers = new Strangers(okta, startedOn - CLOCK_TOLERANCE_MS);
  }

  /** The position of this id, listed or not yet: members are often seen before their user is. */
  positionOf(id: string): number {
    const known = this.positions.get(id);
    if (known !== undefined) return known;
    const position = this.byPosition.push(undefined) - 1;
    this.positions.set(id, position);
    return position;
  }

  /** The user at this position, or undefined while it was not listed. */
  at(position: number): UserRef | undefined {
    return this.byPosition[position];
  }

  find(id: string): UserRef | undefined {
    const position = this.positions.get(id);
    return position === undefined ? undefined : this.byPosition[position];
  }

  /** As `find`, for an id by which Okta means a user of today. To be asked once all users are listed. */
  named(id: string): UserRef | undefined {
    const user = this.find(id);
    if (user === undefined) this.strangers.note(id);
    return user;
  }

  /** As `named`, for the position of such an id. */
  namedAt(position: number): UserRef | undefined {
    const user = this.at(position);
    const isKnown = user !== undefined || this.strangePositions.has(position);
    if (isKnown || !this.strangers.wantsMore) return user;
    this.strangePositions.add(position);
    for (const [id, at] of this.positions) if (at === position) this.strangers.note(id);
    return undefined;
  }

  /** The full record of every user, in the order of `refs`. For one reader only. */
  async *records(): AsyncGenerator<{ ref: UserRef; user: OktaUser }, void, undefined> {
    let page: readonly JsonObject[] = [];
    let next = 0;
    for await (const ref of this.refs) {
      if (next === page.length) {
        page = (await this.waiting.shift()) ?? [];
        next = 0;
      }
      const user = parseUser(record(page[next]));
      next += 1;
      if (user !== undefined) yield { ref, user };
    }
  }

  private async *list(): AsyncGenerator<readonly UserRef[], void, undefined> {
    const { okta, noUsers, startedOn, visibility } = this;
    const found = (): Found => ({
      all: this.refs.length,
      notDeprovisioned: this.notDeprovisioned,
    });
    for await (const page of listEveryUser(okta, { noUsers, startedOn, visibility, found })) {
      yield this.admit(page);
    }
  }

  private async admit(page: readonly OktaUser[]): Promise<readonly UserRef[]> {
    const refs: UserRef[] = [];
    const records: JsonObject[] = [];
    for (const user of page) {
      const index = this.positionOf(user.id);
      if (this.byPosition[index] !== undefined) continue;
      const ref = {
        id: user.id,
        index,
        email: user.email,
        canHaveFactors: user.status !== 'DEPROVISIONED',
        isNewcomer: user.status === 'STAGED' || user.status === 'PROVISIONED',
      };
      if (ref.canHaveFactors) this.notDeprovisioned += 1;
      this.byPosition[index] = ref;
      refs.push(ref);
      records.push(user.raw);
    }
    await this.waiting.push(records);
    return refs;
  }
}
