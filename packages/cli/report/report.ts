/** Makes one report: from the command line to the exit code. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { visible } from '../../../src/visible';
import { exitCodeOf } from '../ask/askCommand';
import { AskError, messageOf } from '../ask/askError';
import { refuseExisting, writeOutput } from '../ask/outputFile';
import { writtenJson } from '../ask/written';
import { ageNote } from '../collected/age';
import { findRun } from '../collected/run';
import { findingsIn } from '../findings';
import { withRowsCut, type Findings } from '../findings/model';
import { readSuppressions, type Suppression } from '../findings/suppressions';
import { writeOwnPage } from '../storage/ownPage';
import { REPORT_PAGE } from '../storage/earlier';
import { HELP, parseArguments, SUPPRESSIONS_FILE, type ReportArguments } from './arguments';
import { inFramework, type ReportInput } from './groups';
import { asHtml } from './html';
import { asJunit } from './junit';
import { asMarkdownReport } from './markdown';
import { asSarif } from './sarif';
import { verdictOf } from './verdict';
import { countOf, foundText } from '../findings/words';

export interface Surroundings {
  /** Whose metadata declares the tables. Only called when the graph is asked: loading takes time. */
  readonly steps: () => Promise<readonly StepMetadata[]>;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly now: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the usual file of suppressions is looked for. */
  readonly workingDirectory: string;
}

/** @returns the exit code, as {@link HELP} explains it */
export async function report(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { write, complain, env } = surroundings;
  return exitCodeOf(async () => {
    const parsed = parseArguments(argv, env);
    if (!parsed.help) return make(parsed, surroundings);
    write(HELP);
    return 0;
  }, complain);
}

async function make(parsed: ReportArguments, surroundings: Surroundings): Promise<number> {
  const { failOn, framework, directory, output } = parsed;
  const { steps, now, complain } = surroundings;
  if (output !== undefined) refuseExisting(output);
  const suppressions = suppressionsFor(parsed, surroundings);
  const all = await findingsIn({
    directory,
    steps: await steps(),
    now: parsed.now ?? now(),
    suppressions,
  });
  const findings = { ...all, findings: inFramework(framework, all.findings) };
  const note = ageNote(directory, runDirectory(directory), now());
  if (note !== undefined) complain(`${visible(note)}\n`);
  deliver({ findings: withRowsCut(findings, parsed.rows), framework }, parsed, surroundings);
  for (const problem of findings.suppressionProblems) complain(`${visible(problem)}\n`);
  if (failOn === undefined) return 0;
  const { lines, exitCode } = verdictOf(failOn, findings.findings);
  complain(`${lines.join('\n')}\n`);
  return exitCode;
}

function suppressionsFor(
  { suppressions }: ReportArguments,
  { workingDirectory }: Surroundings,
): readonly Suppression[] {
  if (suppressions !== undefined) return readSuppressions(suppressions);
  const usual = path.join(workingDirectory, SUPPRESSIONS_FILE);
  return existsSync(usual) ? readSuppressions(usual) : [];
}

function written(input: ReportInput, format: ReportArguments['format']): string {
  switch (format) {
    case 'html':
      return asHtml(input);
    case 'markdown':
      return asMarkdownReport(input);
    case 'json':
      return writtenJson(input.findings);
    case 'junit':
      return asJunit(input);
    case 'sarif':
      return asSarif(input.findings);
  }
}

/** To the file that was named, beside the graph if it is a page, or to the output. */
function deliver(input: ReportInput, parsed: ReportArguments, { write }: Surroundings): void {
  const { format, output, directory } = parsed;
  const content = written(input, format);
  if (output === undefined && format !== 'html') {
    write(content);
    return;
  }
  const file = path.resolve(output?.file ?? path.join(runDirectory(directory), REPORT_PAGE));
  if (output !== undefined) writeOutput(output, content, 'report');
  else writePage(file, content);
  write(
    `${summaryOf(input.findings)}\n\n  ${visible(pathToFileURL(file).href)}\n\n` +
      'It holds the personal data of the collection: keep it as safe.\n',
  );
}

function runDirectory(given: string): string {
  return findRun(given).directory;
}

function writePage(file: string, content: string): void {
  try {
    writeOwnPage(file, [content]);
  } catch (error) {
    throw new AskError(messageOf(error).replace('--out.', '--output.'));
  }
}

function summaryOf({ org, findings }: Findings): string {
  const open = countOf('notFullyKnown', findings);
  return (
    `${visible(org ?? 'Okta')}: found ${foundText(findings)}; ${countOf('passed', findings)} passed` +
    `${open === 0 ? '' : `; ${open} not fully known`}.`
  );
}
