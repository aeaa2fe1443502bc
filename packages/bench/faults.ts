/**
 * What trouble costs: `npm run bench:faults [-- directories…]`. The client alone, in virtual time, before an Okta that
 * fails, hangs, refuses and misleads. Directories are checkouts of this repository, measured side by side. Fails
 * where this one misses a goal.
 */
import path from 'node:path';

import { runBench } from './command';
import { HERE, load, measure, missedBy, type Cost } from './faults/measure';
import { SCENARIOS } from './faults/scenarios';

const COLUMNS = ['lost', 'calls', 'minutes', '429', 'least left'] as const;

function cellsOf({ lost, calls, minutes, refused, reserve }: Cost): string[] {
  return [
    String(lost),
    String(calls),
    minutes.toFixed(1),
    String(refused),
    reserve === Infinity ? '-' : String(reserve),
  ];
}

function row(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

async function main(asked: readonly string[]): Promise<void> {
  const directories = asked.length === 0 ? [HERE] : asked;
  const checkouts = await Promise.all(directories.map(load));
  const nameOf = (directory: string): string => path.basename(path.resolve(directory));
  const columns = directories.flatMap((directory) =>
    COLUMNS.map((column) => (directories.length > 1 ? `${nameOf(directory)}: ${column}` : column)),
  );
  row(['', ...columns]);
  row(['---', ...columns.map(() => '--:')]);
  let group = '';
  for (const scenario of SCENARIOS) {
    if (scenario.group !== group) row([`**${scenario.group}**`, ...columns.map(() => '')]);
    group = scenario.group;
    const costs: Cost[] = [];
    for (const checkout of checkouts) costs.push(await measure(checkout, scenario));
    row([scenario.name, ...costs.flatMap(cellsOf)]);
    const latest = costs.at(-1);
    for (const goal of latest ? missedBy(scenario, latest) : []) {
      console.log(`GOAL MISSED: ${goal}`);
      process.exitCode = 1;
    }
  }
}

const HELP = `Usage: npm run bench:faults [-- directories…]

Lets the client ask for the factors of users, in virtual time, while Okta fails,
hangs, refuses and misleads, and prints a table: objects that could not be read,
calls, minutes, answers 429, and the least that was left of the limit. Directories
are checkouts of this repository, to be compared; by default it is this one. Exits
with 1 if the last one misses a goal.`;

if (require.main === module) {
  const isKnown = (argument: string): boolean => !argument.startsWith('-');
  runBench({ help: HELP, takes: 'directories', isKnown }, main);
}
