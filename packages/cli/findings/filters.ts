/** Which properties the conditions of a J1QL query rest on. */

/** A property that entities of these types are chosen by. */
export interface Filter {
  readonly types: readonly string[];
  readonly property: string;
}

const STRING = /'[^']*'|"[^"]*"/g;
const ENTITY =
  /(\w+|\([\w|]+\))\s+WITH\s+(.*?)(?=\s+(?:AS|THAT|RETURN|WHERE|ORDER|LIMIT)\s|\s*$)/gs;
const COMPARISON = /([A-Za-z_][\w.]*)\s*(!=|<=|>=|[~^$]?=|<|>)\s*(\w*)/g;

/**
 * The filters of all entities in a query. A property that is asked to be absent (`= undefined`) is none: an org in
 * which no entity has it answers the query.
 */
export function filtersIn(j1ql: string): readonly Filter[] {
  const entities = j1ql.replace(STRING, "''").matchAll(ENTITY);
  return Array.from(entities).flatMap(([, name = '', conditions = '']) => {
    const compared = [...conditions.matchAll(COMPARISON)];
    const mayBeAbsent = new Set(
      compared.flatMap(([, property, operator, value]) =>
        operator === '=' && value === 'undefined' ? [property] : [],
      ),
    );
    const types = name.replace(/[()]/g, '').split('|');
    const properties = new Set(compared.map(([, property = '']) => property));
    return [...properties]
      .filter((property) => !mayBeAbsent.has(property))
      .map((property) => ({ types, property }));
  });
}
