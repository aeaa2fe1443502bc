/** Sums a CPU profile by who wrote the code that ran. Pure. */

/** What of V8's profile format is read. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
}

/** Share of the CPU time, 0 to 1, by owner. */
export type CpuShares = Readonly<Record<Owner, number>>;

export type Owner = 'ours' | 'sdk' | 'libraries' | 'node' | 'gc';

const OWNERS: readonly Owner[] = ['ours', 'sdk', 'libraries', 'node', 'gc'];
/** Where `scale.ts` compiles to. */
const OURS = /\.cache\/bench\/(src|scripts)\//;
const SDK = /node_modules\/@jupiterone\//;

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

export function cpuShares({ nodes, samples = [], timeDeltas = [] }: CpuProfile): CpuShares {
  const owners = new Map(
    nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame.functionName, callFrame.url)]),
  );
  const times: Record<Owner, number> = { ours: 0, sdk: 0, libraries: 0, node: 0, gc: 0 };
  samples.forEach((id, i) => {
    const owner = owners.get(id);
    if (owner !== undefined) times[owner] += timeDeltas[i] ?? 0;
  });
  const total = Math.max(
    1,
    OWNERS.reduce((sum, owner) => sum + times[owner], 0),
  );
  for (const owner of OWNERS) times[owner] /= total;
  return times;
}
