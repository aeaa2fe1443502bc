SELECT app.displayName AS appName, app.signOnMode, app.createdOn
FROM okta_application AS app
WHERE app.status = 'active'
  AND app._key NOT IN (SELECT _toEntityKey FROM okta_user_assigned_application)
  AND app._key NOT IN (SELECT _toEntityKey FROM okta_group_assigned_application)
ORDER BY appName
