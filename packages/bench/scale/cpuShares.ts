/** Sums a CPU profile by who wrote the code that ran, and by function. Pure. */
import type { CpuShares, HotFunction } from '../results';

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
}

/** What of V8's profile format is read. */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
}

export type Owner = keyof CpuShares;

/** Where `scale.ts` compiles to. */
const OURS = /\.cache\/bench\/(src|packages)\//;
const SDK = /node_modules\/@jupiterone\//;
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

/** Undefined for time in which nothing ran. Native code counts as Node's: JSON, sockets, files, zlib. */
export function ownerOf(functionName: string, url: string): Owner | undefined {
  if (functionName === '(idle)') return undefined;
  if (functionName === '(garbage collector)') return 'gc';
  if (OURS.test(url)) return 'ours';
  if (SDK.test(url)) return 'sdk';
  if (url.includes('node_modules')) return 'libraries';
  if (url.startsWith('node:') || url === '') return 'node';
  return url.includes('entity-validator') ? 'libraries' : 'ours';
}

/** Microseconds that each node was on top of the stack, idle time left out. */
function selfTimes({ nodes, samples = [], timeDeltas = [] }: CpuProfile): Map<CallFrame, number> {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<CallFrame, number>();
  samples.forEach((id, i) => {
    const frame = frames.get(id);
    if (frame === undefined || ownerOf(frame.functionName, frame.url) === undefined) return;
    times.set(frame, (times.get(frame) ?? 0) + (timeDeltas[i] ?? 0));
  });
  return times;
}

function sumOf(times: Iterable<number>): number {
  let sum = 0;
  for (const time of times) sum += time;
  return Math.max(1, sum);
}

export function cpuShares(profile: CpuProfile): CpuShares {
  const times = selfTimes(profile);
  const total = sumOf(times.values());
  const shares: Record<Owner, number> = { ours: 0, sdk: 0, libraries: 0, node: 0, gc: 0 };
  for (const [{ functionName, url }, time] of times) {
    const owner = ownerOf(functionName, url);
    if (owner !== undefined) shares[owner] += time / total;
  }
  return shares;
}

/** A package's name, or a file's path below the project. */
function placeOf(url: string): string {
  if (url === '') return 'native';
  const [, compiled] = url.split('.cache/bench/');
  return compiled?.replace(/\.js$/, '.ts') ?? PACKAGE.exec(url)?.[1] ?? url;
}

/** The functions that were longest on top of the stack, the longest first. */
export function hottestFunctions(profile: CpuProfile, count: number): HotFunction[] {
  const times = selfTimes(profile);
  const total = sumOf(times.values());
  const byName = new Map<string, HotFunction>();
  for (const [{ functionName, url }, time] of times) {
    const where = placeOf(url);
    const name = functionName === '' ? '(anonymous)' : functionName;
    const key = `${name} ${where}`;
    const share = (byName.get(key)?.share ?? 0) + time / total;
    byName.set(key, { name, where, share });
  }
  return [...byName.values()].sort((a, b) => b.share - a.share).slice(0, count);
}
