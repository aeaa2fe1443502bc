/** The numbers that stand for an org as a whole. Each counts what the managed question of its name lists. */
import { number } from '../../../src/json';
import type { RunSummary } from '../collected/summary';
import { gapsIn } from '../ask/gaps';
import type { GraphDatabase } from '../ask/graphDatabase';
import type { Metric } from './model';

interface MetricDefinition {
  readonly id: string;
  readonly title: string;
  /** One row: the number, and what it is a part of if it is one. */
  readonly sql: string;
}

/** Active users with an administrator role in force, given directly or through a group. */
const ADMINISTRATORS = `
  SELECT u._key, u.isMfaEnabled FROM okta_user AS u
  JOIN okta_user_assigned_role AS direct ON direct._fromEntityKey = u._key
  WHERE u.isActive AND direct.status IS DISTINCT FROM 'inactive'
  UNION
  SELECT u._key, u.isMfaEnabled FROM okta_user AS u
  JOIN memberships ON memberships._toEntityKey = u._key
  JOIN okta_user_group_assigned_role AS assigned
    ON assigned._fromEntityKey = memberships._fromEntityKey
  WHERE u.isActive AND assigned.status IS DISTINCT FROM 'inactive'`;

const METRICS: readonly MetricDefinition[] = [
  {
    id: 'activeUsers',
    title: 'Active users',
    sql: 'SELECT count(*) FILTER (isActive), count(*) FROM okta_user',
  },
  {
    id: 'mfa',
    title: 'Active users with MFA',
    sql: 'SELECT count(*) FILTER (isMfaEnabled), count(isMfaEnabled) FROM okta_user WHERE isActive',
  },
  {
    id: 'phishingResistant',
    title: 'Active users with a phishing-resistant factor',
    sql: `SELECT count(*) FILTER (_key IN (
        SELECT assigned._fromEntityKey FROM okta_user_assigned_factor AS assigned
        JOIN mfa_device AS f ON f._key = assigned._toEntityKey
        WHERE f.isActive AND f.factorType IN ('webauthn', 'u2f', 'signed_nonce'))),
      count(*) FROM okta_user WHERE isActive AND isMfaEnabled IS NOT NULL`,
  },
  {
    id: 'administrators',
    title: 'Administrators',
    sql: `SELECT count(*) FROM (${ADMINISTRATORS})`,
  },
  {
    id: 'administratorsWithoutMfa',
    title: 'Administrators without MFA',
    sql: `SELECT count(*) FILTER (NOT isMfaEnabled), count(isMfaEnabled) FROM (${ADMINISTRATORS})`,
  },
  {
    id: 'dormantUsers',
    title: 'Dormant users',
    sql: `SELECT count(*) FILTER (lastLoginOn < days_ago(90)
        OR (lastLoginOn IS NULL AND createdOn < days_ago(30))), count(*)
      FROM okta_user WHERE isActive`,
  },
  {
    id: 'awsRoles',
    title: 'AWS roles reached',
    sql: `SELECT count(DISTINCT reaches._toEntityKey) FROM okta_user_assigned_aws_iam_role AS reaches
      JOIN okta_user AS u ON u._key = reaches._fromEntityKey WHERE u.isActive`,
  },
];

async function metricOf(
  { id, title, sql }: MetricDefinition,
  database: GraphDatabase,
  summary: RunSummary,
): Promise<Metric> {
  const gaps = gapsIn(database.typesUsedBy(sql), summary);
  if (gaps.some(({ kind }) => kind === 'notCollected')) {
    return { id, title, value: null, of: null, gaps };
  }
  const { rows } = await database.query(sql);
  const [value, of] = rows[0] ?? [];
  return { id, title, value: number(value) ?? null, of: number(of) ?? null, gaps };
}

/** @throws {AskError} if the graph cannot be asked */
export async function metricsOf(
  database: GraphDatabase,
  summary: RunSummary,
): Promise<readonly Metric[]> {
  const metrics: Metric[] = [];
  for (const definition of METRICS) metrics.push(await metricOf(definition, database, summary));
  return metrics;
}
