SELECT z.displayName AS zoneName, z.gateways
FROM okta_network_zone AS z
WHERE z.isActive AND z.isExemptZone AND z.gatewayCount > 0
ORDER BY zoneName
