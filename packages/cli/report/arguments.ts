/** What a person wrote after `npm run report --`. */
import { parseArgs } from 'node:util';

import { refuseKept } from '../ask/askCommand';
import { AskError } from '../ask/askError';
import { momentOf } from '../ask/moment';
import { outputFileOf, type OutputFile } from '../ask/outputFile';
import { SEVERITIES, type Severity } from '../ask/questions';
import { storageDirectory } from '../collected/files';
import { FRAMEWORKS, isFramework, type Framework } from '../findings/frameworks';
import { optionProblem } from '../terminal/command';

export const REPORT_FORMATS = ['html', 'markdown', 'json', 'junit', 'sarif'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportArguments {
  readonly help: boolean;
  readonly format: ReportFormat;
  readonly framework: Framework | undefined;
  /** Findings of this severity and worse fail the command. */
  readonly failOn: Severity | undefined;
  /** Undefined: the usual file, if it exists. */
  readonly suppressions: string | undefined;
  /** At most so many rows of each query are written. */
  readonly rows: number;
  readonly output: OutputFile | undefined;
  /** Where `collect` left its files. */
  readonly directory: string;
  /** The moment from which ages are counted, ms since the epoch; undefined: now. */
  readonly now: number | undefined;
}

export const SUPPRESSIONS_FILE = 'okta-suppressions.yaml';
const ROWS = 100;

export const HELP = `Answers all managed questions on the graph that \`npm start\` collected, as one report.

  npm run report                     writes report.html beside the graph
  npm run report -- --format markdown

  --format <name>          html, markdown, json, junit or sarif; all but html are
                           printed unless --output names a file
  --framework <name>       only questions that are evidence for a standard, by its
                           requirements: cis, nist, soc2, stig or healthinsight
  --fail-on <severity>     critical, high, medium or low: exit code 3 if something
                           of this severity or worse was found
  --suppressions <file>    rows that somebody accepted; by default
                           ${SUPPRESSIONS_FILE} in this directory, if it exists
  --rows <number>          rows of each query that are written (${ROWS}); all count
  --output <file>          the file to write, which only you can read; a file that
                           exists is replaced only with --overwrite
  --graph <directory>      what to report on; .j1-integration by default
  --now <ISO 8601 time>    the moment that ages are counted from; now by default

A question passes only if all data that it needs was collected. With --fail-on, the
error stream names the questions that are not fully known. They never count as passed.

Exit codes: 0 nothing was found at that severity (always without --fail-on);
1 there is no report; 2 nothing was found, but a question of that severity is not
fully known because a step of the run failed; 3 something was found.
`;

const OPTIONS = {
  format: { type: 'string' },
  framework: { type: 'string' },
  'fail-on': { type: 'string' },
  suppressions: { type: 'string' },
  rows: { type: 'string' },
  output: { type: 'string' },
  overwrite: { type: 'boolean' },
  graph: { type: 'string' },
  now: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS });
  } catch (error) {
    throw new AskError(`${optionProblem(error)}. See: npm run report -- --help`);
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
  throw new AskError(`--${option} takes ${known.join(', ')}, not "${given}"`);
}

function rowsOf(given: string | undefined): number {
  if (given === undefined) return ROWS;
  if (!/^\d{1,9}$/.test(given)) throw new AskError(`--rows takes a number, not "${given}"`);
  return Number(given);
}

/** @throws {AskError} on an unknown option or a value that makes no sense */
export function parseArguments(argv: readonly string[], env: Environment): ReportArguments {
  refuseKept('report', argv, env, Object.keys(OPTIONS));
  const values = parseOptions(argv);
  const { 'fail-on': failOn, framework, ...given } = values.values;
  const severities = SEVERITIES.filter((severity) => severity !== 'info');
  return {
    help: given.help === true,
    format: oneOf('format', REPORT_FORMATS, given.format) ?? 'html',
    framework: oneOf('framework', Object.keys(FRAMEWORKS).filter(isFramework), framework),
    failOn: oneOf('fail-on', severities, failOn),
    suppressions: given.suppressions,
    rows: rowsOf(given.rows),
    output: outputFileOf(given),
    directory: given.graph ?? storageDirectory(env),
    now: momentOf(given.now),
  };
}
