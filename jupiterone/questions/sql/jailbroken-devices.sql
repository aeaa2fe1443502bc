SELECT d.displayName AS deviceName, d.platform, d.deviceStatus
FROM okta_device AS d
WHERE d.jailbroken
ORDER BY ALL
