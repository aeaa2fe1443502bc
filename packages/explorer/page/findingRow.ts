/** A managed question in lists: its severity, and what it found in words. */
import type { FindingState, PackedFinding, Severity } from '../model/format';
import { countText } from '../../cli/terminal/format';
import { el, type Child } from './dom';
import { viewLink } from './links';

const STATES: Readonly<Record<FindingState, string>> = {
  found: 'found',
  notFullyKnown: 'not fully known',
  passed: 'passed',
  informative: 'for information',
};

/** The state in words. */
export function stateWords(state: FindingState): string {
  return STATES[state];
}

export function severityTag(severity: Severity): HTMLElement {
  return el('span', { class: `severity severity-${severity}` }, severity);
}

export function findingLink({ id, title }: PackedFinding): HTMLElement {
  return viewLink(title, { view: 'question', subject: id });
}

/** How many rows, or why it is not known. */
export function resultCell({ state, count }: PackedFinding): Child {
  const number = el('span', { class: 'number' }, countText(count));
  if (state === 'found' || state === 'informative') return number;
  return el('span', { class: 'quiet' }, stateWords(state));
}
