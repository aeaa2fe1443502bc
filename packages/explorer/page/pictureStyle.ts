/** How cards and lines look. Colours come from the style sheet's variables, so that light and dark are defined once. */
import type { StylesheetJson } from 'cytoscape';
import { KINDS, type Kind } from '../model/kinds';
import { iconAddress } from './icons';

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

function kindStyle(kind: Kind): StylesheetJson[number] {
  const own = colour(`--kind-${kind}`);
  return {
    selector: `node[kind = "${kind}"]`,
    style: { 'border-color': own, 'background-image': iconAddress(kind, own) },
  };
}

function cardStyle(): StylesheetJson[number] {
  return {
    selector: 'node',
    style: {
      shape: 'round-rectangle',
      'corner-radius': '10',
      width: 268,
      height: 40,
      'background-color': colour('--surface'),
      'border-width': 1.5,
      label: 'data(label)',
      color: colour('--ink'),
      'font-family': FONT,
      'font-size': 15,
      'text-valign': 'center',
      'text-halign': 'center',
      'text-wrap': 'ellipsis',
      'text-max-width': '216px',
      'text-margin-x': 12,
      'background-width': '20px',
      'background-height': '20px',
      'background-position-x': '10px',
      'background-position-y': '50%',
      'background-image-containment': 'over',
      'background-clip': 'none',
      'overlay-opacity': 0,
    },
  };
}

function cardStates(): StylesheetJson {
  const accent = colour('--accent');
  return [
    { selector: 'node[?isMapped]', style: { 'border-style': 'dashed' } },
    { selector: 'node[?isType]', style: { height: 56, 'text-wrap': 'wrap', 'font-size': 15 } },
    {
      selector: 'node[?isBundle]',
      style: { 'border-style': 'dotted', 'background-color': colour('--sunken') },
    },
    { selector: 'node[?isSubject]', style: { 'border-width': 3, 'font-weight': 'bold' } },
    {
      selector: 'node.chosen',
      style: { 'outline-width': 3, 'outline-color': accent, 'outline-offset': 3 },
    },
    { selector: '.faded', style: { opacity: 0.22 } },
    { selector: 'node:active', style: { 'overlay-opacity': 0 } },
  ];
}

function lineStyle(): StylesheetJson[number] {
  return {
    selector: 'edge',
    style: {
      'curve-style': 'bezier',
      width: 1.4,
      'line-color': colour('--line-strong'),
      'target-arrow-color': colour('--line-strong'),
      'target-arrow-shape': 'triangle',
      'arrow-scale': 0.9,
      label: 'data(label)',
      'font-family': FONT,
      'font-size': 12,
      color: colour('--muted'),
      'text-background-color': colour('--canvas'),
      'text-background-opacity': 0.9,
      'text-background-padding': '2px',
      'overlay-opacity': 0,
    },
  };
}

function lineStates(): StylesheetJson {
  const accent = colour('--accent');
  const bent = {
    'curve-style': 'round-segments',
    'edge-distances': 'node-position',
    'segment-distances': 'data(distances)',
    'segment-weights': 'data(weights)',
  } as const;
  const lit = {
    width: 2.6,
    'line-color': accent,
    'target-arrow-color': accent,
    color: accent,
    'text-opacity': 1,
    'text-background-opacity': 0.9,
  };
  return [
    { selector: 'edge[?isMapped]', style: { 'line-style': 'dashed' } },
    { selector: 'edge[distances]', style: { ...bent, 'segment-radii': [28] } },
    { selector: 'edge[?isQuiet]', style: { 'text-opacity': 0, 'text-background-opacity': 0 } },
    { selector: 'edge.lit', style: lit },
    { selector: 'edge.faded', style: { opacity: 0.14 } },
  ];
}

/** The style of the picture under the present theme. */
export function pictureStyle(): StylesheetJson {
  return [cardStyle(), ...KINDS.map(kindStyle), ...cardStates(), lineStyle(), ...lineStates()];
}

/** The colours that a saved picture needs. */
export function pictureColours(): {
  readonly canvas: string;
  readonly ink: string;
  readonly muted: string;
} {
  return { canvas: colour('--canvas'), ink: colour('--ink'), muted: colour('--muted') };
}
