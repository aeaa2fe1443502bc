/**
 * Two paths of one bucket are told different limits for the same window. Either an administrator has
 * changed the limit, and all are told the new one from now on, or one path has a counter of its own.
 */

/** The answer that tells a limit. */
interface Telling {
  readonly seq: number;
  readonly template: string;
}

/** `wait`: it may be either. `changed`: the limit of all. `other-counter`: the path has its own. */
export type RivalVerdict = 'wait' | 'changed' | 'other-counter';

/** Weighs answers that tell another limit than the one known. */
export class RivalLimit {
  /** Path from which the present limit is known. */
  private from = '';
  /** The first answer that told another limit, and whether the old one was told again after it. */
  private rival: { readonly seq: number; wasDenied: boolean } | undefined;

  /** The limit of this answer is the present one. */
  accept({ template }: Telling): void {
    this.from = template;
  }

  /** The present limit was told once more. */
  confirm({ seq }: Telling): void {
    if (this.rival !== undefined && seq > this.rival.seq) this.rival.wasDenied = true;
  }

  /**
   * What an answer means that tells another limit.
   * @param isFresh whether its request was sent since the window is known
   */
  judge({ seq, template }: Telling, isFresh: boolean): RivalVerdict {
    if (template === this.from) {
      this.rival = undefined;
      return 'changed';
    }
    if (!isFresh) return 'wait';
    if (this.rival === undefined) {
      this.rival = { seq, wasDenied: false };
      return 'wait';
    }
    if (this.rival.wasDenied) return 'other-counter';
    if (seq <= this.rival.seq) return 'wait';
    this.rival = undefined;
    return 'changed';
  }
}
