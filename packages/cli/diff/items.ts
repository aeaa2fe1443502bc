/** Entities that are new, lost or changed. */
import {
  list,
  parseJson,
  record,
  text,
  texts,
  type JsonObject,
  type JsonValue,
} from '../../../src/json';
import { quoteText } from '../ask/sqlText';
import type { Coverage } from './coverage';
import type { Change, ChangeState, ComparisonGap, PropertyChange } from './model';
import { severityOf, subjectOf, TOLD_OTHERWISE } from './subjects';
import { SIDES, type SideName, type TwoGraphs } from './twoGraphs';
import { accountSeverity, changedText, itemText, ownerText, titled } from './words';

/**
 * Properties that move without a change of the org: times of the last use or edit, statistics, who edited last. Those
 * that begin with an underscore are the graph's own. `mfaEnabled` follows from the factors.
 */
const MOVING =
  '^_|^(created|activated|statusChanged|lastLogin|lastUpdated|passwordChanged|lastMembershipUpdated)(On|At)?$|' +
  '^updated(On|At|By)?$|^last[A-Z].*(On|At|Date|Time)$|^(users|apps|members|grant)Count$|^(is)?[mM]faEnabled$|^webLink$|^imageUrl$';

/** As many items that get a property at once, which none had before: another version or credential reads more. */
const AT_ONCE = 5;

/** Relationships that say to what an item belongs, or to whom. */
const OWNING =
  '_has_(rule|policy|client_key|client_secret|scope_grant|signing_certificate|certificate|agent|device)$|_assigned_api_token$';

/** Makes `item`: what differs between the graphs, and `named`: what each key is called. */
export async function prepareItems(graphs: TwoGraphs): Promise<void> {
  const hashed = (side: SideName): string =>
    `(SELECT _type, _key, hash(json::VARCHAR) AS hash FROM ${side}.entities)`;
  await graphs.make(
    'item',
    `SELECT _type, _key, o.hash IS NULL AS isNew, n.hash IS NULL AS isLost
     FROM ${hashed('older')} AS o FULL JOIN ${hashed('newer')} AS n USING (_type, _key)
     WHERE o.hash IS DISTINCT FROM n.hash`,
  );
  for (const state of ['New', 'Lost']) {
    await graphs.make(`${state.toLowerCase()}Keys`, `SELECT _key FROM item WHERE is${state}`);
  }
  const names = SIDES.flatMap((side) => [
    `SELECT _key, _type, coalesce(displayName, name, _key) AS name, '${side}' AS side FROM ${side}.entities`,
    `SELECT _key, 'aws_iam_role', coalesce(displayName, roleName, _key), '${side}' FROM ${side}.aws_iam_role`,
  ]);
  await graphs.make(
    'named',
    `SELECT _key, arg_min(_type, side) AS _type, arg_min(name, side) AS name
     FROM (${names.join(' UNION ALL ')}) GROUP BY _key`,
  );
  const owners = SIDES.map(
    (side) =>
      `SELECT _toEntityKey AS _key, _fromEntityKey AS ownerKey FROM ${side}.relationships
       WHERE regexp_matches(_type, ${quoteText(OWNING)}) AND _type NOT LIKE 'okta_account_has_%'`,
  );
  await graphs.make(
    'owned',
    `SELECT owner._key, list(DISTINCT named._type || ' ' || named.name ORDER BY named._type || ' ' || named.name) AS owners
     FROM (${owners.join(' UNION ALL ')}) AS owner JOIN named ON named._key = owner.ownerKey
     WHERE owner._key IN (SELECT _key FROM item) GROUP BY 1`,
  );
}

/** @returns the changes, and the properties that only one of the runs read */
export async function itemChanges(
  graphs: TwoGraphs,
  coverage: Coverage,
): Promise<{ readonly changes: readonly Change[]; readonly gaps: readonly ComparisonGap[] }> {
  const ends = await endedOrBegun(graphs, coverage);
  const { changes, gaps } = await changed(graphs);
  return { changes: [...ends, ...changes], gaps };
}

async function endedOrBegun(graphs: TwoGraphs, coverage: Coverage): Promise<readonly Change[]> {
  const selects = SIDES.map(
    (side) =>
      `SELECT item._type AS type, item._key AS key, item.isNew, named.name, owned.owners, entity.json ->> 'status' AS status
       FROM item JOIN ${side}.entities AS entity USING (_type, _key) LEFT JOIN named ON named._key = item._key LEFT JOIN owned ON owned._key = item._key
       WHERE item.${side === 'newer' ? 'isNew' : 'isLost'} AND NOT regexp_matches(item._type, ${quoteText(TOLD_OTHERWISE)})`,
  );
  const rows = await graphs.rows(selects.join(' UNION ALL '));
  return rows.flatMap((row) => {
    const state = row['isNew'] === true ? 'new' : 'lost';
    const type = text(row['type']) ?? '';
    const isKnown = state === 'new' ? coverage.tellsNew([type]) : coverage.tellsLost([type]);
    if (!isKnown) return [];
    return [changeOf(row, state, itemText(type, state, text(row['status'])))];
  });
}

