/** Relationships that are new, lost or changed: assignments, members, and what policies and rules are for. */
import { parseJson, record, text, texts, type JsonObject } from '../../../src/json';
import { quoteText } from '../ask/sqlText';
import type { Coverage } from './coverage';
import type { Change, PropertyChange } from './model';
import { ACCESS, severityOf, subjectOf, TOLD_OTHERWISE } from './subjects';
import { SIDES, type SideName, type TwoGraphs } from './twoGraphs';
import { changedText, edgeText, titled } from './words';

/** Of a relationship, what says how it is: the rest are its ends, names and times. */
const IGNORED =
  /^_|(?:On|At)$|^(?:displayName|userId|groupId|applicationId|userEmail|accountUrl|applicationName)$/;

/** Everybody is in it: that an account is new tells it. */
const EVERYONE = `SELECT _key FROM older.okta_user_group WHERE type = 'BUILT_IN' AND name = 'Everyone'
  UNION SELECT _key FROM newer.okta_user_group WHERE type = 'BUILT_IN' AND name = 'Everyone'`;

/** The groups of a user that are assigned to the same application. */
function groupsBehind(side: SideName): string {
  return `SELECT edge._key, list(DISTINCT 'through group ' || coalesce(named.name, member._fromEntityKey)) AS ways
    FROM edge JOIN ${side}.okta_group_assigned_application AS granted ON granted._toEntityKey = edge.toKey
    JOIN ${membersOf(side)} AS member
      ON member._fromEntityKey = granted._fromEntityKey AND member._toEntityKey = edge.fromKey
    LEFT JOIN named ON named._key = member._fromEntityKey
    WHERE edge._type = 'okta_user_assigned_application' AND edge.${side === 'newer' ? 'isNew' : 'isLost'}
    GROUP BY 1`;
}

/** The members of groups of both types. */
export function membersOf(side: SideName): string {
  return `(SELECT _fromEntityKey, _toEntityKey FROM ${side}.okta_group_has_user
    UNION ALL SELECT _fromEntityKey, _toEntityKey FROM ${side}.okta_app_user_group_has_user)`;
}

/** Needs what `prepareItems` has made. */
export async function edgeChanges(
  graphs: TwoGraphs,
  coverage: Coverage,
): Promise<readonly Change[]> {
  const hashed = (side: SideName): string =>
    `(SELECT _type, _key, hash(json::VARCHAR) AS hash FROM ${side}.relationships
      WHERE NOT regexp_matches(_type, ${quoteText(TOLD_OTHERWISE)}))`;
  await graphs.make(
    'differing',
    `SELECT _type, _key, o.hash IS NULL AS isNew, n.hash IS NULL AS isLost
     FROM ${hashed('older')} AS o FULL JOIN ${hashed('newer')} AS n USING (_type, _key)
     WHERE o.hash IS DISTINCT FROM n.hash`,
  );
  const ends = (side: SideName, whether: string): string =>
    `SELECT differing.*, r._fromEntityKey AS fromKey, r._toEntityKey AS toKey, r._class AS class,
       r.json ->> 'scope' AS scope
     FROM differing JOIN ${side}.relationships AS r USING (_type, _key) WHERE ${whether}`;
  await graphs.make(
    'edge',
    `SELECT * FROM (${ends('newer', 'NOT differing.isLost')} UNION ALL ${ends('older', 'differing.isLost')})
     WHERE NOT ((isNew OR isLost) AND fromKey IN (${EVERYONE}) AND regexp_matches(_type, 'has_user$'))
       AND NOT (isLost AND (fromKey IN (FROM lostKeys) OR toKey IN (FROM lostKeys)))
       AND NOT (isNew AND NOT regexp_matches(_type, ${quoteText(ACCESS)})
         AND (fromKey IN (FROM newKeys) OR toKey IN (FROM newKeys)))`,
  );
  return [...(await begunOrEnded(graphs, coverage)), ...(await changed(graphs))];
}

