/** Whether failures in a row can be chance, by how often others fail meanwhile. */

/** How the first attempts of requests have ended. */
export interface Firsts {
  readonly passed: number;
  readonly failed: number;
}

/** Fewest failures that tell anything; of requests that hang for a minute each time, two do. */
const FEWEST = 4;
const FEWEST_IF_SLOW = 2;

/** Fewer other requests than this say nothing about how likely a failure is. */
const OTHERS_THAT_TELL = 20;

/** How unlikely a row of failures has to be, if chance alone were to make it, to be none of chance. */
const BY_CHANCE = 1e-4;

/**
 * After how many failures in a row a request is their cause itself. Where few others fail, a few in a
 * row tell; where every second one does, chance makes long rows.
 */
export function attemptsThatTell(
  { passed, failed }: Firsts,
  { isSlow, most }: { readonly isSlow: boolean; readonly most: number },
): number {
  const all = passed + failed;
  if (all < OTHERS_THAT_TELL) return most;
  const share = (failed + 1) / (all + 2);
  const row = Math.ceil(Math.log(BY_CHANCE) / Math.log(share));
  return Math.min(most, Math.max(isSlow ? FEWEST_IF_SLOW : FEWEST, row));
}
