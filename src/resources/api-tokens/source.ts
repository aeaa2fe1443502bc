import type { Source } from '../defineResource';

/** What acts on the org without a person: shared by API tokens and API service integrations. */
export const API_TOKENS: Source = {
  id: 'api-tokens',
  title: 'API tokens and API service integrations',
  description:
    'What acts on the org without a person: API tokens with their owners, and the services of vendors. Two calls.',
};
