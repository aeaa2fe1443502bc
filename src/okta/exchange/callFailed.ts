/** The error of a request that failed for good. */
import type { Endpoint } from '../endpoint';
import { IntegrationOktaApiError } from '../errors';
import { lacksScope, type Breakdown, type Refusal } from './outcome';
import { isTooHeavy } from './retry';

/** A request that failed for good, with what a list needs to know to ask for less. */
export class CallFailed extends Error {
  constructor(
    readonly error: IntegrationOktaApiError,
    readonly tooHeavy: boolean,
  ) {
    super(error.message);
    this.name = 'CallFailed';
  }
}

/**
 * @param attempts how often the request was sent
 * @param explanation a clause to follow what happened
 */
export function failure(
  { endpoint }: { readonly endpoint: Endpoint },
  outcome: Refusal | Breakdown,
  attempts: number,
  explanation?: string,
): CallFailed {
  const refusal = outcome.kind === 'refusal' ? outcome : undefined;
  const error = new IntegrationOktaApiError({
    method: 'GET',
    endpoint: endpoint.template,
    cause: outcome.cause,
    status: refusal?.status,
    errorCode: refusal?.errorCode,
    insufficientScope: refusal === undefined ? false : lacksScope(refusal),
    requestId: refusal?.headers.get('x-okta-request-id') ?? undefined,
    attempts,
    explanation: explanation ?? (outcome.kind === 'breakdown' ? outcome.code : undefined),
  });
  return new CallFailed(error, isTooHeavy(outcome));
}
