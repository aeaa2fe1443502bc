/** Okta users as the API lists them. */
import { isJsonObject, list, record, text, timestamp, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { oktaId, parsedPages } from '../../run/wire';

/** An e-mail address of a user. Undocumented by Okta, but recorded in every recent response. */
export interface OktaUserEmail {
  readonly value: string;
  /** VERIFIED, UNVERIFIED */
  readonly status: string | undefined;
}

/** A user; times in ms since the epoch. */
export interface OktaUser {
  readonly id: string;
  /** ACTIVE, DEPROVISIONED, LOCKED_OUT, PASSWORD_EXPIRED, PROVISIONED, RECOVERY, STAGED, SUSPENDED */
  readonly status: string | undefined;
  readonly created: number | undefined;
  readonly activated: number | undefined;
  readonly statusChanged: number | undefined;
  readonly lastLogin: number | undefined;
  readonly lastUpdated: number | undefined;
  readonly passwordChanged: number | undefined;
  readonly typeId: string | undefined;
  readonly realmId: string | undefined;
  readonly login: string | undefined;
  /** As Okta has it: neither lower-cased nor checked. */
  readonly email: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly userType: string | undefined;
  /** ACTIVE_DIRECTORY, FEDERATION, IMPORT, LDAP, OKTA, SOCIAL */
  readonly providerType: string | undefined;
  readonly providerName: string | undefined;
  readonly emails: readonly OktaUserEmail[];
  /** Standard and custom attributes; undefined where Okta's answer has none, which no user is without. */
  readonly profile: JsonObject | undefined;
  /** Holds `credentials`: clean it before it goes anywhere. */
  readonly raw: JsonObject;
}

export interface UserQuery {
  /** Filter on any attribute; eventually consistent. Without it DEPROVISIONED users are left out. */
  readonly search?: string;
  /** With `search` only; ties are in the order of ids. */
  readonly sortBy?: string;
  readonly sortOrder?: 'asc' | 'desc';
}

const NO_EMAILS: readonly OktaUserEmail[] = [];

/** Undefined for what cannot be a user: one without an id, or with neither status nor profile. */
export function parseUser(json: JsonObject): OktaUser | undefined {
  const id = oktaId(json.id);
  const hasProfile = isJsonObject(json.profile);
  if (id === undefined || (!hasProfile && text(json.status) === undefined)) return undefined;
  const profile = record(json.profile);
  const credentials = record(json.credentials);
  const provider = record(credentials.provider);
  return {
    id,
    status: text(json.status),
    created: timestamp(json.created),
    activated: timestamp(json.activated),
    statusChanged: timestamp(json.statusChanged),
    lastLogin: timestamp(json.lastLogin),
    lastUpdated: timestamp(json.lastUpdated),
    passwordChanged: timestamp(json.passwordChanged),
    typeId: text(record(json.type).id),
    realmId: text(json.realmId),
    login: text(profile.login),
    email: text(profile.email),
    firstName: text(profile.firstName),
    lastName: text(profile.lastName),
    userType: text(profile.userType),
    providerType: text(provider.type),
    providerName: text(provider.name),
    emails: parseEmails(credentials.emails),
    profile: hasProfile ? profile : undefined,
    raw: json,
  };
}

function parseEmails(value: unknown): readonly OktaUserEmail[] {
  const items = list(value);
  if (items.length === 0) return NO_EMAILS;
  const emails: OktaUserEmail[] = [];
  for (const item of items) {
    const address = text(record(item).value);
    if (address !== undefined) emails.push({ value: address, status: text(record(item).status) });
  }
  return emails;
}

/** Attempts if Okta fails or is silent about one user: what its lists show does not depend on this answer. */
const ATTEMPTS_FOR_ONE = 2;

/**
 * One user, of any status; undefined if the answer is no user. 404 once the user is deleted. Scope
 * `okta.users.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/user/
 */
export async function getUser(okta: OktaClient, id: string): Promise<OktaUser | undefined> {
  const request = { endpoint: endpoint`/api/v1/users/${id}`, attemptsWhenHeavy: ATTEMPTS_FOR_ONE };
  return parseUser(record(await okta.get(request)));
}

/**
 * Users in pages of 200, Okta's maximum. The plain list reads the primary store and omits
 * DEPROVISIONED; `search=status pr` gives every status in one pass. Scope `okta.users.read`.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/user/
 *
 * @param attempts for a page that Okta fails on or does not answer, where somebody else lists the same
 * users then; by default smaller pages are tried, as often as any request.
 */
export function listUsers(
  okta: OktaClient,
  query: UserQuery = {},
  attempts?: number,
): AsyncGenerator<readonly OktaUser[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/users`,
    query: { ...query },
    limit: 200,
    priority: 'list',
    ...(attempts === undefined ? { smallerLimits: [100, 50] } : { attemptsWhenHeavy: attempts }),
  });
  return parsedPages(pages, parseUser);
}
