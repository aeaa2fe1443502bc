/** What Okta's System Log says of second factors. */

/** Enrolment, activation, reset and removal of factors all have event types of this family. */
export const FACTOR_EVENTS = 'eventType sw "user.mfa.factor."';

/** How far back enrolments are looked for, in ms. */
export const LATELY_MS = 30 * 24 * 60 * 60 * 1000;

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
