/** What a picture shows, before it is drawn: cards, the lines between them and where they stand. */
import {
  bendOver,
  orderByNeighbours,
  placeInColumns,
  type Bends,
  type Place,
} from '../model/layout';
import type { Graph } from '../model/graph';
import type { Kind } from '../model/kinds';
import { shortened } from './dom';

export interface Card {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  /** The entity that it stands for. */
  readonly node?: number;
  /** Where opening it leads, for cards that stand for many things. */
  readonly href?: string;
  /** The thing that the picture is about. */
  readonly isSubject?: boolean;
  readonly isBundle?: boolean;
  readonly isMapped?: boolean;
}

export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly edge?: number;
  readonly href?: string;
  readonly isMapped?: boolean;
  /** Leads past the second column by a lane of its own, so that it does not run under that column's cards. */
  readonly isBypass?: boolean;
  readonly bends?: Bends;
}

export interface Scene {
  readonly cards: readonly Card[];
  readonly lines: readonly Line[];
  readonly places: ReadonlyMap<string, Place>;
  /** Shown instead of a picture that has nothing to show. */
  readonly empty?: string;
}

const LONGEST_LABEL = 60;
const LANE_ID = 'lane';
const LANE_COLUMN = 1;
/** A little more than half a card. */
const LANE_HALF = 144;

export function nodeCardId(node: number): string {
  return `n${node}`;
}

/** The id of a line: two cards may be joined by several lines with different labels. */
export function lineId(from: string, to: string, label: string): string {
  return `${from}>${to}>${label}`;
}

/** The card of an entity. */
export function nodeCard(graph: Graph, node: number, isSubject = false): Card {
  const type = graph.typeOf(node);
  return {
    id: nodeCardId(node),
    label: shortened(graph.name(node), LONGEST_LABEL),
    kind: type.kind,
    node,
    isSubject,
    isMapped: type.mapped,
  };
}

function withLaneFirst(ids: readonly string[]): readonly string[] {
  return ids.includes(LANE_ID) ? [LANE_ID, ...ids.filter((id) => id !== LANE_ID)] : ids;
}

function bendThroughLane(line: Line, places: ReadonlyMap<string, Place>): Line {
  const [from, to, lane] = [line.from, line.to, LANE_ID].map((id) => places.get(id));
  if (!line.isBypass || !from || !to || !lane) return line;
  const ends = [lane.x - LANE_HALF, lane.x + LANE_HALF].map((x) => ({ x, y: lane.y }));
  return { ...line, bends: bendOver(from, to, ends) };
}

/** Collects cards in columns and lines between them, each once. */
export class SceneBuilder {
  private readonly columns: Map<string, Card>[] = [];
  private readonly lines = new Map<string, Line>();

  card(column: number, card: Card): string {
    const columns = this.columns;
    while (columns.length <= column) columns.push(new Map());
    if (!columns.some((cards) => cards.has(card.id))) columns[column]?.set(card.id, card);
    return card.id;
  }

  line(from: string, to: string, label: string, more: Partial<Line> = {}): string {
    const id = lineId(from, to, label);
    if (!this.lines.has(id)) this.lines.set(id, { id, from, to, label, ...more });
    return id;
  }

  /** The scene in columns, each ordered so that lines cross little. */
  inColumns(empty?: string): Scene {
    const lines = [...this.lines.values()];
    const columns = this.columns.map((cards) => [...cards.keys()]);
    const needsLane =
      lines.some((line) => line.isBypass) && (columns[LANE_COLUMN] ?? []).length > 0;
    if (needsLane) columns[LANE_COLUMN]?.unshift(LANE_ID);
    const ordered: (readonly string[])[] = [];
    const heights = new Map<string, number>();
    for (const ids of columns) {
      const joined = (id: string): number[] =>
        lines
          .filter((line) => line.from === id || line.to === id)
          .map((line) => heights.get(line.from === id ? line.to : line.from))
          .filter((height) => height !== undefined);
      const order = heights.size === 0 ? ids : withLaneFirst(orderByNeighbours(ids, joined));
      order.forEach((id, row) => heights.set(id, row - (order.length - 1) / 2));
      ordered.push(order);
    }
    const cards = this.columns.flatMap((column) => [...column.values()]);
    const places = placeInColumns(ordered);
    const bent = lines.map((line) => bendThroughLane(line, places));
    return { cards, lines: bent, places, ...(empty !== undefined && { empty }) };
  }
}
