/** `npm run graph`: draws every node of the collected graph into one HTML file. */
import { DRAWING } from '../../cli/storage/earlier';
import { writeOwnPage } from '../../cli/storage/ownPage';
import { countText } from '../../cli/terminal/format';
import { readCollectedGraph } from '../pack/collectedGraph';
import { PAGE_OPTIONS, runPageCommand } from '../pageCommand';
import { drawingOf, drawingPage, MOST_NODES } from './drawing';

const USAGE = `Usage: npm run graph -- [directory] [--out file.html] [--open] [--serve [--port N]]

Draws every node and edge of the graph that the last run collected, up to ${countText(MOST_NODES)} nodes, into
one HTML file that needs no network. npm run explore shows graphs of any size, and
answers who reaches what.

  directory   where the run left its output (default: .j1-integration)
  --out       the file to write (default: graph.html in that directory)
${PAGE_OPTIONS}`;

runPageCommand({
  usage: USAGE,
  fileName: DRAWING,
  write: (run, out) => {
    const drawing = drawingOf(readCollectedGraph(run));
    writeOwnPage(out, [drawingPage(drawing)]);
    return `Drawn: ${countText(drawing.nodes.length)} nodes, ${countText(drawing.edges.length)} edges`;
  },
});
