SELECT u.displayName AS login, u.statusChangedOn,
  g.displayName AS groupName
FROM okta_user AS u
JOIN memberships ON memberships._toEntityKey = u._key
JOIN groups AS g ON g._key = memberships._fromEntityKey
WHERE u.status = 'deprovisioned' AND g.type IS DISTINCT FROM 'BUILT_IN'
ORDER BY login, groupName
