WITH groups AS (
  SELECT _key, displayName, name, type FROM okta_user_group
  UNION ALL
  SELECT _key, displayName, name, type FROM okta_app_user_group
),
memberships AS (
  SELECT _fromEntityKey, _toEntityKey FROM okta_group_has_user
  UNION ALL
  SELECT _fromEntityKey, _toEntityKey FROM okta_app_user_group_has_user
)
SELECT u.displayName AS login, epoch_ms(u.statusChangedOn) AS statusChangedOn,
  g.displayName AS groupName
FROM okta_user AS u
JOIN memberships ON memberships._toEntityKey = u._key
JOIN groups AS g ON g._key = memberships._fromEntityKey
WHERE u.status = 'deprovisioned' AND g.name IS DISTINCT FROM 'Everyone'
ORDER BY login, groupName
