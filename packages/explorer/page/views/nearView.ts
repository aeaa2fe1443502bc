/** The neighbourhood of a thing, and the picture that grows from it. */
import type { Graph } from '../../model/graph';
import { phraseOf } from '../../model/kinds';
import { columnOf } from '../../model/layout';
import {
  bundleTitle,
  edgesAmong,
  neighbourhood,
  otherEnd,
  type Bundle,
} from '../../model/neighbours';
import { addressOf, formatAddress } from '../../model/route';
import { countText, counted } from '../../../cli/terminal/format';
import type { ExplorerContext, View } from '../context';
import { el } from '../dom';
import { subjectRow, typeTag, viewLink } from '../links';
import { listPanel } from '../listPanel';
import { nodeColumn, textColumn } from '../nameColumn';
import { nodeCard, nodeCardId, SceneBuilder, type Scene } from '../scene';
import { missingView } from './missingView';
import { edgeText } from './relationView';

/** Cards of one bundle in the picture; the rest is one card that leads to the list. */
const CARDS_A_BUNDLE = 7;
const CARDS_OF_ONLY_BUNDLE = 14;

interface Neighbour {
  readonly edge: number;
  readonly bundle: Bundle;
}

function lineOf(graph: Graph, builder: SceneBuilder, edge: number): void {
  const relation = graph.relationOf(edge);
  const [from, to] = [nodeCardId(graph.fromOf(edge)), nodeCardId(graph.toOf(edge))];
  builder.line(from, to, phraseOf(relation.relationClass, true), {
    edge,
    isMapped: relation.mapped,
  });
}

function bundleCards(
  graph: Graph,
  node: number,
  bundle: Bundle,
  builder: SceneBuilder,
  most: number,
): void {
  const column = bundle.outward ? 2 : 0;
  const shown = bundle.edges.length <= most + 1 ? bundle.edges.length : most;
  for (const edge of bundle.edges.slice(0, shown)) {
    builder.card(column, nodeCard(graph, otherEnd(graph, edge, node)));
    lineOf(graph, builder, edge);
  }
  const rest = bundle.edges.length - shown;
  if (rest === 0) return;
  const card = builder.card(column, {
    id: bundle.id,
    label: `${countText(rest)} more ${bundle.other.one}s`,
    kind: bundle.other.kind,
    isBundle: true,
    href: formatAddress(addressOf({ view: 'near', subject: graph.key(node), only: bundle.id })),
  });
  const [from, to] = bundle.outward ? [nodeCardId(node), card] : [card, nodeCardId(node)];
  builder.line(from, to, phraseOf(bundle.relation.relationClass, true));
}

/** The thing in the middle, what leads to it on the left, what it leads to on the right. */
function starScene(graph: Graph, node: number, bundles: readonly Bundle[]): Scene {
  const builder = new SceneBuilder();
  const most = bundles.length === 1 ? CARDS_OF_ONLY_BUNDLE : CARDS_A_BUNDLE;
  builder.card(1, nodeCard(graph, node, true));
  for (const bundle of bundles) bundleCards(graph, node, bundle, builder, most);
  return builder.inColumns();
}

/** The thing, its first neighbours and everything that a person added, with all that joins them. */
function grownScene(context: ExplorerContext, node: number, bundles: readonly Bundle[]): Scene {
  const { graph, address } = context;
  const nodes = new Set([node]);
  for (const bundle of bundles) {
    for (const edge of bundle.edges.slice(0, CARDS_A_BUNDLE))
      nodes.add(otherEnd(graph, edge, node));
  }
  for (const key of address.added) {
    const added = graph.nodeOf(key);
    if (added === undefined) continue;
    nodes.add(added);
    for (const bundle of neighbourhood(graph, added)) {
      if (context.hidden.has(bundle.other.name)) continue;
      for (const edge of bundle.edges.slice(0, CARDS_A_BUNDLE))
        nodes.add(otherEnd(graph, edge, added));
    }
  }
  const builder = new SceneBuilder();
  for (const each of nodes) {
    builder.card(columnOf(graph.typeOf(each).kind), nodeCard(graph, each, each === node));
  }
  for (const edge of edgesAmong(graph, nodes)) lineOf(graph, builder, edge);
  return builder.inColumns();
}

