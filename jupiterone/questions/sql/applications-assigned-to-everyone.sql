SELECT app.displayName AS appName, app.status, app.signOnMode
FROM okta_user_group AS g
JOIN okta_group_assigned_application AS assigned ON assigned._fromEntityKey = g._key
JOIN okta_application AS app ON app._key = assigned._toEntityKey
WHERE g.type = 'BUILT_IN' AND g.name != 'Okta Administrators'
ORDER BY appName
