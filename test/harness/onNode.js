/**
 * Runs `npm start` on the sample org and the quick tests on another version of Node, which npm brings
 * into a temporary folder: `npm run test:node -- 24`, or with paths of tests after the version. Ends
 * with the row for the table in docs/testing.md.
 */
const { execFileSync, spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { delimiter, join } = require('node:path');

const ROOT = join(__dirname, '../..');
const [wanted, ...paths] = process.argv.slice(2);
if (wanted === undefined) {
  console.error('Which version of Node? For example: npm run test:node -- 24');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'okta-node-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

// The package `node` gets this one by an install script, which npm does not run unasked.
const binary = `node-${process.platform}-${process.arch}`;
const options = ['--no-audit', '--no-fund', '--no-save', '--loglevel', 'error'];
execFileSync('npm', ['install', '--prefix', folder, ...options, `${binary}@${wanted}`], {
  stdio: 'inherit',
});
const bin = join(folder, 'node_modules', binary, 'bin');
const node = join(bin, 'node');
const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
console.log(`Node ${version}`);

/** Set and empty, so that a developer's own `.env` is not read. */
const blank = Object.fromEntries(
  [...readFileSync(join(ROOT, '.env.example'), 'utf8').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(
    ([, name]) => [name, ''],
  ),
);
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
const run = (args, more = {}) =>
  spawnSync(args[0], args.slice(1), {
    cwd: ROOT,
    env: { ...env, ...more },
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
  });

const storage = { JUPITERONE_INTEGRATION_STORAGE_DIRECTORY: join(folder, 'graph') };
const started = run(['npm', 'start'], { ...blank, ...storage });
process.stderr.write(started.stderr);

const quick = ['--testPathIgnorePatterns', '/node_modules/', 'deep.test', '--maxWorkers', '100%'];
const tested = run([node, join(ROOT, 'node_modules/jest/bin/jest.js'), ...quick, ...paths]);
process.stderr.write(tested.stderr);
const tests = /^Tests: +(.+)$/m.exec(tested.stderr)?.[1] ?? 'no result';

const what = paths.length === 0 ? 'all quick tests' : paths.join(' ');
console.log(
  `| ${version.slice(1)} | exit code ${started.status} | ${what}: ${tests} | ${new Date().toISOString().slice(0, 10)} |`,
);
process.exitCode = started.status === 0 && tested.status === 0 ? 0 : 1;
