/** Tells "no entity is like this" from "no entity says whether it is like this". */
import { number, text } from '../../../src/json';
import type { Gap } from '../ask/gaps';
import type { GraphDatabase } from '../ask/graphDatabase';
import { quoteIdentifier } from '../ask/sqlText';
import { filtersIn, type Filter } from './filters';

interface Presence {
  readonly entities: number;
  /** How many of them have the property. */
  readonly having: number;
}

/** Looks up each property of each type once. */
export class PropertyGaps {
  private readonly known = new Map<string, Promise<Presence>>();

  private constructor(
    private readonly database: GraphDatabase,
    /** `table.column` and `table`, in lower case. */
    private readonly names: ReadonlySet<string>,
  ) {}

  static async open(database: GraphDatabase): Promise<PropertyGaps> {
    const { rows } = await database.query(
      "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main'",
    );
    const names = rows.flatMap(([table, column]) => {
      const name = (text(table) ?? '').toLowerCase();
      return [name, `${name}.${(text(column) ?? '').toLowerCase()}`];
    });
    return new PropertyGaps(database, new Set(names));
  }

  /** The filters of a query that can choose nothing, as no entity has their property. */
  async in(j1ql: string): Promise<readonly Gap[]> {
    const gaps: Gap[] = [];
    for (const filter of filtersIn(j1ql)) {
      if (!(await this.isMissing(filter))) continue;
      const types = filter.types.join(' or ');
      gaps.push({
        kind: 'noSuchProperty',
        text:
          `No ${types} in this graph has the property ${filter.property}, which this answer needs: ` +
          'Okta did not send it, or the credential may not read it.',
      });
    }
    return gaps;
  }

  private async isMissing({ types, property }: Filter): Promise<boolean> {
    let entities = 0;
    for (const type of types.filter((name) => this.names.has(name.toLowerCase()))) {
      const found = await this.presenceOf(type, property);
      if (found.having > 0) return false;
      entities += found.entities;
    }
    return entities > 0;
  }

  private presenceOf(type: string, property: string): Promise<Presence> {
    const column = `${type}.${property}`.toLowerCase();
    const known = this.known.get(column) ?? this.count(type, property, this.names.has(column));
    this.known.set(column, known);
    return known;
  }

  private async count(type: string, property: string, isColumn: boolean): Promise<Presence> {
    const having = isColumn ? `count(${quoteIdentifier(property)})` : '0';
    const { rows } = await this.database.query(
      `SELECT count(*), ${having} FROM ${quoteIdentifier(type)}`,
    );
    const [all, found] = rows[0] ?? [];
    return { entities: number(all) ?? 0, having: number(found) ?? 0 };
  }
}
