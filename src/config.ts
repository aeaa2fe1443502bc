/** What a customer configures: the fields, and the settings that a run is made of once they are checked. */
import type { IntegrationInstanceConfigFieldMap } from '@jupiterone/integration-sdk-core';
import { parseCaCertificates } from './config/certificates';
import { parseOrgUrl, type OrgAddress } from './config/orgUrl';
import { parsePrivateKey } from './config/privateKey';
import { refusal } from './config/refuse';
import { DEFAULT_THRESHOLD, type OAuthCredentials, type TokenCredentials } from './okta';

/**
 * The values as the SDK hands them over. Any may be absent or an empty string; masked ones are not
 * trimmed. Numbers and booleans arrive as such from JupiterOne and as text from the environment.
 */
export type IntegrationConfig = {
  oktaOrgUrl?: string;
  oktaApiKey?: string;
  oktaClientId?: string;
  oktaPrivateKey?: string;
  oktaKeyId?: string;
  rateLimitThreshold?: string | number;
  mapUsersToPersons?: string | boolean;
  trustUserList?: string | boolean;
  mfaCollectionMode?: string;
  caCertificate?: string;
  disableTlsVerification?: string | boolean;
};

/**
 * The fields as JupiterOne shows them and as `.env.example` lists them. The SDK makes each field's
 * environment variable from its name: `oktaOrgUrl` becomes `OKTA_ORG_URL`.
 */
export const instanceConfigFields: IntegrationInstanceConfigFieldMap<IntegrationConfig> = {
  oktaOrgUrl: { type: 'string' },
  oktaApiKey: { type: 'string', mask: true, optional: true },
  oktaClientId: { type: 'string', optional: true },
  oktaPrivateKey: { type: 'string', mask: true, optional: true },
  oktaKeyId: { type: 'string', optional: true },
  rateLimitThreshold: { type: 'string', optional: true },
  mapUsersToPersons: { type: 'boolean', optional: true },
  trustUserList: { type: 'boolean', optional: true },
  mfaCollectionMode: { type: 'string', optional: true },
  // JupiterOne's self-hosted collectors hand these two to every integration that declares them.
  caCertificate: { type: 'string', optional: true },
  disableTlsVerification: { type: 'boolean', optional: true },
};

const SMALLEST_THRESHOLD = 0.05;

/** Okta makes key IDs of 43 characters; those of customers' own keys may be anything. */
const LONGEST_KEY_ID = 255;

/** As configured: which scopes an OAuth app asks for depends on what the run is to read. */
export type ConfiguredCredentials = TokenCredentials | ConfiguredApp;
type ConfiguredApp = Omit<OAuthCredentials, 'scopes'>;

/**
 * `full`: every run asks for the factors of every user. `changes`: only for users with factor events in
 * the System Log since the last successful run, with a full pass once a day.
 */
export type MfaCollectionMode = 'full' | 'changes';

/**
 * What a run works with, checked: addresses are normalized, the threshold is a share from 0.05 to
 * 1.
 */
export interface OktaSettings extends OrgAddress {
  readonly credentials: ConfiguredCredentials;
  readonly rateLimitThreshold: number;
  readonly mapUsersToPersons: boolean;
  /** The customer states that Okta shows the credential every user, even if nothing proves it. */
  readonly trustUserList: boolean;
  readonly mfaCollectionMode: MfaCollectionMode;
  /** Authorities to trust beside the system's, each as PEM; empty if none was entered. */
  readonly caCertificates: readonly string[];
}

export interface ParseOptions {
  /** Milliseconds since the epoch; a certificate must not have expired by then. Default: now. */
  readonly now?: number;
  /** Whether a loopback address, also over plain HTTP, is acceptable. */
  readonly localDevelopment?: boolean;
}

/**
 * Checks every field and brings it into the form that the run uses. Pure: nothing is asked of the
 * network. Throws IntegrationValidationError, which names the field and the remedy.
 */
export function parseConfig(config: IntegrationConfig, options: ParseOptions = {}): OktaSettings {
  const { localDevelopment = runsFromSource(), now = Date.now() } = options;
  requireTlsVerification(config.disableTlsVerification);
  return {
    ...parseOrgUrl(written(config.oktaOrgUrl), localDevelopment),
    credentials: parseCredentials(config),
    rateLimitThreshold: parseThreshold(config.rateLimitThreshold),
    mapUsersToPersons: parseSwitch('mapUsersToPersons', config.mapUsersToPersons, true),
    trustUserList: parseSwitch('trustUserList', config.trustUserList, false),
    mfaCollectionMode: parseMode(written(config.mfaCollectionMode)),
    caCertificates: parseCaCertificates(written(config.caCertificate), now),
  };
}

/** An administrator's token goes over no connection whose other end is not proved. */
function requireTlsVerification(value: string | boolean | undefined): void {
  if (!parseSwitch('disableTlsVerification', value, false)) return;
  throw refusal(
    'disableTlsVerification',
    "is true, and this integration sends an administrator's credential",
    "Set it to false, and enter the certificate of your proxy's authority as caCertificate",
  );
}

/**
 * Whether this is a checkout run through ts-node or Jest, as in local development. JupiterOne's managed
 * hosts load the published `dist`, where a loopback address would reach the host's own network.
 */
export function runsFromSource(file: string = __filename): boolean {
  return file.endsWith('.ts');
}

