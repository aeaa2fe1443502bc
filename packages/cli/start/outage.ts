/** Times in which Okta does not answer, in words: for the screen, the log lines and the summary. Pure. */
import type { Outage } from '../../../src/okta';
import { duration } from '../terminal/durations';

/** An outage as it was last seen. */
export interface SeenOutage extends Outage {
  /** When something was answered again, ms since the epoch; undefined while nothing is. */
  readonly endedAt?: number;
}

/** Shorter ones are ridden out, and nothing is lost. */
const WORTH_TELLING_MS = 60_000;

/** `15:21`, as the clock on the wall. */
function timeOfDay(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** While it goes on. */
export function outageText({ since, reason, givingUpAt }: Outage, now: number): string {
  const outlook =
    now < givingUpAt ? `trying again until about ${timeOfDay(givingUpAt)}` : 'giving up the rest';
  return `Okta has not answered since ${timeOfDay(since)} (${reason}); ${outlook}`;
}

export function recoveryText({ since, endedAt = since }: SeenOutage): string {
  return `Okta answers again, after ${duration(endedAt - since)}`;
}

/** Those that the end of a run shows. */
export function longOutages(outages: readonly SeenOutage[], now: number): SeenOutage[] {
  return outages.filter(({ since, endedAt = now }) => endedAt - since >= WORTH_TELLING_MS);
}

/** At the end of a run. */
export function pastText({ since, reason, endedAt }: SeenOutage): string {
  return endedAt === undefined
    ? `Okta has not answered since ${timeOfDay(since)} (${reason}).`
    : `Okta did not answer from ${timeOfDay(since)} to ${timeOfDay(endedAt)} (${reason}).`;
}

/** Whether a warning has no other reason than one of these outages. */
export function isOfOutage(warning: string, outages: readonly SeenOutage[]): boolean {
  // The reason may end with the code of a system, which differs from request to request.
  return outages.some(({ reason }) => warning.includes(reason.replace(/,.*$/, '')));
}
