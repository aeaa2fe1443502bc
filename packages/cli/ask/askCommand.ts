/** What the commands that answer from a graph share: what npm keeps of their line, and how an error ends them. */
import { visibleLines } from '../../../src/visible';
import { keptByNpm } from '../terminal/command';
import { AskError } from './askError';

/**
 * @param command its name after `npm run`
 * @param options their names without dashes
 * @throws {AskError} naming an option that npm has kept, as the command does not get it
 */
export function refuseKept(
  command: string,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  options: readonly string[],
): void {
  const kept = keptByNpm(argv, env, options);
  if (kept === undefined) return;
  throw new AskError(`npm has kept --${kept} for itself. Write: npm run ${command} -- --${kept} …`);
}

/** @returns the exit code of `work`, or 1 after an AskError, which is written to the error stream */
export async function exitCodeOf(
  work: () => Promise<number>,
  complain: (text: string) => void,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    complain(`${visibleLines(error.message)}\n`);
    return 1;
  }
}