function changeOf(row: JsonObject, state: ChangeState, what: string): Change {
  const type = text(row['type']) ?? '';
  const key = text(row['key']) ?? '';
  const name = text(row['name']) ?? key;
  return {
    subject: subjectOf(type),
    state,
    severity: severityOf(type, state),
    type,
    key,
    who: state === 'changed' ? titled(type, name) : name,
    what,
    through: texts(row['owners']).map(ownerText),
    properties: [],
  };
}

async function changed(graphs: TwoGraphs) {
  const properties = (side: SideName): string =>
    `(SELECT _type, _key, entry.key AS property, entry.value AS value FROM (
        SELECT _type, _key, unnest(map_entries(from_json(entity.json, '"MAP(VARCHAR, JSON)"'))) AS entry
        FROM item JOIN ${side}.entities AS entity USING (_type, _key)
        WHERE NOT item.isNew AND NOT item.isLost AND NOT regexp_matches(item._type, ${quoteText(TOLD_OTHERWISE)})
      ) WHERE NOT regexp_matches(entry.key, ${quoteText(MOVING)}) AND entry.value::VARCHAR <> 'null')`;
  await graphs.make(
    'property',
    `SELECT _type, _key, property, o.value AS before, n.value AS after
     FROM ${properties('older')} AS o FULL JOIN ${properties('newer')} AS n USING (_type, _key, property)
     WHERE o.value::VARCHAR IS DISTINCT FROM n.value::VARCHAR`,
  );
  const gaps = await propertiesOfOneRun(graphs);
  const isOfOne = gaps.map(
    ({ type, property }) =>
      `(property._type = ${quoteText(type)} AND property = ${quoteText(property)})`,
  );
  const rows = await graphs.rows(
    `SELECT property._type AS type, property._key AS key, any_value(named.name) AS name, any_value(owned.owners) AS owners,
       list({property: property, before: before::VARCHAR, after: after::VARCHAR} ORDER BY property) AS changes
     FROM property LEFT JOIN named USING (_key) LEFT JOIN owned USING (_key)
     ${isOfOne.length === 0 ? '' : `WHERE NOT (${isOfOne.join(' OR ')})`} GROUP BY ALL`,
  );
  return { changes: rows.flatMap(changedItem), gaps: gaps.map(({ gap }) => gap) };
}

function changedItem(row: JsonObject): readonly Change[] {
  const all = list(row['changes']).map(propertyOf);
  const properties = withoutTwins(all);
  const type = text(row['type']) ?? '';
  const change = changeOf(row, 'changed', changedText(properties));
  return properties.length === 0 ? [] : [{ ...change, ...accountSeverity(type, all), properties }];
}

function propertyOf(entry: JsonValue): PropertyChange {
  const { property, before, after } = record(entry);
  const value = (json: JsonValue | undefined): JsonValue => parseJson(text(json) ?? 'null') ?? null;
  return { property: text(property) ?? '', before: value(before), after: value(after) };
}

/** `active` and `isActive` say again what `status` says; of two names for one value the first one stays. */
function withoutTwins(properties: readonly PropertyChange[]): readonly PropertyChange[] {
  const hasStatus = properties.some(({ property }) => property === 'status');
  const seen = new Set<string>();
  return properties.filter(({ property, before, after }) => {
    if (hasStatus && /^(?:is)?active$/i.test(property)) return false;
    const values = JSON.stringify([before, after]);
    if (typeof before !== 'boolean' && typeof after !== 'boolean' && seen.has(values)) return false;
    seen.add(values);
    return true;
  });
}

/** Properties that many items have on one side, and no item of their type on the other. */
async function propertiesOfOneRun(graphs: TwoGraphs) {
  const present = (side: SideName): string =>
    `SELECT DISTINCT '${side}' AS side, _type, entry.key AS property FROM (
       SELECT _type, unnest(map_entries(from_json(json, '"MAP(VARCHAR, JSON)"'))) AS entry
       FROM ${side}.entities WHERE _type IN (SELECT _type FROM property)
     ) WHERE entry.value::VARCHAR <> 'null'`;
  const rows = await graphs.rows(
    `WITH present AS (${SIDES.map(present).join(' UNION ALL ')}),
       lacking AS (
         SELECT _type, property, CASE WHEN before IS NULL THEN 'older' ELSE 'newer' END AS side
         FROM property WHERE before IS NULL OR after IS NULL
         GROUP BY ALL HAVING count(*) >= ${AT_ONCE}
       )
     SELECT _type AS type, property, side FROM lacking ANTI JOIN present USING (_type, property, side)
     ORDER BY ALL`,
  );
  return rows.map((row) => {
    const type = text(row['type']) ?? '';
    const property = text(row['property']) ?? '';
    const side = text(row['side']) ?? '';
    const gap: ComparisonGap = {
      kind: 'property',
      types: [type],
      text: `No ${type} of the ${side} graph has ${property}, and many of the other one have it: not compared.`,
    };
    return { type, property, gap };
  });
}
