/** What follows from the key of an authenticator. Pure. */
import { isJsonArray, list, record, text, type JsonObject } from '../../json';
import { at } from '../fields';

/** The keys that Okta has, as documented or recorded. Of any other key nothing is claimed. */
const KNOWN: ReadonlySet<string> = new Set([
  'custom_app',
  'custom_otp',
  'duo',
  'external_idp',
  'google_otp',
  'okta_email',
  'okta_password',
  'okta_verify',
  'onprem_mfa',
  'phone_number',
  'security_key',
  'security_question',
  'smart_card_idp',
  'symantec_vip',
  'tac',
  'webauthn',
  'yubikey_token',
]);

const WEAK: ReadonlySet<string> = new Set(['phone_number', 'okta_email', 'security_question']);

const ALWAYS_RESISTANT: ReadonlySet<string> = new Set(['webauthn', 'smart_card_idp']);

/** Okta Verify is one authenticator, or several whose keys begin alike. */
export function isOktaVerify(key: string): boolean {
  return key.startsWith('okta_verify');
}

/** Whether others can take it over: text messages and calls, e-mail, questions. */
export function isWeak(key: string | undefined): boolean | undefined {
  return key === undefined || !isKnownKey(key) ? undefined : WEAK.has(key);
}

function isKnownKey(key: string): boolean {
  return KNOWN.has(key) || isOktaVerify(key);
}

/** Whether it withstands phishing. Of Okta Verify only FastPass (`signed_nonce`) does, so its methods decide. */
export function isPhishingResistant(authenticator: JsonObject): boolean | undefined {
  const key = text(authenticator.key);
  if (key === undefined || !isKnownKey(key)) return undefined;
  if (!isOktaVerify(key)) return ALWAYS_RESISTANT.has(key);
  const methods = at(authenticator, '_embedded.methods');
  if (!isJsonArray(methods)) return undefined;
  return methods
    .map(record)
    .some(({ type, status }) => type === 'signed_nonce' && status === 'ACTIVE');
}

/** The methods with their status: `push:ACTIVE`. Undefined where they were not asked for, or could not be read. */
export function methodsOf(authenticator: JsonObject): readonly string[] | undefined {
  const methods = at(authenticator, '_embedded.methods');
  if (!isJsonArray(methods)) return undefined;
  return list(methods)
    .map(record)
    .flatMap(({ type, status }) => {
      const name = text(type);
      return name === undefined ? [] : [`${name}:${text(status) ?? ''}`];
    });
}

/** Authenticators whose methods can be switched on and off one by one. */
export function hasMethods({ key }: JsonObject): boolean {
  const name = text(key) ?? '';
  return isOktaVerify(name) || name === 'phone_number' || name === 'webauthn';
}
