/** How connections to a configured org are made: who resolves its name, and which authorities are trusted. */
import type { OktaSettings } from '../config';
import { trustedCertificates } from '../config/certificates';
import type { OktaClientOptions } from '../okta';
import { publicLookup, type ResolveName } from './address';

/** The part of the client's options that depends on the org's address and the customer's network. */
export type Connection = Pick<OktaClientOptions, 'lookup' | 'ca'>;

/** For every connection to the org, the one that asks which org it is included. */
export function connectionTo(
  settings: Pick<OktaSettings, 'kind' | 'hostname' | 'caCertificates'>,
  resolve?: ResolveName,
): Connection {
  return {
    lookup: publicLookup(settings, resolve),
    ca: trustedCertificates(settings.caCertificates),
  };
}
