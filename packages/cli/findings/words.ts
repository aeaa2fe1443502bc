/** What reports, the end of a run and pages say of findings, in the same words. */
import type { Finding, Findings, FindingState, Metric, QueryFindings } from './model';
import { SEVERITIES } from '../ask/questions';
import { countText, counted, percent } from '../terminal/format';

export const STATE_TITLES: Readonly<Record<FindingState, string>> = {
  found: 'Found',
  notFullyKnown: 'Not fully known',
  passed: 'Passed',
  informative: 'For information',
};

/** `3`, or `3 (6 rows)` if several rows are about the same items. */
export function numberOf({ count, subjects }: Finding): string {
  return subjects === count
    ? countText(count)
    : `${countText(subjects)} (${counted(count, 'row')})`;
}

/** What a finding came to, in a few words. */
export function outcomeOf(finding: Finding): string {
  const { state, suppressedCount } = finding;
  const suppressed = suppressedCount === 0 ? '' : `, ${countText(suppressedCount)} suppressed`;
  if (state === 'found' || state === 'informative') {
    return `${STATE_TITLES[state]}: ${numberOf(finding)}${suppressed}`;
  }
  return `${STATE_TITLES[state]}${suppressed}`;
}

/** `2 critical, 5 high, 1 low` of what was found; `nothing` if nothing was. */
export function foundText(findings: readonly Finding[]): string {
  const counts = SEVERITIES.flatMap((severity) => {
    const found = findings.filter((one) => one.state === 'found' && one.severity === severity);
    return found.length === 0 ? [] : [`${found.length} ${severity}`];
  });
  return counts.length === 0 ? 'nothing' : counts.join(', ');
}

export function countOf(state: FindingState, findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.state === state).length;
}

/** `14 of 33 (42 %)`, `11`, `not collected`. */
export function metricText({ value, of, gaps }: Metric): string {
  if (value === null) return 'not collected';
  const mark = gaps.length === 0 ? '' : ' or more';
  if (of === null) return `${countText(value)}${mark}`;
  const share = of === 0 ? '' : ` (${percent(value / of)})`;
  return `${countText(value)}${mark} of ${countText(of)}${share}`;
}

/** `2026-11-30 21:48 UTC` of an ISO 8601 time. */
export function timeText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** When the graph was collected, and from when ages are counted. */
export function timesText({ collectedOn, evaluatedOn }: Findings): string {
  const collected =
    collectedOn === null ? 'in a run that did not come to its end' : timeText(collectedOn);
  return `Collected ${collected}; ages are counted from ${timeText(evaluatedOn)}.`;
}

/** What an answer that is cut says of itself. */
export function cutText({ rows, count }: QueryFindings): string | undefined {
  if (rows.length >= count) return undefined;
  return `The first ${countText(rows.length)} of ${counted(count, 'row')}.`;
}

/** What a reader has to know of the run before the findings. */
export function cautionsOf({ findings, collectedOn, suppressionProblems }: Findings): string[] {
  const unknown = countOf('notFullyKnown', findings);
  return [
    ...(collectedOn === null
      ? ['The run that collected this graph did not come to its end: nothing here is complete.']
      : []),
    ...(unknown === 0
      ? []
      : [
          `${counted(unknown, 'question is', 'questions are')} not fully known, because the data that they need ` +
            'was not collected or not completely. They do not count as passed.',
        ]),
    ...suppressionProblems,
  ];
}
