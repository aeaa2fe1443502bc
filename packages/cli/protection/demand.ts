/** What a rule demands, in words. Imports nothing: the explorer's page uses it, and SQL is made of the same tables. */

/** Words for a rule whose properties have these values; the first of a table that fits is taken. */
export interface Demand {
  readonly words: string;
  readonly when: Readonly<Record<string, string | boolean>>;
}

/** Of rules of app sign-in policies. Of one that none fits nothing is said: its record does not decide it. */
export const DEMANDS: readonly Demand[] = [
  { words: 'no access', when: { access: 'DENY' } },
  { words: 'a password alone', when: { access: 'ALLOW', passwordAloneSuffices: true } },
  {
    words: 'one phishing-resistant factor',
    when: { access: 'ALLOW', allowsSingleFactor: true, phishingResistantRequired: true },
  },
  { words: 'one factor', when: { access: 'ALLOW', allowsSingleFactor: true } },
  {
    words: 'two factors, phishing-resistant',
    when: { access: 'ALLOW', allowsSingleFactor: false, phishingResistantRequired: true },
  },
  { words: 'two factors', when: { access: 'ALLOW', allowsSingleFactor: false } },
];

/** Of rules of global session policies: what it takes to sign in to Okta, before any application. */
export const SESSION_DEMANDS: readonly Demand[] = [
  { words: 'no access', when: { access: 'DENY' } },
  { words: 'a second factor', when: { access: 'ALLOW', requireFactor: true } },
  { words: 'no MFA', when: { access: 'ALLOW', requireFactor: false } },
];

/**
 * What a rule demands; undefined if its properties do not decide it.
 * @param valueOf a property of the rule
 */
export function demandOf(
  demands: readonly Demand[],
  valueOf: (property: string) => unknown,
): string | undefined {
  return demands.find(({ when }) =>
    Object.entries(when).every(([property, value]) => valueOf(property) === value),
  )?.words;
}

/** The properties of a rule that say what an app sign-in takes. */
export const DEMANDED = [
  'access',
  'verificationType',
  'factorMode',
  'allowsSingleFactor',
  'passwordAloneSuffices',
  'passwordRequired',
  'phishingResistantRequired',
  'hardwareProtectionRequired',
  'deviceBoundRequired',
  'userPresenceRequired',
  'userVerificationRequired',
  'allowedMethods',
  'excludedMethods',
  'chainLength',
  'reauthenticateMinutes',
  'inactivityMinutes',
] as const;

/** Those that say what a session takes, and how long it lasts. */
export const DEMANDED_OF_SESSION = [
  'access',
  'requireFactor',
  'factorPromptMode',
  'factorLifetimeMinutes',
  'primaryFactor',
  'maxSessionIdleMinutes',
  'maxSessionLifetimeMinutes',
  'sessionUnlimited',
] as const;
