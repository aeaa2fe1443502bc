SELECT u.displayName AS login, epoch_ms(u.terminatedOn) AS terminatedOn
FROM okta_user AS u
WHERE u.isActive AND u.terminatedOn < now_ms()
ORDER BY login
