import type { Source } from '../defineResource';

/** Policies, their rules, and what they lead to. */
export const POLICIES: Source = {
  id: 'policies',
  title: 'Policies',
  description:
    'Policies of every type and their rules: who may sign in to what, and what that takes. One call for each type and each policy.',
};
