SELECT u.displayName AS login, reason.roleName, reason.awsAccountId, reason.accountName
FROM okta_user AS u
JOIN okta_user_assigned_aws_iam_role AS reason ON reason._fromEntityKey = u._key
JOIN aws_iam_role AS role ON role._key = reason._toEntityKey
WHERE reason.via = 'direct'
ORDER BY ALL
