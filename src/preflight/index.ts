/** The public surface of the preflight. */
export { publicLookup, type ResolveName } from './address';
export type { CheckResult, CheckStatus } from './check';
export { noUsersError, proveCredentials } from './credentials';
export { discoverOrg } from './proofOfOrg';
export { examine, type Examined, type OpenOptions } from './examine';
export { predict, type Prediction } from './predict';
