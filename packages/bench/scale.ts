/**
 * Time, CPU and memory by size, limits and latency off: `npm run bench:scale [-- users…]`. Each collection runs
 * in a process of its own, compiled as a host gets it. Fails where a goal is missed.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Value } from '@sinclair/typebox/value';

import { record, text } from '../../src/json';
import { isSize, runBench } from './command';
import { compile } from './compile';
import { orgOf } from './orgs';
import { NODE_FLAGS, ScaleMeasure, type NodeFlags, type ScaleRow } from './results';
import { flagsText, missedBy, SCALE_GOALS } from './scale/judge';
import { percent } from '../cli/terminal/format';
import { serveLocalOkta } from './serve';

const ROOT = path.join(__dirname, '../..');
export const SCALE_SIZES: readonly number[] = [1_000, 10_000, 20_000, 100_000];

/** The flags with which `npm start` runs Node. */
function flagsOfStart(): string[] {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const start = text(record(record(manifest).scripts).start) ?? '';
  return start.split(' ').filter((word) => word.startsWith('--'));
}

function runChild(file: string, args: readonly string[], flags: NodeFlags): Promise<ScaleMeasure> {
  return new Promise((resolve, reject) => {
    const child = fork(file, args, { execArgv: flags === 'start' ? flagsOfStart() : [] });
    child.once('message', (message) => {
      if (Value.Check(ScaleMeasure, message)) resolve(message);
      child.disconnect();
    });
    child.once('exit', (code) => {
      reject(new Error(`the measured process ended with code ${code ?? 'none'}`));
    });
  });
}

async function measureSize(
  file: string,
  users: number,
  flags: NodeFlags,
  mode: 'plain' | 'profiled' = 'plain',
): Promise<ScaleMeasure> {
  const generated = orgOf(users);
  const okta = await serveLocalOkta({ plan: 'unlimited', generated, keepRequests: 0 });
  try {
    return await runChild(file, [okta.url, okta.apiToken, mode], flags);
  } finally {
    okta.close();
  }
}

/** One row after the other, plain and with our flags side by side; the profile is of a run of its own, since profiling costs time and memory. */
export async function measureScale(
  sizes: readonly number[],
  tell: (line: string) => void,
): Promise<ScaleRow[]> {
  const file = compile('scale/child');
  const rows: ScaleRow[] = [];
  for (const users of sizes) {
    for (const flags of NODE_FLAGS) {
      const measured = await measureSize(file, users, flags);
      const isProfiled = users === SCALE_GOALS.profiledUsers && flags === 'none';
      const profile = isProfiled
        ? (await measureSize(file, users, flags, 'profiled')).profile
        : undefined;
      const row = { users, flags, ...measured, ...(profile && { profile }) };
      rows.push(row);
      tell(describeRow(row));
    }
  }
  return rows;
}

/** The row as a line for a terminal. */
function describeRow(row: ScaleRow): string {
  const { users, flags, objects, wallMs, cpuMs, peakMb, firstRequestMs, profile } = row;
  const shares = Object.entries(profile?.shares ?? {}).map(
    ([owner, share]) => `${owner} ${percent(share)}`,
  );
  return (
    `${users} users${flagsText(flags)}: ${objects} objects, ${(wallMs / 1000).toFixed(1)} s, ` +
    `CPU ${(cpuMs / 1000).toFixed(1)} s, peak ${Math.round(peakMb)} MB, ` +
    `first request after ${Math.round(firstRequestMs)} ms` +
    (shares.length > 0 ? `; CPU: ${shares.join(', ')}` : '')
  );
}

async function main(asked: readonly string[]): Promise<void> {
  const rows = await measureScale(asked.length > 0 ? asked.map(Number) : SCALE_SIZES, console.log);
  const missed = missedBy(rows);
  for (const goal of missed) console.log(`GOAL MISSED: ${goal}`);
  if (missed.length > 0) process.exitCode = 1;
}

const HELP = `Usage: npm run bench:scale [-- users…]

Measures time, processor and memory of runs without limits, of orgs with
${SCALE_SIZES.join(', ')} users or as many as are named. Exits with 1 if a goal is missed.`;

if (require.main === module) {
  runBench({ help: HELP, takes: 'numbers of users', isKnown: isSize }, main);
}
