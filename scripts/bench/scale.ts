/**
 * Time, CPU and memory by size, with limits and latency off: `npm run bench:scale [-- users…]`. Each collection runs
 * in a process of its own, compiled as a host gets it. Fails where a goal is missed.
 */
import { execFileSync, fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { record, text } from '../../src/json';
import type { ScaleMeasure } from './scaleChild';
import { serveLocalOkta } from './serve';

const ROOT = path.join(__dirname, '../..');
const COMPILED = path.join(ROOT, 'node_modules/.cache/bench');
const SIZES = [1_000, 10_000, 20_000, 100_000];

const GROWTH_PER_TENFOLD = 11;
const OUR_SHARE = 0.35;
const PEAK_MB: Readonly<Record<number, number>> = { 20_000: 350, 100_000: 600 };
const FIRST_REQUEST_MS = 2_000;
const PROFILED_SIZE = 20_000;

export interface ScaleRow extends ScaleMeasure {
  readonly users: number;
}

export interface ScaleResult {
  readonly rows: readonly ScaleRow[];
  readonly profiled: ScaleRow | undefined;
  readonly missed: readonly string[];
}

/** Compiles the measured process, so that neither ts-node nor the compiler is in its memory. */
function compile(): string {
  mkdirSync(COMPILED, { recursive: true });
  const config = path.join(COMPILED, 'tsconfig.json');
  const options = { noEmit: false, outDir: COMPILED, rootDir: ROOT, types: ['node'] };
  const include = [path.join(__dirname, 'scaleChild.ts')];
  const extended = path.join(ROOT, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: extended, compilerOptions: options, include }));
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
  return path.join(COMPILED, 'scripts/bench/scaleChild.js');
}

/** The flags with which `npm start` runs Node: what is measured is what people get. */
function flagsOfStart(): string[] {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const start = text(record(record(manifest).scripts).start) ?? '';
  return start.split(' ').filter((word) => word.startsWith('--'));
}

function isMeasure(message: unknown): message is ScaleMeasure {
  return typeof message === 'object' && message !== null && 'peakMb' in message;
}

function runChild(file: string, args: readonly string[]): Promise<ScaleMeasure> {
  return new Promise((resolve, reject) => {
    const child = fork(file, args, { execArgv: flagsOfStart() });
    child.once('message', (message) => {
      if (isMeasure(message)) resolve(message);
      child.disconnect();
    });
    child.once('exit', (code) => {
      reject(new Error(`the measured process ended with code ${code ?? 'none'}`));
    });
  });
}

async function measureSize(file: string, users: number, profiled: boolean): Promise<ScaleRow> {
  const generated = {
    users,
    groups: users / 20,
    memberships: users * 10,
    apps: 40,
    devices: users / 20,
  };
  const okta = await serveLocalOkta({ plan: 'unlimited', generated, keepRequests: 0 });
  try {
    const args = [okta.url, okta.apiToken, profiled ? 'profile' : 'plain'];
    return { users, ...(await runChild(file, args)) };
  } finally {
    okta.close();
  }
}

export async function measureScale(
  sizes: readonly number[] = SIZES,
  tell: (line: string) => void = console.log,
): Promise<ScaleResult> {
  const file = compile();
  const rows: ScaleRow[] = [];
  for (const users of sizes) {
    const row = await measureSize(file, users, false);
    rows.push(row);
    tell(describeRow(row));
  }
  const profiled = sizes.includes(PROFILED_SIZE)
    ? await measureSize(file, PROFILED_SIZE, true)
    : undefined;
  if (profiled?.shares) tell(describeShares(profiled));
  return { rows, profiled, missed: missedBy(rows, profiled) };
}

function describeRow({ users, objects, wallMs, cpuMs, peakMb, firstRequestMs }: ScaleRow): string {
  return (
    `${users} users: ${objects} objects, ${(wallMs / 1000).toFixed(1)} s, ` +
    `CPU ${(cpuMs / 1000).toFixed(1)} s, peak ${Math.round(peakMb)} MB, ` +
    `first request after ${Math.round(firstRequestMs)} ms`
  );
}

function describeShares({ shares }: ScaleRow): string {
  const parts = Object.entries(shares ?? {}).map(
    ([owner, share]) => `${owner} ${Math.round(share * 100)} %`,
  );
  return `CPU at ${PROFILED_SIZE} users: ${parts.join(', ')}`;
}

function missedBy(rows: readonly ScaleRow[], profiled: ScaleRow | undefined): string[] {
  const growth = rows.flatMap((small) =>
    rows
      .filter(({ users }) => users === small.users * 10)
      .map((large) => ({ users: large.users, times: large.cpuMs / small.cpuMs })),
  );
  const ours = profiled?.shares?.ours ?? 0;
  return [
    ...growth
      .filter(({ times }) => times > GROWTH_PER_TENFOLD)
      .map(({ users, times }) => `CPU grew ${times.toFixed(1)} times to ${users} users`),
    ...rows
      .filter(({ users, peakMb }) => peakMb > (PEAK_MB[users] ?? Infinity))
      .map(({ users, peakMb }) => `${Math.round(peakMb)} MB at ${users} users`),
    ...rows
      .filter(({ firstRequestMs }) => firstRequestMs > FIRST_REQUEST_MS)
      .map(({ users }) => `first request later than ${FIRST_REQUEST_MS} ms at ${users} users`),
    ...rows.flatMap(({ users, failedSteps }) =>
      failedSteps.map((id) => `${id} failed at ${users} users`),
    ),
    ...(ours > OUR_SHARE ? [`our share of the CPU is ${Math.round(ours * 100)} %`] : []),
  ];
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).map(Number).filter(Number.isFinite);
  const { missed } = await measureScale(asked.length > 0 ? asked : SIZES);
  for (const goal of missed) console.log(`GOAL MISSED: ${goal}`);
  if (missed.length > 0) process.exitCode = 1;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
