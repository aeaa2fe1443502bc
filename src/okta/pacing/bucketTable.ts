/** Which bucket each path draws on: by Okta's published table, and by what its answers prove. */
import { Bucket } from './bucket';
import type { Pacing } from './pacing';
import { bucketOf } from './rateLimitBuckets';

/** This many contradictions prove that a path has a counter of its own; one may be a stray response. */
const STRIKES = 2;

/** Finds the bucket of a path, and corrects itself where answers contradict the table. */
export class BucketTable {
  /** In the order in which they were first asked for. */
  readonly all: Bucket[] = [];
  private readonly byTemplate = new Map<string, Bucket>();
  private readonly strikes = new Map<string, number>();

  constructor(
    private readonly pacing: Pacing,
    private readonly random: () => number,
  ) {}

  of(template: string): Bucket {
    let bucket = this.byTemplate.get(template);
    if (!bucket) {
      bucket = this.named(bucketOf(template));
      this.byTemplate.set(template, bucket);
    }
    return bucket;
  }

  /** An answer for this path fits its bucket's counter. */
  confirm(template: string): void {
    if (this.strikes.size > 0) this.strikes.delete(template);
  }

  /** Gives a path its own bucket once its answers have contradicted its neighbours' often enough. */
  contradict(bucket: Bucket, template: string): void {
    const strikes = (this.strikes.get(template) ?? 0) + 1;
    this.strikes.set(template, strikes);
    if (strikes < STRIKES || bucket.templates.size < 2) return;
    bucket.templates.delete(template);
    const own = this.named(template === bucket.name ? `${template} (list only)` : template);
    this.byTemplate.set(template, own);
    for (const priority of ['list', 'item', 'last'] as const) {
      for (const waiter of bucket.queues[priority].drain()) {
        const target = waiter.template === template ? own : bucket;
        target.queues[priority].push(waiter);
      }
    }
    bucket.handOver(template, own);
  }

  private named(name: string): Bucket {
    const known = this.all.find((bucket) => bucket.name === name);
    if (known) return known;
    const bucket = new Bucket(name, this.pacing, this.random);
    this.all.push(bucket);
    return bucket;
  }
}
