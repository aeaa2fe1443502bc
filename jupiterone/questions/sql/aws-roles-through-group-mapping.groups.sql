SELECT g.displayName AS groupName, reason.roleName, reason.awsAccountId
FROM groups AS g
JOIN okta_user_group_assigned_aws_iam_role AS reason ON reason._fromEntityKey = g._key
JOIN aws_iam_role AS role ON role._key = reason._toEntityKey
WHERE reason.via = 'group-mapping'
ORDER BY ALL
