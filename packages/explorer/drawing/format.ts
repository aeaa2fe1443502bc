/** What the page of a drawing holds: shared by what writes it and the script that draws it. */

export const DATA_ELEMENT_ID = 'drawing-data';

export interface DrawnNode {
  readonly id: number;
  readonly type: string;
  readonly label: string;
}

export interface DrawnEdge {
  readonly type: string;
  /** Ids of nodes. */
  readonly source: number;
  readonly target: number;
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}
