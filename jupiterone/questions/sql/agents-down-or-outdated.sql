SELECT x.displayName AS agentName, p.displayName AS poolName, x.agentType, x.operationalStatus,
  x.version, x.lastSeenOn
FROM okta_agent AS x
JOIN okta_agent_pool_has_agent AS has ON has._toEntityKey = x._key
JOIN okta_agent_pool AS p ON p._key = has._fromEntityKey
WHERE x.operationalStatus = 'DISRUPTED' OR NOT x.isLatestVersion OR x.lastSeenOn < days_ago(1)
ORDER BY ALL
