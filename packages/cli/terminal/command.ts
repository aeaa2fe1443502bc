/** What commands have in common: wrong options, and those that take no arguments, from command line to exit code. */
import { parseArgs } from 'node:util';

import { visibleLines } from '../../../src/visible';

/**
 * What `parseArgs` of Node finds wrong, in one sentence for the person. Node's own adds how to write an argument
 * that begins with a dash, which nobody meant who misspelt an option.
 */
export function optionProblem(error: unknown): string {
  const message = String(error).replace(/^\w*Error(?: \[\w+\])?: /, '');
  const unknown = /^Unknown option '([^']+)'/.exec(message)?.[1];
  if (unknown !== undefined) return `There is no option ${unknown}`;
  const lacking = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument (?:missing|is ambiguous)/.exec(
    message,
  )?.[1];
  if (lacking !== undefined) return `${lacking} needs a value after it`;
  const flag = /^Option '(?:-\w, )?(--[\w-]+)' does not take an argument/.exec(message)?.[1];
  if (flag !== undefined) return `${flag} takes no value`;
  const stray = /^Unexpected argument '([^']*)'/.exec(message)?.[1];
  return stray === undefined ? message : `There is no argument "${stray}"`;
}

/**
 * The option of ours that npm took for its own, and left in the environment: `npm run ask sleepers --json` hands over
 * `sleepers` alone. Undefined if an option has arrived, as npm keeps all of them or none.
 *
 * @param options their names, without dashes in front
 */
export function keptByNpm(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  options: readonly string[],
): string | undefined {
  if (argv.some((argument) => argument.startsWith('-'))) return undefined;
  return options.find((name) => (env[`npm_config_${name.replaceAll('-', '_')}`] ?? '') !== '');
}

export interface Reply {
  readonly text: string;
  readonly exitCode: 0 | 1;
}

/**
 * The flags that were given; or what to answer instead of doing the work: the help if it is asked for, a
 * refusal of all other arguments.
 *
 * @param flags their names, without dashes in front
 */
export function readFlags(
  argv: readonly string[],
  help: string,
  flags: readonly string[] = [],
): ReadonlySet<string> | Reply {
  const options = Object.fromEntries(flags.map((name) => [name, { type: 'boolean' } as const]));
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
    });
    return values.help === true ? { text: help, exitCode: 0 } : new Set(Object.keys(values));
  } catch (error) {
    return { text: `${optionProblem(error)}.\n\n${help}`, exitCode: 1 };
  }
}

/** Writes what was thrown to the error stream, and makes the process fail. */
export function complain(error: unknown): void {
  const message = error instanceof Error ? error.message : 'unknown error';
  process.stderr.write(`${visibleLines(message)}\n`);
  process.exitCode = 1;
}

/**
 * Sets the process's exit code: what `work` resolves with, or 1 if it fails, with its message on the
 * error stream.
 *
 * @param work takes the flags that were given
 * @param flags what may be given, without dashes in front
 */
export function runCommand(
  help: string,
  work: (given: ReadonlySet<string>) => Promise<number>,
  flags: readonly string[] = [],
): void {
  const given = readFlags(process.argv.slice(2), help, flags);
  if ('exitCode' in given) {
    (given.exitCode === 0 ? process.stdout : process.stderr).write(given.text);
    process.exitCode = given.exitCode;
    return;
  }
  work(given).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      complain(error);
    },
  );
}
