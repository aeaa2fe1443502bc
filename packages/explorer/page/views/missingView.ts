/** What stands where a question has no answer: an address that names nothing in this graph. */
import type { View } from '../context';
import { el } from '../dom';
import { viewLink } from '../links';

/** A view that says what is missing and leads back. */
export function missingView(sentence: string): View {
  return {
    title: 'Not in this graph',
    lead: sentence,
    body: [el('p', {}, viewLink('Back to the overview', { view: 'overview' }))],
  };
}
