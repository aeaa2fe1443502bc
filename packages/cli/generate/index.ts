/** npm run generate: writes what follows from the code into documents and generated files. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { GENERATED } from './files';

const ROOT = path.join(__dirname, '..', '..', '..');

for (const [name, generate] of Object.entries(GENERATED)) {
  const file = path.join(ROOT, name);
  const before = readFileSync(file, 'utf8');
  const after = generate(before);
  if (after === before) continue;
  writeFileSync(file, after);
  process.stdout.write(`${name} has changed\n`);
}
