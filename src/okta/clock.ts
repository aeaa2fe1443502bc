/** Time as a parameter: the same scheduler runs on the system's clock and on a virtual one. */

/** Takes a timer back; does nothing once it has run. */
export type Cancel = () => void;

/** Time as the client sees it, ms since the epoch: the system's, or a virtual one. */
export interface Clock {
  /** Milliseconds since the epoch that never go backwards while the process lives. */
  now(): number;
  /** Calls `run` once after `ms` milliseconds, unless it is cancelled before. */
  after(ms: number, run: () => void): Cancel;
}

const { timeOrigin } = performance;

/**
 * The system's clock. It counts from the process's start monotonically, so that a correction of the
 * machine's time in the middle of a run neither opens a rate-limit window early nor holds it shut.
 */
export const systemClock: Clock = {
  now: () => timeOrigin + performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
