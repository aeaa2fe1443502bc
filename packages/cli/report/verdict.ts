/** What `--fail-on` makes of findings: an exit code, and the reasons for it. */
import { SEVERITIES, type Severity } from '../ask/questions';
import type { Finding } from '../findings/model';
import { visible } from '../../../src/visible';
import { numberOf } from '../findings/words';

export interface Verdict {
  /** 0, 2 or 3, as the help explains them. */
  readonly exitCode: 0 | 2 | 3;
  readonly lines: readonly string[];
}

/** Whether a question is open because a step failed: a run that is repeated may answer it. */
function isOpenByFailure({ state, gaps }: Finding): boolean {
  return state === 'notFullyKnown' && gaps.some(({ kind }) => kind === 'failed');
}

export function verdictOf(failOn: Severity, findings: readonly Finding[]): Verdict {
  const severe = findings.filter(
    ({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn),
  );
  const found = severe.filter(({ state }) => state === 'found');
  const open = severe.filter(({ state }) => state === 'notFullyKnown');
  const level = failOn === 'critical' ? failOn : `${failOn} or worse`;
  const lines = [
    found.length === 0 ? `Nothing was found that is ${level}.` : `Found, ${level}:`,
    ...found.map((one) => `  ${one.severity}: ${one.title} ${numberOf(one)} (${one.id})`),
    ...(open.length === 0 ? [] : ['Not fully known, and so not passed:']),
    ...open.map(
      ({ severity, id, gaps }) =>
        `  ${severity}: ${id}: ${visible(gaps.map(({ text }) => text).join(' '))}`,
    ),
  ];
  if (found.length > 0) return { exitCode: 3, lines };
  return { exitCode: severe.some(isOpenByFailure) ? 2 : 0, lines };
}
