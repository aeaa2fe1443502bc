/** `npm run explore`: makes one HTML file of the collected graph, to be opened in any browser. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { storageDirectory } from '../cli/collected/files';
import { findRun } from '../cli/collected/run';
import { optionProblem } from '../cli/terminal/command';
import { writeExplorePage } from './explorePage';

const USAGE = `Usage: npm run explore -- [directory] [--out file.html]

Makes one self-contained HTML file of the graph that the last run collected. It
needs no network and opens from the file system.

  directory   where the run left its output (default: .j1-integration)
  --out       the file to write (default: explore.html in that directory)
`;

function parse(args: readonly string[]) {
  const options = { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new Error(`${optionProblem(error)}.\n\n${USAGE.trimEnd()}`);
  }
}

function main(args: readonly string[], environment: NodeJS.ProcessEnv): void {
  const { values, positionals } = parse(args);
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  if (positionals.length > 1) throw new Error(`One directory at a time.\n\n${USAGE.trimEnd()}`);
  const { directory } = findRun(path.resolve(positionals[0] ?? storageDirectory(environment)));
  const out = path.resolve(values.out ?? path.join(directory, 'explore.html'));
  const page = writeExplorePage({ directory, out });
  const counts = `${page.entities.toLocaleString('en')} entities, ${page.relationships.toLocaleString('en')} relationships`;
  process.stdout.write(
    `The graph on screen: ${counts}, ${(page.bytes / 1_048_576).toFixed(1)} MB\n\n` +
      `  ${pathToFileURL(page.out).href}\n\n` +
      'Open it in a browser; it needs no network. It holds the personal data of the collection: keep it as safe.\n',
  );
}

try {
  main(process.argv.slice(2), process.env);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
