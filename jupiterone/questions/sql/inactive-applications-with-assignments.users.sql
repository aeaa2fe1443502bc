SELECT app.displayName AS appName, u.displayName AS login
FROM okta_application AS app
JOIN okta_user_assigned_application AS assigned ON assigned._toEntityKey = app._key
JOIN okta_user AS u ON u._key = assigned._fromEntityKey
WHERE app.status = 'inactive'
ORDER BY ALL
