/**
 * Tells what runs of this integration have left in a directory from files of somebody else: a marker that
 * the first run writes there, and the shape of what the SDK writes.
 */
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MARKER = '.okta-runs';
const MARK =
  'The runs of jupiterone-integration-okta write their graph to this directory. Each run deletes what ' +
  'the run before has left here: graph, index, summary.json, run.log and the pages made of them.\n';

/** The result of a run. */
export const RESULT = ['summary.json', 'graph', 'index', 'run.log'] as const;

/** Source: integration-sdk-runtime 17.4.0, src/storage/FileSystemGraphObjectStore/path.ts and indices.ts. */
const FILE_OF_RUN =
  /^(?:graph\/[^/]+\/(?:entities|relationships)\/[\da-f-]{36}\.json|index\/(?:entities|relationships)\/[^/]+\/[\da-f-]{36}\.json|summary\.json|run\.log)$/;

const OLDER =
  'Or delete it, if it holds only a graph that the SDK or an older version of this integration wrote.';

/** How many files of somebody else a sentence names. */
const NAMED = 3;

/** Whether the first run here has written that the directory belongs to runs. */
export function isMarked(directory: string): boolean {
  const file = path.join(directory, MARKER);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && readFileSync(file, 'utf8') === MARK;
}

/** Whether nothing is in a marked directory but the marker. */
export function holdsMarkerOnly(directory: string): boolean {
  return readdirSync(directory).every((name) => name === MARKER);
}

export function markerOf(directory: string): string {
  return path.join(directory, MARKER);
}

/**
 * Makes `directory`, if it does not exist, and marks it as one that belongs to runs.
 *
 * @throws if it holds files and is not marked: they are somebody else's
 */
export function claim(directory: string): void {
  mkdirSync(directory, { recursive: true });
  if (isMarked(directory)) return;
  const names = readdirSync(directory);
  if (names.length > 0) throw new Error(refusal(directory, names, OLDER));
  writeFileSync(markerOf(directory), MARK);
}

/**
 * Throws if a result in `directory` holds a file that no run writes: somebody has put it there, and it
 * would be deleted with the result.
 */
export function refuseForeignFiles(directory: string): void {
  const names = foreignFilesIn(directory, RESULT);
  if (names.length > 0) throw new Error(refusal(directory, names, 'Or move these files away.'));
}

/** The files that no run writes among and below the entries of `directory` with these names. */
export function foreignFilesIn(directory: string, names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => filesBelow(directory, name))
    .filter(({ name, isLink }) => !FILE_OF_RUN.test(name) || (isLink && !name.startsWith('index/')))
    .map(({ name }) => name);
}

interface Found {
  /** Relative to the directory, with slashes. */
  readonly name: string;
  readonly isLink: boolean;
}

/** All that is no directory; links are not followed. */
function filesBelow(directory: string, name: string): Found[] {
  const stats = lstatSync(path.join(directory, name), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [{ name, isLink: stats.isSymbolicLink() }];
  return readdirSync(path.join(directory, name)).flatMap((child) =>
    filesBelow(directory, `${name}/${child}`),
  );
}

function refusal(directory: string, names: readonly string[], remedy: string): string {
  const more = names.length > NAMED ? ', …' : '';
  return (
    `${directory} holds files that no run of this integration wrote (${names.slice(0, NAMED).join(', ')}${more}), ` +
    'and a run deletes what the run before has left there: nothing was touched. Set ' +
    `JUPITERONE_INTEGRATION_STORAGE_DIRECTORY to a directory that does not exist yet. ${remedy}`
  );
}
