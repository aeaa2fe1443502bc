/** Whatever starts Node for a real run gives it the V8 flags of decision 10, and the benchmark measures with them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { record, text } from '../src/json';

const ROOT = path.join(__dirname, '..');

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function flagsIn(source: string): string[] {
  return source.match(/--(?:heap-growing-percent|max-semi-space-size)=\d+/g) ?? [];
}

const decided = /gets\s+`(--heap-growing-percent=\d+ --max-semi-space-size=\d+)`/.exec(
  read('docs/decisions/0010-memory.md'),
)?.[1];
const manifest: unknown = JSON.parse(read('package.json'));
const { scripts } = record(manifest);

test.each(['start', 'collect', 'run'])('npm run %s', (script) => {
  expect(text(record(scripts)[script])).toContain(`node ${decided} `);
});

test('the image', () => {
  expect(flagsIn(read('deploy/run.js')).join(' ')).toBe(decided);
});
