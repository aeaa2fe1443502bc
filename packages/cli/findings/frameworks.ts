/** The standards that managed questions are evidence for, by the name that a person types. */
import type { Control } from '../ask/questions';

/** `standard` as `questions.yaml` names it. */
export const FRAMEWORKS = {
  cis: 'CIS Controls v8',
  nist: 'NIST 800-53',
  soc2: 'SOC 2',
  stig: 'DISA Okta STIG',
  healthinsight: 'Okta HealthInsight',
} as const;

export type Framework = keyof typeof FRAMEWORKS;

export function isFramework(name: string): name is Framework {
  return Object.hasOwn(FRAMEWORKS, name);
}

/** What a question is evidence for in one standard; empty if it is for nothing. */
export function requirementsIn(
  framework: Framework,
  controls: readonly Control[],
): readonly string[] {
  return controls
    .filter(({ standard }) => standard === FRAMEWORKS[framework])
    .flatMap(({ requirements }) => requirements);
}
