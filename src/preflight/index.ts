/** The public surface of the preflight. */
export type { CheckStatus } from './check';
export { discoverOrg } from './discover';
export { examine, type Examined, type OpenOptions } from './examine';
export { predict, type Prediction } from './predict';
