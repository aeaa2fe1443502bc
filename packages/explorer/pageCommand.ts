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
import { openInBrowser } from './openInBrowser';
import { servePage } from './servePage';

/** The options that all of them take, for their usage. */
export const PAGE_OPTIONS = `  --open      opens the page in your browser
  --serve     serves the page on this machine alone until Ctrl-C, for people who use it over SSH
  --port      where to serve it (default: a free port)
`;

export interface PageCommand {
  readonly usage: string;
  /** The file's name if none is given. */
  readonly fileName: string;
  /** Writes the page; returns what there is to say of it. */
  readonly write: (run: CollectedRun, out: string) => string | Promise<string>;
}

/** Does what the command line asks for, and sets the exit code. */
export function runPageCommand(command: PageCommand): void {
  run(command, process.argv.slice(2)).catch(complain);
}

async function run(
  { usage, fileName, write }: PageCommand,
  args: readonly string[],
): Promise<void> {
  const { values, positionals } = parse(args, usage);
  if (values.help === true) {
    process.stdout.write(usage);
    return;
  }
  if (positionals.length > 1) throw new Error(`One directory at a time.\n\n${usage.trimEnd()}`);
  const port = portOf(values.port, values.serve === true, usage);
  const given = path.resolve(positionals[0] ?? storageDirectory(process.env));
  const found = findRun(given);
  const note = ageNote(given, found.directory, Date.now());
  if (note !== undefined) process.stderr.write(`${visible(note)}\n`);
  const out = path.resolve(values.out ?? path.join(homeOf(found), fileName));
  const said = await write(found, out);
  const file = pathToFileURL(out).href;
  process.stdout.write(
    `${said}\n\n  ${visible(file)}\n\n` +
      'Open it in a browser; it needs no network. It holds the personal data of the collection: keep it as safe.\n',
  );
  const server = port === undefined ? undefined : await servePage(out, port);
  if (server) {
    process.stdout.write(
      `\nServed on this machine alone, until Ctrl-C:\n\n  ${server.address}\n\n` +
        `From another machine: ssh -L ${server.port}:127.0.0.1:${server.port} <this machine>, then open that address there.\n` +
        'Anybody who knows the address can read the page.\n',
    );
    process.once('SIGINT', () => {
      server.close().catch(complain);
    });
  }
  if (values.open === true) await open(server?.address ?? file);
}

async function open(address: string): Promise<void> {
  if (await openInBrowser(address, process)) return;
  process.stderr.write('No browser could be opened from here: open the address yourself.\n');
}

function portOf(written: string | undefined, isServed: boolean, usage: string): number | undefined {
  if (written === undefined) return isServed ? 0 : undefined;
  if (!isServed) throw new Error(`--port needs --serve.\n\n${usage.trimEnd()}`);
  const port = Number(written);
  if (/^\d+$/.test(written) && port <= 65_535) return port;
  throw new Error(`"${written}" is no port.\n\n${usage.trimEnd()}`);
}

function parse(args: readonly string[], usage: string) {
  const options = {
    out: { type: 'string' },
    open: { type: 'boolean' },
    serve: { type: 'boolean' },
    port: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
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