function bundleChips(context: ExplorerContext, bundles: readonly Bundle[]): HTMLElement {
  const { subject, only, added } = context.address;
  const chip = (label: string, count: number, id: string): HTMLElement => {
    const link = viewLink(`${label} `, { view: 'near', subject, only: id, added }, 'chip');
    link.append(el('span', { class: 'chip-count' }, countText(count)));
    if (id === only) link.setAttribute('aria-current', 'true');
    return el('li', {}, link);
  };
  const all = bundles.reduce((sum, bundle) => sum + bundle.edges.length, 0);
  return el(
    'ul',
    { class: 'chips', 'aria-label': 'Ways to its neighbours' },
    chip('All', all, ''),
    ...bundles.map((bundle) => chip(bundleTitle(bundle), bundle.edges.length, bundle.id)),
  );
}

function growLink(context: ExplorerContext, other: number): HTMLElement | undefined {
  const { graph, address } = context;
  const key = graph.key(other);
  if (address.added.includes(key)) return el('span', { class: 'quiet' }, 'added');
  const added = [...address.added, key];
  const link = viewLink('Add', { ...address, added });
  link.setAttribute('aria-label', `Add the neighbours of ${graph.name(other)} to the picture`);
  return link;
}

function neighbourList(
  context: ExplorerContext,
  node: number,
  chosen: readonly Bundle[],
): Promise<HTMLElement> {
  const { graph } = context;
  const otherOf = ({ edge }: Neighbour): number => otherEnd(graph, edge, node);
  return listPanel<Neighbour>(context, {
    caption: `Neighbours of ${graph.name(node)}`,
    items: chosen.flatMap((bundle) => bundle.edges.map((edge) => ({ edge, bundle }))),
    noun: ['neighbour', 'neighbours'],
    columns: [
      nodeColumn(context, 'name', 'Name', otherOf),
      {
        id: 'type',
        heading: 'Type',
        cell: (item) => typeTag(graph, otherOf(item)),
        text: (item) => graph.typeOf(otherOf(item)).one,
      },
      textColumn('relationship', 'Relationship', ({ bundle }) =>
        phraseOf(bundle.relation.relationClass, bundle.outward),
      ),
      textColumn('says', 'Relationship', ({ edge }) => edgeText(graph, edge)),
      {
        id: 'picture',
        heading: 'Picture',
        cell: (item) => growLink(context, otherOf(item)),
        text: () => '',
      },
    ],
    textOf: (item) => graph.name(otherOf(item)),
    empty: 'Nothing is joined to it.',
  });
}

/** Draws a neighbourhood. */
export async function nearView(context: ExplorerContext): Promise<View> {
  const { graph, address, hidden } = context;
  const node = graph.nodeOf(address.subject);
  if (node === undefined) return missingView('No item with this id is in this graph.');
  const bundles = neighbourhood(graph, node).filter(({ other }) => !hidden.has(other.name));
  for (const { relation } of bundles) await graph.columns(relation);
  const count = bundles.reduce((sum, bundle) => sum + bundle.edges.length, 0);
  const chosen = bundles.filter(({ id }) => address.only === '' || id === address.only);
  const isGrown = address.added.length > 0;
  return {
    title: graph.name(node),
    lead: `${graph.typeOf(node).one} with ${counted(count, 'neighbour')}`,
    scene: isGrown ? grownScene(context, node, chosen) : starScene(graph, node, chosen),
    body: [
      subjectRow(context, node, 'near'),
      bundleChips(context, bundles),
      await neighbourList(context, node, chosen),
    ],
    subject: node,
  };
}
