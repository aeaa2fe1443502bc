/** Compares two graphs: from the command line to the exit code. */
import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { visible } from '../../../src/visible';
import { exitCodeOf } from '../ask/askCommand';
import { AskError } from '../ask/askError';
import { refuseExisting, writeOutput } from '../ask/outputFile';
import { writtenJson } from '../ask/written';
import { ageNote } from '../collected/age';
import { timeText } from '../findings/words';
import { PLAIN, type Page } from '../terminal/style';
import { renderTable } from '../terminal/table';
import { HELP, parseArguments, type DiffArguments } from './arguments';
import { choosePair, keptGraphs } from './choose';
import { compareGraphs } from './compare';
import { withChangesCut, type Changes } from './model';
import { verdictOf } from './verdict';
import { asChangesMarkdown, asChangesTable, severitiesText } from './written';

export interface Surroundings {
  /** Whose metadata declares the tables. Only called when graphs are compared: loading takes time. */
  readonly steps: () => Promise<readonly StepMetadata[]>;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly now: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What tables are laid out for. */
  readonly page: Page;
}

/** @returns the exit code, as {@link HELP} explains it */
export async function diff(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { write, complain, env } = surroundings;
  return exitCodeOf(async () => {
    const parsed = parseArguments(argv, env);
    if (parsed.request === 'compare') return compare(parsed, surroundings);
    write(parsed.request === 'help' ? HELP : listOf(parsed, surroundings));
    return 0;
  }, complain);
}

function listOf({ directory }: DiffArguments, { page }: Surroundings): string {
  const kept = keptGraphs(directory);
  if (kept.length === 0) throw new AskError(`There is no graph of a complete run in ${directory}`);
  const rows = kept.map(({ name, endedOn, org }) => [
    name,
    endedOn === undefined ? '' : timeText(new Date(endedOn).toISOString()),
    org?.replace(/^okta_account_/, '') ?? '',
  ]);
  const columns = [{ title: 'Graph' }, { title: 'Collected' }, { title: 'Org' }];
  return `${renderTable(columns, rows, Number.POSITIVE_INFINITY, page.style).join('\n')}\n`;
}

async function compare(parsed: DiffArguments, surroundings: Surroundings): Promise<number> {
  const { directory, graphs, failOn, output, rows } = parsed;
  const { steps, write, complain, now } = surroundings;
  if (output !== undefined) refuseExisting(output);
  const pair = choosePair(directory, graphs);
  const changes = await compareGraphs({ ...pair, steps: await steps() });
  const note = graphs.length < 2 ? ageNote(directory, pair.newer, now()) : undefined;
  if (note !== undefined) complain(`${visible(note)}\n`);
  const page = output === undefined ? surroundings.page : UNBOUND;
  const content = written(changes, parsed.format, rows, page);
  if (output === undefined) write(content);
  else {
    writeOutput(output, content, 'comparison');
    write(`${visible(output.file)}\n`);
  }
  if (failOn === undefined) return 0;
  const { text, exitCode } = verdictOf(failOn, changes);
  complain(`${text}\n`);
  return exitCode;
}

/** For a file: lines may be as long as they like. */
const UNBOUND: Page = { columns: Number.POSITIVE_INFINITY, style: PLAIN };

function written(all: Changes, format: DiffArguments['format'], rows: number, page: Page): string {
  const changes = withChangesCut(all, rows);
  switch (format) {
    case 'json':
      return writtenJson(changes);
    case 'markdown':
      return asChangesMarkdown(changes, severitiesText(all));
    case 'table':
      return asChangesTable(changes, severitiesText(all), page);
  }
}
