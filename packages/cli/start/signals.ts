/** Ends the process in good order when it is asked to stop, and within seconds in any case. */

type StopSignal = 'SIGINT' | 'SIGTERM';

/** What a shell expects of a process that ended by this signal: 128 and its number. */
const EXIT_CODES: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Milliseconds that a person who stops a run waits for the clearing up, at most. */
const PATIENCE_MS = 5_000;

export interface SignalWatch {
  /** Exit code of the signal that came; undefined while none has. */
  exitCode(): number | undefined;
  /** No longer listens. */
  release(): void;
}

/**
 * Calls `clearUp` at the first SIGINT or SIGTERM and then ends the process with the signal's exit code.
 * A second signal ends it at once.
 */
export function watchSignals(clearUp: (signal: StopSignal) => Promise<void>): SignalWatch {
  let code: number | undefined;
  const onSignal = (signal: StopSignal): void => {
    const exit = (): never => process.exit(EXIT_CODES[signal]);
    if (code !== undefined) exit();
    code = EXIT_CODES[signal];
    setTimeout(exit, PATIENCE_MS).unref();
    clearUp(signal).then(exit, exit);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    exitCode: () => code,
    release: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
