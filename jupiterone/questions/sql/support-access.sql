SELECT org.displayName AS orgName, epoch_ms(org.supportExpiresOn) AS supportExpiresOn
FROM okta_account AS org
WHERE org.supportEnabled
ORDER BY orgName
