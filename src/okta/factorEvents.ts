/** What Okta's System Log says of second factors. */

/** Enrolment, activation, reset and removal of factors all have event types of this family. */
export const FACTOR_EVENTS = 'eventType sw "user.mfa.factor."';

/** How far back enrolments are looked for, in ms. */
const LATELY_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Of these the factor exists. An event about one factor says nothing of the user's others, so that after a
 * removal it is unknown whether the user has a factor.
 * https://developer.okta.com/docs/reference/api/event-types/
 */
const SHOWING: ReadonlySet<string | undefined> = new Set([
  'user.mfa.factor.activate',
  'user.mfa.factor.unsuspend',
  'user.mfa.factor.update',
]);

/** Whether a user whose last factor event this is has a factor. */
export function showsFactor(eventType: string | undefined): boolean {
  return SHOWING.has(eventType);
}

/** The query of the System Log for the factor events of the 30 days before `now` (ms since the epoch) that succeeded. */
export function lateFactorEvents(now: number): {
  readonly since: string;
  readonly until: string;
  readonly filter: string;
} {
  return {
    since: new Date(now - LATELY_MS).toISOString(),
    until: new Date(now).toISOString(),
    filter: `${FACTOR_EVENTS} and outcome.result eq "SUCCESS"`,
  };
}
