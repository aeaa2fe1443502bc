SELECT org.displayName AS orgName
FROM okta_account AS org
WHERE org.newClientsGetSuperAdmin
ORDER BY ALL
