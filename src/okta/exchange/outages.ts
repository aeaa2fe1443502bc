/**
 * Rides out outages. Where requests fail in a row, the others wait and one at a time finds out whether
 * Okta is back, so that minutes without service cost a few calls and lose nothing. Connections that
 * cannot be made concern the whole org, all other failures one path.
 */
import type { Clock } from '../clock';
import type { FailureCause } from '../errors';
import { Gate } from './gate';
import type { Breakdown, Refusal, Success } from './outcome';
import { askedPauseMs, isRetriable, type RetryBudget } from './retry';

export interface OutageParts {
  readonly clock: Clock;
  /** 0 (inclusive) to 1, for jitter. */
  readonly random: () => number;
  readonly budget: RetryBudget;
  /** Told when a path, or the org where the template is undefined, goes down and comes back. */
  readonly onChange: (template: string | undefined, isDown: boolean) => void;
}

/** No request got as far as Okta, so the path that was asked for has nothing to do with it. */
const UNREACHABLE: readonly FailureCause[] = [
  'connection-refused',
  'dns',
  'unreachable',
  'connect-timeout',
  'proxy',
];

/** After so many requests have failed for good in a row, the next ones are sent once only. */
const GIVE_UPS_IN_A_ROW = 3;

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

/**
 * What one request met at one gate since that gate's last outage: an outage explains the failures in
 * it, and a path that is down explains nothing about the org.
 */
interface OwnFailures {
  readonly times: number;
  readonly firstAt: number;
}

export class Passage {
  /** The gates at which this request is the one that finds out. */
  private readonly trials = new Set<Gate>();
  private readonly failures = new Map<Gate, OwnFailures>();
  private concerned: Gate;

  constructor(
    private readonly org: Gate,
    private readonly path: Gate,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly onOutcome: (isAnswer: boolean) => void,
  ) {
    this.concerned = path;
  }

  get isHeldUp(): boolean {
    return this.holding !== undefined;
  }

  /** What the requests before this one met. */
  get lastFailure(): Refusal | Breakdown | undefined {
    return (this.org.isShut ? this.org : this.path).lastFailure;
  }

  /** Waits until this request may be sent. False: it is not worth sending; the outage lasts too long. */
  async enter(): Promise<boolean> {
    for (let gate = this.holding; gate; gate = this.holding) {
      const turn = await gate.turn();
      if (turn === 'refused') return false;
      if (turn === 'trial') this.trials.add(gate);
    }
    return true;
  }

  /** Takes in what became of an attempt. A refusal by a limit says that the org is there, no more. */
  note(outcome: Success | Refusal | Breakdown, sentAt: number): void {
    if (outcome.kind !== 'success' && isRetriable(outcome)) {
      this.failed(outcome, sentAt);
      return;
    }
    this.org.answered(sentAt);
    const { cause } = outcome.kind === 'success' ? { cause: undefined } : outcome;
    if (cause === 'rate-limited' || cause === 'concurrency-limited') return;
    this.onOutcome(true);
    this.path.answered(sentAt);
    this.leave();
  }

  /** How often this request may be sent, as things stand. */
  attempts(budget: RetryBudget): number {
    const { concerned } = this;
    if (concerned.giveUps >= GIVE_UPS_IN_A_ROW || concerned.stage !== 'waiting') return 1;
    const own = this.failures.get(concerned);
    const isCause =
      own !== undefined &&
      own.times >= budget.attemptsOfOne &&
      concerned.lastAnswerAt > own.firstAt;
    return isCause ? 1 : budget.attempts;
  }

  /** This request has failed for good. */
  gaveUp(): void {
    this.concerned.giveUps += 1;
  }

  /** Must be called when the request has ended in any way. */
  leave(): void {
    for (const gate of this.trials) gate.trialEnded();
    this.trials.clear();
  }

  /** Who tries the org waits for no path: the one who tries the path may be waiting for the org. */
  private get holding(): Gate | undefined {
    if (this.trials.has(this.org)) return undefined;
    if (this.org.isShut) return this.org;
    return this.path.isShut && !this.trials.has(this.path) ? this.path : undefined;
  }

  private failed(outcome: Refusal | Breakdown, sentAt: number): void {
    const { cause } = outcome;
    this.concerned = UNREACHABLE.includes(cause) ? this.org : this.path;
    if (this.concerned === this.path && cause !== 'connection-reset') this.org.answered(sentAt);
    this.countOwn(this.concerned);
    this.onOutcome(false);
    this.concerned.failed(outcome, askedPauseMs(outcome));
    this.leave();
  }
  private countOwn(gate: Gate): void {
    const before = this.failures.get(gate);
    const isExplained = before !== undefined && before.firstAt <= gate.reopenedAt;
    this.failures.set(gate, {
      times: before && !isExplained ? before.times + 1 : 1,
      firstAt: before && !isExplained ? before.firstAt : this.clock.now(),
    });
  }
}
