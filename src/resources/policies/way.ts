/** The ways to fulfil an app sign-in rule. */
import type { Known } from './threeValued';

/** What can be demanded of a possession factor. */
export type Demand =
  'phishingResistant' | 'hardwareProtection' | 'deviceBound' | 'userPresence' | 'userVerification';

export type Demands = Readonly<Record<Demand, Known>>;

/** One way to fulfil a rule. Undefined is what the rule does not decide. */
export interface Way {
  /** Whether one factor is enough. */
  readonly isSingleFactor: Known;
  /** Whether a password is enough. */
  readonly isPasswordAlone: Known;
  /** Whether a password is among what it takes. */
  readonly takesPassword: Known;
  /** What it demands of possession. */
  readonly demands: Demands;
}

/** The same question for each demand. */
export function eachDemand(answer: (demand: Demand) => Known): Demands {
  return {
    phishingResistant: answer('phishingResistant'),
    hardwareProtection: answer('hardwareProtection'),
    deviceBound: answer('deviceBound'),
    userPresence: answer('userPresence'),
    userVerification: answer('userVerification'),
  };
}
