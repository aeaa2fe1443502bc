/** What commands have in common that make one HTML file of a collected graph. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { visible } from '../../src/visible';
import { storageDirectory } from '../cli/collected/files';
import { findRun, type CollectedRun } from '../cli/collected/run';
import { ageNote } from '../cli/collected/age';
import { complain, optionProblem } from '../cli/terminal/command';
import { IN_PROGRESS } from '../cli/storage/earlier';

export interface PageCommand {
  readonly usage: string;
  /** The file's name if none is given. */
  readonly fileName: string;
  /** Writes the page; returns what there is to say of it. */
  readonly write: (run: CollectedRun, out: string) => string;
}

/** Does what the command line asks for, and sets the exit code. */
export function runPageCommand(command: PageCommand): void {
  try {
    run(command, process.argv.slice(2));
  } catch (error) {
    complain(error);
  }
}

function run({ usage, fileName, write }: PageCommand, args: readonly string[]): void {
  const { values, positionals } = parse(args, usage);
  if (values.help === true) {
    process.stdout.write(usage);
    return;
  }
  if (positionals.length > 1) throw new Error(`One directory at a time.\n\n${usage.trimEnd()}`);
  const given = path.resolve(positionals[0] ?? storageDirectory(process.env));
  const found = findRun(given);
  const note = ageNote(given, found.directory, Date.now());
  if (note !== undefined) process.stderr.write(`${visible(note)}\n`);
  const out = path.resolve(values.out ?? path.join(homeOf(found), fileName));
  const said = write(found, out);
  process.stdout.write(
    `${said}\n\n  ${visible(pathToFileURL(out).href)}\n\n` +
      'Open it in a browser; it needs no network. It holds the personal data of the collection: keep it as safe.\n',
  );
}

function parse(args: readonly string[], usage: string) {
  const options = { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new Error(`${optionProblem(error)}.\n\n${usage.trimEnd()}`);
  }
}

/** The folder of a run that is at work is gone at its end. */
function homeOf({ directory }: CollectedRun): string {
  return path.basename(directory) === IN_PROGRESS ? path.dirname(directory) : directory;
}
