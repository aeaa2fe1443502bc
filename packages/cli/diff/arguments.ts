/** What a person wrote after `npm run diff --`. */
import { parseArgs } from 'node:util';

import { refuseKept } from '../ask/askCommand';
import { AskError } from '../ask/askError';
import { outputFileOf, type OutputFile } from '../ask/outputFile';
import { SEVERITIES, type Severity } from '../ask/questions';
import { storageDirectory } from '../collected/files';
import { optionProblem } from '../terminal/command';

export const DIFF_FORMATS = ['table', 'markdown', 'json'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

export interface DiffArguments {
  readonly request: 'help' | 'list' | 'compare';
  /** The graphs that were named, the older one first; at most two. */
  readonly graphs: readonly string[];
  readonly format: DiffFormat;
  /** Changes of this severity and worse fail the command. */
  readonly failOn: Severity | undefined;
  /** At most so many changes of each subject are written. */
  readonly rows: number;
  readonly output: OutputFile | undefined;
  /** Where runs leave their graphs. */
  readonly directory: string;
}

const ROWS = 100;

export const HELP = `Shows what changed in the org between two complete runs of \`npm start\`.

  npm run diff                        the last two complete graphs of the org
  npm run diff -- <older>             that one and the last complete one
  npm run diff -- <older> <newer>     these two
  npm run diff -- --list              lists the graphs that are kept

A graph is named as --list shows it, or by its directory.

  --format <name>          table, markdown or json
  --fail-on <severity>     critical, high, medium or low: exit code 3 if something
                           changed that is so severe, or worse
  --rows <number>          changes of each subject that are written (${ROWS}); all count
  --output <file>          where to write it, readable for you alone; a file that
                           exists is left, unless you say --overwrite
  --graph <directory>      where runs leave their graphs; .j1-integration unless
                           you name another

Times of use and edit, and statistics, are no change. A type that one of the runs
did not collect, or not whole, is named, and nothing of it is said to be new or lost
that may have been there, or may still be.

Exit codes: 0 nothing changed at that severity (always without --fail-on); 1 there is
no comparison; 2 nothing changed at that severity, but a step of a run failed; 3
something changed.
`;

const OPTIONS = {
  list: { type: 'boolean' },
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  rows: { type: 'string' },
  output: { type: 'string' },
  overwrite: { type: 'boolean' },
  graph: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new AskError(`${optionProblem(error)}. See: npm run diff -- --help`);
  }
}

/** The one of `known` that was named in any case of letters. */
function oneOf<Name extends string>(
  option: string,
  known: readonly Name[],
  given: string | undefined,
): Name | undefined {
  if (given === undefined) return undefined;
  const found = known.find((name) => name === given.toLowerCase());
  if (found !== undefined) return found;
  throw new AskError(`--${option} knows ${known.join(', ')}, and not "${given}"`);
}

function rowsOf(given: string | undefined): number {
  if (given === undefined) return ROWS;
  if (!/^\d{1,9}$/.test(given)) throw new AskError(`--rows takes a number, and not "${given}"`);
  return Number(given);
}

/** @throws {AskError} on an unknown option or a value that makes no sense */
export function parseArguments(argv: readonly string[], env: Environment): DiffArguments {
  refuseKept('diff', argv, env, Object.keys(OPTIONS));
  const { values, positionals } = parseOptions(argv);
  if (positionals.length > 2) {
    throw new AskError(`Two graphs at a time, and not ${positionals.length}`);
  }
  if (values.list === true && positionals.length > 0) {
    throw new AskError('--list takes no graph');
  }
  return {
    request: values.help === true ? 'help' : values.list === true ? 'list' : 'compare',
    graphs: positionals,
    format: oneOf('format', DIFF_FORMATS, values.format) ?? 'table',
    failOn: oneOf(
      'fail-on',
      SEVERITIES.filter((severity) => severity !== 'info'),
      values['fail-on'],
    ),
    rows: rowsOf(values.rows),
    output: outputFileOf(values),
    directory: values.graph ?? storageDirectory(env),
  };
}
