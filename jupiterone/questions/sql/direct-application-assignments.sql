SELECT u.displayName AS login, u.status, app.displayName AS appName
FROM okta_user AS u
JOIN okta_user_assigned_application AS assignment ON assignment._fromEntityKey = u._key
JOIN okta_application AS app ON app._key = assignment._toEntityKey
WHERE assignment.scope = 'USER'
ORDER BY ALL
