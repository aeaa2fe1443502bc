/** Asks the managed questions of the graph that a run has left. */
import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { visible } from '../../../src/visible';
import type { Posture } from './posture';

/**
 * Never rejects: a run that has collected its graph ends well, whatever becomes of this. The database is loaded here
 * and not with the program: on a machine for which it has no native module, only this fails.
 *
 * @param now ms since the epoch
 */
export async function evaluateRun(
  directory: string,
  steps: readonly StepMetadata[],
  now: number,
): Promise<Posture> {
  try {
    const { findingsIn } = await import('../findings');
    const isAsked = ({ severity }: { readonly severity: string }): boolean => severity !== 'info';
    return await findingsIn({ directory, steps, now, isAsked });
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { problem: `${visible(reason).replace(/[.\s]*$/, '')}.` };
  }
}
