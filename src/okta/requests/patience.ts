/** How long a request may stay silent before it counts as hung, by what the answers of its path take. */
import { DefaultMap } from '../limits/defaultMap';

/** Bounds and figures, ms. */
export interface PatienceSettings {
  /** No request counts as hung before this, however quick its path is. */
  readonly floorMs: number;
  /** The same for a path that has not answered yet. */
  readonly unknownMs: number;
  /** From here on a request stays silent for as long as the transport's own timeout allows. */
  readonly ceilingMs: number;
}

/**
 * Okta answers within a second, and a second attempt costs one call. The ceiling is that of gateways, which
 * give up after a minute; a client has the idle timeout of its transport in its place.
 */
export const DEFAULT_PATIENCE: PatienceSettings = {
  floorMs: 5_000,
  unknownMs: 15_000,
  ceilingMs: 60_000,
};

/** So many times what a path usually takes is too long. */
const TIMES_USUAL = 4;

/** The usual time is at most this quantile of the latest answers. */
const QUANTILE = 0.95;
const ANSWERS_KEPT = 50;

/** A request that hung has so many times longer at its next attempt: the third one has all the time there is. */
const GROWTH = 4;

/** Knows what the answers of each path take. */
export class Patience {
  /** What the latest answers took, and how long the latest request hung; 0 if one was answered since. */
  private readonly paths = new DefaultMap(() => ({ answers: Array<number>(), hungMs: 0 }));

  constructor(private readonly settings: PatienceSettings) {}

  /**
   * How long the next request of this path may stay silent, ms; undefined: as long as the transport allows.
   * @param hungMs how long this very request stayed silent at its last attempt, if it hung
   */
  of(template: string, hungMs = 0): number | undefined {
    const { floorMs, unknownMs, ceilingMs } = this.settings;
    const { answers, hungMs: pathHungMs } = this.paths.of(template);
    const usual = answers.length === 0 ? unknownMs : TIMES_USUAL * quantileOf(answers);
    const before = Math.max(hungMs, pathHungMs);
    const ms = Math.max(floorMs, usual, before < ceilingMs ? GROWTH * before : 0);
    return ms < ceilingMs ? ms : undefined;
  }

  /** @param ms from sending to the end of the answer, whatever it was */
  answered(template: string, ms: number): void {
    const path = this.paths.of(template);
    path.hungMs = 0;
    path.answers.push(ms);
    if (path.answers.length > ANSWERS_KEPT) path.answers.shift();
  }

  /**
   * @param silenceMs what `of` gave the request
   * @returns how long it has stayed silent, ms
   */
  hung(template: string, silenceMs = this.settings.ceilingMs): number {
    this.paths.of(template).hungMs = silenceMs;
    return silenceMs;
  }
}

function quantileOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * QUANTILE) - 1] ?? 0;
}
