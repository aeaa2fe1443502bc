/** How the org stands, in numbers: each with the conditions of the list that it counts. */
import { PROTECTION, REACHERS, ROLE_WAYS, STRENGTH } from './derived';
import type { Strength } from './factors';
import { filterNodes, type Condition } from './filter';
import type { EntityType, Graph } from './graph';
import type { Kind } from './kinds';
import type { Protection } from './protection';
import type { Address } from './route';

/** A list, and how long it is. */
export interface Counted {
  readonly address: Partial<Address>;
  readonly count: number;
}

const is = (property: string, value: string): Condition => ({ property, operator: 'is', value });
const more = (property: string, value: string): Condition => ({
  property,
  operator: 'more',
  value,
});
const less = (property: string, value: string): Condition => ({
  property,
  operator: 'less',
  value,
});
const unknown = (property: string): Condition => ({ property, operator: 'unknown', value: '' });
const ACTIVE = is('status', 'active');

const DAY_MS = 86_400_000;

/** Counts lists of one type. */
export class Lists {
  constructor(
    readonly graph: Graph,
    readonly type: EntityType,
  ) {}

  async of(...conditions: readonly Condition[]): Promise<Counted> {
    const { graph, type } = this;
    const { length: count } = await filterNodes(graph, type, conditions);
    return { count, address: { view: 'type', subject: type.name, conditions } };
  }

  /** Whether the type has a property. */
  has(name: string): boolean {
    return this.type.columns.some((column) => column.name === name);
  }

  private day(ago: number): string {
    return new Date(this.graph.manifest.evaluatedOn - ago * DAY_MS).toISOString().slice(0, 10);
  }

  active(): Promise<Counted> {
    return this.of(ACTIVE);
  }

  withoutFactor(): Promise<Counted> {
    return this.of(ACTIVE, is('mfaEnabled', 'no'));
  }

  ofStrength(strength: Strength): Promise<Counted> {
    return this.of(ACTIVE, is(STRENGTH, strength));
  }

  ofUnknownStrength(): Promise<Counted> {
    return this.of(ACTIVE, unknown(STRENGTH));
  }

  byWay(way: string): Promise<Counted> {
    return this.of(ACTIVE, { property: ROLE_WAYS, operator: 'has', value: way });
  }

  neverSignedIn(): Promise<Counted> {
    return this.of(ACTIVE, unknown('lastLoginOn'));
  }

  /** Last signed in between `from` and `to` days ago; without `to`, any time before. */
  signedIn(from: number, to: number | undefined): Promise<Counted> {
    const older = from === 0 ? [] : [less('lastLoginOn', this.day(from))];
    // `more` than a day means after its end, so the day itself is asked for by the day before.
    const newer = to === undefined ? [] : [more('lastLoginOn', this.day(to + 1))];
    return this.of(ACTIVE, ...older, ...newer);
  }

  /** Active applications whose sign-in demands this; without a word, those of which it is not known. */
  demanding(protection: Protection | undefined): Promise<Counted> {
    const demand = protection === undefined ? unknown(PROTECTION) : is(PROTECTION, protection);
    return this.of(ACTIVE, demand);
  }

  reachedBy(least: number, most: number | undefined): Promise<Counted> {
    const upper = most === undefined ? [] : [less(REACHERS, String(most + 1))];
    return this.of(more(REACHERS, String(least - 1)), ...upper);
  }
}

/** The lists of the first type of a kind that has anything; undefined where the graph has none. */
export function listsOf(graph: Graph, kind: Kind): Lists | undefined {
  const type = graph.types.find((candidate) => candidate.kind === kind && candidate.count > 0);
  return type && new Lists(graph, type);
}
