import type { StepName } from './defineResource';

/** Brands, custom domains and e-mail domains are lost together. */
export const BRANDS_AND_DOMAINS: StepName = {
  id: 'fetch-brands-and-domains',
  name: 'Fetch Brands and Domains',
};
