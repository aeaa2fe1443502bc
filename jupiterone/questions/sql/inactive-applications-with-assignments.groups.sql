SELECT app.displayName AS appName, g.displayName AS groupName
FROM okta_application AS app
JOIN okta_group_assigned_application AS assigned ON assigned._toEntityKey = app._key
JOIN groups AS g ON g._key = assigned._fromEntityKey
WHERE app.status = 'inactive'
ORDER BY ALL
