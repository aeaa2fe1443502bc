/** What stands on the screen when a run could not begin or had to be stopped. Pure. */
import { wrap, type Page } from '../terminal/style';
import { fileProblem } from '../storage/fileProblem';
import { inEnvironmentNames } from './environmentNames';
import { warningLines } from './warnings';

export interface FailureInput {
  readonly error: unknown;
  /** Whether something had been collected. */
  readonly hadBegun: boolean;
  /** Warnings that were not shown yet. */
  readonly warnings: readonly string[];
  /** Whether the graph of an earlier run lies where it lay. */
  readonly isEarlierKept: boolean;
  /** Where the graph was to lie. */
  readonly directory: string;
  /** Undefined where no log was written. */
  readonly logFile: string | undefined;
}

export function renderFailure(
  { error, hadBegun, isEarlierKept, warnings, directory, logFile }: FailureInput,
  { columns, style }: Page,
): string[] {
  const verdict = hadBegun
    ? 'The run was stopped. What it collected is not complete.'
    : 'Nothing was collected.';
  return [
    '',
    ...warnings.flatMap((warning) => warningLines(warning, { columns, style })),
    style.bold(style.red(verdict)),
    ...wrap(reasonOf(error, directory), columns),
    ...(isEarlierKept ? wrap(earlierKept(directory), columns) : []),
    '',
    `${style.cyan('npm run doctor')} checks the configuration and every permission (it only reads).`,
    ...(logFile === undefined ? [] : [style.dim(`Log: ${logFile}`)]),
  ];
}

/** What a person reads who has lost nothing. */
export function earlierKept(directory: string): string {
  return `Graph of the last complete run: ${directory}`;
}

/** An error in words: those of the file system say what to do. */
export function reasonOf(error: unknown, directory: string): string {
  if (!(error instanceof Error)) return 'The reason is unknown.';
  return fileProblem(error, directory) ?? inEnvironmentNames(error.message);
}
