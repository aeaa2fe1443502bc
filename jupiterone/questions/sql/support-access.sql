SELECT org.displayName AS orgName, org.supportExpiresOn
FROM okta_account AS org
WHERE org.supportEnabled
ORDER BY orgName
