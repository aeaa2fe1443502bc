/** What `--fail-on` makes of changes: an exit code, and the reason for it. */
import { SEVERITIES, type Severity } from '../ask/questions';
import { counted } from '../terminal/format';
import type { Changes } from './model';

export interface Verdict {
  /** 0, 2 or 3, as the help explains them. */
  readonly exitCode: 0 | 2 | 3;
  /** One sentence. */
  readonly text: string;
}

/** @param changes all of them */
export function verdictOf(failOn: Severity, { subjects, gaps }: Changes): Verdict {
  const found = subjects
    .flatMap(({ changes }) => changes)
    .filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
  const level = failOn === 'critical' ? failOn : `${failOn} or worse`;
  if (found.length > 0) {
    return {
      exitCode: 3,
      text: `${counted(found.length, 'change that is', 'changes that are')} ${level}.`,
    };
  }
  const isOpen = gaps.some(({ kind }) => kind === 'failed');
  const open = isOpen ? ' A step of a run failed, and so not all is known.' : '';
  return { exitCode: isOpen ? 2 : 0, text: `Nothing changed that is ${level}.${open}` };
}
