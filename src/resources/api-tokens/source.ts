import type { Source } from '../defineResource';

/** What acts on the org without a person: shared by API tokens and API service integrations. */
export const API_TOKENS: Source = {
  id: 'api-tokens',
  title: 'API tokens',
  description: 'API tokens: whose they are, how old, and from where they may be used. One call.',
};
