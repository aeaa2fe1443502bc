/** What the run could not read, why, and what helps. */
import type { Manifest } from '../../model/format';
import { counted } from '../../../cli/terminal/format';
import { timeText } from '../../model/values';
import type { ExplorerContext, View } from '../context';
import { el, type Child } from '../dom';
import { table } from '../table';

function leadOf({ collectedOn, hasEnded, incomplete }: Manifest): string {
  const end = `Collected ${timeText(collectedOn)} UTC`;
  if (!hasEnded) return `${end}; the run did not come to its end, so anything may be missing`;
  if (incomplete.length === 0) return `${end}; every step was complete`;
  return `${end}; ${counted(incomplete.length, 'type')} may lack records`;
}

const REMEDIES: readonly (readonly [string, string])[] = [
  ['npm run doctor', 'shows what the credentials may read, and which permission is missing'],
  ['run.log', 'beside this page: every warning of the run, with its reason'],
  ['npm start', 'collects again: temporary failures do not come back'],
];

function remedies(): HTMLElement {
  const items = REMEDIES.map(([name, words]) => el('li', {}, el('code', {}, name), ` ${words}`));
  return el('section', {}, el('h2', {}, 'What helps'), el('ul', {}, ...items));
}

/** Draws it. */
export function runView({ graph }: ExplorerContext): View {
  const { manifest } = graph;
  const { problems, dangling, hasEnded, incomplete } = manifest;
  const rows = problems.map(({ step, cause, types }): readonly Child[] => [
    step,
    cause,
    el('span', { class: 'codes' }, ...types.map((type) => el('code', {}, `${type} `))),
  ]);
  const headings = ['Step', 'What happened', 'Types that may lack records'];
  const isWhole = hasEnded && incomplete.length === 0;
  const left =
    dangling === 0
      ? undefined
      : `${counted(dangling, 'relationship')} left out, because an end is not in the collection.`;
  return {
    title: 'About this run',
    lead: leadOf(manifest),
    body: [
      rows.length === 0 ? undefined : table('Steps that are incomplete', headings, rows),
      left === undefined ? undefined : el('p', {}, left),
      isWhole ? undefined : remedies(),
    ],
  };
}
