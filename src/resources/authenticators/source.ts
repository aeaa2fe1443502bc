import type { Source } from '../defineResource';

/** What sign-in may demand of a person or a device. */
export const AUTHENTICATORS: Source = {
  id: 'authenticators',
  title: 'Authenticators',
  description:
    'The factors that the org offers, what devices must fulfil, and the anomalies that Okta looks for. At most six calls.',
};
