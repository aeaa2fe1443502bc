/**
 * How many items a list will have, for forecasts and progress: while the list is being read, as many as Okta
 * counts, or as are listed if these are more; then as many as it had.
 */
import type { Paged } from './sharedList';

export class Expected {
  private listed = 0;
  private counted = 0;
  private hasEnded = false;

  /**
   * @param counted Okta's own count; undefined if it gives none. A rejection counts as none.
   * @param onMore called with how much `total` grew, or shrank (below 0)
   */
  constructor(
    items: Paged<unknown>,
    counted?: Promise<number | undefined>,
    private readonly onMore: (more: number) => void = () => undefined,
  ) {
    counted?.then(
      (count = 0) => {
        this.change(() => (this.counted = count));
      },
      () => undefined,
    );
    // The step that works through the items reports a list that ends early.
    this.follow(items).catch(() => undefined);
  }

  get total(): number {
    return this.hasEnded ? this.listed : Math.max(this.listed, this.counted);
  }

  private async follow(items: Paged<unknown>): Promise<void> {
    try {
      for await (const { length } of items.pages()) this.change(() => (this.listed += length));
    } finally {
      this.change(() => (this.hasEnded = true));
    }
  }

  private change(by: () => void): void {
    const before = this.total;
    by();
    if (this.total !== before) this.onMore(this.total - before);
  }
}
