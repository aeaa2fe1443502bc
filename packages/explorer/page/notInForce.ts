/** Assignments that are not in force: shown apart, because they give no access now. */
import { grantNote } from '../model/grants';
import { counted } from '../../cli/terminal/format';
import type { ExplorerContext } from './context';
import { nodeButton } from './links';
import { table } from './table';

/** Of the assignments; the neighbourhood has all. */
const MOST_ROWS = 20;

/** A table of the assignments `grants`; undefined if there are none. */
export function notInForceTable(
  context: ExplorerContext,
  grants: readonly number[],
): HTMLElement | undefined {
  if (grants.length === 0) return undefined;
  const { graph } = context;
  const rows = grants
    .slice(0, MOST_ROWS)
    .map((grant) => [
      nodeButton(context, graph.fromOf(grant)),
      nodeButton(context, graph.toOf(grant)),
      grantNote(graph, grant),
    ]);
  const rest = grants.length - MOST_ROWS;
  const more = rest > 0 ? `, without ${counted(rest, 'more', 'more')}` : '';
  const caption = `Assignments that are not in force${more}`;
  return table(caption, ['Of', 'To', 'State'], rows);
}
