SELECT i.displayName AS idpName, i.idpType, i.jitProvisioning, i.trustClaims, i.issuer
FROM okta_identity_provider AS i
WHERE i.isActive AND (i.autoLinksWithoutFilter OR NOT i.excludesAdmins)
ORDER BY ALL
