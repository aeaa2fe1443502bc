SELECT h.displayName AS hookName, h.address, h.isVerified, h.hasAuthentication, h.isHttps
FROM okta_event_hook AS h
WHERE h.isActive AND (NOT h.isVerified OR NOT h.hasAuthentication OR NOT h.isHttps)
ORDER BY ALL
