/** The drawings by which the explorer shows what a thing is. Imports nothing: the explorer's page uses it. */

/** In the order in which lists and pictures show them. */
export const ICONS = [
  'account',
  'service',
  'user',
  'group',
  'rule',
  'application',
  'role',
  'awsRole',
  'factor',
  'device',
  'person',
  'policy',
  'zone',
  'token',
  'provider',
  'hook',
  'other',
] as const;

export type Icon = (typeof ICONS)[number];
