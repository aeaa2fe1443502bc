SELECT org.displayName AS orgName
FROM okta_account AS org
WHERE org._key NOT IN (SELECT _fromEntityKey FROM okta_account_has_log_stream)
ORDER BY ALL
