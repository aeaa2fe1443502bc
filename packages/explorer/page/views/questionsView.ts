/** All managed questions, the worst first. */
import { SEVERITIES, type PackedFinding } from '../../model/format';
import { counted } from '../../../cli/terminal/format';
import type { ExplorerContext, View } from '../context';
import { findingLink, resultCell, severityTag, stateWords } from '../findingRow';
import { listPanel } from '../listPanel';
import { textColumn } from '../nameColumn';

/** Draws the list. */
export async function questionsView(context: ExplorerContext): Promise<View> {
  const { findings } = context.graph.manifest;
  const list = await listPanel<PackedFinding>(context, {
    caption: 'Managed questions',
    items: findings,
    noun: ['question', 'questions'],
    columns: [
      { id: 'question', heading: 'Question', cell: findingLink, text: ({ title }) => title },
      {
        id: 'severity',
        heading: 'Severity',
        cell: ({ severity }) => severityTag(severity),
        text: ({ severity }) => severity,
        order: ({ severity }) => SEVERITIES.indexOf(severity),
      },
      textColumn('state', 'State', ({ state }) => stateWords(state)),
      {
        id: 'rows',
        heading: 'Rows',
        cell: resultCell,
        text: ({ count }) => String(count),
        order: ({ count }) => count,
      },
      textColumn('controls', 'Controls', ({ controls }) => controls.join('; ')),
      { ...textColumn('why', 'Why', ({ why }: PackedFinding) => why), isExtra: true },
      { ...textColumn('id', 'Id', ({ id }: PackedFinding) => id), isExtra: true },
    ],
    textOf: ({ title, id, controls }) => [title, id, ...controls].join('\n'),
    empty: 'The managed questions were not evaluated for this page.',
  });
  return {
    title: 'Managed questions',
    lead: `${counted(findings.length, 'question')}, evaluated once: every report shows the same rows`,
    body: [list],
  };
}
