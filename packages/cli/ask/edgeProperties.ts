/**
 * The properties of relationships and of mapped targets, which the SDK's metadata cannot declare. They
 * make the columns exist on an org without such a relationship. A test compares them with the graph of
 * the sample org.
 */
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

/** By relationship `_type`. */
export const RELATIONSHIP_PROPERTIES: Readonly<Record<string, Properties>> = {
  okta_account_has_group: { accountUrl: 'VARCHAR', groupId: 'VARCHAR' },
  okta_account_has_application: {
    accountUrl: 'VARCHAR',
    applicationId: 'VARCHAR',
    applicationName: 'VARCHAR',
  },
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
};

/** By target type in lower case. */
export const TARGET_PROPERTIES: Readonly<Record<string, Properties>> = {
  aws_iam_role: { roleName: 'VARCHAR', 'tag.AccountName': 'VARCHAR' },
  aws_identity_center_user: { userId: 'VARCHAR', externalId: 'VARCHAR' },
  aws_identity_center_group: { groupId: 'VARCHAR' },
  person: { email: 'VARCHAR[]', firstName: 'VARCHAR', lastName: 'VARCHAR' },
};
