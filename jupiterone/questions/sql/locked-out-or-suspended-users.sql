SELECT u.displayName AS login, u.status, u.statusChangedOn
FROM okta_user AS u
WHERE u.status IN ('locked_out', 'suspended')
ORDER BY login