async function begunOrEnded(graphs: TwoGraphs, coverage: Coverage): Promise<readonly Change[]> {
  const rows = await graphs.rows(
    `SELECT edge._type AS type, edge._key AS key, edge.isNew, edge.class, edge.scope,
       edge.fromKey, edge.toKey, f.name AS fromName, t.name AS toName, f._type AS fromType, t._type AS toType,
       coalesce(ways.ways, []) AS ways
     FROM edge LEFT JOIN named AS f ON f._key = edge.fromKey LEFT JOIN named AS t ON t._key = edge.toKey
     LEFT JOIN (${SIDES.map(groupsBehind).join(' UNION ALL ')}) AS ways ON ways._key = edge._key
     WHERE edge.isNew OR edge.isLost`,
  );
  return rows.flatMap((row) => {
    const type = text(row['type']) ?? '';
    const isNew = row['isNew'] === true;
    const isKnown = isNew ? coverage.tellsNew([type]) : coverage.tellsLost([type]);
    return isKnown ? [edgeChange(row, isNew ? 'new' : 'lost')] : [];
  });
}

function edgeChange(row: JsonObject, state: 'new' | 'lost'): Change {
  const type = text(row['type']) ?? '';
  const from = endOf(row, 'from');
  const to = endOf(row, 'to');
  const isMembership = /group_has_user$/.test(type);
  const [who, what] = isMembership
    ? [to.name, `is ${state === 'new' ? 'now' : 'no longer'} in the group ${from.name}`]
    : [from.name, `${edgeText(text(row['class']) ?? '', state)} ${titled(to.type, to.name)}`];
  return {
    subject: subjectOf(type),
    state,
    severity: severityOf(type, state),
    type,
    key: text(row['key']) ?? '',
    who: titled(isMembership ? to.type : from.type, who),
    what,
    through:
      text(row['scope'])?.toUpperCase() === 'USER' ? ['directly'] : texts(row['ways']).sort(),
    properties: [],
  };
}

function endOf(
  row: JsonObject,
  end: 'from' | 'to',
): { readonly name: string; readonly type: string } {
  const name = text(row[`${end}Name`]) ?? text(row[`${end}Key`]) ?? '';
  return { name, type: text(row[`${end}Type`]) ?? '' };
}

async function changed(graphs: TwoGraphs): Promise<readonly Change[]> {
  const rows = await graphs.rows(
    `SELECT edge._type AS type, edge._key AS key, edge.fromKey, edge.toKey, f.name AS fromName, t.name AS toName,
       f._type AS fromType, t._type AS toType, o.json::VARCHAR AS before, n.json::VARCHAR AS after
     FROM edge JOIN older.relationships AS o USING (_type, _key) JOIN newer.relationships AS n USING (_type, _key)
     LEFT JOIN named AS f ON f._key = edge.fromKey LEFT JOIN named AS t ON t._key = edge.toKey
     WHERE NOT edge.isNew AND NOT edge.isLost`,
  );
  return rows.flatMap((row) => {
    const properties = differences(row);
    if (properties.length === 0) return [];
    const type = text(row['type']) ?? '';
    const [from, to] = [endOf(row, 'from'), endOf(row, 'to')];
    return [
      {
        subject: subjectOf(type),
        state: 'changed',
        severity: severityOf(type, 'changed'),
        type,
        key: text(row['key']) ?? '',
        who: titled(from.type, from.name),
        what: `and ${titled(to.type, to.name)}: ${changedText(properties)}`,
        through: [],
        properties,
      },
    ];
  });
}

function differences(row: JsonObject): readonly PropertyChange[] {
  const before = record(parseJson(text(row['before']) ?? 'null'));
  const after = record(parseJson(text(row['after']) ?? 'null'));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((property) => !IGNORED.test(property))
    .map((property) => ({
      property,
      before: before[property] ?? null,
      after: after[property] ?? null,
    }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}
