SELECT g.displayName AS groupName, a.displayName AS appName, push.errorSummary
FROM groups AS g
JOIN okta_group_publishes_application AS push ON push._fromEntityKey = g._key
JOIN okta_application AS a ON a._key = push._toEntityKey
WHERE push.status = 'ERROR'
ORDER BY ALL
