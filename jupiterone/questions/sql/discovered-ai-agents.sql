SELECT x.displayName AS agentName, x.status, x.aiPlatform
FROM okta_ai_agent AS x
WHERE x.agentSource = 'DISCOVERED'
ORDER BY ALL