function parseCredentials(config: IntegrationConfig): ConfiguredCredentials {
  const token = written(config.oktaApiKey);
  const clientId = written(config.oktaClientId);
  const privateKey = written(config.oktaPrivateKey);
  const keyId = written(config.oktaKeyId);
  const oauth = clientId !== '' || privateKey !== '' || keyId !== '';
  if (token !== '' && oauth) {
    throw refusal(
      'oktaApiKey',
      'is set beside the fields of an OAuth service app',
      'Keep exactly one kind of credential: either oktaApiKey, or oktaClientId with oktaPrivateKey',
    );
  }
  if (token !== '') return { kind: 'token', token: parseToken(token) };
  if (!oauth) {
    throw refusal(
      'oktaApiKey',
      'is empty, and so are oktaClientId and oktaPrivateKey',
      'Enter an API token (Admin Console > Security > API > Tokens), or the client ID and the ' +
        'private key of an OAuth service app',
    );
  }
  return parseServiceApp(clientId, privateKey, keyId);
}

function parseServiceApp(clientId: string, privateKey: string, keyId: string): ConfiguredApp {
  if (clientId === '') {
    throw refusal(
      'oktaClientId',
      'is empty although a private key or a key ID is given',
      'Enter the client ID of the OAuth service app (Applications > the app > General)',
    );
  }
  if (privateKey === '') {
    throw refusal(
      'oktaPrivateKey',
      'is empty although a client ID or a key ID is given',
      'Enter the private key of the OAuth service app; a client secret cannot be used here',
    );
  }
  // Okta gives out letters and digits; an ID that is chosen through its API may contain these as well.
  if (!/^[\w$.+!*'(),-]+$/.test(clientId)) {
    throw refusal(
      'oktaClientId',
      'contains characters that no client ID has',
      'Copy it again from Applications > the app > General',
    );
  }
  const key = parsePrivateKey(privateKey, keyId === '' ? undefined : parseKeyId(keyId));
  return { kind: 'oauth', clientId, privateKey: key.jwk, keyId: key.keyId };
}

/** What stands in the header of every assertion, and so must not be the key itself. */
function parseKeyId(keyId: string): string {
  if (keyId.length <= LONGEST_KEY_ID && !/-----BEGIN|^\{|[\p{Cc}\p{Cf}]/u.test(keyId)) return keyId;
  throw refusal(
    'oktaKeyId',
    'is not a key ID: it is too long, or contains line breaks or a key',
    'Enter the key ID that the Okta app shows for this key, or leave the field empty',
  );
}

/** A token as pasted: perhaps with its scheme, and with a line break that the SDK leaves on masked fields. */
function parseToken(pasted: string): string {
  const token = pasted.replace(/^(?:authorization:\s*)?ssws\s+/i, '').trim();
  if (token.includes('-----BEGIN') || token.startsWith('{')) {
    throw refusal(
      'oktaApiKey',
      'holds a private key',
      'A private key belongs into oktaPrivateKey, together with oktaClientId',
    );
  }
  // What may stand in a header as a credential (RFC 7235, 2.1). Anything else, such as a placeholder
  // that was never filled in, is refused here rather than as an odd error on the wire.
  if (!/^[\w.~+/-]+=*$/.test(token) || /^ssws$/i.test(token)) {
    throw refusal(
      'oktaApiKey',
      'is not an API token: it contains blanks, line breaks or special characters, or nothing else',
      'Copy the token again, or create one in Admin Console > Security > API > Tokens',
    );
  }
  return token;
}

function parseThreshold(value: string | number | undefined): number {
  const text = typeof value === 'number' ? String(value) : written(value);
  if (text === '') return DEFAULT_THRESHOLD;
  const threshold = /^[\d.]+$/.test(text) ? Number(text) : NaN;
  if (threshold >= SMALLEST_THRESHOLD && threshold <= 1) return threshold;
  // Only what looks like a number is repeated: anything else may be a secret in the wrong field.
  const shown = /^[-+\d.,%]{1,10}$/.test(text) ? `("${text}") ` : '';
  throw refusal(
    'rateLimitThreshold',
    `${shown}is not a number from ${SMALLEST_THRESHOLD} to 1`,
    'Enter the share of each rate limit that may be used, for example 0.5 for half of it, or leave ' +
      `it empty for ${DEFAULT_THRESHOLD}`,
  );
}

function parseSwitch(
  field: string,
  value: string | boolean | undefined,
  byDefault: boolean,
): boolean {
  if (typeof value === 'boolean') return value;
  const text = written(value).toLowerCase();
  if (text === '') return byDefault;
  if (text === 'true' || text === 'false') return text === 'true';
  throw refusal(field, 'is neither true nor false', 'Enter true or false, or leave it empty');
}

function parseMode(text: string): MfaCollectionMode {
  const mode = text.toLowerCase();
  if (mode === '' || mode === 'full') return 'full';
  if (mode === 'changes') return 'changes';
  throw refusal('mfaCollectionMode', 'has an unknown value', 'Enter full or changes');
}

/**
 * The text of a field. A host may send null or a number where text is declared, and `docker run
 * --env-file` hands the quotation marks around a value over as part of it.
 */
function written(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  const trimmed = value.trim();
  return (/^(["'`])([\s\S]*)\1$/.exec(trimmed)?.[2] ?? trimmed).trim();
}
