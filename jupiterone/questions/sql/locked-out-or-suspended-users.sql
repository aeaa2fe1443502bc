SELECT u.displayName AS login, u.status, epoch_ms(u.statusChangedOn) AS statusChangedOn
FROM okta_user AS u
WHERE u.status IN ('locked_out', 'suspended')
ORDER BY login
