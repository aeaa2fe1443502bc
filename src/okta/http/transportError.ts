/** Failures below HTTP: the system's error codes as causes that retry and reports know. */
import { IntegrationError } from '@jupiterone/integration-sdk-core';
import type { FailureCause } from '../errors';

/** No response, or only a part of one: what went wrong below HTTP. */
export class TransportError extends Error {
  constructor(
    readonly kind: FailureCause,
    /** What the system or the proxy said, as a code: `ECONNRESET`, `HTTP 407`. Shown in errors. */
    readonly systemCode?: string,
  ) {
    super(systemCode === undefined ? kind : `${kind} (${systemCode})`);
    this.name = 'TransportError';
  }
}

const KINDS: Readonly<Record<string, FailureCause>> = {
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  ECONNREFUSED: 'connection-refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
};

/** Codes of certificate errors: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const TLS_CODE = /CERT|SELF_SIGNED|UNABLE_TO|^ERR_TLS|^ERR_SSL|HOSTNAME_MISMATCH|^INVALID_CA/;

/** The codes of Node, of OpenSSL and of the system are names of constants; nothing else is shown. */
const CONSTANT = /^[A-Z][A-Z\d_]{1,60}$/;

/** The `code` of a system error. */
export function codeOf(error: unknown): string | undefined {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && CONSTANT.test(code) ? code : undefined;
}

/**
 * Any error of Node's HTTP client as a TransportError; an unknown one counts as a broken connection. An
 * IntegrationError comes from a `lookup` that refuses the host, and is passed on.
 */
export function asTransportError(error: unknown): Error {
  if (error instanceof TransportError || error instanceof IntegrationError) return error;
  const code = codeOf(error);
  if (code === undefined) return new TransportError('connection-reset');
  if (TLS_CODE.test(code)) return new TransportError('tls', code);
  if (code.startsWith('HPE_')) return new TransportError('protocol', code);
  return new TransportError(KINDS[code] ?? 'connection-reset', code);
}
