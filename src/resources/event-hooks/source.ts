import type { Source } from '../defineResource';

/** Shared by event hooks, inline hooks and log streams. */
export const HOOKS_AND_LOG_STREAMS: Source = {
  id: 'hooks-and-log-streams',
  title: 'Hooks and log streams',
  description:
    'Where Okta sends events and the System Log, and the services that decide on sign-ins and sign-ups. Three calls.',
};
