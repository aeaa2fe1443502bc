/** Findings in the order in which a report shows them. */
import { FRAMEWORKS, requirementsIn, type Framework } from '../findings/frameworks';
import type { Finding, Findings, FindingState } from '../findings/model';
import { SEVERITIES, type Severity } from '../ask/questions';

/** What a report is made of. */
export interface ReportInput {
  /** Rows are cut already. */
  readonly findings: Findings;
  /** Undefined: grouped by severity alone. */
  readonly framework: Framework | undefined;
}

export interface SeverityGroup {
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

/** One group for each severity that has a finding, the worst first. */
export function bySeverity(findings: readonly Finding[]): readonly SeverityGroup[] {
  return SEVERITIES.map((severity) => ({
    severity,
    findings: findings.filter((finding) => finding.severity === severity),
  })).filter((group) => group.findings.length > 0);
}

export interface Requirement {
  /** As the standard writes it: `6.3`, `AC-2(3)`. */
  readonly id: string;
  /** The worst of its findings. */
  readonly state: FindingState;
  readonly findings: readonly Finding[];
}

const WORST_FIRST: readonly FindingState[] = ['found', 'notFullyKnown', 'passed', 'informative'];

/** The requirements of a standard for which there is evidence, in the standard's order. */
export function byRequirement(
  framework: Framework,
  findings: readonly Finding[],
): readonly Requirement[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const id of requirementsIn(framework, finding.controls)) {
      groups.set(id, [...(groups.get(id) ?? []), finding]);
    }
  }
  const order = new Intl.Collator('en', { numeric: true });
  return [...groups]
    .sort(([a], [b]) => order.compare(a, b))
    .map(([id, of]) => ({
      id,
      state: WORST_FIRST.find((state) => of.some((one) => one.state === state)) ?? 'informative',
      findings: of,
    }));
}

/** Those that are evidence for a requirement of the standard; all if no standard is asked for. */
export function inFramework(
  framework: Framework | undefined,
  findings: readonly Finding[],
): readonly Finding[] {
  if (framework === undefined) return findings;
  return findings.filter(({ controls }) => requirementsIn(framework, controls).length > 0);
}

export function titleOf(framework: Framework): string {
  return FRAMEWORKS[framework];
}
