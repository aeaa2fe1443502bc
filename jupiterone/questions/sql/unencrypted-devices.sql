SELECT d.displayName AS deviceName, d.platform, d.serial
FROM okta_device AS d
WHERE d.diskEncryptionType = 'NONE'
ORDER BY ALL
