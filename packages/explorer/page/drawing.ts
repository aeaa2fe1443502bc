/** Draws every node of a graph, coloured by its type, in the page that `npm run graph` writes. */
import cytoscape from 'cytoscape';

import { isJsonObject, list, number, record, text } from '../../../src/json';
import { DATA_ELEMENT_ID } from '../drawing/format';
import { byId } from './dom';

const drawing: unknown = JSON.parse(byId(DATA_ELEMENT_ID).textContent);
const nodes = list(record(drawing).nodes).filter(isJsonObject);
const edges = list(record(drawing).edges).filter(isJsonObject);
const types = [...new Set(nodes.map(({ type }) => text(type) ?? ''))].sort();

/** Colours as far apart as they can be. */
function colourOf(type: string): string {
  return `hsl(${Math.round((types.indexOf(type) * 360) / types.length)}, 65%, 45%)`;
}

cytoscape({
  container: byId('drawing'),
  elements: [
    ...nodes.map(({ id, type, label }) => ({
      data: { id: `${number(id) ?? ''}`, label, colour: colourOf(text(type) ?? '') },
    })),
    ...edges.map(({ type, source, target }) => ({
      data: { label: type, source: `${number(source) ?? ''}`, target: `${number(target) ?? ''}` },
    })),
  ],
  style: [
    {
      selector: 'node',
      style: {
        'background-color': 'data(colour)',
        label: 'data(label)',
        'min-zoomed-font-size': 6,
        'font-size': 14,
        width: 18,
        height: 18,
      },
    },
    {
      selector: 'edge',
      style: {
        width: 1,
        label: 'data(label)',
        'font-size': 9,
        'min-zoomed-font-size': 8,
        'curve-style': 'straight',
        'line-color': '#bbb',
        'target-arrow-color': '#bbb',
        'target-arrow-shape': 'triangle',
      },
    },
  ],
  layout: {
    name: 'cose',
    animate: false,
    nodeRepulsion: () => 2_000_000,
    idealEdgeLength: () => 180,
  },
});

for (const type of types) {
  const item = document.createElement('li');
  const count = nodes.filter((node) => node.type === type).length;
  item.textContent = `● ${type} (${count})`;
  item.style.color = colourOf(type);
  byId('types').append(item);
}
document.documentElement.dataset.state = 'ready';
