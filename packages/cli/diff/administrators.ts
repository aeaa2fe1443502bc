/** Who has which administrator role or AWS role, by which ways: computed in both graphs, and compared. */
import { text, texts, type JsonObject } from '../../../src/json';
import type { Coverage } from './coverage';
import { membersOf } from './edges';
import type { Change, ChangeState, SubjectId } from './model';
import { severityOf } from './subjects';
import { SIDES, type SideName, type TwoGraphs } from './twoGraphs';

/** Ways by which users hold something. */
interface Holding {
  readonly subject: SubjectId;
  /** Of the relationship that states it. */
  readonly type: string;
  /** What all of it rests on. */
  readonly restsOn: readonly string[];
  /** Rows of userKey, heldKey, the way's key and the way in words. */
  readonly ways: (side: SideName) => string;
  /** `is now` and `is no longer` before the name of what is held. */
  readonly verbs: Readonly<Record<ChangeState, string>>;
}

const ROLES: Holding = {
  subject: 'administrators',
  type: 'okta_user_assigned_role',
  restsOn: [
    'okta_user_assigned_role',
    'okta_user_group_assigned_role',
    'okta_group_has_user',
    'okta_role',
  ],
  ways: (side) => `
    SELECT _fromEntityKey AS userKey, _toEntityKey AS heldKey, '' AS wayKey, 'directly' AS way
    FROM ${side}.okta_user_assigned_role
    UNION ALL
    SELECT member._toEntityKey, granted._toEntityKey, granted._fromEntityKey,
      'through group ' || coalesce(named.name, granted._fromEntityKey)
    FROM ${side}.okta_user_group_assigned_role AS granted
    JOIN ${membersOf(side)} AS member ON member._fromEntityKey = granted._fromEntityKey
    LEFT JOIN named ON named._key = granted._fromEntityKey`,
  verbs: { new: 'is now', lost: 'is no longer', changed: 'is still' },
};

const AWS_ROLES: Holding = {
  subject: 'aws',
  type: 'okta_user_assigned_aws_iam_role',
  restsOn: ['okta_user_assigned_aws_iam_role'],
  ways: (side) => `
    SELECT reaches._fromEntityKey AS userKey, reaches._toEntityKey AS heldKey,
      concat_ws('|', reason.via, reason.applicationId, reason.groupId) AS wayKey,
      CASE reason.via WHEN 'direct' THEN 'directly' WHEN 'group-mapping' THEN 'through the name of group '
        ELSE 'through group ' END
        || CASE WHEN reason.via = 'direct' THEN '' ELSE coalesce(g.name, reason.groupId, 'unknown') END
        || coalesce(' in ' || app.name, '') AS way
    FROM (
      SELECT _fromEntityKey, _toEntityKey,
        unnest(from_json(grants, '[{"via":"VARCHAR","applicationId":"VARCHAR","groupId":"VARCHAR"}]')) AS reason
      FROM ${side}.okta_user_assigned_aws_iam_role
    ) AS reaches
    LEFT JOIN named AS g ON g._key = reason.groupId
    LEFT JOIN named AS app ON app._key = reason.applicationId`,
  verbs: { new: 'can now assume', lost: 'can no longer assume', changed: 'can still assume' },
};

/** Needs what `prepareItems` has made. */
export async function holdingChanges(
  graphs: TwoGraphs,
  coverage: Coverage,
): Promise<readonly Change[]> {
  return [
    ...(await changesOf(ROLES, graphs, coverage)),
    ...(await changesOf(AWS_ROLES, graphs, coverage)),
  ];
}

async function changesOf(
  holding: Holding,
  graphs: TwoGraphs,
  coverage: Coverage,
): Promise<readonly Change[]> {
  const held = (side: SideName): string =>
    `(SELECT userKey, heldKey, list_sort(list(DISTINCT wayKey)) AS keys, list_sort(list(DISTINCT way)) AS ways
      FROM (${holding.ways(side)}) GROUP BY ALL)`;
  const [older, newer] = SIDES.map(held);
  const rows = await graphs.rows(
    `SELECT userKey, heldKey, u.name AS userName, h.name AS heldName, o.ways AS before, n.ways AS after,
       userKey IN (FROM lostKeys) AS isGone, userKey IN (FROM newKeys) AS isNewUser,
       EXISTS (FROM newer.okta_role AS role WHERE role._key = heldKey AND role.superAdmin) AS isSuper
     FROM ${older} AS o FULL JOIN ${newer} AS n USING (userKey, heldKey)
     LEFT JOIN named AS u ON u._key = userKey LEFT JOIN named AS h ON h._key = heldKey
     WHERE o.keys IS DISTINCT FROM n.keys`,
  );
  const tells = {
    new: coverage.tellsNew(holding.restsOn),
    lost: coverage.tellsLost(holding.restsOn),
    changed: coverage.tellsNew(holding.restsOn) && coverage.tellsLost(holding.restsOn),
  };
  return rows.map((row) => changeOf(row, holding)).filter(({ state }) => tells[state]);
}

function changeOf(row: JsonObject, { subject, type, verbs }: Holding): Change {
  const before = texts(row['before']);
  const after = texts(row['after']);
  const state = before.length === 0 ? 'new' : after.length === 0 ? 'lost' : 'changed';
  const userKey = text(row['userKey']) ?? '';
  const heldKey = text(row['heldKey']) ?? '';
  const name = `${verbs[state]} ${text(row['heldName']) ?? heldKey}`;
  const isSuper = row['isSuper'] === true && state === 'new';
  const own = state === 'changed' ? 'low' : severityOf(type, state);
  return {
    subject,
    state,
    severity: isSuper ? 'critical' : own,
    type,
    key: `${userKey}|${heldKey}`,
    who: text(row['userName']) ?? userKey,
    what: `${name}${asideOf(row, state, before)}`,
    through: state === 'lost' ? before : after,
    properties: [],
  };
}

function asideOf(row: JsonObject, state: ChangeState, before: readonly string[]): string {
  if (state === 'changed') return ` by other ways (before: ${before.join(', ')})`;
  if (state === 'lost' && row['isGone'] === true) return ' (the account is no longer there)';
  return state === 'new' && row['isNewUser'] === true ? ' (the account is new)' : '';
}
