SELECT u.displayName AS login, m.displayName AS managerLogin
FROM okta_user AS m
JOIN okta_user_manages_user AS manages ON manages._fromEntityKey = m._key
JOIN okta_user AS u ON u._key = manages._toEntityKey
WHERE m.status = 'deprovisioned' AND u.isActive
ORDER BY ALL
