/**
 * All benchmarks, one after the other, and their report: `npm run bench` writes `docs/benchmarks.md`. With
 * `-- --report` it only writes the report anew, of what the last runs printed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const OUTPUTS = path.join(ROOT, 'node_modules/.cache/bench/outputs');
const REPORT = path.join(ROOT, 'docs/benchmarks.md');

interface Part {
  readonly name: 'limits' | 'throughput' | 'scale';
  readonly title: string;
  /** What is measured, and how to read it. */
  readonly text: string;
}

const PARTS: readonly Part[] = [
  {
    name: 'limits',
    title: 'A run under Okta’s limits',
    text:
      'The whole integration against a local org with the limits of Workforce Identity Cloud at the default share of ' +
      'a token, true 60-second windows and 150 ms latency. The ideal time is what the limits alone take: whole ' +
      'windows, and the calls of the last one. The predecessor’s calls are by its own formula (2 for each user, 1 for ' +
      'each group, 1 for each group with members, 2 for each application, pages), its time is the ideal at its half of ' +
      'the limit. In the timeline each column is some seconds: `#` calls were made, `.` the limit was spent, `!` ' +
      'there was budget and work and nothing happened.',
  },
  {
    name: 'throughput',
    title: 'The client against a bare loop',
    text:
      'Calls a second through the client, with 20 ms latency and no limits, against a loop of node-fetch with the ' +
      'same number of requests under way; medians of pairs of rounds, so that what else the machine does meets both.',
  },
  {
    name: 'scale',
    title: 'Time, processor and memory by size',
    text:
      'Limits and latency off, the org in another process. For each 20,000 users there are 1,000 groups, 200,000 ' +
      'memberships and 1,000 devices, and a factor or two for each user. The peak is the highest resident set of the ' +
      'process, with the flags of decision 10. “ours” is the code of this repository, “sdk” JupiterOne’s, ' +
      '“libraries” all other packages and the validator, “node” Node itself with JSON, sockets, files and compression.',
  },
];

/** Runs one part, shows what it prints as it comes, and keeps it. */
function run({ name }: Part): boolean {
  const file = path.join(__dirname, `${name}.ts`);
  const { stdout, status } = spawnSync(process.execPath, ['-r', 'ts-node/register', file], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.stdout.write(stdout);
  mkdirSync(OUTPUTS, { recursive: true });
  writeFileSync(path.join(OUTPUTS, `${name}.txt`), stdout);
  return status === 0;
}

function section({ name, title, text }: Part): string {
  const file = path.join(OUTPUTS, `${name}.txt`);
  const output = existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : 'not measured';
  return `## ${title}\n\n\`npm run bench:${name}\`. ${text}\n\n\`\`\`\n${output}\n\`\`\`\n`;
}

function machine(): string {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.version}`;
}

function report(): string {
  return [
    '# Benchmarks\n',
    '<!-- Written by `npm run bench`; do not edit. -->\n',
    `Measured on ${machine()}. The machine is shared with others, so read ratios rather than seconds; each figure ` +
      'has the command that shows it. None of this is a test: a slow machine fails nothing in `npm test`.\n',
    ...PARTS.map(section),
  ].join('\n');
}

const isReportOnly = process.argv.includes('--report');
const results = isReportOnly ? [] : PARTS.map(run);
writeFileSync(REPORT, report());
console.log(`Written: ${path.relative(ROOT, REPORT)}`);
if (results.includes(false)) process.exitCode = 1;
