SELECT t.displayName AS tokenName, u.displayName AS login, u.status, t.clientName
FROM okta_api_token AS t
JOIN okta_user_assigned_api_token AS owns ON owns._toEntityKey = t._key
JOIN okta_user AS u ON u._key = owns._fromEntityKey
WHERE t.isActive AND NOT u.isActive
ORDER BY ALL
