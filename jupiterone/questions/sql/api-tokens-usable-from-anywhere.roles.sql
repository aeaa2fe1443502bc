SELECT t.displayName AS tokenName, u.displayName AS login, r.displayName AS roleName
FROM okta_api_token AS t
JOIN okta_user_assigned_api_token AS owns ON owns._toEntityKey = t._key
JOIN okta_user AS u ON u._key = owns._fromEntityKey
JOIN okta_user_assigned_role AS assigned ON assigned._fromEntityKey = u._key
JOIN okta_role AS r ON r._key = assigned._toEntityKey
WHERE t.isActive AND NOT t.hasNetworkRestriction AND assigned.status IS DISTINCT FROM 'inactive'
ORDER BY ALL
