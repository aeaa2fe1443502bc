/** Okta's error bodies: codes, statuses and texts of its own catalogue. */
import type { JsonObject } from './types';

export const CATALOGUE: Readonly<Record<string, readonly [number, string]>> = {
  E0000001: [400, 'Api validation failed'],
  E0000003: [400, 'The request body was not well-formed.'],
  E0000004: [401, 'Authentication failed'],
  E0000005: [403, 'Invalid session'],
  E0000006: [403, 'You do not have permission to perform the requested action'],
  E0000007: [404, 'Not found: Resource not found'],
  E0000008: [404, 'The requested path was not found'],
  E0000009: [500, 'Internal Server Error'],
  E0000010: [503, 'Service is in read only mode'],
  E0000011: [401, 'Invalid token provided'],
  E0000015: [401, 'You do not have permission to access the feature you are requesting'],
  E0000022: [405, 'The endpoint does not support the provided HTTP method'],
  E0000026: [404, 'This endpoint has been deprecated.'],
  E0000028: [400, 'The request is missing a required parameter.'],
  E0000029: [400, 'Invalid paging request.'],
  E0000031: [400, 'Invalid search criteria.'],
  E0000038: [403, "This operation is not allowed in the user's current status."],
  E0000047: [429, 'API call exceeded rate limit due to too many requests.'],
  E0000060: [501, 'Unsupported operation.'],
  E0000239: [423, 'Policy priorities are being reconciled. Please try again later.'],
};

/** What a route throws to answer with an error of Okta's catalogue. */
export class OktaError extends Error {
  readonly status: number;

  constructor(
    readonly code: string,
    readonly causes: readonly string[] = [],
    readonly summary: string = CATALOGUE[code]?.[1] ?? 'Unknown error',
    status?: number,
  ) {
    super(summary);
    this.status = status ?? CATALOGUE[code]?.[0] ?? 500;
  }
}

export function notFound(id: string, type: string): OktaError {
  return new OktaError('E0000007', [], `Not found: Resource not found: ${id} (${type})`);
}

export function errorBody(error: OktaError, errorId: string): JsonObject {
  return {
    errorCode: error.code,
    errorSummary: error.summary,
    errorLink: error.code,
    errorId,
    errorCauses: error.causes.map((cause) => ({ errorSummary: cause })),
  };
}

/** The status that Okta's catalogue gives a code. */
export function statusOf(code: string): number {
  return CATALOGUE[code]?.[0] ?? 500;
}
