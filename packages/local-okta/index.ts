/** The local Okta org: a real HTTP server for the first run, the tests and the benchmarks. */
export { startLocalOkta } from './start';
export { sampleOrg } from './sample';
/** Id of an object of the sample org by prefix and key: `sampleId('00u', 'ana')`. */
export { idOf as sampleId } from './sample/build';
export { generatedOrg, type GeneratedOrgOptions } from './generated';
export { CANARY, PHONE_CANARY } from './canary';
export type { DataAnswer, DataFile } from './dataFiles';
export type { LocalOkta, LocalOktaOptions } from './options';
export type { Plan } from './buckets';
export type { Fault, FaultKind } from './faults';
export type { OAuthCredentials, OAuthOptions } from './oauth';
export type { OrgHooks } from './world';
export type { JsonObject, OrgSource } from './types';
