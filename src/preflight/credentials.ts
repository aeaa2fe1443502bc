/** Whether Okta accepts the credential, and what a person should do if it does not. */
import { IntegrationProviderAuthenticationError } from '@jupiterone/integration-sdk-core';

import type { ConfiguredCredentials } from '../config';
import { isJsonObject, record, text, type JsonObject } from '../json';
import {
  endpoint,
  IntegrationOktaApiError,
  isAuthenticationFailure,
  isOktaApiError,
  itemsOf,
  type OktaClient,
  type OktaListRequest,
} from '../okta';
import { READ_ONLY_ADMIN } from '../adminRoles';

const USERS = endpoint`/api/v1/users`;

/** What the proving request showed besides the credential's being alive. */
export interface ProvenCredentials {
  /** The id of some user; undefined where users may not be listed. */
  readonly someUserId: string | undefined;
  /** Whether that user has yet to sign in for the first time. */
  readonly isNewcomer?: boolean;
  /** Why users may not be listed: the credential is alive and lacks a right, or Okta is in trouble. */
  readonly usersRefused: Error | undefined;
}

/**
 * Asks for one user: the one cheap call that shows a dead credential (401) and an org that answers with
 * no users at all. Rejects with the SDK's authentication error, which stops a run with nothing
 * finalised; its message says what a person can do. Rejects with an IntegrationOktaApiError for an answer
 * that is no list, since it is not Okta's API then that answers. Any other refusal is returned, since it
 * concerns the users and not the credential.
 */
export async function proveCredentials(
  okta: OktaClient,
  kind: ConfiguredCredentials['kind'],
  host: string,
): Promise<ProvenCredentials> {
  try {
    const users = await firstPage(okta, { endpoint: USERS, limit: 1 });
    if (users.length === 0) throw noUsersError(kind);
    const { id, status } = record(users[0]);
    const isNewcomer = status === 'STAGED' || status === 'PROVISIONED';
    return { someUserId: text(id), isNewcomer, usersRefused: undefined };
  } catch (error) {
    if (isAuthenticationFailure(error)) throw inWords(error, kind, host);
    if (!isOktaApiError(error) || error.causeKind === 'unexpected-json') throw error;
    return { someUserId: undefined, usersRefused: error };
  }
}

/**
 * The first page of a list and nothing more: the client's own lists already ask for the next page while
 * the first one is looked at. Rejects with an IntegrationOktaApiError (`unexpected-json`) for what is no
 * list.
 */
export async function firstPage(
  okta: OktaClient,
  request: OktaListRequest,
): Promise<readonly JsonObject[]> {
  const { endpoint: path, query, limit } = request;
  const json = await okta.get({
    endpoint: path,
    query: { ...query, ...(limit !== undefined && { limit }) },
  });
  const items = itemsOf(json, request);
  if (items === undefined) throw noListError(path.template);
  return items.filter(isJsonObject);
}

function noListError(endpoint: string): IntegrationOktaApiError {
  return new IntegrationOktaApiError({
    method: 'GET',
    endpoint,
    cause: 'unexpected-json',
    status: 200,
    attempts: 1,
    explanation:
      'it is not a list, so something on the way answered instead of Okta’s API, such as a proxy or a ' +
      'sign-in portal: let this machine reach the Okta org directly, or have its answers passed on ' +
      'unchanged',
  });
}

/** A refused request says only that it was refused; a refused token request has said why. */
function inWords(
  error: IntegrationProviderAuthenticationError,
  kind: ConfiguredCredentials['kind'],
  host: string,
): IntegrationProviderAuthenticationError {
  if (error.endpoint !== USERS.template || error.status === 200) return error;
  return new IntegrationProviderAuthenticationError({
    cause: error,
    endpoint: error.endpoint,
    status: error.status,
    statusText: refusedCredential(kind, host),
  });
}

/** Where to look when Okta refuses the credential itself. */
function refusedCredential(kind: ConfiguredCredentials['kind'], host: string): string {
  return kind === 'token'
    ? `Okta does not accept the API token. It has expired (30 days without use), was revoked, belongs to another org than ${host}, its administrator was deactivated, or the token's network zone does not contain the address of this machine: Security > API > Tokens shows which. Create a new token there and enter it in oktaApiKey.`
    : `Okta does not accept the OAuth service app. Compare oktaClientId with Applications > the app > General on ${host}, check that the app is active, that its public key belongs to oktaPrivateKey (and oktaKeyId, if it has several), and that the scopes are granted under Okta API Scopes.`;
}

/**
 * Okta answers 200 with no users to an OAuth app that has scopes and no administrator role (verified live
 * by baton-okta). Believed, it would delete the whole graph; no org is without users, as an administrator
 * made the credential.
 */
export function noUsersError(
  kind: ConfiguredCredentials['kind'],
): IntegrationProviderAuthenticationError {
  return new IntegrationProviderAuthenticationError({
    endpoint: USERS.template,
    status: 200,
    statusText: `but no users at all. ${noUsersRemedy(kind)} Nothing was changed in JupiterOne.`,
  });
}

function noUsersRemedy(kind: ConfiguredCredentials['kind']): string {
  return kind === 'token'
    ? `The API token's administrator may see no user: give them the role ${READ_ONLY_ADMIN} for the whole org (Security > Administrators > Add administrator).`
    : `The OAuth service app has scopes and no administrator role: assign ${READ_ONLY_ADMIN} to the app (Applications > the app > Admin roles > Edit assignments).`;
}
