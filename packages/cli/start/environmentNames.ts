/** The names of settings as a command line has them. */
import { instanceConfigFields } from '../../../src/config';

/** `oktaApiKey` → `OKTA_API_KEY`, as the SDK makes a field's environment variable from its name. */
export function environmentName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

const FIELDS = Object.keys(instanceConfigFields).join('|');
const MENTION = new RegExp(`(?:The field "(?<quoted>${FIELDS})"|\\b(?<bare>${FIELDS})\\b)`, 'g');

/**
 * A sentence of the integration with environment variables in place of JupiterOne's fields: it was
 * written for the form in JupiterOne, and is read here beside `.env`.
 */
export function inEnvironmentNames(sentence: string): string {
  return sentence.replace(MENTION, (_, quoted: string | undefined, bare: string | undefined) =>
    environmentName(quoted ?? bare ?? ''),
  );
}
