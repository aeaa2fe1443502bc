/** Whether the file with the credential is for its owner alone. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Examined } from '../../../src/preflight';

/** The bits of a file's mode that let others in. */
const OTHERS = 0o077;

/**
 * A note about `.env` in `directory` where other users of the machine may read it. Undefined where all is
 * well, where there is no such file, and on Windows, whose files have no such mode.
 */
export function envFileCheck(
  directory: string,
  platform: NodeJS.Platform = process.platform,
): Examined | undefined {
  const file = path.join(directory, '.env');
  if (platform === 'win32' || !existsSync(file)) return undefined;
  if ((statSync(file).mode & OTHERS) === 0) return undefined;
  return {
    id: 'env-file',
    title: '.env',
    result: {
      status: 'warn',
      finding: 'other users of this machine may open it, and it may hold the credential',
      remedy: 'chmod 600 .env',
    },
  };
}
