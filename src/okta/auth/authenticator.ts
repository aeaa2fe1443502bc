/** What a credential does for the client: sign requests, and say what a refusal means. */
import { IntegrationProviderAuthenticationError } from '@jupiterone/integration-sdk-core';
import type { Refusal } from '../requests/outcome';
import type { Authorize, Ticket } from '../http/sdkClient';

/** `again`: send it once more, now. `dead`: nothing can be asked any more. `not-mine`: another matter. */
export type Verdict = 'again' | 'dead' | 'not-mine';

/** How requests are signed, and what a refusal means for the credential. */
export interface Authenticator {
  readonly authorize: Authorize;
  judge(refusal: Refusal, ticket: Ticket): Verdict;
  /** Told of every request that went through. */
  accepted(ticket: Ticket): void;
}

/** The only codes of a dead credential: E0000015 is a 401 too, and means a missing feature. */
export function isDeadToken({ status, errorCode }: Refusal): boolean {
  return status === 401 && (errorCode === 'E0000011' || errorCode === 'E0000004');
}

/** API tokens: the SDK signs by itself, and a token that is refused once is dead. */
export const tokenAuthenticator: Authenticator = {
  authorize: () => Promise.resolve(),
  judge: (refusal) => (isDeadToken(refusal) ? 'dead' : 'not-mine'),
  accepted: () => undefined,
};

/**
 * The SDK's own error, which ends a run as an authentication failure.
 * @param sentence what happened and what a person can do about it, without trailing period
 */
export function authenticationError(
  endpoint: string,
  status: number | string,
  sentence: string,
): IntegrationProviderAuthenticationError {
  return new IntegrationProviderAuthenticationError({ endpoint, status, statusText: sentence });
}

export const DEAD_TOKEN =
  'Okta refuses the credential: the API token or app is expired, revoked, of another org, ' +
  'or not allowed from this network zone';
