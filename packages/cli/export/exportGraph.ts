/** Makes one export: from the command line to the exit code. */
import { parseArgs } from 'node:util';

import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { visible } from '../../../src/visible';
import { asCsv } from '../ask/answer';
import { exitCodeOf, refuseKept } from '../ask/askCommand';
import { AskError } from '../ask/askError';
import { declaredTables, type Declarations } from '../ask/declarations';
import { gapsIn, type UsedType } from '../ask/gaps';
import { GraphDatabase } from '../ask/graphDatabase';
import { openGraphFiles, type GraphFiles } from '../ask/graphFiles';
import { outputFileOf, refuseExisting, writeOutput, type OutputFile } from '../ask/outputFile';
import { ageNote } from '../collected/age';
import { storageDirectory } from '../collected/files';
import { optionProblem } from '../terminal/command';
import { counted } from '../terminal/format';
import { ACCESS_REVIEW } from './accessReview';
import { openGraph } from './openGraph';
import { exportTables } from './tables';

const FORMATS = ['parquet', 'ndjson', 'opengraph', 'access-review'] as const;
type ExportFormat = (typeof FORMATS)[number];

export const HELP = `Writes the graph that \`npm start\` collected for other programs.

  npm run export -- --format <name> --output <directory or file>

  parquet         a directory with a Parquet file for each type, as the tables of
                  npm run ask: pandas, Spark, DuckDB
  ndjson          the same as JSON, a line for each entity or relationship
  opengraph       one JSON file for BloodHound: users, groups, rules, applications,
                  administrator roles, devices, AWS roles
  access-review   one CSV file: a row for each user and application, administrator
                  role or AWS role, with every way that leads there, the last
                  sign-in, and empty columns for the reviewer

  --overwrite              replaces an earlier export there
  --graph <directory>      what to export; .j1-integration by default

Only you can read the files. The error stream names what the run did not collect. Exit codes: 0 it was written; 1 it was not.
`;

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  overwrite: { type: 'boolean' },
  graph: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface ExportArguments {
  readonly format: ExportFormat;
  readonly output: OutputFile;
  readonly directory: string;
}

export interface Surroundings {
  /** Whose metadata declares the tables. Only called when the graph is read: loading takes time. */
  readonly steps: () => Promise<readonly StepMetadata[]>;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly now: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (error) {
    throw new AskError(`${optionProblem(error)}. See: npm run export -- --help`);
  }
}

/** Undefined if the help is asked for. */
function parseArguments(
  argv: readonly string[],
  env: Surroundings['env'],
): ExportArguments | undefined {
  refuseKept('export', argv, env, Object.keys(OPTIONS));
  const values = parseOptions(argv);
  if (values.help === true || argv.length === 0) return undefined;
  const format = FORMATS.find((name) => name === values.format?.toLowerCase());
  if (format === undefined) {
    throw new AskError(`--format takes ${FORMATS.join(', ')}, not "${values.format ?? ''}"`);
  }
  const output = outputFileOf(values);
  if (output === undefined) throw new AskError('--output needs the file or directory to write');
  return { format, output, directory: values.graph ?? storageDirectory(env) };
}

/** @returns the process's exit code: 0, or 1 after an error that was written to the error stream */
export async function exportGraph(
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { write, complain, env } = surroundings;
  return exitCodeOf(async () => {
    const parsed = parseArguments(argv, env);
    if (parsed === undefined) write(HELP);
    else await make(parsed, surroundings);
    return 0;
  }, complain);
}

async function make(parsed: ExportArguments, surroundings: Surroundings): Promise<void> {
  const { format, output, directory } = parsed;
  const { steps, write, complain } = surroundings;
  const isFile = format === 'opengraph' || format === 'access-review';
  if (isFile) refuseExisting(output);
  const declarations = declaredTables(await steps());
  const files = openGraphFiles(directory);
  try {
    const used = await writeExport(parsed, files, declarations, surroundings);
    const note = ageNote(directory, files.directory, surroundings.now());
    if (note !== undefined) complain(`${visible(note)}\n`);
    for (const { text } of gapsIn(used, files.summary)) complain(`${visible(text)}\n`);
    write('It holds the personal data of the collection: keep it as safe.\n');
  } finally {
    files.close();
  }
}

/** Writes the export, and returns the types that it rests on. */
async function writeExport(
  { format, output }: ExportArguments,
  files: GraphFiles,
  declarations: Declarations,
  { write, now }: Surroundings,
): Promise<readonly UsedType[]> {
  if (format === 'parquet' || format === 'ndjson') {
    const number = await exportTables(files, declarations, format, output);
    write(`${counted(number, 'file')} in ${visible(output.file)}\n`);
  }
  const database = await GraphDatabase.open({ files, declarations, now: now() });
  try {
    if (format === 'access-review') {
      const answer = await database.query(ACCESS_REVIEW);
      writeOutput(output, asCsv(answer), 'export');
      write(`${counted(answer.rows.length, 'row')} in ${visible(output.file)}\n`);
      return database.typesUsedBy(ACCESS_REVIEW);
    }
    if (format === 'opengraph') {
      writeOutput(output, await openGraph(database), 'export');
      write(`${visible(output.file)}\n`);
    }
    return database.allTypes();
  } finally {
    database.close();
  }
}
