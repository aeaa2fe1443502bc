SELECT u.displayName AS login, app.displayName AS appName, app.createdOn
FROM okta_user AS u
JOIN okta_user_created_application AS created ON created._fromEntityKey = u._key
JOIN okta_application AS app ON app._key = created._toEntityKey
WHERE app.createdOn > days_ago(30)
ORDER BY app.createdOn
