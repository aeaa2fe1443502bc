SELECT u.displayName AS login, u.userType, r.displayName AS roleName
FROM okta_role AS r
JOIN okta_user_assigned_role AS assigned ON assigned._toEntityKey = r._key
JOIN okta_user AS u ON u._key = assigned._fromEntityKey
WHERE assigned.status IS DISTINCT FROM 'inactive'
  AND u._key NOT IN (SELECT _fromEntityKey FROM okta_user_is_person)
ORDER BY login, roleName
