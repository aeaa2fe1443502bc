/** Compiles a measured process, so that neither ts-node nor the compiler is in its memory. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const COMPILED = path.join(ROOT, 'node_modules/.cache/bench');

/**
 * @param entry path of the process's file below this folder, without its ending
 * @returns path of what is to be run
 */
export function compile(entry: string): string {
  mkdirSync(COMPILED, { recursive: true });
  const config = path.join(COMPILED, 'tsconfig.json');
  const options = { noEmit: false, outDir: COMPILED, rootDir: ROOT, types: ['node'] };
  const include = [path.join(__dirname, `${entry}.ts`)];
  const extended = path.join(ROOT, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: extended, compilerOptions: options, include }));
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
  return path.join(COMPILED, `packages/bench/${entry}.js`);
}
