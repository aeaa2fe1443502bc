/** What a reader of a graph has to know of its age: a newer one is on its way, or the last run was not complete. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import { formatDuration } from '../../../src/okta';
import { earlierRuns, IN_PROGRESS, isComplete } from '../storage/earlier';
import { isLocked } from '../storage/lock';
import { readRunSummary } from './summary';

/** Whether a run is writing to the directory now. */
export function isUnderWay(directory: string): boolean {
  return existsSync(path.join(directory, IN_PROGRESS)) && isLocked(directory);
}

/**
 * @param given what a person named, or the directory of runs
 * @param directory where the graph was found there
 * @param now ms since the epoch
 * @returns undefined if the graph is the last one, it is complete, and no run is under way
 */
export function ageNote(given: string, directory: string, now: number): string | undefined {
  const underWay = isUnderWay(given);
  const collected = `was collected ${agoText(readRunSummary(directory).endedOn, now)}`;
  if (underWay) {
    return path.basename(directory) === IN_PROGRESS
      ? 'A run is under way, and there is no earlier graph: this is what it has collected so far.'
      : `A run is under way: this is the graph of the last one, which ${collected}.`;
  }
  const [latest] = earlierRuns(given);
  if (latest === undefined) return undefined;
  if (latest.directory === directory) {
    return `The last run was not complete: this is the graph of the one before, which ${collected}.`;
  }
  if (isComplete(directory)) return undefined;
  return (
    `The run of this graph was not complete. The last complete graph ` +
    `was collected ${agoText(readRunSummary(latest.directory).endedOn, now)}: ${latest.directory}`
  );
}

function agoText(endedOn: number | undefined, now: number): string {
  if (endedOn === undefined) return 'at a time that is not known';
  const time = new Date(endedOn).toISOString();
  const ago = formatDuration(Math.max(0, now - endedOn));
  return `${ago} ago (${time.slice(0, 10)} ${time.slice(11, 16)} UTC)`;
}
