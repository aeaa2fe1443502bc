/** The public surface of the preflight. */
export type { ResolveName } from './address';
export { connectionTo } from './connection';
export type { CheckResult, CheckStatus } from './check';
export { noUsersError, proveCredentials } from './credentials';
export { discoverOrg } from './proofOfOrg';
export { examine, type Examined, type OpenOptions } from './examine';
export { predict, type Prediction } from './predict';
export { forecast } from './runForecast';
export { publishedLimits, type Plan } from './shares';
