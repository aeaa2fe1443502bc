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

/**
 * What one request met at one gate since that gate's last outage: an outage explains the failures in
 * it, and a path that is down explains nothing about the org.
 */
interface OwnFailures {
  readonly times: number;
  readonly firstAt: number;
  readonly firstsThen: Firsts;
}

/** How the first attempts of requests have ended. */
interface Firsts {
  readonly passed: number;
  readonly failed: number;
}

/** Fewest attempts before a request is taken for the cause of its failures; each takes a minute if it hangs. */
const FEWEST = 4;
const FEWEST_IF_SLOW = 2;

/** Fewer other requests than this say nothing about how likely a failure is. */
const OTHERS_THAT_TELL = 20;

/** How unlikely a row of failures has to be, if chance alone were to make it, to be none of chance. */
const BY_CHANCE = 1e-4;

/**
 * After how many failures in a row a request is their cause itself. Where few others fail, a few in a
 * row tell; where every second one does, chance makes long rows.
 */
function attemptsThatTell({ passed, failed }: Firsts, fewest: number, most: number): number {
  const all = passed + failed;
  if (all < OTHERS_THAT_TELL) return most;
  const share = (failed + 1) / (all + 2);
  const row = Math.ceil(Math.log(BY_CHANCE) / Math.log(share));
  return Math.min(most, Math.max(fewest, row));
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
    const { cause } = outcome.kind === 'success' ? { cause: undefined } : outcome;
    if (cause === 'rate-limited' || cause === 'concurrency-limited') return;
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
    const enough = attemptsThatTell(others, isSlow ? FEWEST_IF_SLOW : FEWEST, budget.attemptsOfOne);
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
