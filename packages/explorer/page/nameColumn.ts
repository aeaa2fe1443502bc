/** Columns that several lists have. */
import type { ExplorerContext } from './context';
import { nodeButton } from './links';
import type { ListColumn } from './listOrder';

/** A column whose cells are plain text. */
export function textColumn<Item>(
  id: string,
  heading: string,
  text: (item: Item) => string,
): ListColumn<Item> {
  return { id, heading, cell: text, text };
}

/** A column of things of the graph, each with a button for its details. */
export function nodeColumn<Item>(
  context: ExplorerContext,
  id: string,
  heading: string,
  nodeOf: (item: Item) => number,
): ListColumn<Item> {
  return {
    id,
    heading,
    cell: (item) => nodeButton(context, nodeOf(item)),
    text: (item) => context.graph.name(nodeOf(item)),
  };
}

/** The names of a list of things. */
export function nameColumn(context: ExplorerContext): ListColumn<number> {
  return nodeColumn(context, 'name', 'Name', (node) => node);
}
