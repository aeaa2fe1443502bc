/** Everything that a search found. */
import { search, type SearchIndex } from '../../model/search';
import { counted } from '../../../cli/terminal/format';
import type { ExplorerContext, View } from '../context';
import { el } from '../dom';
import { nodeButton, questionLinks, typeTag } from '../links';
import { listPanel } from '../listPanel';
import { mapScene } from './mapView';

/** Lists what a search found. */
export function findView(context: ExplorerContext, index: SearchIndex): View {
  const { graph, address, hidden } = context;
  const found = search(index, address.subject, { limit: Number.POSITIVE_INFINITY });
  const nodes = found.nodes.filter((node) => !hidden.has(graph.typeOf(node).name));
  return {
    title: `Found for “${address.subject}”`,
    lead: counted(nodes.length, 'thing'),
    scene: mapScene({ manifest: graph.manifest, hidden }),
    body: [
      listPanel(context, {
        caption: 'Found, best first',
        items: nodes,
        noun: ['thing', 'things'],
        headings: ['Name', 'Type', 'Id', 'Ask'],
        cells: (node) => [
          nodeButton(context, node),
          typeTag(graph, node),
          el('code', {}, graph.key(node)),
          el('span', { class: 'questions' }, ...questionLinks(graph, node)),
        ],
        empty: 'Nothing has this in its name, e-mail address, login or id.',
      }),
    ],
  };
}
