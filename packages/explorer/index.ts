/** `npm run explore`: makes one HTML file of the collected graph, to be opened in any browser. */
import { EXPLORER_PAGE } from '../cli/storage/earlier';
import { countText } from '../cli/terminal/format';
import { writeExplorePage } from './explorePage';
import { runPageCommand } from './pageCommand';

const USAGE = `Usage: npm run explore -- [directory] [--out file.html]

Makes one self-contained HTML file of the graph that the last run collected. It
needs no network and opens from the file system.

  directory   where the run left its output (default: .j1-integration)
  --out       the file to write (default: explore.html in that directory)
`;

runPageCommand({
  usage: USAGE,
  fileName: EXPLORER_PAGE,
  write: ({ directory }, out) => {
    const { entities, relationships, bytes } = writeExplorePage({ directory, out });
    const counts = `${countText(entities)} entities, ${countText(relationships)} relationships`;
    return `The graph on screen: ${counts}, ${(bytes / 1_048_576).toFixed(1)} MB`;
  },
});
