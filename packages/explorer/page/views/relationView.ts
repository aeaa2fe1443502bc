/** All relationships of one type. */
import type { Graph, Relation } from '../../model/graph';
import { phraseOf } from '../../model/kinds';
import { counted } from '../../../cli/terminal/format';
import { valueText } from '../../model/values';
import type { ExplorerContext, View } from '../context';
import { shortened } from '../dom';
import { listPanel } from '../listPanel';
import { nodeColumn, textColumn } from '../nameColumn';
import { missingView } from './missingView';

/** What a relationship says of itself, on one line: `scope USER, status ACTIVE`. */
export function edgeText(graph: Graph, edge: number): string {
  return graph
    .relationOf(edge)
    .columns.map(({ name }) => [name, valueText(name, graph.edgeValue(edge, name))])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name ?? ''} ${shortened(value ?? '', 60)}`)
    .join(', ');
}

/** Lists a relationship type. */
export async function relationView(context: ExplorerContext): Promise<View> {
  const { graph, address } = context;
  const relation = graph.relationNamed(address.subject);
  if (!relation) return missingView('There is no such relationship in this graph.');
  await graph.columns(relation);
  const list = await listPanel<number>(context, {
    caption: `Relationships ${relation.name}`,
    items: edgesOf(relation),
    noun: ['relationship', 'relationships'],
    columns: [
      nodeColumn(context, 'from', 'From', (edge: number) => graph.fromOf(edge)),
      nodeColumn(context, 'to', 'To', (edge: number) => graph.toOf(edge)),
      textColumn('says', 'Relationship', (edge: number) => edgeText(graph, edge)),
    ],
    textOf: (edge) => `${graph.name(graph.fromOf(edge))}\n${graph.name(graph.toOf(edge))}`,
    empty: 'There is none.',
  });
  const phrase = phraseOf(relation.relationClass, true);
  return {
    title: relation.name,
    lead: `${counted(relation.count, 'relationship')} of class ${relation.relationClass} (“${phrase}”)`,
    body: [list],
  };
}

function edgesOf(relation: Relation): readonly number[] {
  return Array.from({ length: relation.count }, (_, row) => relation.first + row);
}
