SELECT org.displayName AS orgName, org.adminConsoleIdleMinutes, org.adminConsoleLifetimeMinutes
FROM okta_account AS org
WHERE org.adminConsoleIdleMinutes > 15
ORDER BY ALL
