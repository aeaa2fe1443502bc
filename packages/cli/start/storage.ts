/** Where a run writes: the SDK deletes that directory with all it holds before it begins. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What the SDK calls the directory where it is told no other: nobody keeps files of theirs in it. */
const OWN_NAME = '.j1-integration';
/** What a run leaves there; any of it shows that the directory is a run's. */
const TRACES = ['graph', 'index', 'summary.json', 'run.log'];

/**
 * Throws where a directory holds files and none of them looks like a run's: somebody has named a
 * directory of theirs, and would lose it.
 */
export function refuseForeignDirectory(directory: string): void {
  if (path.basename(directory) === OWN_NAME) return;
  if (!existsSync(directory) || !statSync(directory).isDirectory()) return;
  const names = readdirSync(directory);
  if (names.length === 0 || names.some((name) => TRACES.includes(name))) return;
  throw new Error(
    `${directory} holds files that no run has left (${names.slice(0, 3).join(', ')}), and a run ` +
      'deletes all that it finds there. Set JUPITERONE_INTEGRATION_STORAGE_DIRECTORY to a directory ' +
      'that does not exist yet.',
  );
}
