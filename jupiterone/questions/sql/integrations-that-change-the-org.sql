SELECT i.displayName AS integrationName, i.grantedScopes, i.createdOn
FROM okta_api_service_integration AS i
WHERE i.hasManageScopes
ORDER BY integrationName
