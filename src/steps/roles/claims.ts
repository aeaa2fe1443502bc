/** Compares what Okta says of administrators in one place with what it says in another. */
import { IntegrationIncompleteDataError } from '../../run/losses';

/**
 * Counts who was asked for their roles, and who of those that Okta names as holders of one shows
 * none. A role can be revoked between the two calls, which concerns single ones; where it is all or
 * half of them, the empty lists are not true.
 */
export class Claims {
  private asked = 0;
  private holding = 0;
  private named = 0;
  private denied = 0;

  /** @param who what is asked, in the plural: `users` */
  constructor(private readonly who: string) {}

  /**
   * @param isNamed whether Okta itself says that this one holds a role
   * @param holds whether it shows any when asked
   */
  note(isNamed: boolean, holds: boolean): void {
    this.asked += 1;
    if (holds) this.holding += 1;
    if (!isNamed) return;
    this.named += 1;
    if (!holds) this.denied += 1;
  }

  /** Whether anybody was asked, and nobody holds a role. */
  get areAllEmpty(): boolean {
    return this.asked > 0 && this.holding === 0;
  }

  /** Why the answers are not to be believed; undefined where they may be. */
  doubt(): Error | undefined {
    const { denied, named, who } = this;
    const isBelievable = denied === 0 || (denied < named && (denied === 1 || denied * 2 < named));
    if (isBelievable) return undefined;
    return new IntegrationIncompleteDataError(
      `Okta names ${named} ${who} with administrator roles, and shows no role of ${denied} of them`,
    );
  }
}
