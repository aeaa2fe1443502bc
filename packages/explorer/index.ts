/** `npm run explore`: makes one HTML file of the collected graph, to be opened in any browser. */
import { EXPLORER_PAGE } from '../cli/storage/earlier';
import { countText, counted } from '../cli/terminal/format';
import { evaluateQuestions } from './evaluateQuestions';
import { writeExplorePage } from './explorePage';
import { PAGE_OPTIONS, runPageCommand } from './pageCommand';

const USAGE = `Usage: npm run explore -- [directory] [--out file.html] [--open] [--serve [--port N]]

Makes one self-contained HTML file of the graph that the last run collected, and of what
the managed questions found in it. It needs no network and opens from the file system.

  directory   where the run left its output (default: .j1-integration)
  --out       the file to write (default: explore.html in that directory)
${PAGE_OPTIONS}`;

runPageCommand({
  usage: USAGE,
  fileName: EXPLORER_PAGE,
  write: async ({ directory }, out) => {
    const evaluation = await evaluateQuestions(directory);
    const made = writeExplorePage({ directory, out, ...(evaluation && { evaluation }) });
    const counts = [
      `${countText(made.entities)} entities`,
      `${countText(made.relationships)} relationships`,
      ...(evaluation ? [counted(evaluation.findings.length, 'managed question')] : []),
    ].join(', ');
    return `The graph on screen: ${counts}, ${(made.bytes / 1_048_576).toFixed(1)} MB`;
  },
});
