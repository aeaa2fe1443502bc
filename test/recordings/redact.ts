/**
 * Takes out of a recorded response what must not be stored: who people are, and every secret. The same
 * value always gets the same stand-in, so that a replayed run finds the same connections.
 */
import { createHash } from 'node:crypto';

/** Values under these names tell a person, or open something; compared in lower case. */
const PERSONAL =
  /^(first|last|middle|nick|display|full)?name$|givenname|familyname|honorific|phone|mobile|address|street|zip|postal|city|manager|employeenumber|ip$|ipaddress|city|geolocation|dn$|samaccountname|objectsid|serialnumber|udid|sid$|imei|meid/i;
const SECRET =
  /secret|password|passphrase|token$|activation|private_?key|accesskey|apikey|integrationkey|credential$|answer|question|verificationvalue|updatemessage/i;
/** The parts of a JSON Web Key that are private (RFC 7518, 6). */
const PRIVATE_PART = /^(d|p|q|dp|dq|qi|oth|k)$/;
/** Settings of other systems, DNS proofs, headers. A list's body can have its items there. */
const VALUES = /^values?$/;
const OKTA_ID = /^00u\w{17}$/;
const EMAIL = /[\w.+'-]+@[\w-]+(\.[\w-]+)+/g;

/** Objects whose `name` is what the graph works with, and no person's. */
const NAMED_THINGS = ['signOnMode', 'conditions', 'events', 'permissions'];

/** A short stand-in for a value, the same for the same value. */
function standIn(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 10);
}

function redactText(text: string): string {
  return withoutQuery(text).replace(
    EMAIL,
    (email) => `u-${standIn(email.toLowerCase())}@redacted.example`,
  );
}

/** Addresses carry keys in their queries and before their hosts. */
function withoutQuery(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.search === '' && url.hash === '' && url.username === '') return text;
  return `${url.origin}${url.pathname}`;
}

/** The JSON value without personal data and secrets. */
export function redactJson(value: unknown, isPerson = false): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, isPerson));
  if (typeof value !== 'object' || value === null) return value;
  const isThing = NAMED_THINGS.some((key) => key in value);
  const person = !isThing && (isPerson || 'credentials' in value || 'login' in value);
  const isKey = 'kty' in value;
  const isExpression = 'type' in value && String(value.type).startsWith('urn:okta:expression');
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      (isKey && PRIVATE_PART.test(key)) || (!isExpression && VALUES.test(key) && isText(inner))
        ? blanked(inner)
        : redactProperty(key, inner, person),
    ]),
  );
}

function redactProperty(key: string, value: unknown, person: boolean): unknown {
  if (key === '_links') return keptLinks(value);
  if (key === 'app' && isSettings(value)) return keptSettings(value);
  // What a rule says of access tokens is an object.
  if (SECRET.test(key) && !(key === 'token' && isSettings(value))) return blanked(value);
  if (typeof value === 'string' && OKTA_ID.test(value)) return value;
  if (typeof value === 'string' && PERSONAL.test(key) && (person || !/^name$/i.test(key))) {
    return EMAIL.test(value) ? redactText(value) : standIn(value);
  }
  return redactJson(value, person);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every(isText));
}

/** The same shape with no text in it. */
function blanked(value: unknown): unknown {
  if (typeof value === 'string') return 'redacted';
  if (Array.isArray(value)) return value.map(blanked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, blanked(inner)]));
}

/** Links that paging and the graph read; others carry one-time tokens (the QR code of a factor). */
function keptLinks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const kept = [
    'next',
    'self',
    'user',
    'app',
    'group',
    'source',
    'organization',
    'alternate',
    'logo',
    'appLinks',
    'accessPolicy',
    'profileEnrollment',
    'clientCredentials',
    'users',
    'owners',
  ];
  return Object.fromEntries(Object.entries(value).filter(([name]) => kept.includes(name)));
}

/** `settings.app` can hold anything: only what the graph reads stays. */
const KEPT_SETTINGS =
  /^(awsEnvironmentType|identityProviderArn|groupFilter|roleValuePattern|joinAllRoles|useGroupMapping|appFilter|sessionDuration|githubOrg|domain)$/;

function isSettings(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !('href' in value) && !('include' in value);
}

function keptSettings(settings: object): unknown {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      KEPT_SETTINGS.test(key) ? (value as unknown) : blanked(value),
    ]),
  );
}

/** What of an entry of Polly's HAR file is changed before it is stored. */
export interface StoredEntry {
  request: { url: string; headers: { name: string; value: string }[] };
  response: {
    headers: { name: string; value: string }[];
    content: { text?: string; size?: number };
    bodySize?: number;
  };
}

const LEFT_OUT = /^(set-cookie|content-length|content-encoding|transfer-encoding)$/i;

/** With the recorded limits a replay would wait for windows that are long gone. */
const GENEROUS: Readonly<Record<string, string>> = {
  'x-rate-limit-limit': '100000',
  'x-rate-limit-remaining': '99999',
};

const HIDDEN = /^(authorization|cookie|dpop|user-agent)$/i;

/** Changes the entry in place, as Polly's hook demands. */
export function redactEntry(entry: StoredEntry): void {
  const { request, response } = entry;
  request.headers = request.headers.filter(({ name }) => !HIDDEN.test(name));
  response.headers = response.headers
    .filter(({ name }) => !LEFT_OUT.test(name))
    .map(({ name, value }) => ({ name, value: GENEROUS[name.toLowerCase()] ?? value }));
  const { text } = response.content;
  if (text === undefined || text === '') return;
  const redacted = JSON.stringify(redactJson(JSON.parse(text)));
  response.content.text = redacted;
  response.content.size = redacted.length;
  response.bodySize = redacted.length;
}
