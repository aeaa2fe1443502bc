/** What a rule demands, in words. Imports nothing: the explorer's page uses it too. */

/** What the graph says of a rule of an app sign-in policy; undefined is what it does not say. */
export interface DemandFacts {
  readonly access: string | undefined;
  readonly allowsSingleFactor: boolean | undefined;
  readonly passwordAloneSuffices: boolean | undefined;
  readonly phishingResistantRequired: boolean | undefined;
}

/** The strongest first. */
export const DEMANDS = [
  'no access',
  'two factors, one of them phishing-resistant',
  'two factors',
  'one phishing-resistant factor',
  'one factor',
  'a password alone',
] as const;
export type Demand = (typeof DEMANDS)[number];

/** Undefined if it is not known whether it lets anybody in, or how many factors it takes. */
export function demandOf(rule: DemandFacts): Demand | undefined {
  if (rule.access === 'DENY') return 'no access';
  if (rule.access !== 'ALLOW') return undefined;
  if (rule.passwordAloneSuffices === true) return 'a password alone';
  const isResistant = rule.phishingResistantRequired === true;
  if (rule.allowsSingleFactor === true)
    return isResistant ? 'one phishing-resistant factor' : 'one factor';
  if (rule.allowsSingleFactor === undefined) return undefined;
  return isResistant ? 'two factors, one of them phishing-resistant' : 'two factors';
}

/** What the graph says of a rule of a global session policy. */
export interface SessionFacts {
  readonly access: string | undefined;
  readonly requireFactor: boolean | undefined;
}

/** The same of a rule of a global session policy: what it takes to sign in to Okta, before any application. */
export function sessionDemandOf({ access, requireFactor }: SessionFacts): string | undefined {
  if (access === 'DENY') return 'no access';
  if (access !== 'ALLOW' || requireFactor === undefined) return undefined;
  return requireFactor ? 'a second factor' : 'no second factor';
}
