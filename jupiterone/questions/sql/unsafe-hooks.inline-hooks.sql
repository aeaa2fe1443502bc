SELECT h.displayName AS hookName, h.address, h.hookType, h.hasAuthentication, h.isHttps
FROM okta_inline_hook AS h
WHERE h.isActive AND (NOT h.hasAuthentication OR NOT h.isHttps)
ORDER BY ALL
