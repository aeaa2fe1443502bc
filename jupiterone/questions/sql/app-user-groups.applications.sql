SELECT g.displayName AS groupName, app.displayName AS appName, app.status
FROM okta_app_user_group AS g
JOIN okta_group_assigned_application AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_application AS app ON app._key = assigned._toEntityKey
ORDER BY ALL
