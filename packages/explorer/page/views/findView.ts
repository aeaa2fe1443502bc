/** Everything that a search found. */
import { search, type SearchIndex } from '../../model/search';
import { counted } from '../../../cli/terminal/format';
import type { ExplorerContext, View } from '../context';
import { el } from '../dom';
import { questionLinks, typeTag } from '../links';
import { listPanel } from '../listPanel';
import { nameColumn } from '../nameColumn';

/** Lists what a search found. */
export async function findView(context: ExplorerContext, index: SearchIndex): Promise<View> {
  const { graph, address, hidden } = context;
  const found = search(index, address.subject, { limit: Number.POSITIVE_INFINITY });
  const nodes = found.nodes.filter((node) => !hidden.has(graph.typeOf(node).name));
  const list = await listPanel(context, {
    caption: 'Found, best first',
    items: nodes,
    noun: ['item', 'items'],
    columns: [
      nameColumn(context),
      {
        id: 'type',
        heading: 'Type',
        cell: (node) => typeTag(graph, node),
        text: (node) => graph.typeOf(node).one,
      },
      {
        id: 'id',
        heading: 'Id',
        cell: (node) => el('code', {}, graph.key(node)),
        text: (node) => graph.key(node),
      },
      {
        id: 'ask',
        heading: 'Ask',
        cell: (node) => el('span', { class: 'questions' }, ...questionLinks(graph, node)),
        text: () => '',
      },
    ],
    empty: 'Nothing has this in its name, e-mail address, login or id.',
  });
  return {
    title: `Found for “${address.subject}”`,
    lead: counted(nodes.length, 'item'),
    body: [list],
  };
}
