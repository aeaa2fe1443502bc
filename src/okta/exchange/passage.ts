/** What one request has to do with outages: whom it waits for, and what its failures are blamed on. */
import type { Clock } from '../clock';
import type { FailureCause } from '../errors';
import { attemptsThatTell, type Firsts } from './chance';
import type { Gate } from './gate';
import { isLimited, type Breakdown, type Refusal, type Success } from './outcome';
import { askedPauseMs, isRetriable, type RetryBudget } from './retry';

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

/**
 * What one request met at one gate since that gate's last outage: an outage explains the failures in
 * it, and a path that is down explains nothing about the org.
 */
interface OwnFailures {
  readonly times: number;
  readonly firstAt: number;
  readonly firstsThen: Firsts;
}

/** One request's way through its gates, over all its attempts. */
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
    if (outcome.kind !== 'success' && isLimited(outcome)) return;
    this.onOutcome(true);
    this.path.answered(sentAt);
    if (!this.failures.has(this.path)) this.path.firsts.passed += 1;
    this.leave();
  }

  /** How often this request may be sent, as things stand. */
  attempts(budget: RetryBudget): number {
    const { concerned } = this;
    if (concerned.giveUps >= GIVE_UPS_IN_A_ROW || concerned.stage !== 'waiting') return 1;
    const own = this.failures.get(concerned);
    if (own === undefined || concerned.lastAnswerAt <= own.firstAt) return budget.attempts;
    const others = {
      passed: concerned.firsts.passed - own.firstsThen.passed,
      failed: concerned.firsts.failed - own.firstsThen.failed,
    };
    const isSlow = concerned.lastFailure?.cause === 'timeout';
    const enough = attemptsThatTell(others, { isSlow, most: budget.attemptsOfOne });
    return own.times >= enough ? 1 : budget.attempts;
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
    const own = this.countOwn(this.concerned);
    const isOwnFault = own.times > 1 && this.concerned.lastAnswerAt > own.firstAt;
    this.onOutcome(false);
    this.concerned.failed(outcome, askedPauseMs(outcome), isOwnFault);
    this.leave();
  }
  private countOwn(gate: Gate): OwnFailures {
    const before = this.failures.get(gate);
    if (before === undefined) gate.firsts.failed += 1;
    const isExplained = before === undefined || before.firstAt <= gate.reopenedAt;
    const own = isExplained
      ? { times: 1, firstAt: this.clock.now(), firstsThen: { ...gate.firsts } }
      : { ...before, times: before.times + 1 };
    this.failures.set(gate, own);
    return own;
  }
}
