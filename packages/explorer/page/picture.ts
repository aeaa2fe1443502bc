/** The picture: draws a scene, says what a person chose in it, and is walked through with the arrow keys. */
import cytoscape, {
  type Core,
  type ElementDefinition,
  type EventObjectEdge,
  type EventObjectNode,
  type NodeSingular,
} from 'cytoscape';
import { nearestInDirection, type Place } from '../model/layout';
import { pictureStyle } from './pictureStyle';
import type { Card, Line, Scene } from './scene';

export interface PictureEvents {
  /** A card or line was pressed. */
  readonly onChoose: (id: string) => void;
  /** The keyboard came to a card. */
  readonly onWalk: (id: string) => void;
  /** A card or line was opened (double click, Enter). */
  readonly onOpen: (id: string) => void;
}

const FIT_PADDING = 22;
const MOST_ZOOM = 1.15;
const ZOOM_STEP = 1.3;
const DIRECTIONS: ReadonlyMap<string, Place> = new Map([
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowDown', { x: 0, y: 1 }],
  ['ArrowUp', { x: 0, y: -1 }],
]);

function cardElement(card: Card): ElementDefinition {
  const { id, label, kind, isSubject, isBundle, isMapped } = card;
  const isType = card.node === undefined && !isBundle;
  return { group: 'nodes', data: { id, label, kind, isSubject, isBundle, isMapped, isType } };
}

/** Where lines are many, their labels would cover the cards; the lit ones keep theirs. */
const MOST_LABELS = 22;

function lineElement(line: Line, isQuiet: boolean): ElementDefinition {
  const { id, from, to, label, isMapped, bends } = line;
  const weights = bends?.weights.join(' ');
  const distances = bends?.distances.join(' ');
  const data = { id, source: from, target: to, label, isMapped, isQuiet, weights, distances };
  return { group: 'edges', data };
}

export class Picture {
  readonly core: Core;
  private readonly container: HTMLElement;
  private readonly events: PictureEvents;

  constructor(container: HTMLElement, events: PictureEvents) {
    this.container = container;
    this.events = events;
    this.core = cytoscape({
      container,
      style: pictureStyle(),
      minZoom: 0.08,
      maxZoom: 3,
      boxSelectionEnabled: false,
      autounselectify: true,
    });
    this.core.on('tap', 'node', ({ target }: EventObjectNode) => {
      this.choose(target.id());
      this.events.onChoose(target.id());
    });
    this.core.on('tap', 'edge', ({ target }: EventObjectEdge) => {
      this.events.onChoose(target.id());
    });
    this.core.on('dbltap', 'node', ({ target }: EventObjectNode) => {
      this.events.onOpen(target.id());
    });
    container.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
    new ResizeObserver(() => {
      this.core.resize();
      this.fit();
    }).observe(container);
  }

  /** Replaces what is drawn. */
  show(scene: Scene): void {
    const { core } = this;
    const isQuiet = scene.lines.length > MOST_LABELS;
    const lines = scene.lines.map((line) => lineElement(line, isQuiet));
    const elements = [...scene.cards.map(cardElement), ...lines];
    core.elements().remove();
    core.add(elements);
    core.nodes().positions((node) => ({ ...(scene.places.get(node.id()) ?? { x: 0, y: 0 }) }));
    this.fit();
  }

  /** Marks a card as the chosen one. */
  choose(id: string | undefined): void {
    this.core.nodes().removeClass('chosen');
    if (id !== undefined) this.core.getElementById(id).addClass('chosen');
  }

  /** Lets a path stand out; without ids everything stands equal. */
  light(ids: readonly string[]): void {
    this.core.elements().removeClass('faded lit');
    if (ids.length === 0) return;
    const lit = this.core.collection();
    for (const id of ids) lit.merge(this.core.getElementById(id));
    this.core.elements().difference(lit).addClass('faded');
    lit.addClass('lit');
  }

  restyle(): void {
    this.core.style(pictureStyle());
  }

  fit(): void {
    this.core.fit(undefined, FIT_PADDING);
    if (this.core.zoom() > MOST_ZOOM) {
      this.core.zoom(MOST_ZOOM);
      this.core.center();
    }
  }

  /** Zooms in (positive) or out (negative) about the middle. */
  zoom(direction: 1 | -1): void {
    const middle = { x: this.container.clientWidth / 2, y: this.container.clientHeight / 2 };
    const level = this.core.zoom() * (direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
    this.core.zoom({ level, renderedPosition: middle });
  }

  private onKey(event: KeyboardEvent): void {
    const direction = DIRECTIONS.get(event.key);
    if (direction) this.walk(direction);
    else if (event.key === '+' || event.key === '=') this.zoom(1);
    else if (event.key === '-') this.zoom(-1);
    else if (event.key === '0') this.fit();
    else if (event.key === 'Enter') this.openChosen();
    else return;
    event.preventDefault();
  }

  private openChosen(): void {
    const chosen = this.core.nodes('.chosen');
    if (chosen.nonempty()) this.events.onOpen(chosen.first().id());
  }

  private walk(direction: Place): void {
    const nodes = this.core.nodes().toArray();
    const chosen = nodes.find((node) => node.hasClass('chosen'));
    if (!chosen) {
      this.chooseAndShow(nodes[0]);
      return;
    }
    const places = nodes.map((node) => node.position());
    this.chooseAndShow(nodes[nearestInDirection(chosen.position(), places, direction)]);
  }

  private chooseAndShow(node: NodeSingular | undefined): void {
    if (!node) return;
    this.choose(node.id());
    const { x1, x2, y1, y2 } = node.renderedBoundingBox();
    const { clientWidth, clientHeight } = this.container;
    if (x1 < 0 || y1 < 0 || x2 > clientWidth || y2 > clientHeight) this.core.center(node);
    this.events.onWalk(node.id());
  }
}
