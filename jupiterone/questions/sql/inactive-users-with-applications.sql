SELECT u.displayName AS login, u.status, app.displayName AS appName
FROM okta_user AS u
JOIN okta_user_assigned_application AS assigned ON assigned._fromEntityKey = u._key
JOIN okta_application AS app ON app._key = assigned._toEntityKey
WHERE u.status IN ('deprovisioned', 'suspended')
ORDER BY ALL
