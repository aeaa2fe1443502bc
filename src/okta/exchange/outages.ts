/**
 * Rides out outages. Where requests fail in a row, the others wait and one at a time finds out whether
 * Okta is back, so that minutes without service cost a few calls and lose nothing. Connections that
 * cannot be made concern the whole org, all other failures one path.
 */
import type { Clock } from '../clock';
import { Gate } from './gate';
import { Passage } from './passage';
import type { RetryBudget } from './retry';

export interface OutageParts {
  readonly clock: Clock;
  /** 0 (inclusive) to 1, for jitter. */
  readonly random: () => number;
  readonly budget: RetryBudget;
  /** Told when a path, or the org where the template is undefined, goes down and comes back. */
  readonly onChange: (template: string | undefined, isDown: boolean) => void;
}

/** The gates of all paths and of the org. */
export class Outages {
  private readonly org: Gate;
  private readonly paths = new Map<string, Gate>();
  private stopped: Error | undefined;
  /** Since when nothing at all has succeeded, although something was tried. */
  private nothingSince: number | undefined;

  constructor(private readonly parts: OutageParts) {
    this.org = this.gate(undefined);
  }

  /** What one request, over all its attempts, has to do with outages. */
  passage(template: string): Passage {
    let path = this.paths.get(template);
    if (!path) {
      path = this.gate(template);
      this.paths.set(template, path);
    }
    return new Passage(this.org, path, this.parts.clock, (isAnswer) => {
      this.nothingSince = isAnswer ? undefined : (this.nothingSince ?? this.parts.clock.now());
    });
  }

  /** Rejects everything that waits, and whatever would wait later. */
  stop(reason: Error): void {
    this.stopped ??= reason;
    this.org.stop(reason);
    for (const path of this.paths.values()) path.stop(reason);
  }

  private gate(template: string | undefined): Gate {
    const gate = new Gate({
      ...this.parts,
      failingSince: () => this.nothingSince,
      onChange: (isDown) => {
        this.parts.onChange(template, isDown);
      },
    });
    if (this.stopped) gate.stop(this.stopped);
    return gate;
  }
}
