SELECT i.displayName AS idpName, i.issuer
FROM okta_identity_provider AS i
WHERE i.isActive AND i.isSmartCard
ORDER BY ALL
