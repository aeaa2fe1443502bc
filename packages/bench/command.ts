/** The command line of each benchmark: they take minutes, so nothing that was not understood may start one. */
import type { Reply } from '../cli/terminal/command';

export interface Bench {
  readonly help: string;
  /** What may be named after `--`, in words. */
  readonly takes: string;
  readonly isKnown: (argument: string) => boolean;
}

/** The help where it is asked for, a refusal of what is unknown; undefined where the work is to be done. */
export function replyOf(
  { help, takes, isKnown }: Bench,
  argv: readonly string[],
): Reply | undefined {
  if (argv.some((argument) => argument === '--help' || argument === '-h')) {
    return { text: `${help}\n`, exitCode: 0 };
  }
  const unknown = argv.find((argument) => !isKnown(argument));
  if (unknown === undefined) return undefined;
  return { text: `There is no "${unknown}" to measure. It takes ${takes}.\n`, exitCode: 1 };
}

/** How many users an org may have that is measured. */
export function isSize(argument: string): boolean {
  return /^[1-9]\d*$/.test(argument);
}

/** Does the work, which sets the exit code where a goal is missed, or replies instead. */
export function runBench(bench: Bench, work: (asked: readonly string[]) => Promise<void>): void {
  const argv = process.argv.slice(2);
  const reply = replyOf(bench, argv);
  if (reply !== undefined) {
    (reply.exitCode === 0 ? process.stdout : process.stderr).write(reply.text);
    process.exitCode = reply.exitCode;
    return;
  }
  work(argv).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
