SELECT s.displayName AS serverName, s.keyLastRotatedOn
FROM okta_auth_server AS s
WHERE s.isActive AND s.keyRotationMode = 'MANUAL'
ORDER BY ALL
