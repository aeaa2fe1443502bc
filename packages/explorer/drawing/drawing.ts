/** Every node of a collected graph and its edges, as one HTML page that needs no network. */
import { visible } from '../../../src/visible';
import { GENERATOR } from '../../cli/storage/ownPage';
import { countText } from '../../cli/terminal/format';
import { bundleScript, contentPolicy, embeddedJson } from '../pack/buildPage';
import type { CollectedGraph } from '../pack/collectedGraph';
import { DATA_ELEMENT_ID, type Drawing } from './format';

/** A browser takes seconds to lay out so many, and of more nobody can see anything. */
export const MOST_NODES = 3000;

/** @throws if the graph has more nodes than can be drawn */
export function drawingOf(graph: CollectedGraph): Drawing {
  if (graph.serialCount > MOST_NODES) {
    throw new Error(
      `The graph has ${countText(graph.serialCount)} nodes: a drawing of more than ${countText(MOST_NODES)} ` +
        'shows nothing. npm run explore finds its way in a graph of any size.',
    );
  }
  const nodes = [...graph.entities].flatMap(([type, table]) =>
    (graph.serials.get(table) ?? []).map((serial, row) => ({
      id: serial,
      type,
      label: visible(table.text(row, 'displayName') || table.text(row, '_key')),
    })),
  );
  const edges = [...graph.relations].flatMap(([type, { from, to }]) =>
    from.map((source, i) => ({ type, source, target: to[i] ?? source })),
  );
  return { nodes, edges };
}

const STYLE = `
html, body, #drawing { position: relative; height: 100%; margin: 0; font: 14px system-ui, sans-serif; }
#types { position: fixed; top: 0; left: 0; margin: 12px; padding: 0; list-style: none; background: #fffc; }
`;

export function drawingPage(drawing: Drawing): string {
  const script = bundleScript('drawing.ts');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    ${GENERATOR}
    <meta http-equiv="Content-Security-Policy" content="${contentPolicy(script, STYLE)}" />
    <meta name="referrer" content="no-referrer" />
    <title>Okta graph</title>
    <style id="__________cytoscape_stylesheet">${STYLE}</style>
  </head>
  <body>
    <div id="drawing"></div>
    <ul id="types"></ul>
    <script type="application/json" id="${DATA_ELEMENT_ID}">${embeddedJson(drawing)}</script>
    <script>${script}</script>
  </body>
</html>
`;
}
