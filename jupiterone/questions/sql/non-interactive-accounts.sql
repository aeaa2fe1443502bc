SELECT u.displayName AS login, u.userType, u.status
FROM okta_user AS u
WHERE u._key NOT IN (SELECT _fromEntityKey FROM okta_user_is_person)
ORDER BY login
