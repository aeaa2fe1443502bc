/** How much a list asks for at once: less when pages prove too heavy, more again when they pass. */
import type { OktaListRequest, QueryValue } from '../client';

/** Pages that must pass at a smaller size before a larger one is tried; twice as many once it failed. */
const PAGES_BEFORE_GROWTH = 5;

/** How many objects to ask for at once, by what was too heavy before. */
export class PageSize {
  private readonly sizes: readonly (number | undefined)[];
  private readonly droppable: readonly string[];
  /** Steps taken down: through the sizes, and one more when parameters are given up. */
  private step = 0;
  private passed = 0;
  private passesNeeded = PAGES_BEFORE_GROWTH;
  private hasGrown = false;

  constructor(private readonly request: OktaListRequest) {
    this.sizes = [request.limit, ...(request.smallerLimits ?? [])];
    this.droppable = request.dropWhenHeavy ?? [];
  }

  /** The page size to ask for now; undefined where the request names none. */
  get limit(): number | undefined {
    return this.sizes[Math.min(this.step, this.sizes.length - 1)];
  }

  /** Whether less could be asked for. */
  get canShrink(): boolean {
    return this.step < this.lastStep;
  }

  /**
   * Attempts for a page that seems too heavy: one at each size, two at the smallest before statistics
   * are given up, and the request's own or the full number when nothing is left to give up.
   */
  get attemptsWhenHeavy(): number | undefined {
    if (!this.canShrink) return this.request.attemptsWhenHeavy;
    return this.step === this.sizes.length - 1 ? 2 : 1;
  }

  shrink(): void {
    this.step = Math.min(this.lastStep, this.step + 1);
    this.passed = 0;
    if (this.hasGrown) this.passesNeeded *= 2;
    this.hasGrown = false;
  }

  pagePassed(): void {
    if (this.step === 0) return;
    this.passed += 1;
    if (this.passed < this.passesNeeded) return;
    this.step -= 1;
    this.passed = 0;
    this.hasGrown = true;
  }

  /** The query as it is to be sent: size set, lost parameters put back, given-up ones left out. */
  query(): Record<string, QueryValue | undefined> {
    const query: Record<string, QueryValue | undefined> = { ...this.request.query };
    if (this.limit !== undefined) query.limit = this.limit;
    if (this.step >= this.sizes.length) for (const name of this.droppable) query[name] = undefined;
    return query;
  }

  private get lastStep(): number {
    return this.sizes.length - 1 + (this.droppable.length > 0 ? 1 : 0);
  }
}
