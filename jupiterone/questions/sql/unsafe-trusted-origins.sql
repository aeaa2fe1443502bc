SELECT o.displayName AS originName, o.origin, o.allowsCors, o.allowsRedirect, o.allowsIframe
FROM okta_trusted_origin AS o
WHERE o.isActive AND (NOT o.isHttps OR o.allowsIframe)
ORDER BY ALL
