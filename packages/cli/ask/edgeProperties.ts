/**
 * The properties of relationships and of mapped targets, which the SDK's metadata cannot declare. They
 * make the columns exist on an org without such a relationship. A test compares them with the graph of
 * the sample org.
 */
import { RESOURCES } from '../../../src/resources';
import type { ColumnType } from './columns';

type Properties = Readonly<Record<string, ColumnType>>;

const MEMBERSHIP: Properties = { userId: 'VARCHAR', groupId: 'VARCHAR' };

/** From `via` to `priority` those of the strongest reason; all are in `grants`. */
const AWS_ROLE_GRANT: Properties = {
  roleArn: 'VARCHAR',
  roleName: 'VARCHAR',
  awsAccountId: 'VARCHAR',
  awsPartition: 'VARCHAR',
  accountName: 'VARCHAR',
  via: 'VARCHAR',
  applicationId: 'VARCHAR',
  groupId: 'VARCHAR',
  priority: 'BIGINT',
  grantCount: 'BIGINT',
  grants: 'VARCHAR',
};

const COLUMN_TYPES = { string: 'VARCHAR', number: 'BIGINT', boolean: 'BOOLEAN' } as const;

/** What definitions of resources say of their edges. */
function definedProperties(): Record<string, Properties> {
  const found: Record<string, Properties> = {};
  for (const node of RESOURCES.flatMap(({ nodes }) => nodes)) {
    const { belongsTo } = node.definition;
    const declared = [
      ...node.edges.map(({ definition, metadata }) => ({ metadata, said: definition.properties })),
      { metadata: node.belongsTo, said: belongsTo === false ? undefined : belongsTo?.properties },
    ];
    for (const { metadata, said = {} } of declared) {
      const columns = Object.entries(said).map(
        ([name, type]) => [name, COLUMN_TYPES[type]] as const,
      );
      if (columns.length === 0) continue;
      for (const { _type } of metadata) {
        found[_type] = { ...found[_type], ...Object.fromEntries(columns) };
      }
    }
  }
  return found;
}

/** By relationship `_type`. */
export const RELATIONSHIP_PROPERTIES: Readonly<Record<string, Properties>> = {
  okta_account_has_group: { accountUrl: 'VARCHAR', groupId: 'VARCHAR' },
  okta_account_has_application: {
    accountUrl: 'VARCHAR',
    applicationId: 'VARCHAR',
    applicationName: 'VARCHAR',
  },
  okta_user_manages_user: { matchedBy: 'VARCHAR' },
  okta_group_has_user: MEMBERSHIP,
  okta_app_user_group_has_user: MEMBERSHIP,
  okta_group_assigned_application: {
    applicationId: 'VARCHAR',
    groupId: 'VARCHAR',
    role: 'VARCHAR',
    roles: 'VARCHAR',
    priority: 'BIGINT',
  },
  okta_user_assigned_application: {
    applicationId: 'VARCHAR',
    userId: 'VARCHAR',
    userEmail: 'VARCHAR',
    role: 'VARCHAR',
    roles: 'VARCHAR',
    scope: 'VARCHAR',
    status: 'VARCHAR',
  },
  okta_user_assigned_role: { status: 'VARCHAR' },
  okta_user_group_assigned_role: { status: 'VARCHAR' },
  okta_user_assigned_factor: { userId: 'VARCHAR', factorId: 'VARCHAR' },
  okta_user_assigned_aws_iam_role: {
    ...AWS_ROLE_GRANT,
    userId: 'VARCHAR',
    scope: 'VARCHAR',
    joinAllRoles: 'BOOLEAN',
    samlRolesUnion: 'BOOLEAN',
  },
  okta_user_group_assigned_aws_iam_role: AWS_ROLE_GRANT,
  okta_user_assigned_aws_identity_center_user: {
    applicationId: 'VARCHAR',
    userId: 'VARCHAR',
    externalId: 'VARCHAR',
  },
  okta_user_group_assigned_aws_identity_center_group: {
    applicationId: 'VARCHAR',
    groupId: 'VARCHAR',
    externalId: 'VARCHAR',
  },
  ...definedProperties(),
};

/** By target type in lower case. */
export const TARGET_PROPERTIES: Readonly<Record<string, Properties>> = {
  aws_iam_role: { roleName: 'VARCHAR', 'tag.AccountName': 'VARCHAR' },
  aws_identity_center_user: { userId: 'VARCHAR', externalId: 'VARCHAR' },
  aws_identity_center_group: { groupId: 'VARCHAR' },
  person: { email: 'VARCHAR[]', firstName: 'VARCHAR', lastName: 'VARCHAR' },
};
