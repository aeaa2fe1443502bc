/** The public surface of the preflight. */
export { discoverOrg, type DiscoverDeps } from './discover';
