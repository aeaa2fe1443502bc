/** Second factors that a user enrolled. */
import { record, text, timestamp, type JsonObject } from '../../json';
import { endpoint, type OktaClient } from '../../okta';
import { oktaId, parsedPages } from '../../run/wire';

/** A factor as Okta lists it; times in ms since the epoch. */
export interface OktaFactor {
  /** Undefined for one that the user may set up and has not, and in odd answers. */
  readonly id: string | undefined;
  /** push, sms, call, email, question, token:software:totp, webauthn, … */
  readonly factorType: string | undefined;
  /** OKTA, GOOGLE, FIDO, YUBICO, DUO, RSA, SYMANTEC, CUSTOM */
  readonly provider: string | undefined;
  readonly vendorName: string | undefined;
  /** ACTIVE, PENDING_ACTIVATION, INACTIVE, NOT_SETUP, … and others that Okta does not document. */
  readonly status: string | undefined;
  readonly created: number | undefined;
  readonly lastUpdated: number | undefined;
  readonly lastVerified: number | undefined;
  readonly device: string | undefined;
  readonly deviceType: string | undefined;
  readonly platform: string | undefined;
  /** The name that the user gave the device. */
  readonly profileName: string | undefined;
  readonly authenticatorName: string | undefined;
  readonly credentialId: string | undefined;
  /** **Can hold** phone numbers, security questions and shared secrets: clean it first. */
  readonly raw: JsonObject;
}

/** A factor that the user has enrolled. */
export type EnrolledFactor = OktaFactor & { readonly id: string };

export function isEnrolled(factor: OktaFactor): factor is EnrolledFactor {
  return factor.id !== undefined;
}

/** Whether Okta lists what the user may enroll: it has no id, as it does not exist. */
export function isOnOffer({ id, status }: Pick<OktaFactor, 'id' | 'status'>): boolean {
  return id === undefined && status === 'NOT_SETUP';
}

/** What is absent or odd is undefined. */
export function parseFactor(json: JsonObject): OktaFactor {
  const profile = record(json.profile);
  return {
    id: oktaId(json.id),
    factorType: text(json.factorType),
    provider: text(json.provider),
    vendorName: text(json.vendorName),
    status: text(json.status),
    created: timestamp(json.created),
    lastUpdated: timestamp(json.lastUpdated),
    lastVerified: timestamp(json.lastVerified),
    device: text(json.device),
    deviceType: text(json.deviceType) ?? text(profile.deviceType),
    platform: text(profile.platform),
    profileName: text(profile.name),
    authenticatorName: text(profile.authenticatorName),
    credentialId: text(profile.credentialId),
    raw: json,
  };
}

/**
 * The factors of one user. Not paged, and there is no bulk endpoint. Only factors that the user's
 * enrolment policy names are returned. The scope is `okta.users.read`: there is none for factors.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/userfactor/
 */
export function listUserFactors(
  okta: OktaClient,
  userId: string,
): AsyncGenerator<readonly OktaFactor[], void, undefined> {
  const pages = okta.pages({
    endpoint: endpoint`/api/v1/users/${userId}/factors`,
    priority: 'item',
  });
  return parsedPages(pages, parseFactor);
}
