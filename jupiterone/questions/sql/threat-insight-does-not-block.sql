SELECT org.displayName AS orgName, org.threatInsightAction
FROM okta_account AS org
WHERE org.threatInsightAction IN ('none', 'audit')
ORDER BY ALL
