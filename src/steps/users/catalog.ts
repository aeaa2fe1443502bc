/**
 * Every user of the org, listed once per run and known to all steps: who there is, in compact form,
 * and the full records for the step that emits them.
 */
import { record, type JsonObject } from '../../json';
import type { OktaClient } from '../../okta';
import { SharedList } from '../../run/sharedList';
import type { Unlisted } from '../../run/unlisted';
import { parseUser, type OktaUser } from './api';
import { listEveryUser, type Found } from './listing';
import { Managers } from './managers';
import { CompressedPages } from './compressedPages';
import { unlistedUsers } from './unlistedUsers';
import { OrgVisibility } from './orgVisibility';

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
  /** Only in orgs with realms. */
  readonly realmId?: string;
}

/** A user with what other steps need of it. */
export interface UserRecord {
  readonly ref: UserRef;
  readonly user: OktaUser;
}

/** What a run knows before it lists users. */
export interface UserCatalogOptions {
  /** Makes the error for an org that shows no user who is not deprovisioned. */
  readonly noUsers: () => Error;
  /** When the run began, ms since the epoch. */
  readonly startedOn: number;
  /** The customer states that Okta shows the credential every user. */
  readonly isTrusted?: boolean;
}

/**
 * The users of the org. Its lists reject where it is not proven that they are all
 * (docs/decisions/0012-when-users-are-all.md).
 */
export class UserCatalog {
  /** Every listed user once, in the order of listing, as soon as it is listed. */
  readonly refs: SharedList<UserRef>;
  /** Whether what Okta shows is all it has. */
  readonly visibility: OrgVisibility;
  /** Who manages whom, once every user is known. */
  readonly managers = new Managers();
  /** Users whom no list has, although other answers name them. */
  readonly unlisted: Unlisted<UserRecord>;
  private notDeprovisioned = 0;
  private readonly positions = new Map<string, number>();
  /** The user at each position, or the id of one who is not listed (yet). */
  private readonly byPosition: (UserRef | string)[] = [];
  private readonly realmIds = new Map<string, string>();
  private readonly waiting = new CompressedPages();

  constructor(
    private readonly okta: OktaClient,
    private readonly options: UserCatalogOptions,
  ) {
    this.refs = new SharedList(() => this.list());
    this.visibility = new OrgVisibility(okta, options.isTrusted);
    this.unlisted = unlistedUsers(okta, options.startedOn, (user) => ({
      ref: this.refer(user),
      user,
    }));
  }

  /** How many users Okta counts, which is known before they are listed; undefined if it does not say. */
  async counted(): Promise<number | undefined> {
    return (await this.visibility.ask()).usersCount;
  }

  /** The position of this id, listed or not yet: members are often seen before their user is. */
  positionOf(id: string): number {
    const known = this.positions.get(id);
    if (known !== undefined) return known;
    const position = this.byPosition.push(id) - 1;
    this.positions.set(id, position);
    return position;
  }

  /** The user at this position, or undefined while it was not listed. */
  at(position: number): UserRef | undefined {
    const user = this.byPosition[position];
    return typeof user === 'string' ? undefined : user;
  }

  /** The user with this id, or undefined while it was not listed. */
  find(id: string): UserRef | undefined {
    const position = this.positions.get(id);
    return position === undefined ? undefined : this.at(position);
  }

  /**
   * The user with this id, by which Okta means a user of today. Waits until all users are listed; if the
   * lists lack the user, Okta is asked for it. Undefined if there is no such user, or none that Okta
   * shows. Rejects with fatal errors only.
   */
  async named(id: string): Promise<UserRef | undefined> {
    const listed = this.find(id);
    if (listed !== undefined) return listed;
    const { failure } = await this.refs.reading();
    // If the lists could not be read, it is known already that they lack users.
    if (failure !== undefined) return this.find(id);
    return this.find(id) ?? (await this.unlisted.find(id))?.ref;
  }

  /** As `named`, for the position of such an id. */
  async namedAt(position: number): Promise<UserRef | undefined> {
    const user = this.byPosition[position];
    return typeof user === 'string' ? this.named(user) : user;
  }

  /** The full record of every user, in the order of `refs`. For one reader only. */
  async *records(): AsyncGenerator<UserRecord, void, undefined> {
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
    const { okta, visibility } = this;
    const { noUsers } = this.options;
    const found = (): Found => ({
      all: this.refs.length,
      notDeprovisioned: this.notDeprovisioned,
    });
    for await (const page of listEveryUser(okta, { noUsers, visibility, found })) {
      yield this.admit(page);
    }
  }

  private async admit(page: readonly OktaUser[]): Promise<readonly UserRef[]> {
    const refs: UserRef[] = [];
    const records: JsonObject[] = [];
    for (const user of page) {
      if (this.find(user.id) !== undefined) continue;
      const ref = this.refer(user);
      if (ref.canHaveFactors) this.notDeprovisioned += 1;
      refs.push(ref);
      records.push(user.raw);
    }
    await this.waiting.push(records);
    return refs;
  }

  private refer(user: OktaUser): UserRef {
    const index = this.positionOf(user.id);
    const { realmId } = user;
    const ref: UserRef = {
      id: user.id,
      index,
      email: user.email,
      canHaveFactors: user.status !== 'DEPROVISIONED',
      isNewcomer: user.status === 'STAGED' || user.status === 'PROVISIONED',
      // Many users share a realm: one text stands for all of them.
      ...(realmId !== undefined && { realmId: this.realmIds.get(realmId) ?? realmId }),
    };
    if (realmId !== undefined && !this.realmIds.has(realmId)) this.realmIds.set(realmId, realmId);
    this.byPosition[index] = ref;
    this.managers.note(user);
    return ref;
  }
}
