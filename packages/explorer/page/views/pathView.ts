/** The shortest ways between two things that a person picks. */
import { loadGrantFacts } from '../../model/grants';
import type { Graph } from '../../model/graph';
import { phraseOf } from '../../model/kinds';
import { pathsBetween, type FoundPath } from '../../model/path';
import { counted } from '../../../cli/terminal/format';
import type { ExplorerContext, View } from '../context';
import { button, el, type Child } from '../dom';
import { nodeButton, subjectRow } from '../links';
import { nodeCard, nodeCardId, SceneBuilder, type Scene } from '../scene';
import { missingView } from './missingView';

const MOST_PATHS = 8;

function stepWords(graph: Graph, edge: number, from: number): string {
  return phraseOf(graph.relationOf(edge).relationClass, graph.fromOf(edge) === from);
}

/** A way in one line: each thing as a button, the relationships between them as words. */
function pathItem(context: ExplorerContext, { nodes, edges }: FoundPath): HTMLElement {
  const { graph } = context;
  const parts = nodes.flatMap((node, at): Child[] => {
    const edge = edges[at];
    const thing = nodeButton(context, node);
    if (edge === undefined) return [thing];
    return [thing, el('span', { class: 'quiet' }, stepWords(graph, edge, node))];
  });
  return el('li', { class: 'path' }, ...parts);
}

function pathsScene(graph: Graph, paths: readonly FoundPath[]): Scene {
  const builder = new SceneBuilder();
  for (const { nodes } of paths) {
    nodes.forEach((node, at) => {
      builder.card(at, nodeCard(graph, node, at === 0 || at === nodes.length - 1));
    });
  }
  for (const { edges } of paths) {
    for (const edge of edges) {
      const [from, to] = [nodeCardId(graph.fromOf(edge)), nodeCardId(graph.toOf(edge))];
      const { relationClass, mapped } = graph.relationOf(edge);
      builder.line(from, to, phraseOf(relationClass, true), { edge, isMapped: mapped });
    }
  }
  return builder.inColumns();
}

function pickButton(context: ExplorerContext, words: string): HTMLElement {
  const pick = (): void => {
    context.ask('path', context.address.subject);
  };
  return button(words, pick, { class: 'question' });
}

function leadOf(paths: readonly FoundPath[], isThroughAccount: boolean): string {
  const [first] = paths;
  if (!first) return 'No relationship joins them, over however many steps';
  const ways = paths.length === MOST_PATHS ? `the first ${MOST_PATHS} ways` : '';
  const count = ways || counted(paths.length, 'way');
  const lead = `${count} of ${counted(first.edges.length, 'step')}`;
  return isThroughAccount ? `${lead}: only the account joins them` : lead;
}

/** Draws the ways. */
export async function pathView(context: ExplorerContext): Promise<View> {
  const { graph, address } = context;
  const from = graph.nodeOf(address.subject);
  const to = graph.nodeOf(address.to);
  if (from === undefined) return missingView('No item with this id is in this graph.');
  if (to === undefined) {
    return {
      title: `From ${graph.name(from)} to …`,
      lead: 'Choose the other end',
      body: [el('p', {}, pickButton(context, 'Choose the other end'))],
      subject: from,
    };
  }
  await loadGrantFacts(graph);
  const { paths, isThroughAccount } = pathsBetween(graph, from, to, MOST_PATHS);
  const list = el('ol', { class: 'paths', 'aria-label': 'Ways, the shortest' });
  list.append(...paths.map((path) => pathItem(context, path)));
  return {
    title: `From ${graph.name(from)} to ${graph.name(to)}`,
    lead: leadOf(paths, isThroughAccount),
    scene: pathsScene(graph, paths),
    body: [
      subjectRow(context, from, 'path'),
      list,
      el('p', {}, pickButton(context, 'Choose another end')),
    ],
    subject: from,
  };
}
