/**
 * Finds out what a 401 without Okta's code means. Edges and proxies answer like that for a credential
 * that has died, which is to end the run, and for a path that they do not let through, which is not.
 */
import type { Refusal } from './outcome';

/** A path that is refused again and again may hide that the credential has died since. */
const ASK_EVERY = 20;

export class CredentialCheck {
  /** Unexplained refusals by path since it last answered. */
  private readonly rows = new Map<string, number>();
  private lastSuccessAt = -Infinity;
  private asking: Promise<boolean> | undefined;

  /** @param ask sends a request that every living credential may send; true when it is refused too */
  constructor(private readonly ask: () => Promise<boolean>) {}

  succeeded(template: string, now: number): void {
    this.rows.delete(template);
    this.lastSuccessAt = now;
  }

  /** Whether the credential is dead, as far as this refusal of a request sent at `sentAt` can tell. */
  async isDead(template: string, refusal: Refusal, sentAt: number): Promise<boolean> {
    if (!isUnexplained(refusal)) return false;
    if (this.asking) return this.asking;
    if (this.lastSuccessAt >= sentAt) return false;
    const row = this.rows.get(template) ?? 0;
    this.rows.set(template, row + 1);
    if (row % ASK_EVERY !== 0) return false;
    this.asking = this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }
}

/** A 401 that carries none of Okta's own codes. */
export function isUnexplained({ status, errorCode = '' }: Refusal): boolean {
  return status === 401 && !/^E\d{7}$/.test(errorCode);
}
